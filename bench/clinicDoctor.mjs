/**
 * What clinic doctor says about a workload. It is installed on demand into a cache folder, never into the project, and
 * runs on the Node of the harness (its last release is from 2023: 18 and 20 suit it best).
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { judgeClaim } from './verdicts/clinicClaims.mjs';
import { startCompanions } from './verdicts/companions.mjs';
import { fileOf, root } from './verdicts/commandOf.mjs';

const version = '13.0.0';
/** Its analysis of a few seconds takes about as long; some of it does not end on traces that it does not expect. */
const atMostMs = 90_000;

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

export function openDoctor(scratch) {
  const folder = installClinic();
  const runner = fileURLToPath(new URL('./verdicts/clinicDoctorRun.cjs', import.meta.url));
  const tsx = pathToFileURL(path.join(root, 'node_modules/tsx/dist/loader.mjs')).href;
  return {
    /** `answer` is null where the program ended otherwise than without clinic, or clinic did; `reason` says how. */
    async ask(name, label, expected) {
      const cwd = mkdtempSync(path.join(scratch, 'clinic-'));
      const companions = await startCompanions(label, scratch);
      const command = [process.execPath, ...(name.endsWith('.ts') ? ['--import', tsx] : []), fileOf(name)];
      const { stdout, stderr, late } = await run([runner, folder, ...command], {
        cwd,
        env: { ...process.env, ...companions.env },
      });
      await companions.stop();
      const said = stdout.split('\n').findLast((text) => text.startsWith('clinic:'));
      const found = said ? JSON.parse(said.slice('clinic:'.length)) : {};
      const code = /process exited with exit code (\d+)/.exec(stderr)?.[1];
      if (code) return { answer: null, reason: lastError(stderr) ?? `the program ended with ${code}` };
      const answer = found.issueCategory ?? null;
      if (answer !== null)
        return { answer, judged: judgeClaim(answer, expected, label.causes), issues: found.issues, reason: null };
      const failure = found.error ?? lastError(stderr);
      return {
        answer,
        reason: late ? `no answer within ${atMostMs / 1000} s` : `its analysis failed${failure ? `: ${failure}` : ''}`,
      };
    },
  };
}

/** With all that it starts: clinic's own end would leave the program running. */
async function run(args, { cwd, env }) {
  const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '', late: false };
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (output[name] += text));
  const timer = setTimeout(() => {
    output.late = true;
    process.kill(-child.pid, 'SIGKILL');
  }, atMostMs);
  await once(child, 'close');
  clearTimeout(timer);
  return output;
}

const lastError = (text) => /^(?:\w*Error): (.+?)\.?$/m.exec(text)?.[1];
