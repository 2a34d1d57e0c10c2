/** The command line as typed → options and operands. Own code: `util.parseArgs` cannot stop at the program's name. */
import { usage } from '../errors.ts';

/** `flag` takes no value, `value` one, `file?` one only as --name=FILE, or when the next word looks like such a file. */
export type OptionKind = 'flag' | 'value' | 'file?';

export interface Parsed {
  /** An option without a value is ''. */
  readonly options: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

export interface Syntax {
  readonly options: Readonly<Record<string, OptionKind>>;
  /** Everything from the first operand on belongs to somebody else. */
  readonly stopsAtOperand: boolean;
}

/** Throws a UserError for what the syntax does not know. */
export function parseArguments(words: readonly string[], syntax: Syntax): Parsed {
  const options = new Map<string, string>();
  const operands: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === '--') return { options, operands: [...operands, ...words.slice(at + 1)] };
    if (!word.startsWith('-') || word === '-') {
      if (syntax.stopsAtOperand) return { options, operands: words.slice(at) };
      operands.push(word);
      continue;
    }
    const { name, value } = split(word);
    const next = words[at + 1];
    const kind = Object.hasOwn(syntax.options, name) ? syntax.options[name] : undefined;
    switch (kind) {
      case undefined:
        throw usage(`There is no option ${word.split('=', 1)[0]}.`);
      case 'flag':
        if (value !== null) throw usage(`--${name} takes no value.`);
        options.set(name, '');
        break;
      case 'value':
        if (value === null && next === undefined) throw usage(`--${name} needs a value.`);
        options.set(name, value ?? next!);
        if (value === null) at++;
        break;
      case 'file?': {
        const taken = value === null && next !== undefined && /\.html?$/i.test(next);
        options.set(name, value ?? (taken ? next : ''));
        if (taken) at++;
        break;
      }
    }
  }
  return { options, operands };
}

const shortNames: Readonly<Record<string, string>> = { '-h': 'help', '-v': 'version' };

function split(word: string): { name: string; value: string | null } {
  const short = shortNames[word];
  if (short !== undefined) return { name: short, value: null };
  if (!word.startsWith('--')) return { name: word, value: null };
  const equals = word.indexOf('=');
  return equals < 0
    ? { name: word.slice(2), value: null }
    : { name: word.slice(2, equals), value: word.slice(equals + 1) };
}

/** Node's timers take no more: 25 days. A longer one would fire at once. */
export const longestTimerMs = 2 ** 31 - 1;

/** A number above zero and within `range`, or a UserError that names option, expectation and what was given. */
export function positiveNumber(
  parsed: Parsed,
  name: string,
  range?: { readonly least: number; readonly most: number },
): number | undefined {
  const text = parsed.options.get(name);
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw usage(`--${name} takes a number above 0, not "${text}".`);
  if (range && (value < range.least || value > range.most)) {
    throw usage(`--${name} takes a number from ${range.least} to ${range.most}, not "${text}".`);
  }
  return value;
}

export function oneOf<T extends string>(parsed: Parsed, name: string, values: readonly T[]): T | undefined {
  const text = parsed.options.get(name);
  if (text === undefined) return undefined;
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw usage(`--${name} takes one of ${values.join(', ')}, not "${text}".`);
  return value;
}
