/** What a capture is most likely to be compared with. Pure. */
import type { ListedCapture } from '../captures/listedCapture.ts';

/** All others, those of the same program first; within each newest first, as the list is. */
export function othersFor(one: ListedCapture, captures: readonly ListedCapture[]): ListedCapture[] {
  const others = captures.filter(({ dir }) => dir !== one.dir);
  const isSame = ({ script }: ListedCapture): boolean => script !== null && script === one.script;
  return [...others.filter(isSame), ...others.filter((other) => !isSame(other))];
}
