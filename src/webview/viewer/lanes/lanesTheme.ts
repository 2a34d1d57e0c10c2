/** Colours of the lanes from the editor's theme; read again after each change of it. */
import { kindHue, kindSaturation } from '../../flame/kindColours.ts';
import { themeKind, token } from '../../theme.ts';
import type { LaneColour } from './lane.ts';

export interface LanesTheme {
  readonly isHighContrast: boolean;
  readonly background: string;
  readonly foreground: string;
  readonly quiet: string;
  readonly line: string;
  /** Null but in high contrast. */
  readonly border: string | null;
  readonly focus: string;
  readonly font: string;
  colour(of: LaneColour): string;
}

/** Of the dots beside kinds in the tables, so that a kind looks alike everywhere. */
const kindSaturationPercent = 48;
const kindLightnessPercent = 54;

export function readLanesTheme(): LanesTheme {
  const kind = themeKind();
  const isHighContrast = kind === 'high-contrast' || kind === 'high-contrast-light';
  const [foreground, background] = [token('--vscode-foreground'), token('--vscode-editor-background')];
  const known = new Map<string, string>();
  const read = (name: string) => {
    const value = known.get(name) ?? token(name);
    known.set(name, value);
    return value;
  };
  return {
    isHighContrast,
    background,
    foreground,
    quiet: isHighContrast ? foreground : `color-mix(in srgb, ${foreground} 72%, ${background})`,
    line: `color-mix(in srgb, ${foreground} 14%, transparent)`,
    border: isHighContrast ? token('--vscode-contrastBorder') || foreground : null,
    focus: token('--vscode-focusBorder') || foreground,
    font: token('--vscode-font-family') || 'sans-serif',
    colour: (of) => ('token' in of ? read(of.token) : kindColour(of.kind)),
  };
}

export const kindColour = (kind: string): string =>
  `hsl(${kindHue(kind)} ${kindSaturation(kind) * kindSaturationPercent}% ${kindLightnessPercent}%)`;

/** The same as CSS. */
export const cssColour = (of: LaneColour): string => ('token' in of ? `var(${of.token})` : kindColour(of.kind));
