/**
 * What clinic doctor says about a workload. It is installed on demand into a cache folder, never into the project, and
 * runs on the Node of the harness (its last release is from 2023: 18 and 20 suit it best).
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startCompanions } from './verdicts/companions.mjs';
import { fileOf, root } from './verdicts/commandOf.mjs';

const version = '13.0.0';
/** Its analysis of a few seconds takes about as long; some of it does not end on traces that it does not expect. */
const atMostMs = 90_000;

/** What each of its answers claims, in our words; the others claim nothing. */
const claims = { 'event-loop': 'cpu-bound', gc: 'cpu-bound', io: 'io-bound' };

/** The folder it lies in, installed first where it is not there yet. */
export function installClinic() {
  const cache = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
  const folder = path.join(cache, `concurrency-profiler-bench/clinic-${version}`);
  if (!existsSync(path.join(folder, 'node_modules/@clinic/doctor/index.js'))) {
    console.log(`installing clinic ${version} into ${folder}`);
    mkdirSync(folder, { recursive: true });
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--no-save'];
    execFileSync('npm', ['install', '--prefix', folder, ...options, `clinic@${version}`], { stdio: 'inherit' });
  }
  return folder;
}

/**
 * Scored generously: any claim of the right class counts whatever the cause, "unknown" (two problems at once) counts for
 * a mixed program, and every kind of silence counts where there is too little to tell.
 */
function isRight(answer, expected) {
  if (expected === 'insufficient-data') return claims[answer] === undefined && answer !== 'crash';
  if (expected === 'mixed') return answer === 'unknown';
  return claims[answer] === expected;
}

export function openDoctor(scratch) {
  const folder = installClinic();
  const runner = fileURLToPath(new URL('./verdicts/clinicDoctorRun.cjs', import.meta.url));
  const tsx = pathToFileURL(path.join(root, 'node_modules/tsx/dist/loader.mjs')).href;
  return {
    async ask(name, label, expected) {
      const cwd = mkdtempSync(path.join(scratch, 'clinic-'));
      const companions = await startCompanions(label, scratch);
      const command = [process.execPath, ...(name.endsWith('.ts') ? ['--import', tsx] : []), fileOf(name)];
      const output = await new Promise((resolve) => {
        const env = { ...process.env, ...companions.env };
        const options = { cwd, timeout: atMostMs, maxBuffer: 2 ** 26, env };
        execFile(process.execPath, [runner, folder, ...command], options, (_error, stdout, stderr) =>
          resolve({ stdout, stderr }),
        );
      });
      await companions.stop();
      const line = output.stdout.split('\n').find((text) => text.startsWith('clinic:'));
      const found = line ? JSON.parse(line.slice('clinic:'.length)) : null;
      const answer = found?.issueCategory ?? 'crash';
      return {
        answer,
        right: isRight(answer, expected),
        issues: found?.issues,
        error: found ? undefined : output.stderr.slice(-300),
      };
    },
  };
}
