/**
 * Requests that the program makes: from the call to the end of the answer, as far as that is seen, else to its beginning.
 * `node:http` and undici, which `fetch` is made of, announce them.
 */
import { nowMicros } from '../originals.ts';
import type { Channels } from './channels.ts';
import type { Operation } from './operationLog.ts';
import type { OperationTable } from './operationTable.ts';
import type { Sockets } from './sockets.ts';

interface ClientRequest {
  readonly protocol?: string;
  readonly destroyed?: boolean;
  readonly socket?: { readonly _handle?: { getAsyncId?(): number } | null } | null;
}
interface ClientResponse {
  readonly complete?: boolean;
  readonly destroyed?: boolean;
}
/** An answer whose end nobody reads is not waited for. */
const longestBodyMicros = 10_000_000;

interface Exchange {
  readonly request: ClientRequest;
  response: ClientResponse | null;
}

export class HttpClients {
  readonly #table: OperationTable;
  readonly #sockets: Sockets;
  readonly #ofRequest = new WeakMap<object, Operation>();
  readonly #exchanges = new Map<Operation, Exchange>();
  /** By the id of the parser that reads the answer. */
  readonly #parsers = new Map<number, Operation>();
  #isAnnounced = false;

  constructor(table: OperationTable, sockets: Sockets) {
    this.#table = table;
    this.#sockets = sockets;
  }

  listen(channels: Channels): void {
    const created = ({ request }: { request: ClientRequest }): void => {
      this.#isAnnounced = true;
      this.#remember(request, this.#table.begin(kindOf(request), channels.called));
    };
    channels.onBeginning('http.client.request.created', created);
    channels.onBeginning('http.client.request.start', ({ request }: { request: ClientRequest }) =>
      this.#starts(request),
    );
    channels.on('http.client.response.finish', ({ request, response }: { request: object; response: ClientResponse }) =>
      this.#answered(request, response),
    );
    const failed = ({ request }: { request: object }): void => this.#ends(request);
    channels.on('http.client.request.error', failed);
    channels.onBeginning('undici:request:create', ({ request }: { request: object }) =>
      this.#remember(request, this.#table.begin('fetch', channels.called)),
    );
    channels.on('undici:request:headers', ({ request }: { request: object }) => this.#answered(request, null));
    channels.on('undici:request:trailers', failed);
    channels.on('undici:request:error', failed);
  }

  /** A parser was made for the answer to a request. */
  parses(id: number, resource: object): void {
    const { req } = resource as { req?: object };
    const operation = req && this.#ofRequest.get(req);
    if (operation) this.#parsers.set(id, operation);
  }

  answers(id: number): Operation | null {
    return this.#parsers.size === 0 ? null : (this.#parsers.get(id) ?? null);
  }

  #remember(request: object, operation: Operation | null): void {
    if (!operation) return;
    this.#ofRequest.set(request, operation);
    this.#exchanges.set(operation, { request, response: null });
  }

  /** Older versions announce a request when its socket is there: that was asked for in the program's call. */
  #starts(request: ClientRequest): void {
    const id = request.socket?._handle?.getAsyncId?.();
    const socket = id === undefined ? null : this.#sockets.takenOver(id);
    if (this.#isAnnounced) return;
    const kind = kindOf(request);
    this.#table.sampler(kind).started += socket?.weight ?? 0;
    if (!socket) return;
    const context = { ...socket.context, kind, isHidden: false };
    const operation = this.#table.beginTraced(kind, socket.weight, context);
    operation.start = socket.createdAt;
    this.#remember(request, operation);
  }

  #answered(request: object, response: ClientResponse | null): void {
    const operation = this.#ofRequest.get(request);
    if (!operation) return;
    operation.end = nowMicros();
    const exchange = this.#exchanges.get(operation);
    if (exchange) exchange.response = response;
  }

  #ends(request: object): void {
    const operation = this.#ofRequest.get(request);
    if (!operation) return;
    operation.end = nowMicros();
    this.#exchanges.delete(operation);
    this.#table.end(operation);
  }

  dropFinished(): void {
    const now = nowMicros();
    for (const [operation, { request, response }] of this.#exchanges) {
      const isFinished =
        response?.complete === true ||
        response?.destroyed === true ||
        (operation.end < 0 && request.destroyed === true) ||
        (operation.end >= 0 && now - operation.end > longestBodyMicros);
      if (!isFinished) continue;
      this.#exchanges.delete(operation);
      this.#table.end(operation);
    }
    for (const [id, operation] of this.#parsers) if (!this.#exchanges.has(operation)) this.#parsers.delete(id);
  }
}

const kindOf = ({ protocol }: ClientRequest): 'http' | 'https' => (protocol === 'https:' ? 'https' : 'http');
