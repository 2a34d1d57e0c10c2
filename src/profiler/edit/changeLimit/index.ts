/** change-limit: the number by which p-map, p-limit or p-queue keeps the measured calls to so many at a time. */
import type { Location, RecommendedAction } from '../../report.ts';
import type { EditResult, ProjectFiles } from '../editPlan.ts';
import { nameOf } from '../filePath.ts';
import { openSource, type Source } from '../source.ts';
import type { Node } from '../../syntax/nodes.ts';
import { limitersIn, type Limiter } from './limiters.ts';
import { limitNumber } from './limitNumber.ts';

type ChangeLimit = Extract<RecommendedAction, { kind: 'change-limit' }>;

interface Found {
  readonly source: Source;
  readonly limiter: Limiter;
  /** A call of the measured path stands inside of what it limits. */
  readonly isOnPath: boolean;
}

export function planChangeLimit({ location, callers, from, limit }: ChangeLimit, files: ProjectFiles): EditResult {
  if (!Number.isInteger(limit) || limit < 1 || limit === from)
    return { ok: false, reason: `A limit of ${limit} instead of ${from} changes nothing.` };
  const path = [location, ...callers];
  const opened = openSource(location.file, files);
  if (!opened.ok) return opened;
  const found = filesOf(path).flatMap((file) => limitersOf(file, path, files));
  const chosen = choose(found, from);
  if ('reason' in chosen) return { ok: false, reason: chosen.reason ?? noneFound(filesOf(path), from) };
  const { source, limiter } = chosen;
  const line = lineOf(limiter.call);
  const where = `line ${line} of ${nameOf(source.file)}`;
  if (limiter.hasRate)
    return {
      ok: false,
      reason: `The queue at ${where} also limits how many calls begin in an interval; change both by hand.`,
    };
  if (!limiter.value)
    return {
      ok: false,
      reason: `The options of ${limiter.name} at ${where} are not written there, so their number cannot be changed.`,
    };
  const number = limitNumber(source, limiter.value);
  if (!number.ok) return number;
  if (number.value !== from)
    return {
      ok: false,
      reason: `${limiter.name} at ${where} lets ${number.value} calls run at a time, and ${from} were in flight at most: something else holds them back.`,
    };
  const { start, end } = number.literal;
  const label = `Allow ${limit} at a time instead of ${from}`;
  return {
    ok: true,
    plan: {
      title: `${label} (${limiter.name})`,
      changes: [
        { kind: 'change', file: source.file, replacements: [{ start: start!, end: end!, text: String(limit), label }] },
      ],
      packages: [],
      notes:
        limit > from
          ? [
              'How many the other side serves at once was not measured; if it answers more slowly or refuses, take a number between.',
            ]
          : [],
    },
  };
}

const filesOf = (path: readonly Location[]): string[] =>
  [...new Set(path.map(({ file }) => file))].filter((file) => !/[\\/]node_modules[\\/]/.test(file));

function limitersOf(file: string, path: readonly Location[], files: ProjectFiles): Found[] {
  const opened = openSource(file, files);
  if (!opened.ok) return [];
  const { source } = opened;
  const lines = path.filter((one) => one.file === file).map(({ line }) => line);
  const covers = ({ loc }: Node) => lines.some((line) => loc!.start.line <= line && line <= loc!.end.line);
  return limitersIn(source).map((limiter) => ({ source, limiter, isOnPath: limiter.governed.some(covers) }));
}

/** The one on the measured path; without any there, the only one that these files have. */
function choose(found: readonly Found[], from: number): Found | { readonly reason: string | null } {
  const onPath = found.filter(({ isOnPath }) => isOnPath);
  const candidates = onPath.length > 0 ? onPath : found;
  if (candidates.length <= 1) return candidates[0] ?? { reason: null };
  const same = candidates.filter(({ source, limiter }) => {
    const number = limiter.value && limitNumber(source, limiter.value);
    return number?.ok === true && number.value === from;
  });
  if (same.length === 1) return same[0]!;
  const lines = (same.length > 0 ? same : candidates).map(
    ({ source, limiter }) => `line ${lineOf(limiter.call)} of ${nameOf(source.file)}`,
  );
  return { reason: `Several limits may be meant: ${lines.join(', ')}.` };
}

const noneFound = (files: readonly string[], from: number): string =>
  `No call of p-map, p-limit or p-queue in ${files.map(nameOf).join(', ')} keeps these calls to ${from} at a time.`;

const lineOf = ({ loc }: Node): number => loc?.start.line ?? 0;
