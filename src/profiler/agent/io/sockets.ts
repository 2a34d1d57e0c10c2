/**
 * Client sockets: connecting, and from a write until the next data. That is how databases and brokers are waited for.
 * Sockets of servers and of HTTP requests are none of these: there a request is the operation.
 */
import type { AnyFunction } from './stackCapture.ts';
import { followMethod } from './followMethod.ts';
import { newContext, type OperationContext } from './operationContext.ts';
import type { Operation } from './operationLog.ts';
import type { OperationTable } from './operationTable.ts';
import { placedAtFirst, Sampler } from './sampling.ts';

const socketTypes: ReadonlySet<string> = new Set(['TCPWRAP', 'PIPEWRAP', 'TLSWRAP']);
export const isSocket = (type: string): boolean => socketTypes.has(type);

const writes = ['writeBuffer', 'writev', 'writeUtf8String', 'writeAsciiString', 'writeLatin1String', 'writeUcs2String'];
/** Sockets whose creation was traced; the oldest is forgotten first. */
const mostSockets = 10_000;

interface Handle {
  readonly bytesRead?: number;
  readonly fd?: number;
  [write: string]: unknown;
}

interface Socket {
  readonly handle: Handle;
  readonly context: OperationContext;
  readonly weight: number;
  readonly createdAt: number;
  waiting: Operation | null;
  bytesBefore: number;
  hadDescriptor: boolean;
}

/** Whether a socket is a part of something else, and so is nobody's own wait. */
export type Judge = (context: OperationContext) => boolean;

export class Sockets {
  readonly #table: OperationTable;
  readonly #isPart: Judge;
  readonly #sampler: Sampler;
  readonly #sockets = new Map<number, Socket>();
  readonly #followed = new WeakSet<object>();
  #waiting = 0;

  constructor(table: OperationTable, isPart: Judge) {
    this.#table = table;
    this.#isPart = isPart;
    this.#sampler = new Sampler(table.random, placedAtFirst);
  }

  get samplers(): readonly Sampler[] {
    return [this.#sampler];
  }

  created(id: number, type: string, handle: object, above: AnyFunction): void {
    const weight = this.#sampler.next();
    if (weight === 0) return;
    if (this.#sockets.size >= mostSockets) this.#forgetOldest();
    const socket: Socket = {
      handle: handle as Handle,
      context: this.#table.contextHere('net', above),
      weight,
      createdAt: this.#table.now(),
      waiting: null,
      bytesBefore: 0,
      hadDescriptor: false,
    };
    this.#sockets.set(id, socket);
    // A TLS socket gets a connected one; its server side is told by the stack.
    if (type === 'TLSWRAP') this.#follow(id, socket);
  }

  /** The request that takes over a socket goes by the stack that the socket was asked for with. */
  takenOver(id: number): Pick<Socket, 'context' | 'weight' | 'createdAt'> | null {
    const socket = this.#sockets.get(id);
    if (!socket) return null;
    socket.context.isHidden = true;
    return socket;
  }

  connects(id: number): Operation | null {
    const socket = this.#sockets.get(id);
    if (!socket) return null;
    const { weight, context } = socket;
    if (this.#isPart(context)) return null;
    this.#follow(id, socket);
    this.#table.sampler('net').started += weight;
    return this.#table.beginTraced('net', weight, context);
  }

  get areWaiting(): boolean {
    return this.#waiting > 0;
  }

  /** What waits for data on it. */
  reads(id: number): Operation | null {
    if (this.#sockets.size === 0) return null;
    const socket = this.#sockets.get(id);
    if (!socket) return null;
    const { waiting } = socket;
    socket.waiting = null;
    if (waiting) {
      this.#waiting--;
      waiting.bytes = (socket.handle.bytesRead ?? 0) - socket.bytesBefore;
    }
    return waiting;
  }

  #follow(id: number, socket: Socket): void {
    if (this.#followed.has(socket.handle)) return;
    this.#followed.add(socket.handle);
    const wrote = (): void => this.#wrote(id, wrote);
    for (const name of writes) followMethod(socket.handle as Record<string, () => unknown>, name, wrote);
  }

  #wrote(id: number, above: AnyFunction): void {
    const table = this.#table;
    const socket = this.#sockets.get(id);
    if (!socket || socket.waiting !== null || this.#isPart(socket.context)) return;
    const weight = table.roomFor(table.sampler('net'));
    if (weight === 0) return;
    table.sampler('net').started += weight * (socket.weight - 1);
    const here = table.contextHere('net', above);
    const context = newContext('net', here.stack, socket.context, here.request);
    socket.bytesBefore = socket.handle.bytesRead ?? 0;
    this.#waiting++;
    socket.waiting = table.beginTraced('net', weight * socket.weight, context);
  }

  #forgetOldest(): void {
    const [oldest] = this.#sockets;
    if (!oldest) return;
    if (oldest[1].waiting) this.#waiting--;
    this.#sockets.delete(oldest[0]);
  }

  /** Closed without an answer. */
  dropClosed(): void {
    for (const [id, socket] of this.#sockets) {
      const { fd } = socket.handle;
      // It gets its descriptor when it connects, and loses it when it is closed; Windows has none.
      if (typeof fd === 'number' && fd >= 0) socket.hadDescriptor = true;
      else if (socket.hadDescriptor) {
        if (socket.waiting) {
          this.#waiting--;
          this.#table.end(socket.waiting);
        }
        this.#sockets.delete(id);
      }
    }
  }
}
