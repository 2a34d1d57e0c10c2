/** What a failed loop leaves behind, where something looks at it. */
import { isFunction } from '../../syntax/nodes.ts';
import { ancestorsOf, textOf, type Source } from '../source.ts';
import type { Accumulation } from './accumulation.ts';
import { isInside, rootOf } from './names.ts';
import type { Loop } from './sites.ts';

/** A sentence when a `catch` or `finally` around the loop goes on with what was collected before the failure. */
export function partialResultsKept(source: Source, loop: Loop, { target }: Accumulation): string | null {
  const root = rootOf(target);
  const declared = root && source.scopes.bindingOf(root)?.identifier;
  for (const above of ancestorsOf(source, loop)) {
    if (isFunction(above)) return null;
    if (above.type !== 'TryStatement' || !isInside(loop, above.block)) continue;
    if (!declared || !isInside(declared, above.block))
      return `When a call fails, what ${textOf(source, target)} has collected until then is used after the try statement; collected at the end it would be lost.`;
  }
  return null;
}

/** Whether somebody outside of the function around the loop can see what is collected. */
export function isKeptOutside(source: Source, loop: Loop, { target }: Accumulation): boolean {
  const root = rootOf(target);
  const binding = root ? source.scopes.bindingOf(root) : undefined;
  const around = [...ancestorsOf(source, loop)].find((above) => isFunction(above));
  if (!around) return false;
  return !binding || binding.kind === 'parameter' || !isInside(binding.identifier, around);
}
