/** Servers, before and after they are run in a cluster: same answers, several processes, and the same end. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import type { ChildProcess } from 'node:child_process';
import { typeCheck } from './editedProject.ts';
import { applyOnDisk, ended, node, projectOnDisk, start } from './editWorkersProject.ts';

const options = { timeout: 60_000 };

const server = (load: string, stop: string) => `${load}
const server = http.createServer((request, response) => {
  if (request.url === '/crash') process.exit(3);
  response.end(String(process.pid));
});
server.listen(Number(process.env.PORT), () => console.log('listening'));
${stop}
`;
const closesItself = `process.on('SIGTERM', () => server.close(() => console.log('closed')));`;

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as net.AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function get(port: number, url = '/'): Promise<string> {
  return new Promise((resolve, reject) => {
    http
      .get({ port, host: 'localhost', path: url, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.once('end', () => resolve(text));
      })
      .once('error', reject);
  });
}

/** Resolves once the program has said so this many times. */
function said(child: ChildProcess, word: string, times: number): Promise<void> {
  let seen = 0;
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', (data: Buffer | string) => {
      seen += String(data).split(word).length - 1;
      if (seen >= times) resolve();
    });
    child.once('close', () => reject(new Error(`ended before it said “${word}” ${times} times`)));
  });
}

async function started(t: TestContext, folder: string, file: string, workers: number, flags: readonly string[] = []) {
  process.env.PORT = String(await freePort());
  const child = start(t, folder, [...flags, file]);
  const end = ended(child);
  await said(child, 'listening', workers);
  return { child, end, port: Number(process.env.PORT) };
}

async function pidsSeen(port: number, wanted: number): Promise<Set<string>> {
  const pids = new Set<string>();
  for (let request = 0; request < 50 && pids.size < wanted; request++) pids.add(await get(port));
  return pids;
}

const cases = [
  { file: 'server.mjs', text: server(`import http from 'node:http';`, closesItself) },
  { file: 'server.cjs', text: server(`const http = require('node:http');`, closesItself) },
];

for (const { file, text } of cases) {
  test(`${file}: several processes answer, and SIGTERM ends it as before`, options, async (t) => {
    const folder = projectOnDisk(t, {
      [file]: text,
      'package.json': JSON.stringify({ scripts: { start: `node ${file}` } }),
    });
    const before = await started(t, folder, file, 1);
    assert.equal((await pidsSeen(before.port, 2)).size, 1);
    before.child.kill('SIGTERM');
    assert.deepEqual(await before.end, { code: 0, signal: null, stdout: 'listening\nclosed\n', stderr: '' });

    applyOnDisk({ kind: 'run-in-cluster', file: path.join(folder, file), size: 3 });
    const { scripts } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      scripts: { start: string };
    };
    const after = await started(t, folder, scripts.start.replace('node ', ''), 3);
    assert.equal((await pidsSeen(after.port, 3)).size, 3);
    after.child.kill('SIGTERM');
    const end = await after.end;
    assert.deepEqual([end.code, end.signal, end.stderr], [0, null, '']);
    assert.equal(end.stdout.split('closed').length - 1, 3, 'each worker ended in its own time');
  });
}

const withoutHandler = { 'server.mjs': server(`import http from 'node:http';`, ''), 'package.json': '{}' };

test('a server without a handler is ended by the signal, and so is the cluster', options, async (t) => {
  const folder = projectOnDisk(t, withoutHandler);
  applyOnDisk({ kind: 'run-in-cluster', file: path.join(folder, 'server.mjs'), size: 2 });
  for (const [file, workers] of [
    ['server.mjs', 1],
    ['server.cluster.mjs', 2],
  ] as const) {
    const { child, end } = await started(t, folder, file, workers);
    child.kill('SIGTERM');
    const { code, signal } = await end;
    assert.deepEqual([code, signal], [null, 'SIGTERM'], file);
  }
});

test('a worker that dies is replaced', options, async (t) => {
  const folder = projectOnDisk(t, withoutHandler);
  applyOnDisk({ kind: 'run-in-cluster', file: path.join(folder, 'server.mjs'), size: 2 });
  const { child, end, port } = await started(t, folder, 'server.cluster.mjs', 2);
  const replaced = said(child, 'listening', 1);
  await assert.rejects(get(port, '/crash'));
  await replaced;
  assert.equal((await pidsSeen(port, 2)).size, 2);
  child.kill('SIGTERM');
  await end;
});

test('a server that cannot start ends with its own exit code', options, async (t) => {
  const folder = projectOnDisk(t, {
    'server.mjs': `import http from 'node:http';\nif (process.env.PORT) process.exit(4);\nhttp.createServer().listen(8080);\n`,
    'package.json': '{}',
  });
  process.env.PORT = '1';
  applyOnDisk({ kind: 'run-in-cluster', file: path.join(folder, 'server.mjs'), size: 2 });
  const before = await ended(start(t, folder, ['server.mjs']));
  const after = await ended(start(t, folder, ['server.cluster.mjs']));
  assert.deepEqual([before.code, after.code], [4, 4]);
});

const typedServer = (load: string, type = '') => `${load}

const server = http.createServer((request${type && ': http.IncomingMessage'}, response${type && ': http.ServerResponse'}) => {
  response.end(String(process.pid));
});
server.listen(Number(process.env.PORT), () => console.log('listening'));
${closesItself}
`;
const stripsTypes =
  execFileSync(node, ['-p', 'Boolean(process.features.typescript)'], { encoding: 'utf8' }).trim() === 'true';
const typed = [
  { module: 'an ES module', file: 'server.ts', load: `import http from 'node:http';`, type: 'module' },
  { module: 'CommonJS', file: 'server.ts', load: `import http from 'node:http';`, type: 'commonjs' },
  { module: 'a module by its name', file: 'server.mts', load: `import http from 'node:http';`, type: 'commonjs' },
] as const;

for (const { module, file, load, type } of typed) {
  const project = {
    [file]: typedServer(load, 'typed'),
    'package.json': JSON.stringify({ type, scripts: { start: `tsx ${file}` } }),
  };
  const entry = file.replace('server', 'server.cluster');
  const ways = [
    { how: 'tsx', flags: ['--import', 'tsx'], skip: false },
    // Node leaves `import` as it is, which is an error in CommonJS.
    {
      how: 'type stripping',
      flags: ['--experimental-strip-types'],
      skip: !stripsTypes || (type === 'commonjs' && file === 'server.ts'),
    },
  ];
  for (const { how, flags, skip } of ways)
    test(
      `TypeScript as ${module}, run by ${how}: several processes answer, and SIGTERM ends them`,
      { ...options, skip },
      async (t) => {
        const folder = projectOnDisk(t, project);
        applyOnDisk({ kind: 'run-in-cluster', file: path.join(folder, file), size: 2 });
        const { child, end, port } = await started(t, folder, entry, 2, flags);
        assert.equal((await pidsSeen(port, 2)).size, 2);
        child.kill('SIGTERM');
        const { code, signal, stdout } = await end;
        assert.deepEqual([code, signal, stdout.split('closed').length - 1], [0, null, 2]);
      },
    );

  for (const takesNames of [true, false])
    test(
      `TypeScript as ${module}, imports ${takesNames ? 'with .ts' : 'with .js'}: the types of the new file hold`,
      options,
      async (t) => {
        const compilerOptions = { allowImportingTsExtensions: takesNames };
        const folder = projectOnDisk(t, { ...project, 'tsconfig.json': JSON.stringify({ compilerOptions }) });
        applyOnDisk({ kind: 'run-in-cluster', file: path.join(folder, file), size: 2 });
        assert.match(
          readFileSync(path.join(folder, entry), 'utf8'),
          takesNames ? /server\.m?ts'\)/ : /server\.m?js'\)/,
        );
        const kind = type === 'module' || file.endsWith('.mts') ? 'nodenext' : 'commonjs';
        const flags = ['--ignoreConfig', ...(takesNames ? ['--allowImportingTsExtensions'] : [])];
        assert.equal(await typeCheck(folder, [...flags, file, entry], kind), '');
      },
    );
}
