/** Everything on screen is derived from a profile, what the user asked to change in its tree, and a stretch of time. */
import type { FlameFrame } from '../flame/sampledProfile.ts';
import {
  groupFrames,
  moveSamples,
  moveTicks,
  moveWeights,
  sumOf,
  tabulate,
  transformTree,
  weigh,
  type CallTree,
  type FrameGroups,
  type Grouping,
  type GroupTable,
  type LineTicks,
  type MappedTree,
  type NodeWeights,
  type Samples,
  type ThreadProfile,
  type TimeRange,
  type Transform,
} from './model/index.ts';
import type { ViewerView } from './viewerView.ts';

export interface Scene {
  readonly profile: ThreadProfile;
  readonly mapped: MappedTree;
  readonly tree: CallTree;
  /** Of the tree, over the range. */
  readonly weights: NodeWeights;
  /** What shares are of. */
  readonly whole: number;
  readonly range: TimeRange | null;
  readonly samples: Samples | null;
  readonly ticks: LineTicks;
  grouped(grouping: Grouping): { readonly groups: FrameGroups; readonly table: GroupTable };
}

export interface SceneSource {
  scene(view: ViewerView): Scene;
}

/** Keeps the last tree and the last scene only: a large profile's take as much memory as the profile. */
export function createSceneSource(profile: ThreadProfile): SceneSource {
  const treeFor = keepLast((transforms: readonly Transform[]) => {
    const mapped = transformTree(profile.tree, transforms);
    return {
      mapped,
      samples: keepFirst(() => profile.samples && moveSamples(mapped, profile.samples)),
      ticks: keepFirst(() => moveTicks(mapped, profile.ticks)),
    };
  });
  const weightsFor = keepLast((range: TimeRange | null) => weigh(profile, range));
  const sceneFor = keepLast(({ transforms, range }: { transforms: readonly Transform[]; range: TimeRange | null }) => {
    const { mapped, samples, ticks } = treeFor(transforms);
    const { tree } = mapped;
    const weights = moveWeights(mapped, weightsFor(range));
    const tables = new Map<Grouping, ReturnType<Scene['grouped']>>();
    const scene: Scene = {
      profile,
      mapped,
      tree,
      weights,
      whole: sumOf(weights.self),
      range,
      get samples() {
        return samples();
      },
      get ticks() {
        return ticks();
      },
      grouped: (grouping) => {
        let made = tables.get(grouping);
        if (made === undefined) {
          const groups = groupFrames(tree.frames, grouping);
          tables.set(grouping, (made = { groups, table: tabulate(tree, weights, groups) }));
        }
        return made;
      },
    };
    return scene;
  });
  return {
    scene: (view) => sceneFor({ transforms: transformsOf(view), range: profile.samples ? view.range : null }),
  };
}

/** Idle time first, since it is nobody's call; the user's own code last, since it hides what others name. */
const transformsOf = ({ includesIdle, transforms, onlyMyCode }: ViewerView): Transform[] => [
  ...(includesIdle ? [] : [{ kind: 'leaveOut', what: { kind: 'role', role: 'idle' } } as const]),
  ...transforms,
  ...(onlyMyCode ? [{ kind: 'onlyMyCode' } as const] : []),
];

/** The last result, as long as the question is the same plain data. */
function keepLast<Question, Answer>(answer: (question: Question) => Answer): (question: Question) => Answer {
  let last: { readonly key: string; readonly value: Answer } | null = null;
  return (question) => {
    const key = JSON.stringify(question);
    if (last?.key !== key) last = { key, value: answer(question) };
    return last.value;
  };
}

function keepFirst<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** What tells one function from another in every tree. */
export const sameFunction = (a: FlameFrame, b: FlameFrame): boolean =>
  a.name === b.name && a.url === b.url && a.line === b.line && a.column === b.column;
