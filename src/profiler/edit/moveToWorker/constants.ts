/** Initial values that come out the same in every thread. */
import { isFunction, type Node } from '../../syntax/nodes.ts';
import { textOf, type Source } from '../source.ts';
import { topFunctionOf } from './findFunction.ts';

const pureCalls =
  /^(?:Math\.(?!random)\w+|Object\.(?:freeze|fromEntries|entries|keys|values)|Array\.(?:from|of)|String(?:\.\w+)?|Number(?:\.\w+)?|BigInt|Boolean|parseInt|parseFloat|Symbol\.for)$/;
const pureMethods =
  /^(?:split|map|filter|slice|concat|join|repeat|flat|flatMap|reverse|sort|toUpperCase|toLowerCase|trim|padStart|padEnd|fill|keys|values|entries|toString|charCodeAt|reduce)$/;
const pureClasses =
  /^(?:Map|Set|RegExp|Array|(?:Ui|I)nt(?:8|16|32)Array|Uint8ClampedArray|Float(?:32|64)Array|Big(?:Ui|I)nt64Array)$/;

export function isConstant(source: Source, node: Node | null | undefined): boolean {
  const all = (nodes: readonly (Node | null | undefined)[]) => nodes.every((one) => isConstant(source, one));
  switch (node?.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
    case 'BigIntLiteral':
    case 'NullLiteral':
    case 'RegExpLiteral':
    case 'TemplateElement':
      return true;
    case 'TemplateLiteral':
      return all(node.expressions);
    case 'ArrayExpression':
      return all(node.elements.filter((one) => one !== null));
    case 'SpreadElement':
    case 'UnaryExpression':
      return all([node.argument]);
    case 'ObjectExpression':
      return all(node.properties);
    case 'ObjectProperty':
      return (!node.computed || isConstant(source, node.key)) && isConstant(source, node.value);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return all([node.left, node.right]);
    case 'ConditionalExpression':
      return all([node.test, node.consequent, node.alternate]);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return all([node.expression]);
    case 'MemberExpression':
      return /^(?:Math|Number)\.[A-Z_]+\w*$/.test(textOf(source, node)) || all([node.object]);
    case 'NewExpression':
      return node.callee.type === 'Identifier' && pureClasses.test(node.callee.name) && all(node.arguments);
    case 'Identifier': {
      const binding = source.scopes.bindingOf(node);
      // A name of the file itself is judged when it is moved in turn; a parameter is that of a callback in the value.
      return binding !== undefined || /^(?:undefined|Infinity|NaN)$/.test(node.name);
    }
    case 'CallExpression':
      return isPureCall(source, node) && all(node.arguments);
    default:
      return node ? isFunction(node) : false;
  }
}

function isPureCall(source: Source, { callee }: Extract<Node, { type: 'CallExpression' }>): boolean {
  if (callee.type === 'Identifier') {
    const binding = source.scopes.bindingOf(callee);
    return binding ? topFunctionOf(source, binding) !== null : pureCalls.test(callee.name);
  }
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  if (callee.object.type === 'Identifier' && !source.scopes.bindingOf(callee.object))
    return pureCalls.test(textOf(source, callee));
  return pureMethods.test(callee.property.name) && isConstant(source, callee.object);
}
