/** Rows of a table: functions, files, packages or categories, and which frames belong to each. */
import type { FrameCategory } from '../../../profiler/report.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';

export type Grouping = 'function' | 'file' | 'package' | 'category';

export interface FrameGroups {
  readonly grouping: Grouping;
  /** Frame → row of `groups`, `noGroup` for the root, which is no function. */
  readonly groupOfFrame: Int32Array;
  readonly groups: readonly FrameGroup[];
}

export interface FrameGroup {
  /** Stable between recordings of the same program. */
  readonly key: string;
  /** For people: name of the function, path, package, `null` for code without one (see `category`). */
  readonly name: string | null;
  readonly category: FrameCategory;
  /** A frame of the group; of a function the only one. */
  readonly frame: number;
}

export const noGroup = -1;

export function groupFrames(frames: readonly FlameFrame[], grouping: Grouping): FrameGroups {
  const groups: FrameGroup[] = [];
  const rowOfKey = new Map<string, number>();
  const groupOfFrame = new Int32Array(frames.length).fill(noGroup);
  for (const [row, frame] of frames.entries()) {
    if (frame.role === 'root') continue;
    const { key, name } = identityIn[grouping](frame);
    let group = rowOfKey.get(key);
    if (group === undefined) {
      group = groups.push({ key, name, category: frame.category, frame: row }) - 1;
      rowOfKey.set(key, group);
    }
    groupOfFrame[row] = group;
  }
  return { grouping, groupOfFrame, groups };
}

type Identity = Pick<FrameGroup, 'key' | 'name'>;

/** What no file or package owns stands together by category, so that the table adds up. */
const identityIn: Readonly<Record<Grouping, (frame: FlameFrame) => Identity>> = {
  function: ({ name, url, line, column }) => ({ key: [name, url, line, column].join('\n'), name }),
  file: ({ url, category }) => (url === '' ? withoutOwner(category) : { key: `file ${url}`, name: url }),
  package: ({ packageName, category }) =>
    packageName === null ? withoutOwner(category) : { key: `package ${packageName}`, name: packageName },
  category: ({ category }) => withoutOwner(category),
};

const withoutOwner = (category: FrameCategory): Identity => ({ key: `category ${category}`, name: null });
