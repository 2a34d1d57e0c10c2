/** The editor's theme as the canvases use it; read again after each change of theme. */
import { themeKind, token } from '../theme.ts';
import type { BoxColours, ThemeKind } from './colours.ts';

export interface FlameTheme {
  readonly colours: readonly BoxColours[];
  readonly border: string | null;
  readonly background: string;
  readonly foreground: string;
  readonly quiet: string;
  readonly line: string;
  readonly focus: string;
  readonly fontFamily: string;
}

export type BoxPalette = (theme: ThemeKind) => readonly BoxColours[];

export function readFlameTheme(palette: BoxPalette): FlameTheme {
  const kind = themeKind();
  const highContrast = kind === 'high-contrast' || kind === 'high-contrast-light';
  const foreground = token('--vscode-foreground');
  return {
    colours: palette(kind),
    border: highContrast ? token('--vscode-contrastBorder') || foreground : null,
    background: token('--vscode-editor-background'),
    foreground,
    quiet: highContrast ? foreground : `color-mix(in srgb, ${foreground} 72%, ${token('--vscode-editor-background')})`,
    line: `color-mix(in srgb, ${foreground} 14%, transparent)`,
    focus: token('--vscode-focusBorder') || foreground,
    // One width for all characters makes clipping a division.
    fontFamily: token('--vscode-editor-font-family') || 'monospace',
  };
}
