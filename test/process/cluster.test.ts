/** Programs whose main thread only waits: what their workers and children do is what the report is about. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { reportOf, Sandbox } from './cliProgram.ts';

/** A primary that asks its two workers for pages until they have served enough, and then ends them. */
const server = `const cluster = require('node:cluster');
const http = require('node:http');
const [, , work, requests] = process.argv;
if (cluster.isPrimary) {
  let listening = 0;
  let left = Number(requests);
  let open = 0;
  const ask = (port) => {
    if (left-- <= 0) {
      if (open === 0) for (const id in cluster.workers) cluster.workers[id].kill();
      return;
    }
    open++;
    http.get({ port, agent: false }, (response) => response.resume().on('end', () => { open--; ask(port); }));
  };
  cluster.on('listening', (worker, { port }) => {
    if (++listening === 2) for (let client = 0; client < 10; client++) ask(port);
  });
  cluster.on('exit', (worker, code, signal) => console.log('worker ended', code, signal));
  cluster.fork();
  cluster.fork();
} else {
  const compute = (until) => { let sum = 0; while (Date.now() < until) sum += Math.sqrt(sum + 1); return sum; };
  http.createServer((request, response) => {
    if (work === 'computes') response.end(String(compute(Date.now() + 80)));
    else setTimeout(() => response.end('waited'), 400);
  }).listen(0, '127.0.0.1');
}
`;

async function measure(context: TestContext, work: string, requests: number) {
  const sandbox = new Sandbox(context);
  sandbox.write('server.cjs', server);
  const ended = await sandbox.run(['run', '--json', 'server.cjs', work, String(requests)]);
  assert.equal(ended.status, 0, ended.stderr);
  assert.equal(ended.stderr.match(/worker ended null SIGTERM/g)?.length, 2, ended.stderr);
  const report = reportOf(ended);
  assert.deepEqual(report.threads.map(({ kind }) => kind).sort(), ['main', 'process', 'process']);
  for (const { startMs, wallMs } of report.threads)
    assert.ok(startMs >= 0 && startMs + wallMs <= report.run.wallMs + 1);
  return report;
}

test('a cluster whose workers compute is CPU-bound in its child processes', async (context) => {
  const report = await measure(context, 'computes', 24);
  assert.deepEqual([report.verdict.class, report.verdict.cause], ['cpu-bound', 'child-processes']);
  assert.equal(report.hotFunctions[0]?.name, 'compute');
});

test('a cluster whose workers wait is I/O-bound', async (context) => {
  const report = await measure(context, 'waits', 120);
  const isCrowded = report.warnings.some((text) => text.includes('waited for a processor'));
  if (isCrowded) return context.skip('other programs hold the processors, for which the children queue');
  assert.equal(report.verdict.class, 'io-bound', report.verdict.summary);
  return undefined;
});
