/** Blue for less, orange for more, the stronger the larger the part that changed: told apart by colour-blind people too. */
import { coloursOf, type BoxColours, type Swatch, type ThemeKind } from '../../flame/colours.ts';

/** Hues that people with any of the common colour deficiencies tell apart. */
const lessHue = 214;
const moreHue = 22;

/** Saturation by step; the first is "not beyond the noise". */
const steps = [0, 0.45, 0.8, 1.2] as const;
const strongest = steps.length - 1;

const palette: readonly Swatch[] = [
  ...steps.map((saturation) => ({ hue: lessHue, saturation, tint: -saturation * 3 })),
  ...steps.map((saturation) => ({ hue: moreHue, saturation, tint: -saturation * 3 })),
];

export const differenceColours = (theme: ThemeKind): BoxColours[] => [
  ...coloursOf(palette, theme),
  ...coloursOf(palette, theme, 'pale'),
];
export const paleOffset = palette.length;

/** Row of the palette: `change` is the difference as a part of the larger side, from -1 (gone) to 1 (new). */
export function differenceShade(change: number, isWithinNoise: boolean): number {
  const step = isWithinNoise ? 0 : Math.max(1, Math.min(strongest, Math.ceil(Math.abs(change) * strongest)));
  return (change > 0 ? steps.length : 0) + step;
}

/** Swatches of the legend, from gone to new. */
export const legendSteps: readonly { readonly shade: number; readonly label: string }[] = [
  { shade: strongest, label: '▼ less' },
  { shade: 0, label: 'within noise' },
  { shade: steps.length + strongest, label: '▲ more' },
];
