/** One run of a program: under the profiler, or without it and timed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { nodeOptionsOf } from './catalog.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const runner = path.join(here, 'run.mjs');
/** A program takes some seconds; what takes longer hangs. */
const longestRunMs = 120_000;

export async function profileOriginal(entry, program, { cli, home }, scratch) {
  const capture = path.join(scratch, entry.name);
  const args = [cli, 'run', '--json', '--out', capture, '--', runner, fileURLToPath(entry.url), 'original'];
  const own = { CONCURRENCY_PROFILER_HOME: home, ...optionsAsVariable(entry) };
  // With --json the program's own output goes to standard error.
  const { output } = await execute(args, program, own, 'stderr');
  if (!output.stdout.startsWith('{')) throw new Error(`${entry.name}: no report. ${output.stderr.slice(-500)}`);
  return JSON.parse(output.stdout);
}

/** Milliseconds of the whole process; of a server, those that the load took. */
export async function timeVariant(entry, program, { variant, size }) {
  const own = { ...optionsAsVariable(entry), ...program.variants[variant].env?.(size) };
  const args = [runner, fileURLToPath(entry.url), variant, ...(size === null ? [] : [String(size)])];
  const { ms, output, load } = await execute(args, program, own, 'stdout');
  if (load) return { ms: load.ms, result: load.sum };
  return { ms, result: /^result (.*)$/m.exec(output.stdout)?.[1] ?? null };
}

function optionsAsVariable(entry) {
  const options = nodeOptionsOf(entry);
  return options.length === 0 ? {} : { NODE_OPTIONS: options.join(' ') };
}

async function execute(args, program, env, portOn) {
  const service = program.service ? await startService(program.service) : null;
  const begin = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...program.env, ...(service && { SERVICE_URL: service.url }), ...env },
    timeout: longestRunMs,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr']) child[stream].on('data', (chunk) => (output[stream] += chunk));
  const ended = once(child, 'close');
  try {
    const load = program.load ? await drive(child, portOn, program.load) : null;
    const [code, signal] = await ended;
    const ms = performance.now() - begin;
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code ?? signal}: ${output.stderr.slice(-1000)}`);
    return { ms, output, load };
  } finally {
    service?.stop();
  }
}

async function startService(options) {
  const child = spawn(process.execPath, [path.join(here, 'service.mjs'), JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port] = await once(createInterface({ input: child.stdout }), 'line');
  return { url: `http://127.0.0.1:${port}`, stop: () => child.stdin.end() };
}

/** Waits until the server says its port, then runs the load generator against it, which makes it quit. */
async function drive(server, portOn, { requests, connections }) {
  const port = await new Promise((resolve, reject) => {
    createInterface({ input: server[portOn] }).on('line', (line) => {
      const match = /^port (\d+)$/.exec(line);
      if (match) resolve(match[1]);
    });
    server.once('close', () => reject(new Error('The server ended before it listened.')));
  });
  const child = spawn(process.execPath, [path.join(here, 'load.mjs'), port, String(requests), String(connections)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return JSON.parse(line);
}
