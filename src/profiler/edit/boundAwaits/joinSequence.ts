/** `const a = await f(); const b = await g();` → one `Promise.all`, when neither needs what the other gives or does. */
import type { AwaitExpression, CallExpression, VariableDeclaration } from '@babel/types';
import { boundIdentifiers, walk, type Node } from '../../syntax/nodes.ts';
import type { Replacement } from '../editPlan.ts';
import { ancestorsOf, textOf, type Source } from '../source.ts';
import { indentationAt } from '../textStyle.ts';
import type { Bounded } from './boundLoop.ts';
import { calledName, functionOf, lineOf, quote } from './names.ts';
import { awaitsAroundState } from './carriedState.ts';
import { orderedEffectIn } from './orderedEffects.ts';
import { sleepsIn } from './sleeps.ts';

/**
 * Two calls in a row may depend on each other through what they do, which their text does not show; names that ask for
 * something promise that they change nothing. `login`, `connect` or `save` do not.
 */
const asking =
  /^(get|fetch|load|read|find|list|query|count|lookup|look|resolve|search|select|download|request|head|stat|describe|compute|calculate|price|measure|check|is|has|exists|access|readFile|readdir|json|text)([A-Z_0-9]|$)/;

/** `readLine`, `fetchNext`: what they give depends on what was taken before. */
const inPieces = /(?:next|line|chunk|bytes?|row|page|batch)$/i;

type Link = {
  readonly declaration: VariableDeclaration;
  readonly awaited: AwaitExpression;
  readonly call: CallExpression;
};

export function joinSequence(source: Source, awaited: AwaitExpression, limit: number): Bounded {
  const statement = [...ancestorsOf(source, awaited)].find((node) => /Statement$|Declaration$/.test(node.type));
  const own = statement && linkOf(statement);
  const list = statement && source.parentOf.get(statement);
  const statements = list?.type === 'BlockStatement' || list?.type === 'Program' ? list.body : [];
  const nothing = {
    ok: false,
    reason: `${quote(source, awaited)} at line ${lineOf(awaited)} stands in no loop, and no independent await stands next to it.`,
  } as const;
  if (!own || own.awaited !== awaited) return nothing;
  const at = statements.indexOf(own.declaration);
  let group: Link[] = [own];
  let why: string | null = null;
  for (let next = at + 1; next < statements.length && group.length < limit; next += 1) {
    const link = linkOf(statements[next]!);
    if (!link) break;
    why = dependence(source, group, link);
    if (why) break;
    group.push(link);
  }
  for (let next = at - 1; next >= 0 && group.length < limit; next -= 1) {
    const link = linkOf(statements[next]!);
    if (!link) break;
    const problem = group.map((later) => dependence(source, [link], later)).find((one) => one !== null) ?? null;
    why ??= problem;
    if (problem) break;
    group = [link, ...group];
  }
  if (group.length < 2) return why ? { ok: false, reason: why } : nothing;
  return { ok: true, replacements: join(source, group), usesSkip: false, notes: [] };
}

function linkOf(statement: Node): Link | null {
  if (statement.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return null;
  const { init } = statement.declarations[0]!;
  if (init?.type !== 'AwaitExpression' || init.argument.type !== 'CallExpression') return null;
  return { declaration: statement, awaited: init, call: init.argument };
}

function dependence(source: Source, before: readonly Link[], link: Link): string | null {
  const all = [...before, link];
  if (new Set(all.map(({ declaration }) => declaration.kind)).size > 1)
    return 'The variables are declared in different ways (const, let).';
  const typed = all.filter(
    ({ declaration }) => (declaration.declarations[0]!.id as { typeAnnotation?: unknown }).typeAnnotation,
  );
  if (typed.length !== 0 && typed.length !== all.length) return 'Only some of the variables have a type of their own.';
  const names = new Set(before.flatMap(({ declaration }) => boundIdentifiers(declaration).map(({ name }) => name)));
  const used = [...walk(link.declaration)].find((node) => node.type === 'Identifier' && names.has(node.name));
  if (used) return `${quote(source, link.awaited)} needs ${textOf(source, used)}, which the call before it gives.`;
  for (const { awaited, call } of all) {
    const changes = [...walk(call)].find(
      ({ type }) => type === 'AssignmentExpression' || type === 'UpdateExpression' || type === 'AwaitExpression',
    );
    if (changes) return `${quote(source, changes)} at line ${lineOf(changes)} has to happen at its place in the order.`;
    const name = calledName(call) ?? '';
    if (inPieces.test(name)) return `${quote(source, awaited)} continues where the call before it left off.`;
    if (!asking.test(name) && !functionOf(source, call.callee))
      return `${quote(source, awaited)} may do something that the other call relies on; its text does not tell.`;
    if (
      /^(log|sign)?(in|out|on|up)$|^(connect|init|open|close|begin|commit|start|stop|save|write|insert|update|delete|remove|create|send|post|put|set|lock|acquire|release|login|logout|setup|migrate)/i.test(
        name,
      )
    )
      return `${quote(source, awaited)} does something that the other call may rely on.`;
    const effect =
      sleepsIn(source, awaited) ??
      orderedEffectIn(source, awaited, awaited, new Set()) ??
      awaitsAroundState(source, awaited);
    if (effect) return effect;
  }
  const same = before.find(({ call }) => textOf(source, call) === textOf(source, link.call));
  return same
    ? `${quote(source, link.call)} is called twice alike: the second may continue where the first left off.`
    : null;
}

/** Each statement becomes an element in its place, so that what stands between them stays. */
function join(source: Source, group: readonly Link[]): Replacement[] {
  const { style, text } = source;
  const label = 'Wait for both at once';
  const base = indentationAt(text, group[0]!.declaration.start!);
  const ids = group.map(({ declaration }) => declaration.declarations[0]!.id);
  const types = ids.map((id) => (id as { typeAnnotation?: Node | null }).typeAnnotation ?? null);
  const nameOnly = ids.map((id, index) => text.slice(id.start!, types[index]?.start ?? id.end!));
  const tuple = types.every((type) => type)
    ? `: [${types.map((type) => textOf(source, type!).replace(/^:\s*/, '')).join(', ')}]`
    : '';
  return group.flatMap(({ declaration, call }, index): Replacement[] => {
    const isFirst = index === 0;
    const isLast = index === group.length - 1;
    const opening = isFirst
      ? `${declaration.kind} [${nameOnly.join(', ')}]${tuple} = await Promise.all([${style.newline}${base}${style.indent}`
      : '';
    const closing = isLast ? `,${style.newline}${base}])${style.semicolon}` : ',';
    const indent = isFirst ? '' : style.indent;
    return [
      { start: declaration.start!, end: call.start!, text: opening + indent, label },
      { start: call.end!, end: declaration.end!, text: closing, label },
    ];
  });
}
