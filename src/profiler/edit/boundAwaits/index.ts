/** bound-awaits: the awaits that a loop makes one after another, or all at once, at most `limit` of them at a time. */
import type { RecommendedAction } from '../../report.ts';
import { inOrder } from '../applyPlan.ts';
import type { EditResult, ProjectFiles } from '../editPlan.ts';
import { nameOf } from '../filePath.ts';
import { addDependencies } from '../projectPackage.ts';
import { openSource, textOf, type Source } from '../source.ts';
import { boundFanOut, boundForEach } from './boundFanOut.ts';
import { boundLoop, type Bounded } from './boundLoop.ts';
import { joinSequence } from './joinSequence.ts';
import { mapperFor, mapperImports, type Mapper } from './mapper.ts';
import { calledName } from './names.ts';
import { awaitAt, fanOutAt, sitesOf, type Site } from './sites.ts';
import type { Node } from '../../syntax/nodes.ts';

type BoundAwaits = Extract<RecommendedAction, { kind: 'bound-awaits' }>;

export function planBoundAwaits({ location, limit }: BoundAwaits, files: ProjectFiles): EditResult {
  if (!Number.isInteger(limit) || limit < 2)
    return { ok: false, reason: `A limit of ${limit} would leave the calls one after another.` };
  const opened = openSource(location.file, files);
  if (!opened.ok) return opened;
  const { source } = opened;
  const awaited = awaitAt(source, location);
  const sites = awaited ? sitesOf(source, awaited) : [fanOutAt(source, location.line)].filter((site) => site !== null);
  if (!awaited && sites.length === 0)
    return {
      ok: false,
      reason: `Line ${location.line} of ${nameOf(location.file)} has no await: the file has changed since it was measured.`,
    };
  if (awaited && isBounded(source, awaited, sites))
    return { ok: false, reason: `The calls at line ${location.line} are limited by p-map already.` };
  if (awaited && sites.length === 0) return joined(source, joinSequence(source, awaited, limit));
  const mapper = mapperFor(source, files, limit);
  if ('reason' in mapper) return { ok: false, reason: mapper.reason };
  // The innermost that can be changed; when none can, its reason is the one that matters.
  const tried = sites.map((site) => bound(source, site, awaited, mapper));
  const chosen = tried.find((one) => one.ok) ?? tried[0]!;
  if (!chosen.ok) return chosen;
  const dependencies = addDependencies(source.file, files, [mapper.need]);
  const replacements = inOrder([...mapperImports(source, mapper, chosen.usesSkip), ...chosen.replacements]);
  return {
    ok: true,
    plan: {
      title: `Keep ${limit} calls${calledText(awaited)} in flight (p-map)`,
      changes: [{ kind: 'change', file: source.file, replacements }, ...dependencies.changes],
      packages: dependencies.packages,
      notes: [
        ...chosen.notes,
        ...dependencies.notes,
        `When a call fails, up to ${limit - 1} others are under way already; none begins after it.`,
      ],
    },
  };
}

function bound(source: Source, site: Site, awaited: ReturnType<typeof awaitAt>, mapper: Mapper): Bounded {
  switch (site.kind) {
    case 'loop':
      return boundLoop(source, site.loop, awaited!, mapper);
    case 'fanOut':
      return boundFanOut(source, site.all, site.map, mapper);
    case 'forEach':
      return boundForEach(source, site.call, site.callback, mapper);
  }
}

function joined(source: Source, result: Bounded): EditResult {
  if (!result.ok) return result;
  return {
    ok: true,
    plan: {
      title: 'Wait for independent calls together (Promise.all)',
      changes: [{ kind: 'change', file: source.file, replacements: inOrder(result.replacements) }],
      packages: [],
      notes: ['When one of the calls fails, the others have begun already.'],
    },
  };
}

/** Inside a mapper, or the await of `pMap(…)` itself. */
function isBounded(source: Source, awaited: Node, sites: readonly Site[]): boolean {
  if (sites.length > 0) return false;
  const isMapCall = (node: Node | undefined) => {
    if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier') return false;
    const declaration = source.scopes.bindingOf(node.callee)?.declaration;
    const statement = declaration && source.parentOf.get(declaration);
    return !!statement && /['"]p-map['"]/.test(textOf(source, statement));
  };
  if (awaited.type === 'AwaitExpression' && isMapCall(awaited.argument)) return true;
  for (let at: Node | undefined = awaited; at; at = source.parentOf.get(at)) {
    if (!/Function/.test(at.type)) continue;
    return isMapCall(source.parentOf.get(at));
  }
  return false;
}

function calledText(awaited: ReturnType<typeof awaitAt>): string {
  const call = awaited?.argument;
  const name = call?.type === 'CallExpression' ? calledName(call) : null;
  return name && name !== 'all' ? ` of ${name}` : '';
}
