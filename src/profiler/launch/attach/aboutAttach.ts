/** What is said about an attached program: in the manifest, to the user, and as warnings. */
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { NewCapture } from '../../capture/create.ts';
import { defaultRecording } from '../../capture/manifest.ts';
import type { AttachRequest } from './api.ts';
import type { Connected } from './connect.ts';
import type { Measurement } from './measure.ts';
import { addressText } from './target.ts';

/** The time was over or the user had enough; the program said that it ends; or it was gone all at once. */
export type Ending = 'asked' | 'program-ends' | 'gone';

export function aboutProgram({ about, localPid }: Connected, request: AttachRequest): NewCapture {
  const [, script, ...args] = about.argv;
  return {
    command: ['node', ...about.execArgv, ...(script === undefined ? [] : [inFolder(script, about.cwd)]), ...args],
    script: localPid !== null && script !== undefined && existsSync(script) ? script : null,
    cwd: about.cwd,
    nodePath: about.execPath,
    nodeVersion: about.version,
    cpuCount: about.cpuCount,
    attached: true,
    requested: {
      ...defaultRecording,
      cpuIntervalMicros: request.cpuIntervalMicros ?? defaultRecording.cpuIntervalMicros,
      heapMode: request.heapMode ?? defaultRecording.heapMode,
      heapIntervalBytes: request.heapIntervalBytes ?? defaultRecording.heapIntervalBytes,
    },
  };
}

/** As the user typed it, most likely. */
function inFolder(script: string, cwd: string): string {
  const relative = path.relative(cwd, script);
  return relative === '' || relative.startsWith('..') ? script : relative;
}

const signalName = os.platform() === 'win32' ? '' : ' with SIGUSR1';

export const openedNotice = ({ about, address }: Connected): string =>
  `Opened the inspector of process ${about.pid} on ${addressText(address)}${signalName}; it is closed at the end. ` +
  'Node.js says so on the standard error of that program.';

export function warningsOf(
  { localPid }: Connected,
  measurement: Measurement,
  ending: Ending,
  complete: boolean,
): string[] {
  const warnings = [
    'This is a part of the program’s life: its start, and what it had allocated before, are not in the numbers.',
    'Asynchronous operations are not followed when attaching: what the program waited for is known from counts of ' +
      'what was open, without the lines that started it.',
  ];
  if (measurement.sawChildren)
    warnings.push('Child processes are not profiled when attaching; their CPU time is in the numbers as a whole.');
  if (localPid === null)
    warnings.push('The program runs elsewhere, so the CPU time of its child processes is not known.');
  if (ending === 'program-ends')
    warnings.push('The program ended while it was measured; its last second may be missing.');
  if (ending === 'gone')
    warnings.push(
      'The program was killed while it was measured, or closed its inspector; its last second may be missing.',
    );
  if (!complete)
    warnings.push('The program did not answer at the end, as in a long native call; the last second may be missing.');
  return warnings;
}
