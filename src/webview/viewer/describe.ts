/** A function or a call path in numbers and words: for tooltips, the line below the view, and screen readers. */
import type { Location } from '../../profiler/report.ts';
import type { FlameFrame } from '../flame/sampledProfile.ts';
import { formatPlace, formatShare } from '../format.ts';
import { categoryText } from '../views/words.ts';
import { whyHot } from './model/index.ts';
import type { Scene } from './scene.ts';
import { formatSamples, formatWithShare, countedNoun, shareOf } from './weightText.ts';

export interface Description {
  readonly frame: FlameFrame;
  readonly place: string;
  /** Whose code it is. */
  readonly owner: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** One sentence for frames whose name says little. */
  readonly why: string | null;
}

export const ownerOf = ({ role, packageName, category }: FlameFrame): string =>
  role === 'waiting' ? 'Waiting' : (packageName ?? categoryText[category]);

/** Of a function: all calls of it, each stack once. */
export function functionFacts(scene: Scene, frame: number): Description['facts'] {
  const { groups, table } = scene.grouped('function');
  const { unit } = scene.profile;
  const group = groups.groupOfFrame[frame] ?? -1;
  if (group < 0) return [];
  return [
    ['All calls, self', formatWithShare(table.self[group] ?? 0, table.whole, unit)],
    ['All calls, total', formatWithShare(table.total[group] ?? 0, table.whole, unit)],
  ];
}

/** Of a call path: what it weighs in the range. */
export function pathFacts({ weights, whole, profile: { unit } }: Scene, node: number): Description['facts'] {
  return [
    ['This path, self', formatWithShare(weights.self[node] ?? 0, whole, unit)],
    ['This path, total', formatWithShare(weights.total[node] ?? 0, whole, unit)],
  ];
}

export function samplesFact({ weights, profile: { unit } }: Scene, node: number): Description['facts'] {
  return [[`Own ${countedNoun[unit]}`, formatSamples(weights.count[node] ?? 0)]];
}

export function describeFrame(frame: FlameFrame, location: Location | null, facts: Description['facts']): Description {
  return {
    frame,
    place: location ? formatPlace(location) : '',
    owner: ownerOf(frame),
    facts,
    why: whyHot(frame),
  };
}

/** For screen readers: one sentence. */
export const spokenShare = (scene: Scene, weight: number): string => formatShare(shareOf(weight, scene.whole));
