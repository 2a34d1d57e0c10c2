/** Two texts → the replacements that lead from one to the other, by whole lines, so that a preview shows little. */
import type { Replacement } from '../editPlan.ts';

export function lineChanges(
  before: string,
  after: string,
  labelOf: (removed: string, added: string) => string,
): Replacement[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const common = commonLines(a, b);
  const replacements: Replacement[] = [];
  let [row, column, offset] = [0, 0, 0];
  for (const [nextRow, nextColumn] of [...common, [a.length, b.length] as const]) {
    const removed = a.slice(row, nextRow).join('');
    const added = b.slice(column, nextColumn).join('');
    if (removed !== added) {
      // A change without its last line break leaves that where it is.
      const end = offset + removed.length;
      replacements.push({ start: offset, end, text: added, label: labelOf(removed, added) });
    }
    offset += removed.length + (a[nextRow]?.length ?? 0);
    [row, column] = [nextRow + 1, nextColumn + 1];
  }
  return replacements;
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)/);

/** Pairs of equal lines in order, as many as there are: the longest common subsequence, without the equal ends. */
function commonLines(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const [rows, columns] = [a.length - head - tail, b.length - head - tail];
  // length[i][j]: of the best from row i and column j on.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--)
      lengths[i]![j] =
        a[head + i] === b[head + j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  const pairs: (readonly [number, number])[] = [];
  for (let k = 0; k < head; k++) pairs.push([k, k]);
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (a[head + i] === b[head + j]) pairs.push([head + i++, head + j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i += 1;
    else j += 1;
  }
  for (let k = tail; k > 0; k--) pairs.push([a.length - k, b.length - k]);
  return pairs;
}
