/** Operations that are only a part of something else, told by the functions of Node that began them. */
import type { OperationKind } from '../../capture/format/operations.ts';
import type { CallPath } from './callPath.ts';

/** Requests are operations of their own; their sockets, look-ups and timers would count the same waiting again. */
const requestModules = /^node:(?:_http_|https?$|internal\/deps\/undici|internal\/http2\/)/;
const timerModules = /^node:(?:internal\/)?(?:timers|util|promisify)/;

export function isPartOfOther(kind: OperationKind | null, { above, frames }: CallPath): boolean {
  if (above.some(({ url }) => url.startsWith('node:internal/modules/'))) return true;
  switch (kind) {
    case 'timer': {
      const called = above.at(-1);
      // Socket and server time-outs are Node's own.
      return called !== undefined && !timerModules.test(called.url);
    }
    case 'net':
    case 'dns':
      return above.some(({ name, url }) => requestModules.test(url) || name === 'onconnection' || name === 'spawn');
    case 'http2':
      // A server's side of a stream: made for it when its headers arrive, before any function is called.
      return above.length === 0 && frames.length === 0;
    case 'crypto':
      // The synchronous ones make the same resources, and never call back.
      return above.some(({ name }) => name.endsWith('Sync'));
    default:
      return false;
  }
}
