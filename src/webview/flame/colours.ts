/**
 * The colour of a box: whose code it is gives the family, the package or the file gives the shade. It depends on names
 * only, so a function keeps its colour between zooms, threads and recordings.
 */
import type { FrameCategory } from '../../profiler/report.ts';
import type { FlameFrame } from './sampledProfile.ts';

export type ThemeKind = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

/** Degrees of hue; saturation is a factor, so that what is not the user's code stays quieter. */
interface Shade {
  readonly hue: number;
  readonly saturation: number;
  readonly category: FrameCategory;
}

const shadesOf: Readonly<Record<FrameCategory, readonly Shade[]>> = {
  user: [212, 203, 221, 194].map((hue) => ({ hue, saturation: 1, category: 'user' })),
  dependency: [28, 42, 88, 120, 152, 330, 350, 14].map((hue) => ({ hue, saturation: 0.72, category: 'dependency' })),
  node: [{ hue: 174, saturation: 0.42, category: 'node' }],
  native: [{ hue: 260, saturation: 0.35, category: 'native' }],
  gc: [{ hue: 288, saturation: 0.8, category: 'gc' }],
  program: [{ hue: 220, saturation: 0.05, category: 'program' }],
};

const categories = [
  'user',
  'dependency',
  'node',
  'native',
  'gc',
  'program',
] as const satisfies readonly FrameCategory[];
const palette: readonly Shade[] = categories.flatMap((category) => shadesOf[category]);
const firstShade = new Map(categories.map((name) => [name, palette.findIndex(({ category }) => category === name)]));

export const paletteSize = palette.length;

/** Row of the palette. */
export function shadeOf(frame: Pick<FlameFrame, 'category' | 'packageName' | 'url'>): number {
  const first = firstShade.get(frame.category) ?? 0;
  const shades = shadesOf[frame.category].length;
  return first + (shades === 1 ? 0 : hashOf(frame.packageName ?? frame.url) % shades);
}

/** FNV-1a over UTF-16 units: short, stable and even enough for eight shades. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The low bits of FNV follow the last character too closely.
  return (hash ^ (hash >>> 15)) >>> 0;
}

export interface BoxColours {
  readonly fill: string;
  readonly text: string;
}

/** Saturation and lightness of fill and text, chosen so that the text keeps a contrast of 4.5 on every hue above. */
const inTheme: Readonly<Record<ThemeKind, { fill: [number, number]; text: [number, number] }>> = {
  dark: { fill: [38, 33], text: [30, 95] },
  light: { fill: [70, 83], text: [45, 16] },
  'high-contrast': { fill: [85, 18], text: [0, 100] },
  'high-contrast-light': { fill: [80, 92], text: [0, 8] },
};

export function boxColours(theme: ThemeKind): BoxColours[] {
  const { fill, text } = inTheme[theme];
  return palette.map(({ hue, saturation }) => ({
    fill: hsl(hue, fill[0] * saturation, fill[1]),
    text: hsl(hue, text[0] * saturation, text[1]),
  }));
}

const hsl = (hue: number, saturation: number, lightness: number): string =>
  `hsl(${hue} ${Math.round(saturation)}% ${lightness}%)`;
