/** Measures a running program for the time that the settings name. */
import os from 'node:os';
import type { Progress } from '../../profiler/launch/api.ts';
import { captureFolder, readAttachSettings } from '../configuration.ts';
import type { Log } from '../log.ts';
import { attachLine } from '../wording.ts';
import type { ChosenTarget } from './pickTarget.ts';

export interface AttachedMeasurement {
  readonly chosen: ChosenTarget;
  /** Ends it early and keeps what was measured. */
  readonly stop: AbortSignal;
  onProgress(line: string, progress: Progress): void;
  readonly log: Log;
}

/** Gives the capture's folder. Rejects with a UserError when the program could not be attached to. */
export async function measureAttached({ chosen, stop, onProgress, log }: AttachedMeasurement): Promise<string> {
  const { durationMs, ...recording } = readAttachSettings();
  log.info(`Attaching to ${chosen.name} (${chosen.target}) for ${durationMs} ms`);
  const { startAttach } = await import('../../profiler/launch/attach/attach.ts');
  const attachment = startAttach({ target: chosen.target, durationMs, outDir: captureFolder(), ...recording });
  attachment.onNotice((text) => log.info(text));
  attachment.onProgress((progress) => {
    onProgress(attachLine(progress, durationMs, os.availableParallelism()), progress);
  });
  if (stop.aborted) attachment.stop();
  else stop.addEventListener('abort', () => attachment.stop(), { once: true });
  const { captureDir } = await attachment.finished;
  log.info(`Measured ${chosen.name}. Capture: ${captureDir}`);
  return captureDir;
}
