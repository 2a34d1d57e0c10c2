/**
 * A hash of a value such that equal values (as `util.isDeepStrictEqual` sees them, prototypes aside) have the same one, in
 * every process: the results of two models are compared by it, without sending them. Prototypes are left out, because
 * cloning drops them and a trial tells that by itself.
 */
import { createHash } from 'node:crypto';
import { types } from 'node:util';

/** Twelve bytes: a million results collide with a chance of 1e-17. */
const hexDigits = 24;
/** Keeps a graph with very many shared parts, which this walks as a tree, from taking for ever. */
const mostNodes = 20_000_000;

export function fingerprint(value: unknown): string {
  const walk = new Walk();
  walk.add(value);
  return walk.digest();
}

/** Of a call that failed. */
export const failureFingerprint = (message: string) => `failed ${fingerprint(message)}`;

class Walk {
  readonly #hash = createHash('sha1');
  readonly #path: object[] = [];
  #text = '';
  #nodes = 0;

  digest(): string {
    return this.#hash.update(this.#text).digest('hex').slice(0, hexDigits);
  }

  add(value: unknown): void {
    if (++this.#nodes > mostNodes) return;
    if (typeof value === 'object' && value !== null) this.#addObject(value);
    else this.#write(primitive(value));
  }

  #write(text: string): void {
    // Lengths stand before contents, so that no two values write the same.
    this.#text += `${text.length}:${text}`;
    if (this.#text.length < 65_536) return;
    this.#hash.update(this.#text);
    this.#text = '';
  }

  #addObject(value: object): void {
    const above = this.#path.indexOf(value);
    if (above >= 0) return this.#write(`cycle ${this.#path.length - above}`);
    this.#path.push(value);
    this.#contents(value);
    this.#path.pop();
  }

  #contents(value: object): void {
    if (types.isDate(value)) this.#write(`Date ${value.getTime()}`);
    else if (types.isRegExp(value)) this.#write(`RegExp ${String(value)}`);
    else if (types.isNativeError(value)) this.#write(`Error ${value.name} ${value.message}`);
    else if (types.isBoxedPrimitive(value)) this.#write(`Boxed ${primitive(value.valueOf())}`);
    else if (types.isMap(value)) this.#unordered('Map', [...value]);
    else if (types.isSet(value)) this.#unordered('Set', [...value]);
    else if (types.isAnyArrayBuffer(value)) this.#bytes('ArrayBuffer', new Uint8Array(value));
    else if (ArrayBuffer.isView(value)) this.#view(value);
    else this.#properties(value);
  }

  #view(view: ArrayBufferView): void {
    // A Buffer arrives in another thread as the Uint8Array that it is.
    const tag = types.isUint8Array(view) ? 'Uint8Array' : (Object.prototype.toString.call(view) as string);
    this.#bytes(tag, new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }

  #bytes(tag: string, bytes: Uint8Array): void {
    this.#write(`${tag} ${bytes.length}`);
    this.#hash.update(this.#text).update(bytes);
    this.#text = '';
  }

  /** Order is no part of a map or a set: its members are hashed each, and sorted. */
  #unordered(tag: string, members: readonly unknown[]): void {
    this.#write(`${tag} ${members.length}`);
    for (const digest of members.map(fingerprint).sort()) this.#write(digest);
  }

  #properties(value: object): void {
    const keys = Object.keys(value).sort();
    this.#write(Array.isArray(value) ? `Array ${value.length} ${keys.length}` : `Object ${keys.length}`);
    for (const key of keys) {
      this.#write(key);
      this.add((value as Record<string, unknown>)[key]);
    }
  }
}

function primitive(value: unknown): string {
  if (Object.is(value, -0)) return 'number -0';
  if (typeof value === 'function') return `function ${value.name}`;
  return `${typeof value} ${String(value)}`;
}
