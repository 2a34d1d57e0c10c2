/** Variables of Node's own modules that no API gives: the inspector shows the scope that a function was made in. */
import type { Cdp } from './cdp.ts';
import { hiddenPlace } from './hookPlace.ts';
import { defineProperty, stringify } from './originals.ts';

interface RemoteValue {
  objectId?: string;
  value?: unknown;
}
interface Property {
  name: string;
  value?: RemoteValue;
}
interface Properties {
  result: Property[];
  internalProperties?: Property[];
}

const carryName = 'concurrency-profiler.carry';
const group = 'concurrency-profiler';

/** Null unless the nearest scope around `within` has all of `names`. Needs no domain of the inspector to be enabled. */
export function readEnclosing<Name extends string>(
  cdp: Cdp,
  within: (...args: never[]) => unknown,
  names: readonly Name[],
): Record<Name, unknown> | null {
  const found = {} as Record<Name, unknown>;
  const properties = (objectId: string | undefined): Properties =>
    cdp.call('Runtime.getProperties', { objectId, ownProperties: true });
  try {
    const carry = remoteOf(cdp, { within, found });
    const { within: inside, found: into } = byName(properties(carry).result);
    const scopes = byName(properties(inside?.objectId).internalProperties ?? [])['[[Scopes]]'];
    const nearest = byName(properties(scopes?.objectId).result)['0'];
    const variables = byName(properties(nearest?.objectId).result);
    if (names.some((name) => variables[name] === undefined)) return null;
    for (const name of names) {
      const { objectId, value } = variables[name] as RemoteValue;
      cdp.call('Runtime.callFunctionOn', {
        objectId: into?.objectId,
        functionDeclaration: 'function(name, value) { this[name] = value; }',
        arguments: [{ value: name }, objectId === undefined ? { value } : { objectId }],
        silent: true,
      });
    }
    return found;
  } finally {
    cdp.call('Runtime.releaseObjectGroup', { objectGroup: group });
  }
}

/** The inspector's handle of an object of ours. */
function remoteOf(cdp: Cdp, object: object): string | undefined {
  const place = hiddenPlace();
  defineProperty(place, carryName, { configurable: true, value: object });
  try {
    const name = stringify(carryName);
    const expression = `(async function* () {}).constructor[${name}] || globalThis[${name}]`;
    return cdp.call<{ result: RemoteValue }>('Runtime.evaluate', { expression, objectGroup: group, silent: true })
      .result.objectId;
  } finally {
    delete (place as Record<string, unknown>)[carryName];
  }
}

const byName = (properties: readonly Property[]): Record<string, RemoteValue | undefined> => {
  const values: Record<string, RemoteValue | undefined> = {};
  for (const { name, value } of properties) values[name] = value;
  return values;
};
