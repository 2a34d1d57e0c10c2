/**
 * Which row of the one run is which of the other. Lines move when a file is edited and files move when code is taken out
 * of them, so a function is known by its name and file first, then by its name and its file's name, then by its name alone.
 */
import type { Location } from '../report.ts';

export interface Place {
  readonly name: string;
  /** What else must agree, such as the kind of a task. */
  readonly kind: string;
  readonly location: Location | null;
  /** In place of a file. */
  readonly source?: string | undefined;
  /** Named by its author: the name alone may find it in another file. */
  readonly isNamed: boolean;
}

export interface Pair<T> {
  readonly before: T | null;
  readonly after: T | null;
  readonly hasMoved: boolean;
}

export interface Rows<T> {
  readonly rows: readonly T[];
  /** Files inside are compared by their path from here: a project may have been copied. */
  readonly cwd: string;
}

interface Entry<T> {
  readonly row: T;
  readonly place: Place;
  readonly file: string;
  readonly line: number;
}

/** Each row once: in a pair, or alone. Pairs first. */
export function matchRows<T>(before: Rows<T>, after: Rows<T>, placeOf: (row: T) => Place): Pair<T>[] {
  const entries = ({ rows, cwd }: Rows<T>) => new Set(rows.map((row) => entryOf(row, placeOf(row), cwd)));
  const [left, right] = [entries(before), entries(after)];
  const pairs: Pair<T>[] = [];
  const anchors: { file: string; before: number; after: number }[] = [];
  const take = (one: Entry<T>, other: Entry<T>, hasMoved: boolean) => {
    left.delete(one);
    right.delete(other);
    pairs.push({ before: one.row, after: other.row, hasMoved });
    if (!hasMoved) anchors.push({ file: other.file, before: one.line, after: other.line });
  };
  const inSameFile = (entry: Entry<T>) => key(entry, entry.file);
  for (const [ones, others] of groups(left, right, inSameFile))
    if (ones.length === 1 && others.length === 1) take(ones[0]!, others[0]!, false);
  for (const [ones, others] of groups(left, right, inSameFile)) {
    const moved = shiftOf(anchors.filter(({ file }) => file === ones[0]!.file));
    for (const [one, other] of nearest(ones, others, moved)) take(one, other, false);
  }
  const named = (entry: Entry<T>) => entry.place.isNamed;
  const elsewhere = [(entry: Entry<T>) => key(entry, baseName(entry.file)), (entry: Entry<T>) => key(entry, '')];
  for (const keyOf of elsewhere)
    for (const [ones, others] of groups(left, right, keyOf))
      // Several of one name could be taken for each other.
      if (ones.length === 1 && others.length === 1 && named(ones[0]!)) take(ones[0]!, others[0]!, true);
  for (const { row } of left) pairs.push({ before: row, after: null, hasMoved: false });
  for (const { row } of right) pairs.push({ before: null, after: row, hasMoved: false });
  return pairs;
}

const key = ({ place }: Entry<unknown>, file: string): string => `${place.kind}\n${place.name}\n${file}`;

function entryOf<T>(row: T, place: Place, cwd: string): Entry<T> {
  const file = place.location?.file ?? place.source ?? '';
  return { row, place, file: relativeTo(file, cwd), line: place.location?.line ?? 0 };
}

/** With `/` throughout, so that a project on another system matches too. */
function relativeTo(file: string, cwd: string): string {
  const [path, base] = [slashed(file), slashed(cwd).replace(/\/*$/, '/')];
  return cwd !== '' && path.startsWith(base) ? path.slice(base.length) : path;
}

const slashed = (path: string): string => path.replaceAll('\\', '/');
const baseName = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

type Groups<T> = [Entry<T>[], Entry<T>[]][];

/** Those of one key on either side, where there are some on both. */
function groups<T>(left: Iterable<Entry<T>>, right: Iterable<Entry<T>>, keyOf: (entry: Entry<T>) => string): Groups<T> {
  const found = new Map<string, [Entry<T>[], Entry<T>[]]>();
  [left, right].forEach((side, at) => {
    for (const entry of side) {
      const name = keyOf(entry);
      let group = found.get(name);
      if (!group) found.set(name, (group = [[], []]));
      group[at as 0 | 1].push(entry);
    }
  });
  return [...found.values()].filter(([ones, others]) => ones.length > 0 && others.length > 0);
}

/** By how many lines the text at a line has moved, from functions of one name on either side: the nearest above counts. */
function shiftOf(anchors: readonly { before: number; after: number }[]): ((line: number) => number) | null {
  const sorted = [...anchors].sort((a, b) => a.before - b.before);
  const [first] = sorted;
  if (!first) return null;
  return (line) => {
    const { before, after } = sorted.findLast((anchor) => anchor.before <= line) ?? first;
    return after - before;
  };
}

/** Smallest distance first. Without anything to tell how far lines moved, as many as before stand in the same order. */
function nearest<T>(
  ones: readonly Entry<T>[],
  others: readonly Entry<T>[],
  shift: ((line: number) => number) | null,
): [Entry<T>, Entry<T>][] {
  const byLine = (entries: readonly Entry<T>[]) => [...entries].sort((a, b) => a.line - b.line);
  if (shift === null && ones.length === others.length) {
    const after = byLine(others);
    return byLine(ones).map((one, at) => [one, after[at]!]);
  }
  const distances = ones
    .flatMap((one) => {
      const expected = one.line + (shift?.(one.line) ?? 0);
      return others.map((other) => ({ one, other, lines: Math.abs(other.line - expected) }));
    })
    .sort((a, b) => a.lines - b.lines);
  const taken = new Set<Entry<T>>();
  return distances.flatMap(({ one, other }): [Entry<T>, Entry<T>][] => {
    if (taken.has(one) || taken.has(other)) return [];
    taken.add(one).add(other);
    return [[one, other]];
  });
}
