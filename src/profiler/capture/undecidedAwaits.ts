/**
 * Finds awaits in loops of which the source shows neither that their turns need nothing of each other (`independentAwaits.ts`)
 * nor that they do. A turn shows that it needs an earlier one where what is awaited uses a name that outlives the turn and
 * was set from an awaited result (`page = await next(page)`), where such a name or result ends the loop, or where every turn
 * awaits the same thing (`await reader.read()`): what differs then lies in it.
 */
import type { DoWhileStatement, ForOfStatement, ForStatement, Node, WhileStatement } from '@babel/types';
import { isLoop, walk } from '../syntax/nodes.ts';
import { namesBound, namesChanged, namesUsed, ownNodes } from './namesInSource.ts';

type Loop = ForOfStatement | ForStatement | WhileStatement | DoWhileStatement;
const leavesLoop = new Set(['BreakStatement', 'ReturnStatement']);

/** 1-based lines of such awaits. `program` is a Babel tree; `independent` are those that the other finds. */
export function findUndecidedAwaits(program: Node, independent: readonly number[]): number[] {
  const undecided = new Set<number>();
  const dependent = new Set<number>();
  for (const node of walk(program))
    if (isLoop(node) && node.type !== 'ForInStatement') sort(node as Loop, undecided, dependent);
  return [...undecided].filter((line) => !dependent.has(line) && !independent.includes(line)).sort((a, b) => a - b);
}

function sort(loop: Loop, undecided: Set<number>, dependent: Set<number>): void {
  const body = ownNodes(loop.body);
  const declared = new Set(body.flatMap((node) => (node.type === 'VariableDeclarator' ? namesBound(node.id) : [])));
  const fromAwait = following(body, new Set(), true);
  const carried = following(body, new Set([...fromAwait].filter((name) => !declared.has(name))), false);
  const endsByResult = ('test' in loop && uses(loop.test, carried)) || leavesByResult(body, fromAwait);
  const varying = new Set([
    ...namesBound(loop.type === 'ForOfStatement' ? loop.left : loop.type === 'ForStatement' ? loop.init : null),
    ...declared,
    ...body.flatMap(namesChanged),
  ]);
  for (const node of body) {
    if (node.type !== 'AwaitExpression' || !node.loc) continue;
    const needsEarlier = endsByResult || uses(node.argument, carried) || !uses(node.argument, varying);
    (needsEarlier ? dependent : undecided).add(node.loc.start.line);
  }
}

/** The names, and those that the body sets from them; with `awaits` also those that it sets from what it awaits. */
function following(body: readonly Node[], names: ReadonlySet<string>, awaits: boolean): Set<string> {
  const found = new Set(names);
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const node of body) {
      const [target, value] = settingOf(node);
      if (uses(value, found) || (awaits && hasAwait(value))) for (const name of namesBound(target)) found.add(name);
    }
  }
  return found;
}

/** What a node sets, and from what. */
function settingOf(node: Node): readonly [target: Node | null, value: Node | null | undefined] {
  switch (node.type) {
    case 'VariableDeclarator':
      return [node.id, node.init];
    case 'AssignmentExpression':
      return [node.left, node.right];
    case 'ForOfStatement':
      return [node.left, node.right];
    default:
      return [null, null];
  }
}

/** Under a condition on a result, with a result, or, as a loop that tries again until it works, under no condition. */
const leavesByResult = (body: readonly Node[], fromAwait: ReadonlySet<string>): boolean =>
  body.some((node) => node.type === 'ReturnStatement' && dependsOn(node.argument, fromAwait)) ||
  body.some(leavesAtOnce) ||
  (body.some(({ type }) => leavesLoop.has(type)) &&
    body.some((node) => node.type === 'IfStatement' && dependsOn(node.test, fromAwait)));

const leavesAtOnce = (node: Node): boolean =>
  node.type === 'BlockStatement' && node.body.some((one) => leavesLoop.has(one.type));

const dependsOn = (node: Node | null | undefined, names: ReadonlySet<string>) => uses(node, names) || hasAwait(node);

const hasAwait = (node: Node | null | undefined): boolean =>
  !!node && ownNodes(node).some(({ type }) => type === 'AwaitExpression');

const uses = (node: Node | null | undefined, names: ReadonlySet<string>): boolean =>
  namesUsed(node).some((name) => names.has(name));
