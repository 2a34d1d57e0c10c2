/** Whether other files can get at a function. */
import { isFunction, type Node } from '../../syntax/nodes.ts';
import { ancestorsOf, textOf, type Source } from '../source.ts';

/** `export function f`, `export const f =`, `export default function f`. */
export function isExportedWhereDeclared(source: Source, declaration: Node): boolean {
  for (const above of ancestorsOf(source, declaration)) {
    if (isFunction(above) || above.type === 'BlockStatement') return false;
    if (above.type === 'ExportNamedDeclaration' || above.type === 'ExportDefaultDeclaration') return true;
  }
  return false;
}

/** `export { f }`, `export default f`, `module.exports = { f }`, `exports.f = f`. */
export function isExport(source: Source, identifier: Node): boolean {
  for (const above of ancestorsOf(source, identifier)) {
    if (above.type === 'ExportSpecifier' || above.type === 'ExportDefaultDeclaration') return true;
    if (above.type === 'AssignmentExpression') return /^(?:module\.)?exports\b/.test(textOf(source, above.left));
    if (above.type !== 'ObjectExpression' && above.type !== 'ObjectProperty') return false;
  }
  return false;
}
