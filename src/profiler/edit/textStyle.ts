/** How a file is written, so that what is added looks as if its author had written it. */
import type { Program } from '@babel/types';
import { walk } from '../syntax/nodes.ts';

export interface TextStyle {
  /** One step: two spaces, four, or a tab. */
  readonly indent: string;
  readonly quote: "'" | '"';
  /** `;` or nothing. */
  readonly semicolon: ';' | '';
  readonly newline: '\n' | '\r\n';
  /** `{ a }` or `{a}`: a blank or nothing. */
  readonly braceSpace: ' ' | '';
}

export function styleOf(text: string, program: Program | null): TextStyle {
  return {
    indent: indentOf(text),
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    ...(program ? syntaxStyle(text, program) : { quote: "'", semicolon: ';', braceSpace: ' ' }),
  };
}

/** The blanks in front of the line that holds `offset`. */
export function indentationAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Comments continue with ` *`, which is no step; the smallest step that occurs often is the file's. */
function indentOf(text: string): string {
  const steps = new Map<string, number>();
  let before = '';
  for (const line of text.split('\n')) {
    const blanks = /^[ \t]*/.exec(line)![0];
    if (line.trim() === '' || /^\s*\*/.test(line)) continue;
    const step = blanks.startsWith(before) ? blanks.slice(before.length) : '';
    if (step === '\t' || /^ {2,8}$/.test(step)) steps.set(step, (steps.get(step) ?? 0) + 1);
    before = blanks;
  }
  return [...steps].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '  ';
}

const endsWithSemicolon = new Set([
  'ExpressionStatement',
  'VariableDeclaration',
  'ReturnStatement',
  'ImportDeclaration',
  'ThrowStatement',
]);

function syntaxStyle(text: string, program: Program): Pick<TextStyle, 'quote' | 'semicolon' | 'braceSpace'> {
  const seen = { single: 0, double: 0, with: 0, without: 0, spaced: 0, tight: 0 };
  for (const node of walk(program)) {
    if (node.type === 'StringLiteral' || node.type === 'DirectiveLiteral') {
      const first = text[node.start ?? 0];
      if (first === "'") seen.single += 1;
      else if (first === '"') seen.double += 1;
    } else if (endsWithSemicolon.has(node.type)) {
      // A declaration in the head of a loop has none of its own; the few there are do not tip the scale.
      if (text[(node.end ?? 0) - 1] === ';') seen.with += 1;
      else seen.without += 1;
    } else if (node.type === 'ObjectExpression' || node.type === 'ObjectPattern' || node.type === 'ImportDeclaration') {
      const opening = node.type === 'ImportDeclaration' ? text.indexOf('{', node.start!) : node.start!;
      if (opening < 0 || opening > node.end!) continue;
      const next = text[opening + 1];
      if (next === ' ') seen.spaced += 1;
      else if (next !== '}' && next !== '\n' && next !== '\r') seen.tight += 1;
    }
  }
  return {
    quote: seen.double > seen.single ? '"' : "'",
    semicolon: seen.without > seen.with ? '' : ';',
    braceSpace: seen.tight > seen.spaced ? '' : ' ',
  };
}
