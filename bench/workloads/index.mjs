/**
 * What overhead is measured on. Each workload is a function of work to do, run in a process of its own by run.mjs; sizes
 * give about four seconds each on an ordinary machine: what a capture costs at its start is told apart (the row "start-up") from
 * what it costs while the program works, and the first second, in which most is recorded, weighs as in a short load test.
 */
import { spawn } from 'node:child_process';
import { pbkdf2 } from 'node:crypto';
import { existsSync, promises as fs, statSync } from 'node:fs';
import http from 'node:http';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const spinCode = (turns) => `let x = 0; for (let i = 0; i < ${turns}; i++) x = (x + i * i) | 0; globalThis.result = x;`;

export const workloads = {
  loop() {
    let x = 0;
    for (let i = 0; i < 1e9; i++) x = (x + i * i) | 0;
    return x;
  },
  recursion() {
    const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
    return fib(44);
  },
  'deep stacks'() {
    const descend = (depth) => (depth === 0 ? Math.sqrt(depth + 1) : descend(depth - 1) + 1);
    let x = 0;
    for (let i = 0; i < 1_300_000; i++) x += descend(1000);
    return x;
  },
  'small objects'() {
    let last = null;
    for (let i = 0; i < 1500e6; i++) last = { i, next: i & 1 ? null : last && last.i };
    return last.i;
  },
  'growing map'() {
    const map = new Map();
    for (let i = 0; i < 8e6; i++) map.set(`key ${i % 800_000}`, { i, list: [i] });
    return map.size;
  },
  'json and strings'() {
    const value = Array.from({ length: 2000 }, (_, id) => ({ id, name: `name ${id}`, tags: ['a', 'b', String(id)] }));
    let length = 0;
    for (let i = 0; i < 3000; i++) length += JSON.stringify(JSON.parse(JSON.stringify(value))).length;
    return length;
  },
  'regular expressions'() {
    const text = 'key=value; other="quoted text"; number=12345\n'.repeat(2000);
    let found = 0;
    for (let i = 0; i < 14_000; i++)
      for (const match of text.matchAll(/(\w+)=("[^"]*"|\w+)/g)) found += match[1].length;
    return found;
  },
  async '120 million awaits'() {
    const add = async (x) => x + 1;
    let x = 0;
    for (let i = 0; i < 120e6; i++) x = await add(x);
    return x;
  },
  async '900,000 fs calls'() {
    for (let i = 0; i < 9000; i++) await Promise.all(Array.from({ length: 100 }, () => fs.stat(process.execPath)));
  },
  'synchronous fs'() {
    let size = 0;
    for (let i = 0; i < 4_000_000; i++) size += statSync(process.execPath).size + Number(existsSync('/nowhere'));
    return size;
  },
  async 'http server'() {
    const server = http.createServer((request, response) => response.end(JSON.stringify({ url: request.url })));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
    const ask = () =>
      new Promise((resolve, reject) =>
        http
          .get({ port: server.address().port, agent, path: '/x' }, (response) => response.resume().on('end', resolve))
          .on('error', reject),
      );
    for (let i = 0; i < 9000; i++) await Promise.all(Array.from({ length: 16 }, ask));
    agent.destroy();
    server.close();
  },
  async 'thread pool'() {
    const derive = () => new Promise((resolve) => pbkdf2('password', 'salt', 60_000, 32, 'sha256', resolve));
    for (let i = 0; i < 200; i++) await Promise.all(Array.from({ length: 4 }, derive));
  },
  async workers() {
    const workers = Array.from({ length: 2 }, () => new Worker(spinCode(800e6), { eval: true }));
    await Promise.all(workers.map((worker) => once(worker, 'exit')));
  },
  async children() {
    for (let i = 0; i < 4; i++) await once(spawn(process.execPath, ['-e', spinCode(250e6)]), 'exit');
  },
  async 'idle timers'() {
    for (let i = 0; i < 200; i++) await new Promise((resolve) => setTimeout(resolve, 20));
  },
};
