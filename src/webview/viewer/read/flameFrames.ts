/** Frames of a file → frames as the viewer shows them. */
import type { Frame } from '../../../profiler/capture/format/cpuColumns.ts';
import { columnFromV8, lineFromV8 } from '../../../profiler/units.ts';
import { classifyFrame } from '../../flame/classifyFrame.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';

export const toFlameFrame = (frame: Frame): FlameFrame => ({
  name: frame.name || (isTopLevel(frame) ? '(top level)' : '(anonymous)'),
  url: frame.url,
  line: lineFromV8(frame.line),
  column: columnFromV8(frame.column),
  ...classifyFrame(frame),
});

/** A module's own code has no name and starts where its file starts. */
const isTopLevel = ({ url, line, column }: Frame): boolean => url !== '' && line === 0 && column === 0;
