/** From a frame of the raw profile to a place that the editor can open. */
import type { HotFunction, Location } from '../../profiler/report.ts';
import type { FlameFrame } from './sampledProfile.ts';

/**
 * The profile has the lines that V8 compiled; the report's are source-mapped. So a function that the report knows by
 * this name, in this file or once only, is taken from there.
 */
export function frameLocation(frame: FlameFrame, hotFunctions: readonly HotFunction[]): Location | null {
  const raw = rawLocation(frame);
  if (frame.compiled) return raw;
  const namesakes = hotFunctions.filter(({ name, location }) => name === frame.name && location !== null);
  const exact = namesakes.find(({ location }) => location?.file === raw?.file && location?.line === raw?.line);
  if (exact) return exact.location;
  const sameFile = namesakes.filter(({ location }) => location?.file === raw?.file);
  if (sameFile.length === 1) return sameFile[0]?.location ?? raw;
  if (sameFile.length === 0 && namesakes.length === 1 && frame.category === 'user')
    return namesakes[0]?.location ?? raw;
  return raw;
}

function rawLocation({ url, line, column }: FlameFrame): Location | null {
  if (url === '' || line === null) return null;
  return { file: pathOf(url), line, column: column ?? 1 };
}

/** `file:///a%20b.js` is `/a b.js`, `file:///C:/x.js` is `C:\\x.js`; everything else stays. */
export function pathOf(url: string): string {
  if (!url.startsWith('file://')) return url;
  const path = decoded(url.slice('file://'.length));
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1).replaceAll('/', '\\') : path;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A lone percent sign.
    return path;
  }
}
