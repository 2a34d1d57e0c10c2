/**
 * The colour of a box: whose code it is gives the family, the package or the file gives the shade. It depends on names
 * only, so a function keeps its colour between zooms, threads and recordings.
 */
import type { FrameCategory } from '../../profiler/report.ts';
import type { FlameFrame } from './sampledProfile.ts';

export type ThemeKind = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

/** Degrees of hue; saturation is a factor, so that what is not the user's code stays quieter. */
export interface Shade {
  readonly hue: number;
  readonly saturation: number;
}

/** Points of lightness are added to those of the theme. */
export interface Swatch extends Shade {
  readonly tint: number;
}

const shades = (saturation: number, ...hues: number[]): Shade[] => hues.map((hue) => ({ hue, saturation }));
const shadesOf: Readonly<Record<FrameCategory, readonly Shade[]>> = {
  user: shades(1.25, 210, 204, 217, 223),
  dependency: shades(0.72, 28, 42, 88, 120, 152, 330, 350, 14),
  node: shades(0.55, 172),
  native: shades(0.45, 258),
  gc: shades(0.8, 290),
  program: shades(0.05, 220),
};

/** Points of lightness by which functions of one package differ, so that a stack of them is no wall of one colour. */
const tints = [0, 3.5, -3.5] as const;

const categories = Object.keys(shadesOf) as FrameCategory[];
const palette: readonly Swatch[] = categories.flatMap((category) =>
  shadesOf[category].flatMap((shade) => tints.map((tint) => ({ ...shade, tint }))),
);
const firstOf = new Map<FrameCategory, number>();
for (let at = 0, next = 0; at < categories.length; at++) {
  const category = categories[at] as FrameCategory;
  firstOf.set(category, next);
  next += shadesOf[category].length * tints.length;
}

export const paletteSize = palette.length;

/** Row of the palette. */
export function shadeOf(frame: Pick<FlameFrame, 'name' | 'category' | 'packageName' | 'url'>): number {
  const shade = hashOf(frame.packageName ?? frame.url) % shadesOf[frame.category].length;
  return (firstOf.get(frame.category) ?? 0) + shade * tints.length + (hashOf(frame.name) % tints.length);
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
  /** The same colour as a pixel of an ImageData read as 32 bits, least significant byte first: opaque, blue, green, red. */
  readonly pixel: number;
  readonly text: string;
}

/** Saturation and lightness of fill and text, chosen so that the text keeps a contrast of 4.5 on every colour above. */
const inTheme: Readonly<Record<ThemeKind, { fill: [number, number]; text: [number, number] }>> = {
  dark: { fill: [46, 33], text: [30, 99] },
  light: { fill: [74, 79], text: [45, 15] },
  'high-contrast': { fill: [75, 23], text: [0, 100] },
  'high-contrast-light': { fill: [80, 90], text: [0, 8] },
};

export const boxColours = (theme: ThemeKind): BoxColours[] => coloursOf(palette, theme);

export function coloursOf(swatches: readonly Swatch[], theme: ThemeKind): BoxColours[] {
  const { fill, text } = inTheme[theme];
  return swatches.map(({ hue, saturation, tint }) => {
    const fillSaturation = Math.min(100, Math.round(fill[0] * saturation));
    return {
      fill: hsl(hue, fillSaturation, fill[1] + tint),
      pixel: toPixel(hue, fillSaturation, fill[1] + tint),
      text: hsl(hue, Math.min(100, Math.round(text[0] * saturation)), text[1]),
    };
  });
}

const hsl = (hue: number, saturation: number, lightness: number): string => `hsl(${hue} ${saturation}% ${lightness}%)`;

/** HSL to RGB as CSS defines it. */
function toPixel(hue: number, saturation: number, lightness: number): number {
  const l = lightness / 100;
  const amplitude = (saturation / 100) * Math.min(l, 1 - l);
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    return Math.round(255 * (l - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return ((255 << 24) | (channel(4) << 16) | (channel(8) << 8) | channel(0)) >>> 0;
}
