/** Where the number of a limiter stands, when nothing else depends on it. */
import type { Node } from '../../syntax/nodes.ts';
import { quote } from '../boundAwaits/names.ts';
import type { Source } from '../source.ts';

export type LimitNumber =
  | { readonly ok: true; readonly literal: Node; readonly value: number }
  | { readonly ok: false; readonly reason: string };

const lineOf = ({ loc }: Node): number => loc?.start.line ?? 0;

/** A number as it is written, or a constant of this file that is used for this alone. */
export function limitNumber(source: Source, value: Node): LimitNumber {
  if (value.type === 'NumericLiteral') return { ok: true, literal: value, value: value.value };
  const refuse = (why: string): LimitNumber => ({
    ok: false,
    reason: `The limit at line ${lineOf(value)} is ${quote(source, value)}, ${why}`,
  });
  if (value.type !== 'Identifier')
    return refuse('which is reckoned when the program runs; change it where it comes from.');
  const binding = source.scopes.bindingOf(value);
  if (!binding) return refuse('which is not declared in this file.');
  const { declaration, kind, uses } = binding;
  if (kind === 'import') return refuse('which comes from another file; change it there.');
  if (kind === 'parameter') return refuse('which callers give; change it where they do.');
  if (declaration.type !== 'VariableDeclarator' || declaration.id !== binding.identifier || !declaration.init)
    return refuse('which is no constant.');
  const { init } = declaration;
  if (init.type !== 'NumericLiteral')
    return refuse(`which is set to ${quote(source, init)} at line ${lineOf(init)}; change it where that comes from.`);
  if (uses.some((use) => use.kind === 'write' || use.kind === 'update'))
    return refuse('which is set anew while the program runs.');
  const statement = source.parentOf.get(declaration);
  if (statement && source.parentOf.get(statement)?.type === 'ExportNamedDeclaration')
    return refuse('which other files may import; change it by hand if they may have the new number too.');
  const other = uses.find(({ identifier }) => identifier.start !== value.start);
  if (other)
    return refuse(`which line ${lineOf(other.identifier)} uses too; give the limit a number of its own first.`);
  return { ok: true, literal: init, value: init.value };
}
