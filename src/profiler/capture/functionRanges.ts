/**
 * Finds where the functions of the program's scripts begin and end, from their source files. V8 tells only where a function
 * begins, which is not enough to know whose line a tick of inlined code stands on (format/unfoldInlined.ts).
 */
import { parse, type ParserPlugin } from '@babel/parser';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionRange, FunctionRanges } from './format/functionRanges.ts';
import { findAwaitSequences } from './awaitSequences.ts';
import type { AwaitSequence } from './format/awaitSequences.ts';
import { findIndependentAwaits } from './independentAwaits.ts';
import { findQueueAwaits } from './queueAwaits.ts';
import {
  awaitSequencesFile,
  functionRangesFile,
  independentAwaitsFile,
  queueAwaitsFile,
  undecidedAwaitsFile,
} from './readFunctionRanges.ts';
import { findUndecidedAwaits } from './undecidedAwaits.ts';

/** A parser's tree takes about a hundred times its text; a longer script is a bundle whose lines say little anyway. */
const longestScriptBytes = 2_000_000;
/** Keeps finishing a capture of a program with very many files within a second. */
const longestTotalBytes = 10_000_000;

export interface ScriptStructure {
  readonly ranges: FunctionRanges;
  /** By url, where there are any: lines of awaits that need not follow each other. */
  readonly independentAwaits: Readonly<Record<string, readonly number[]>>;
  /** And of awaits in loops of which the source does not tell. */
  readonly undecidedAwaits: Readonly<Record<string, readonly number[]>>;
  /** Of these, the ones in loops that work off a list which grows meanwhile. */
  readonly queueAwaits: Readonly<Record<string, readonly number[]>>;
  /** Statements that await one after the other without need. */
  readonly awaitSequences: Readonly<Record<string, readonly AwaitSequence[]>>;
}

/** Reads and parses the scripts behind `urls` (file: URLs of JavaScript or TypeScript); what cannot be read is left out. */
export async function collectStructure(urls: readonly string[]): Promise<ScriptStructure> {
  const ranges: Record<string, readonly FunctionRange[]> = {};
  const independentAwaits: Record<string, readonly number[]> = {};
  const undecidedAwaits: Record<string, readonly number[]> = {};
  const queueAwaits: Record<string, readonly number[]> = {};
  const awaitSequences: Record<string, readonly AwaitSequence[]> = {};
  let total = 0;
  for (const url of new Set(urls)) {
    if (!url.startsWith('file:')) continue;
    try {
      const file = fileURLToPath(url);
      const { size } = await stat(file);
      if (size > longestScriptBytes || total + size > longestTotalBytes) continue;
      total += size;
      const tree = parseScript(await readFile(file, 'utf8'), path.extname(file));
      ranges[url] = functionsIn(tree);
      const awaits = findIndependentAwaits(tree);
      if (awaits.length > 0) independentAwaits[url] = awaits;
      const undecided = findUndecidedAwaits(tree, awaits);
      if (undecided.length > 0) undecidedAwaits[url] = undecided;
      const queued = findQueueAwaits(tree).filter((line) => undecided.includes(line));
      if (queued.length > 0) queueAwaits[url] = queued;
      const sequences = findAwaitSequences(tree);
      if (sequences.length > 0) awaitSequences[url] = sequences;
    } catch {
      // Gone, or in a syntax that the parser does not know: its samples stay where V8 put them.
    }
  }
  return { ranges, independentAwaits, undecidedAwaits, queueAwaits, awaitSequences };
}

export async function writeStructure(dir: string, structure: ScriptStructure): Promise<void> {
  await writeFile(path.join(dir, functionRangesFile), JSON.stringify(structure.ranges));
  const lines = {
    [independentAwaitsFile]: structure.independentAwaits,
    [undecidedAwaitsFile]: structure.undecidedAwaits,
    [queueAwaitsFile]: structure.queueAwaits,
    [awaitSequencesFile]: structure.awaitSequences,
  };
  for (const [file, byUrl] of Object.entries(lines))
    if (Object.keys(byUrl).length > 0) await writeFile(path.join(dir, file), JSON.stringify(byUrl));
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
export const functionsOf = (source: string, extension: string): FunctionRange[] =>
  functionsIn(parseScript(source, extension));

function parseScript(source: string, extension: string) {
  const typed = ['.ts', '.mts', '.cts', '.tsx'].includes(extension);
  const plugins: ParserPlugin[] = typed ? ['typescript'] : ['jsx'];
  if (extension === '.tsx') plugins.push('jsx');
  return parse(source, {
    sourceType: 'unambiguous',
    plugins,
    // A CommonJS module is a function body.
    allowReturnOutsideFunction: true,
    errorRecovery: true,
    attachComment: false,
  }).program;
}

function functionsIn(program: unknown): FunctionRange[] {
  const functions: FunctionRange[] = [];
  const open: unknown[] = [program];
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
