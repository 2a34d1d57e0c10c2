/** What the name of a script in a profile means, whoever recorded it and wherever. Pure. */

export interface ScriptPath {
  /** Of the machine that recorded; null for a relative path and for an address. */
  readonly absolute: string | null;
  /** From the root or the beginning of what is known, the file's name last; never empty. */
  readonly segments: readonly string[];
}

/** Null for what is no file: Node's own modules, evaluated code, WebAssembly. */
export function scriptPathOf(script: string): ScriptPath | null {
  if (script === '' || /^(?:node|wasm|data|blob|evalmachine)[:.]/.test(script) || /[<>]|^\[/.test(script)) return null;
  if (/^[a-z]:[\\/]/i.test(script) || script.startsWith('\\\\') || script.startsWith('/')) return path(script, script);
  if (!/^[a-z][a-z0-9+.-]+:/i.test(script)) return path(null, script);
  return ofAddress(script);
}

/** `file:///a/b.js`, `http://localhost:3000/src/b.js`, `webpack://name/./src/b.ts?1a2b`. */
function ofAddress(address: string): ScriptPath | null {
  let name: string;
  try {
    name = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (!address.startsWith('file:')) return path(null, name);
  // The path of file:///C:/b.js is /C:/b.js.
  const absolute = name.replace(/^\/(?=[a-z]:\/)/i, '');
  return path(absolute, absolute);
}

function path(absolute: string | null, written: string): ScriptPath | null {
  const segments: string[] = [];
  for (const segment of written.split(/[\\/]+/)) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.length === 0 ? null : { absolute, segments };
}

/** How many of the last segments agree. Case does not count: one side may come from Windows. */
export function agreement(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length);
  for (let length = 0; length < most; length++) {
    if (one.at(-1 - length)?.toLowerCase() !== other.at(-1 - length)?.toLowerCase()) return length;
  }
  return most;
}

/** A file's name as a glob that means nothing else. */
export const literalGlob = (name: string): string => name.replace(/[[\]{}*?!]/g, (character) => `[${character}]`);
