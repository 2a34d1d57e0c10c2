/** The profiler that a run judges: a copy of what is built, with a memory of its own. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const built = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * Copied, because a build during the run would change it half-way. Its state folder is its own: trials that somebody made on
 * this machine would correct the predictions. `calibration`: a file that an earlier part of the run wrote; else this machine
 * is measured now and the file written.
 */
export function prepareProfiler(scratch, { dist = built, calibration }) {
  const copy = path.join(scratch, 'dist');
  mkdirSync(copy);
  // The agent's, the calibration's and the trial's parts stand beside the command line as .cjs.
  for (const file of readdirSync(dist))
    if (file === 'cli.js' || /\.cjs$|^webview\.(js|css)$/.test(file))
      copyFileSync(path.join(dist, file), path.join(copy, file));
  const cli = path.join(copy, 'cli.js');
  const home = path.join(scratch, 'home');
  const env = { ...process.env, CONCURRENCY_PROFILER_HOME: home };
  if (calibration && existsSync(calibration)) {
    const { file, text } = JSON.parse(readFileSync(calibration, 'utf8'));
    mkdirSync(path.join(home, 'calibrations'), { recursive: true });
    writeFileSync(path.join(home, 'calibrations', file), text);
  } else {
    execFileSync(process.execPath, [cli, 'calibrate', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  }
  const [file] = readdirSync(path.join(home, 'calibrations'));
  const text = readFileSync(path.join(home, 'calibrations', file), 'utf8');
  if (calibration) writeFileSync(calibration, JSON.stringify({ file, text }));
  return { cli, home, machine: JSON.parse(text).calibration };
}
