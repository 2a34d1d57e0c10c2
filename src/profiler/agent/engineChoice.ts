/** Null for the inspector. An addon that was asked for and cannot be loaded stops the program before its first line. */
import { createRequire } from 'node:module';
import type { AgentConfig } from '../capture/format/control.ts';
import type { Engine } from './engine.ts';
import { createRawFolder, threadKey, writeWhole } from './files.ts';
import { join, pid, stringify } from './originals.ts';
import { V8ProfilerEngine, type V8Profiler } from './v8ProfilerEngine.ts';

const addonName = 'v8-profiler-next';
/** "Profiling itself failed", as the command line ends in that case. */
const failedExitCode = 70;

export function chooseEngine(config: AgentConfig): Engine | null {
  if (config.options.engine !== addonName || config.mode !== 'record') return null;
  const problems: string[] = [];
  for (const from of [join(process.cwd(), 'package.json'), config.preloadPath]) {
    try {
      const addon = createRequire(from)(addonName) as V8Profiler;
      return new V8ProfilerEngine(addon, config.options.cpuIntervalMicros);
    } catch (error) {
      problems.push(error instanceof Error ? error.message.split('\n')[0]! : String(error));
    }
  }
  // A child may be another Node than the addon was built for; the inspector serves it as well.
  if (config.parent) return null;
  const folder = createRawFolder(config.captureDir, threadKey(pid, 0));
  const message = `${addonName} could not be loaded by Node ${process.version}: ${problems.at(-1)}`;
  writeWhole(join(folder, 'failed.json'), stringify({ code: 'engineUnavailable', message }));
  return process.exit(failedExitCode);
}
