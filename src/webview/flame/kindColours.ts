/** A hue for each kind of operation; its own scale, so that nobody takes a wait for a call. */

/** Degrees. Neighbours in time and meaning (http and fetch, net and dns) stand well apart. */
const hues: Readonly<Record<string, number>> = {
  fs: 36,
  net: 190,
  http: 212,
  https: 228,
  http2: 244,
  fetch: 262,
  dns: 168,
  timer: 140,
  zlib: 14,
  crypto: 336,
  'child-process': 300,
  stream: 84,
  worker: 284,
};
/** Kinds that are not in the table are nearly grey. */
const hueElse = 220;
const saturationElse = 0.15;

export const knownKinds: readonly string[] = Object.keys(hues);

export const kindHue = (kind: string): number => hues[kind] ?? hueElse;
/** A factor. */
export const kindSaturation = (kind: string): number => (kind in hues ? 1 : saturationElse);
