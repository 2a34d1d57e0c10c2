/**
 * Requests that a server of the thread takes, from `node:http`'s own announcements, and what the loop does for each. The
 * one in hand is known from the request's arrival, and from every callback of an operation that was begun for it, until a
 * callback that belongs to another. It counts as busy until the last thing seen of it: an operation begun, a callback, the
 * response. Computing behind that, in a microtask that begins nothing more, is missed.
 */
import { getOwnPropertyDescriptor, nowMicros } from '../originals.ts';
import type { Channels } from './channels.ts';
import { newContext } from './operationContext.ts';
import type { OperationTable } from './operationTable.ts';
import { RequestNames } from './requestName.ts';
import { Sampler } from './sampling.ts';
import type { ServedRequest } from './servedRequest.ts';

interface Incoming {
  readonly method?: string;
  readonly url?: string;
}
interface Response {
  readonly statusCode?: number;
  readonly destroyed?: boolean;
}
interface Http2Stream {
  readonly sentHeaders?: Record<string, unknown>;
  readonly destroyed?: boolean;
}
interface Exchange {
  readonly incoming: Incoming;
  readonly response: object;
}

/** Requests in hand at once; further ones are stood for by those that follow. */
const mostOpen = 10_000;
/** Of windows this many times as long as a request, a quarter of the requests is cut off by the end. */
const windowInRequests = 4;
/** Of the latest request in the mean of their durations: the last ten count. */
const newShare = 0.1;
/** Requests nearly as long as the window fit into it by luck; one must not stand for too many. */
const heaviest = 8;

export class ServedRequests {
  readonly #table: OperationTable;
  readonly #sampler: Sampler;
  readonly #names = new RequestNames();
  readonly #open = new Map<ServedRequest, Exchange>();
  readonly #ofResponse = new WeakMap<object, ServedRequest>();
  /** By incoming message. */
  readonly #announcedRoutes = new WeakMap<object, string>();
  /** Of the window that runs, and those that can be told. */
  #ended: ServedRequest[] = [];
  #settled: ServedRequest[] = [];
  #meanMicros = 0;
  #windowStart = 0;
  #startedBefore = 0;
  #isScaled = false;
  #lastId = 0;
  #inHand: ServedRequest | null = null;
  #since = 0;
  #seen = 0;
  /** Node 18 and 20 do not announce streams of HTTP/2 servers. */
  hasHeardOfHttp2 = false;

  constructor(table: OperationTable) {
    this.#table = table;
    this.#sampler = new Sampler(table.random);
  }

  get samplers(): readonly Sampler[] {
    return [this.#sampler];
  }

  listen(channels: Channels): void {
    channels.onBeginning(
      'http.server.request.start',
      ({ request, response }: { request: Incoming; response: object }) => this.#arrived(request, response),
    );
    channels.onBeginning('http.server.response.finish', ({ response }: { response: Response }) =>
      this.#finished(response, response.statusCode),
    );
    // Fastify keeps its route to itself, and tells it before it calls the handler.
    channels.onBeginning('tracing:fastify.request.handler:start', (message: unknown) => {
      const incoming = own(own(message, 'request'), 'raw');
      const route = own(own(message, 'route'), 'url');
      if (typeof incoming === 'object' && incoming !== null && typeof route === 'string')
        this.#announcedRoutes.set(incoming, route);
    });
    channels.onBeginning(
      'http2.server.stream.start',
      ({ stream, headers }: { stream: Http2Stream; headers: Record<string, string> }) => {
        this.hasHeardOfHttp2 = true;
        this.#arrived({ method: headers[':method'] ?? '', url: headers[':path'] ?? '' }, stream);
      },
    );
    channels.onBeginning('http2.server.stream.close', ({ stream }: { stream: Http2Stream }) =>
      this.#finished(stream, stream.sentHeaders?.[':status']),
    );
  }

  /** Code of the request in hand runs at this moment. */
  sawCode(): void {
    if (this.#inHand !== null) this.#seen = nowMicros();
  }

  /** What comes now belongs to this request, or to none that is traced. */
  enter(request: ServedRequest | null): void {
    if (request === this.#inHand && request === null) return;
    const now = nowMicros();
    if (this.#inHand !== null) this.#inHand.busyMicros += this.#seen - this.#since;
    this.#inHand = request;
    this.#since = this.#seen = now;
  }

  get shortestWindow(): number {
    return windowInRequests * this.#meanMicros;
  }

  beginWindow(): void {
    this.#windowStart = nowMicros();
    this.#startedBefore = this.#sampler.started;
  }

  /**
   * What the open ones do from now on is not seen: they are given up, and the others stand for them. One that took d of a
   * window of w was seen to its end if it came in the first w − d, so it stands for w / (w − d).
   */
  rest(windowStart: number, now: number): void {
    this.enter(null);
    this.#table.current = null;
    this.#table.isResting = true;
    this.#open.clear();
    const lasted = now - windowStart;
    for (const request of this.#ended)
      if (request.start >= windowStart) {
        const left = lasted - (request.end - request.start);
        request.weight *= left * heaviest > lasted ? lasted / left : heaviest;
      }
    this.#isScaled = true;
  }

  /** Those of a window with a rest stand for all that came in both: `times` as many in the rest. */
  settle(times: number): void {
    this.#table.isResting = false;
    if (this.#isScaled) {
      const ofWindow = this.#ended.filter(({ start }) => start >= this.#windowStart);
      const stoodFor = ofWindow.reduce((sum, { weight }) => sum + weight, 0);
      const came = (1 + times) * (this.#sampler.started - this.#startedBefore);
      const scale = stoodFor > 0 ? came / stoodFor : 1;
      for (const request of ofWindow) request.weight *= scale;
      this.#isScaled = false;
    }
    this.#settled.push(...this.#ended);
    this.#ended = [];
  }

  #arrived(incoming: Incoming, response: object): void {
    if (this.#table.isResting) return;
    let weight = this.#sampler.next();
    if (weight > 0 && this.#open.size >= mostOpen) {
      this.#sampler.putBack(weight);
      weight = 0;
    }
    if (weight === 0) {
      this.#table.current = null;
      this.enter(null);
      return;
    }
    const request: ServedRequest = {
      id: ++this.#lastId,
      start: nowMicros(),
      weight,
      name: '',
      end: -1,
      status: -1,
      busyMicros: 0,
      path: -1,
      context: null,
    };
    request.context = newContext(null, null, null, request);
    this.#open.set(request, { incoming, response });
    this.#ofResponse.set(response, request);
    this.#table.current = request.context;
    this.enter(request);
  }

  #finished(response: object, status: unknown): void {
    this.sawCode();
    const request = this.#ofResponse.get(response);
    if (request) this.#end(request, typeof status === 'number' ? status : -1);
  }

  #end(request: ServedRequest, status: number): void {
    const exchange = this.#open.get(request);
    if (!exchange) return;
    this.#open.delete(request);
    request.end = nowMicros();
    this.#meanMicros += newShare * (request.end - request.start - this.#meanMicros);
    request.status = status;
    request.name = this.#nameOf(exchange.incoming);
    this.#ended.push(request);
  }

  /** Ended since the last time, those whose connection closed included, and, when asked for, the open ones. */
  take(withOpen: boolean): ServedRequest[] {
    for (const [request, { response }] of this.#open)
      if ((response as Response).destroyed === true) this.#end(request, -1);
    const told = this.#settled;
    // Its last stretch is still to come.
    this.#settled = this.#inHand !== null && told.includes(this.#inHand) ? [this.#inHand] : [];
    const settled = told.filter((request) => !this.#settled.includes(request));
    if (!withOpen) return settled;
    settled.push(...this.#ended);
    this.#ended = [];
    for (const [request, { incoming }] of this.#open) request.name = this.#nameOf(incoming);
    return [...settled, ...this.#open.keys()];
  }

  #nameOf(incoming: Incoming): string {
    const route = own(own(incoming, 'route'), 'path') ?? this.#announcedRoutes.get(incoming);
    const base = own(incoming, 'baseUrl');
    const url = own(incoming, 'originalUrl') ?? incoming.url;
    return this.#names.nameOf(
      incoming.method ?? '',
      typeof url === 'string' ? url : '/',
      typeof route === 'string' ? `${typeof base === 'string' ? base : ''}${route}` : null,
    );
  }
}

/** Plain properties only: a getter would be code of the program. */
const own = (object: unknown, name: string): unknown =>
  typeof object === 'object' && object !== null ? getOwnPropertyDescriptor(object, name)?.value : undefined;
