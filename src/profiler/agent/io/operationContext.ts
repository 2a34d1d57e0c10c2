/** Where something asynchronous came from, handed on to what is started in its callback. */
import type { OperationKind } from '../../capture/format/operations.ts';
import type { ServedRequest } from './servedRequest.ts';
import type { CapturedStack } from './stackCapture.ts';

export interface OperationContext {
  readonly kind: OperationKind | null;
  /** Unformatted until somebody asks for the path. */
  stack: CapturedStack | null;
  /** Whose callback was running; its path stands in when no frame of the program is on the stack. */
  parent: OperationContext | null;
  /** Resolved path; undefined as long as it is not. */
  path: number | undefined;
  /** Part of something else (a module being loaded, a request's own socket): not told, and neither is what follows from it. */
  isHidden: boolean;
  /** The served HTTP request that it belongs to. */
  readonly request: ServedRequest | null;
}

export const newContext = (
  kind: OperationKind | null,
  stack: CapturedStack | null,
  parent: OperationContext | null,
  request: ServedRequest | null,
): OperationContext => ({
  kind,
  stack,
  parent,
  path: stack === null && parent === null ? -1 : undefined,
  isHidden: false,
  request,
});

/**
 * Contexts of resources that are not operations, such as `process.nextTick`: by id, each in the place that its low bits
 * name, so that it costs two stores and stays small however many there are. Newer ones push out older ones.
 */
const places = 1 << 14;

export class RecentContexts {
  readonly #ids = new Float64Array(places);
  readonly #contexts: (OperationContext | null)[] = new Array<OperationContext | null>(places).fill(null);

  set(id: number, context: OperationContext): void {
    const place = id & (places - 1);
    this.#ids[place] = id;
    this.#contexts[place] = context;
  }

  get(id: number): OperationContext | null {
    const place = id & (places - 1);
    return this.#ids[place] === id ? this.#contexts[place]! : null;
  }
}
