/** Where a value is changed in place, or a variable gets another one. */
import type { Node } from '../syntax/nodes.ts';
import type { Source } from './source.ts';

/** Methods of arrays, maps, sets and typed arrays that change their object. */
const changingMethods = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
  ...['set', 'add', 'delete', 'clear'],
]);
/** `writeUInt8` of buffers, `setFloat64` of views. */
const changingAccessor = /^(?:write|set)(?:U?Int|Float|Double|Big)/;
/** Functions that change their first argument. */
const changingFunctions = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'randomFillSync']);

/** The outermost of `a`, `a.b`, `a.b[0]` that stands for a part of the value of `identifier`. */
export function memberPath(source: Source, identifier: Node): Node {
  let at = identifier;
  for (;;) {
    const parent = source.parentOf.get(at);
    const isObject =
      (parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression') && parent.object === at;
    const isWrapped = parent?.type === 'TSNonNullExpression' || parent?.type === 'TSAsExpression';
    if (!isObject && !isWrapped) return at;
    at = parent;
  }
}

/** Whether this place changes what the identifier (or `this`) refers to, without giving the variable another value. */
export function changesInPlace(source: Source, identifier: Node): boolean {
  const path = memberPath(source, identifier);
  const parent = source.parentOf.get(path);
  if (path !== identifier) {
    if (parent?.type === 'AssignmentExpression' && parent.left === path) return true;
    if (parent?.type === 'UpdateExpression') return true;
    if (parent?.type === 'UnaryExpression' && parent.operator === 'delete') return true;
    const isCalled = parent?.type === 'CallExpression' || parent?.type === 'OptionalCallExpression';
    if (isCalled && parent.callee === path) {
      const method = 'property' in path && path.property.type === 'Identifier' ? path.property.name : '';
      return changingMethods.has(method) || changingAccessor.test(method);
    }
  }
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== path) return false;
  const { callee } = parent;
  const name =
    callee.type === 'Identifier'
      ? callee.name
      : callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
        ? callee.property.name
        : '';
  return changingFunctions.has(name);
}
