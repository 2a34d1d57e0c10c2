/** A function that runs once gives workers nothing to share: what it calls again and again does. */
import { functionOf } from '../boundAwaits/names.ts';
import { isFunction, isLoop, walk, type Node } from '../../syntax/nodes.ts';
import { ancestorsOf, type Source } from '../source.ts';
import { topFunctionOf, type TopFunction } from './findFunction.ts';

/**
 * The measured function is the outermost that covers most of the computing, often a `main` around a loop. Null where it runs
 * more than once itself, and where several functions could be meant.
 */
export function repeatedInside(source: Source, outer: TopFunction): TopFunction | null {
  if (!runsOnce(source, outer)) return null;
  const repeated = new Set<TopFunction['node']>();
  for (const node of walk(outer.node.body)) {
    if (node.type !== 'CallExpression') continue;
    const isAgain = isRepeated(source, node, outer.node);
    if (isAgain) addTo(repeated, functionOf(source, node.callee));
    for (const argument of node.arguments) addTo(repeated, functionOf(source, argument));
  }
  const found = [...source.scopes.program.bindings.values()]
    .map((binding) => topFunctionOf(source, binding))
    .filter((one) => one !== null && one.node !== outer.node && repeated.has(one.node));
  return found.length === 1 ? found[0]! : null;
}

function addTo(set: Set<TopFunction['node']>, called: Node | null): void {
  if (called && isFunction(called)) set.add(called as TopFunction['node']);
}

function runsOnce(source: Source, { binding, node }: TopFunction): boolean {
  const uses = binding.uses.filter(({ kind }) => kind !== 'type').map(({ identifier }) => identifier);
  const [only, ...others] = uses.filter((identifier) => !isInside(identifier, node));
  if (!only || others.length > 0 || uses.length > 1) return false;
  const call = source.parentOf.get(only);
  return (
    call?.type === 'CallExpression' && call.callee === only && ![...ancestorsOf(source, call)].some(isFunctionOrLoop)
  );
}

/** In a loop, or in a function inside: a callback of `map` and the like. */
function isRepeated(source: Source, node: Node, outer: Node): boolean {
  for (const above of ancestorsOf(source, node)) {
    if (above === outer) return false;
    if (isFunctionOrLoop(above)) return true;
  }
  return false;
}

const isFunctionOrLoop = (node: Node): boolean => isFunction(node) || isLoop(node);
const isInside = (node: Node, outer: Node): boolean => node.start! >= outer.start! && node.end! <= outer.end!;
