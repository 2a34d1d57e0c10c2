/** What the user names → a process or the address of an inspector. Pure. */
import { usage } from '../../errors.ts';

export type Target =
  { readonly kind: 'process'; readonly pid: number } | { readonly kind: 'address'; readonly address: Address };

export interface Address {
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
}

const highestPort = 65_535;
/** 2^22, the highest that Linux gives; Windows and macOS stay below it too, or close. */
const longestPid = 10;

/** Throws a UserError for what is neither. */
export function parseTarget(text: string): Target {
  const word = text.trim();
  if (/^\d+$/.test(word) && word.length <= longestPid && Number(word) > 0)
    return { kind: 'process', pid: Number(word) };
  const address = parseAddress(word);
  if (address) return { kind: 'address', address };
  throw usage(`"${text}" is neither a process id nor an address such as 127.0.0.1:9229.`);
}

/** `ws://127.0.0.1:9229/<id>`, as Node prints it, names an address too. */
function parseAddress(word: string): Address | null {
  const plain = word.replace(/^(?:ws|http):\/\//, '').replace(/\/.*$/, '');
  const found = /^(?:\[([0-9a-fA-F:.]+)\]|([^:\s]+)):(\d{1,5})$/.exec(plain);
  const host = found?.[1] ?? found?.[2];
  const port = Number(found?.[3]);
  return host !== undefined && port > 0 && port <= highestPort ? { host, port } : null;
}

export const addressText = ({ host, port }: Address): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
