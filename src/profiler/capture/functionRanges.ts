/**
 * Finds where the functions of the sampled scripts begin and end, from their source files. V8 tells only where a function
 * begins, which is not enough to know whose line a tick of inlined code stands on (format/unfoldInlined.ts).
 */
import { parse, type ParserPlugin } from '@babel/parser';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionRange, FunctionRanges } from './format/functionRanges.ts';
import { functionRangesFile } from './readFunctionRanges.ts';

/** A parser's tree takes about a hundred times its text; a longer script is a bundle whose lines say little anyway. */
const longestScriptBytes = 2_000_000;
/** Keeps finishing a capture of a program with very many files within a second. */
const longestTotalBytes = 10_000_000;

/** Reads and parses the scripts behind `urls` (file: URLs of JavaScript or TypeScript); what cannot be read is left out. */
export async function collectFunctionRanges(urls: readonly string[]): Promise<FunctionRanges> {
  const ranges: Record<string, readonly FunctionRange[]> = {};
  let total = 0;
  for (const url of new Set(urls)) {
    if (!url.startsWith('file:')) continue;
    try {
      const file = fileURLToPath(url);
      const { size } = await stat(file);
      if (size > longestScriptBytes || total + size > longestTotalBytes) continue;
      total += size;
      ranges[url] = functionsOf(await readFile(file, 'utf8'), path.extname(file));
    } catch {
      // Gone, or in a syntax that the parser does not know: its samples stay where V8 put them.
    }
  }
  return ranges;
}

export async function writeFunctionRanges(dir: string, ranges: FunctionRanges): Promise<void> {
  await writeFile(path.join(dir, functionRangesFile), JSON.stringify(ranges));
}

const functionTypes = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
]);

/** Throws a SyntaxError for what is no script. */
export function functionsOf(source: string, extension: string): FunctionRange[] {
  const typed = ['.ts', '.mts', '.cts', '.tsx'].includes(extension);
  const plugins: ParserPlugin[] = typed ? ['typescript'] : ['jsx'];
  if (extension === '.tsx') plugins.push('jsx');
  const tree = parse(source, {
    sourceType: 'unambiguous',
    plugins,
    // A CommonJS module is a function body.
    allowReturnOutsideFunction: true,
    errorRecovery: true,
    attachComment: false,
  });
  const functions: FunctionRange[] = [];
  const open: unknown[] = [tree.program];
  while (open.length > 0) {
    const node = open.pop();
    if (!isNode(node)) continue;
    if (functionTypes.has(node.type) && node.loc) {
      const { start, end } = node.loc;
      functions.push({ startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column });
    }
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) open.push(...(value as unknown[]));
      else if (isNode(value)) open.push(value);
    }
  }
  return functions.sort(
    (a, b) =>
      a.startLine - b.startLine || a.startColumn - b.startColumn || b.endLine - a.endLine || b.endColumn - a.endColumn,
  );
}

interface SyntaxNode {
  type: string;
  loc?: { start: { line: number; column: number }; end: { line: number; column: number } } | null;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
