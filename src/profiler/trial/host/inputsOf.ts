/** The user's inputs as lists of arguments, one a call. */
import { isDeepStrictEqual } from 'node:util';
import type { HostInputs, HostSetup } from '../hostMessages.ts';
import { importModule, messageOf, Refused } from './loadFunction.ts';

export interface Inputs {
  readonly values: readonly unknown[];
  /** Lists of arguments. With `fresh` copies of their own, for functions that change what they are given. */
  argumentLists(calls: number, fresh: boolean): unknown[][];
  /** Whether a call has changed any of the first values. */
  changed(calls: number): boolean;
}

/** Throws `Refused` when there is nothing to call the function with. */
export async function readInputs({ inputs, spread }: HostSetup): Promise<Inputs> {
  const make = await makerOf(inputs);
  const values = make();
  if (!Array.isArray(values)) throw refused('The inputs are not an array: each element is the input of one call');
  if (values.length === 0) throw refused('The inputs are empty: each element is the input of one call');
  if (spread && !values.every(Array.isArray)) {
    throw refused('With --spread each input has to be an array of arguments');
  }
  const lists = (of: readonly unknown[]) => of.map((value) => (spread ? [...(value as unknown[])] : [value]));
  return {
    values,
    argumentLists: (calls, fresh) => lists((fresh ? make() : values).slice(0, calls)),
    changed: (calls) => !isDeepStrictEqual(values.slice(0, calls), make().slice(0, calls)),
  };
}

/** Gives what makes the same inputs again, each time it is called. */
async function makerOf(inputs: HostInputs): Promise<() => unknown[]> {
  switch (inputs.kind) {
    case 'json':
      return () => parse(inputs.text) as unknown[];
    case 'repeated': {
      const { json, times } = inputs;
      return () => Array.from({ length: times }, () => parse(json));
    }
    case 'module': {
      const exported = (await importModule(inputs.file)).default;
      const made = await valueOf(exported);
      // What cannot be copied is shared by all calls; whether it is changed cannot be told then.
      const copy = tryCopy(made);
      return () => (copy === null ? made : structuredClone(copy)) as unknown[];
    }
  }
}

async function valueOf(exported: unknown): Promise<unknown> {
  // A compiled CommonJS module holds its default export one level down.
  const inner = (exported as { __esModule?: boolean; default?: unknown } | undefined)?.__esModule
    ? (exported as { default: unknown }).default
    : exported;
  if (typeof inner !== 'function') return inner;
  try {
    return await (inner as () => unknown)();
  } catch (error) {
    throw refused(`The function that makes the inputs failed (${messageOf(error)})`);
  }
}

function tryCopy(value: unknown): unknown {
  try {
    const copy = structuredClone(value);
    return isDeepStrictEqual(copy, value) ? copy : null;
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(`The inputs are not JSON (${(error as Error).message})`);
  }
}

const refused = (message: string) => new Refused({ kind: 'inputs', message });
