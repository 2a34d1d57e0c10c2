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
/** Of kinds that are not in the table. */
export const hueElse = 60;
export const knownKinds: readonly string[] = Object.keys(hues);

export const kindHue = (kind: string): number => hues[kind] ?? hueElse;
