/** Properties that a function reads before it waits and sets afterwards: other code could set them in between. */
import { walkOwn, type Node } from '../../syntax/nodes.ts';
import { isInside, isOuter, rootOf } from '../boundAwaits/names.ts';
import { textOf, type Source } from '../source.ts';

/** `this.count` where it is read before `call` and set after it to what does not start from its value of then. */
export function memberOverwrittenAround(source: Source, called: Node, call: Node): string | null {
  const members = [...walkOwn(called)].filter(
    (node) => node.type === 'MemberExpression' && !node.computed && isOuter(source, rootOf(node), called),
  );
  for (const node of walkOwn(called)) {
    if (node.type !== 'AssignmentExpression' || node.operator !== '=' || node.start! < call.end!) continue;
    const { left, right } = node;
    if (!members.includes(left)) continue;
    const text = textOf(source, left);
    const same = members.filter((member) => member !== left && textOf(source, member) === text);
    const isSet = (member: Node) => {
      const parent = source.parentOf.get(member);
      return parent?.type === 'AssignmentExpression' && parent.left === member && parent.operator === '=';
    };
    if (same.some((member) => isInside(member, right))) continue;
    if (same.some((member) => member.end! <= call.start! && !isSet(member))) return text;
  }
  return null;
}
