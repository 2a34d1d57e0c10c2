/** The Chrome DevTools Protocol over a WebSocket. A connection that ends fails whatever still waits. */
import { WebSocket } from 'ws';

export interface CdpSession {
  /** Rejects with an Error when the target refuses, or when the connection ends first. */
  post<Result = unknown>(method: string, params?: object): Promise<Result>;
  on<Params>(method: string, listener: (params: Params) => void): void;
}

interface Reply {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message?: string };
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A profile of a second is some megabytes at most; the heap profile of a large program some ten. */
const longestMessageBytes = 512 * 1024 * 1024;
const openWithinMs = 10_000;

/** Nobody answers any more. */
export class ConnectionEnded extends Error {
  constructor() {
    super('the connection was closed');
    this.name = 'ConnectionEnded';
  }
}

/** Numbered calls and their answers, over whatever carries texts: a socket, or the session of a worker inside another. */
export class CdpChannel implements CdpSession {
  readonly #send: (text: string) => void;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, ((params: never) => void)[]>();
  #lastId = 0;
  #ended: ConnectionEnded | null = null;

  constructor(send: (text: string) => void) {
    this.#send = send;
  }

  post<Result>(method: string, params: object = {}): Promise<Result> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      this.#send(JSON.stringify({ id, method, params }));
    });
  }

  on<Params>(method: string, listener: (params: Params) => void): void {
    this.#listeners.set(method, [...(this.#listeners.get(method) ?? []), listener]);
  }

  receive(text: string): void {
    const { id, method, params, result, error } = JSON.parse(text) as Reply;
    if (id === undefined) {
      for (const listener of this.#listeners.get(method ?? '') ?? []) listener(params as never);
      return;
    }
    const call = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) call?.reject(new Error(error.message ?? 'refused'));
    else call?.resolve(result);
  }

  end(): void {
    this.#ended = new ConnectionEnded();
    for (const { reject } of this.#pending.values()) reject(this.#ended);
    this.#pending.clear();
  }
}

export interface CdpConnection extends CdpSession {
  /** Settles when the connection has ended, from whichever side. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** Rejects with an Error when nobody there speaks the protocol. */
export async function connectCdp(url: string): Promise<CdpConnection> {
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    maxPayload: longestMessageBytes,
    handshakeTimeout: openWithinMs,
  });
  const channel = new CdpChannel((text) => socket.send(text));
  socket.on('message', (data: Buffer) => channel.receive(data.toString('utf8')));
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      channel.end();
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    // Stays for good: an error behind the opening is followed by 'close'.
    socket.on('error', reject);
  });
  return {
    post: (method, params) => channel.post(method, params),
    on: (method, listener) => channel.on(method, listener),
    closed,
    close: async () => {
      const timer = setTimeout(() => socket.terminate(), closeWithinMs);
      socket.close();
      await closed;
      clearTimeout(timer);
    },
  };
}

/** A program in a native call answers later; it is not to keep us waiting. */
const closeWithinMs = 500;
