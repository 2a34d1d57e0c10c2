/** What a served request is called: the route that a framework left on it, else its path without what varies. */

/** A server that is scanned for holes meets any number of paths. */
const mostNames = 500;
export const otherName = '(other)';

const number = /^\d+$/;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Hashes and object ids: at least twelve hexadecimal digits. */
const hex = /^[\da-f]{12,}$/i;
/** Longer than any word of an address, with a digit among letters. */
const token = /^(?=.*\d)(?=.*[a-z])[\w~.%=-]{20,}$/i;

const isVariable = (part: string): boolean =>
  number.test(part) || uuid.test(part) || hex.test(part) || token.test(part);

export function withoutVariables(url: string): string {
  const path = url.split(/[?#]/, 1)[0]!.replace(/^https?:\/\/[^/]*/, '');
  const parts = path.split('/').map((part) => (isVariable(part) ? ':id' : part));
  return parts.join('/') || '/';
}

export class RequestNames {
  readonly #known = new Set<string>();

  nameOf(method: string, url: string, route: string | null): string {
    const name = `${method} ${route ?? withoutVariables(url)}`;
    if (!this.#known.has(name) && this.#known.size >= mostNames) return otherName;
    this.#known.add(name);
    return name;
  }
}
