/**
 * The colour of a box: whose code it is gives the family, the package or the folder gives the shade. It depends on names
 * only (see viewer/model/shadeKey), so a function keeps its colour between zooms, threads and recordings.
 */
import type { FrameCategory } from '../../profiler/report.ts';

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

/** Waiting is no work, and has a colour that no code has. */
export type ShadeFamily = FrameCategory | 'waiting';

const shades = (saturation: number, ...hues: number[]): Shade[] => hues.map((hue) => ({ hue, saturation }));
const shadesOf: Readonly<Record<ShadeFamily, readonly Shade[]>> = {
  user: shades(1.25, 210, 204, 217, 223),
  dependency: shades(0.72, 28, 42, 88, 120, 152, 330, 350, 14),
  node: shades(0.55, 172),
  native: shades(0.45, 258),
  gc: shades(0.8, 290),
  program: shades(0.05, 220),
  waiting: shades(0.9, 46),
};

/** Points of lightness by which functions of one package differ, so that a stack of them is no wall of one colour. */
const tints = [0, 3.5, -3.5] as const;

const families = Object.keys(shadesOf) as ShadeFamily[];
const palette: readonly Swatch[] = families.flatMap((family) =>
  shadesOf[family].flatMap((shade) => tints.map((tint) => ({ ...shade, tint }))),
);
const firstOf = new Map<ShadeFamily, number>();
for (let at = 0, next = 0; at < families.length; at++) {
  const family = families[at] as ShadeFamily;
  firstOf.set(family, next);
  next += shadesOf[family].length * tints.length;
}

/** Rows of the palette that look the same but for their emphasis: row + emphasis × paletteSize. */
export const paletteSize = palette.length;

/** As it is, paler because a search means others, or lit because it is the chosen function. */
export const emphases = ['plain', 'pale', 'lit'] as const;
export type Emphasis = (typeof emphases)[number];
export const rowOffset = (emphasis: Emphasis): number => emphases.indexOf(emphasis) * paletteSize;

/** Row of the palette, without emphasis. */
export function shadeRow({ family, shade, tint }: { family: ShadeFamily; shade: number; tint: number }): number {
  return (firstOf.get(family) ?? 0) + (shade % shadesOf[family].length) * tints.length + (tint % tints.length);
}

/** Hue and saturation of a row, for legends. */
export const swatchOf = (row: number): Swatch => palette[row % paletteSize] as Swatch;

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

interface InTheme {
  readonly fill: readonly [saturation: number, lightness: number];
  readonly text: readonly [saturation: number, lightness: number];
}

/** Chosen so that the text keeps a contrast of 4.5 on every colour above. */
const inTheme: Readonly<Record<ThemeKind, Readonly<Record<Emphasis, InTheme>>>> = {
  dark: {
    plain: { fill: [46, 33], text: [30, 99] },
    pale: { fill: [9, 20], text: [8, 66] },
    lit: { fill: [72, 78], text: [45, 12] },
  },
  light: {
    plain: { fill: [74, 79], text: [45, 15] },
    pale: { fill: [16, 94], text: [8, 38] },
    lit: { fill: [62, 27], text: [30, 99] },
  },
  'high-contrast': {
    plain: { fill: [75, 23], text: [0, 100] },
    pale: { fill: [0, 4], text: [0, 62] },
    lit: { fill: [80, 84], text: [0, 0] },
  },
  'high-contrast-light': {
    plain: { fill: [80, 90], text: [0, 8] },
    pale: { fill: [0, 96], text: [0, 40] },
    lit: { fill: [70, 20], text: [0, 100] },
  },
};

/** Every row of the palette with every emphasis. */
export const boxColours = (theme: ThemeKind): BoxColours[] =>
  emphases.flatMap((emphasis) => coloursOf(palette, theme, emphasis));

export function coloursOf(swatches: readonly Swatch[], theme: ThemeKind, emphasis: Emphasis = 'plain'): BoxColours[] {
  const { fill, text } = inTheme[theme][emphasis];
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
