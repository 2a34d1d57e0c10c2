/** A project as its script `start` runs it: under the profiler, or without it and timed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const advice = fileURLToPath(new URL('../advice/', import.meta.url));
/** Programs here work for one to two seconds; whatever takes this long hangs. */
const longestRunMs = 30_000;

export const manifestOf = (project) => JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));

export async function profileProject(cli, project, capture) {
  const { env, file } = programOf(manifestOf(project).scripts.start);
  // The costs of this machine, measured once: what the product advises with.
  const args = [cli, 'run', '--json', '--out', capture, '--', file];
  const { output } = await execute(project, process.execPath, args, { ...process.env, ...env });
  if (!output.stdout.startsWith('{')) throw new Error(`no report: ${output.stderr.slice(-500)}`);
  return JSON.parse(output.stdout);
}

/** Milliseconds and what came out: of a server, those of the load, and a sum over its answers. */
export async function runProject(project) {
  const own = path.join(project, 'node_modules', '.bin');
  const env = { ...process.env, PATH: `${own}${path.delimiter}${process.env.PATH}` };
  const { ms, output, load } = await execute(project, manifestOf(project).scripts.start, null, env);
  return load ? { ms: load.ms, output: String(load.sum) } : { ms, output: output.stdout };
}

/** `NAME=value node [options] file`, as the scripts of the projects are written. */
function programOf(start) {
  const words = start.split(' ');
  const isVariable = (word) => /^\w+=/.test(word);
  return {
    env: Object.fromEntries(words.filter(isVariable).map((word) => word.split('='))),
    file: words.findLast((word) => /\.[cm]?[jt]s$/.test(word)),
  };
}

/** Without arguments, `command` is one for the shell. */
async function execute(project, command, args, env) {
  const { sample } = manifestOf(project);
  const service = sample.service ? await startService(sample.service) : null;
  const port = sample.load ? await freePort() : null;
  const begin = performance.now();
  const child = spawn(command, args ?? [], {
    cwd: project,
    shell: args === null,
    detached: process.platform !== 'win32',
    env: { ...env, ...(service && { SERVICE_URL: service.url }), ...(port && { PORT: String(port) }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const limit = setTimeout(() => stop(child, 'SIGKILL'), longestRunMs);
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr']) child[stream].on('data', (chunk) => (output[stream] += chunk));
  const ended = once(child, 'close');
  try {
    const load = port ? await drive(port, sample.load, child, args !== null) : null;
    const [code, signal] = await ended;
    const ms = performance.now() - begin;
    if (!load && code !== 0) throw new Error(`ended with ${code ?? signal}: ${output.stderr.slice(-500)}`);
    return { ms, output, load };
  } finally {
    clearTimeout(limit);
    service?.stop();
  }
}

/** A terminal's Ctrl-C goes to all of its processes; so does this. */
function stop(child, signal) {
  if (process.platform === 'win32') child.kill(signal);
  else process.kill(-child.pid, signal);
}

async function startService(options) {
  const child = spawn(process.execPath, [path.join(advice, 'service.mjs'), JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port] = await once(createInterface({ input: child.stdout }), 'line');
  return { url: `http://127.0.0.1:${port}`, stop: () => child.stdin.end() };
}

async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** All processes of a cluster listen soon after the first: a server is given this long from when it answers. */
const settlesMs = 300;

async function drive(port, { requests, connections }, server, isProfiled) {
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error('The server ended before it listened.');
    await sleep(20);
  }
  await sleep(settlesMs);
  const args = [path.join(advice, 'load.mjs'), String(port), String(requests), String(connections)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  // It would wait for a server that keeps its connections: idle time that belongs to no load.
  child.kill();
  // Told alone, the profiler ends its program and writes the report.
  if (isProfiled) server.kill('SIGTERM');
  else stop(server, 'SIGTERM');
  return JSON.parse(line);
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
