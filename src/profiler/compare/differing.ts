/** What else than its code differs between two runs: another program, other arguments, another Node. */
import type { Comparison } from '../comparison.ts';
import type { RunInfo } from '../report.ts';
import { isSameProgram, programOf } from './programs.ts';
import { duration } from './quantities.ts';
import type { Reports } from './reports.ts';

export function findDiffering({
  before: { run: one },
  after: { run: other },
}: Reports): NonNullable<Comparison['differs']> {
  const isSame = isSameProgram(one, other);
  const argumentsOf = (run: RunInfo) => JSON.stringify(programOf(run).arguments);
  return [
    ...(isSame ? [] : (['program'] as const)),
    ...(isSame && argumentsOf(one) !== argumentsOf(other) ? (['arguments'] as const) : []),
    ...(one.nodeVersion === other.nodeVersion ? [] : (['node-version'] as const)),
  ];
}

/** In place of a speed-up, which two programs that do different work do not have. */
export function describePrograms({ before: { run: one }, after: { run: other } }: Reports): string {
  return (
    `Different programs: ${programOf(one).shown} (${duration(one.wallMs)}) and ${programOf(other).shown} (${duration(other.wallMs)}). ` +
    'Their times say nothing of a speed-up unless both do the same work.'
  );
}

/** One sentence each, for what `findDiffering` finds in one program, and for options of Node. */
export function differingNotes({ before: { run: one }, after: { run: other } }: Reports): string[] {
  const [before, after] = [programOf(one), programOf(other)];
  const text = (words: readonly string[]) => (words.length === 0 ? 'none' : words.join(' '));
  const notes: string[] = [];
  const isSame = isSameProgram(one, other);
  if (isSame && text(before.arguments) !== text(after.arguments))
    notes.push(
      `Different arguments: ${text(before.arguments)} before, ${text(after.arguments)} after. The runs may not have done the same work.`,
    );
  if (isSame && text(before.nodeOptions) !== text(after.nodeOptions))
    notes.push(`Different options of Node.js: ${text(before.nodeOptions)} before, ${text(after.nodeOptions)} after.`);
  if (one.nodeVersion !== other.nodeVersion)
    notes.push(
      `Different versions of Node.js: ${one.nodeVersion} before, ${other.nodeVersion} after. Part of the difference may be theirs.`,
    );
  return notes;
}
