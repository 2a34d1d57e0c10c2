import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRunInCluster } from '../../../src/profiler/edit/runInCluster/index.ts';
import { applied, filesOf, planOf, reasonOf, root, type Project } from './project.ts';

const plan = (project: Project, file = 'server.mjs', size = 4) =>
  planRunInCluster({ kind: 'run-in-cluster', file: `${root}/${file}`, size }, filesOf(project));

const plain = `import http from 'node:http';

const server = http.createServer((request, response) => response.end('ok'));
server.listen(8080);
`;

test('a new entry file starts the server in each process, and the npm script starts that', () => {
  const project = {
    'server.mjs': plain,
    'package.json':
      '{\n\t"type": "module",\n\t"scripts": { "start": "NODE_ENV=production node --trace-gc ./server.mjs", "dev": "node --watch server.mjs" }\n}\n',
  };
  const result = planOf(plan(project));
  assert.equal(result.title, 'Run 4 processes of server.mjs behind one port (node:cluster)');
  const after = applied(project, result);
  assert.equal(after['server.mjs'], plain);
  assert.equal(
    after['package.json'],
    '{\n\t"type": "module",\n\t"scripts": { "start": "NODE_ENV=production node --trace-gc ./server.cluster.mjs", "dev": "node --watch server.mjs" }\n}\n',
  );
  assert.match(
    after['server.cluster.mjs']!,
    /^\/\*\* Runs server\.mjs in 4 processes that share its port\. \*\/\nimport cluster from 'node:cluster';\n\nconst workerCount = 4;\n/,
  );
  assert.match(after['server.cluster.mjs']!, /\n {2}await import\('\.\/server\.mjs'\);\n/);
});

test('the new file is written as its neighbour is: kind of module, quotes, semicolons, indentation', () => {
  const text = `const http = require("http")\n\nfunction answer(request, response) {\n\tresponse.end("ok")\n}\n\nhttp.createServer(answer).listen(process.env.PORT || 3000)\n`;
  const after = applied({ 'app.js': text }, planOf(plan({ 'app.js': text }, 'app.js')));
  const created = after['app.cluster.js']!;
  assert.match(created, /^const cluster = require\("node:cluster"\)$/m);
  assert.match(created, /^\trequire\("\.\/app\.js"\)$/m);
  assert.doesNotMatch(created, /;$/m);
});

test('state that lives between requests is named', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    [
      `let hits = 0;\nhttp.createServer((q, r) => { hits++; r.end(String(hits)); }).listen(1);`,
      /keeps “hits” in memory \(line 3\): each process/,
    ],
    [`const users = new Map();\nhttp.createServer((q, r) => { users.set(q.url, 1); r.end(); }).listen(1);`, /“users”/],
    [
      `const log = [];\nfunction note(x) { log.push(x); }\nhttp.createServer((q, r) => { note(1); r.end(); }).listen(1);`,
      /“log”/,
    ],
    [`const totals = {};\nhttp.createServer((q, r) => { totals[q.url] = 1; r.end(); }).listen(1);`, /“totals”/],
    [
      `class Store { items = []; add(x) { this.items.push(x); } }\nconst store = new Store();\nhttp.createServer((q, r) => { store.add(1); r.end(); }).listen(1);`,
      /“store”/,
    ],
  ];
  for (const [text, reason] of cases)
    assert.match(reasonOf(plan({ 'server.mjs': `import http from 'node:http';\n${text}\n` })), reason, text);
});

test('state of the modules that the server imports counts too', () => {
  const project = {
    'server.mjs': `import http from 'node:http';\nimport { count } from './count.js';\nhttp.createServer((q, r) => r.end(String(count()))).listen(1);\n`,
    'count.ts': `let counted = 0;\nexport const count = (): number => ++counted;\n`,
  };
  assert.match(reasonOf(plan(project)), /count\.ts keeps “counted” in memory \(line 2\)/);
});

test('what each process makes once at its start is no state', () => {
  const text = `import http from 'node:http';
let connection;
let started;
const limits = new Map([['a', 1]]);
const connect = () => { if (!connection) connection = {}; return connection; };
function begin() { started = Date.now(); }
begin();
const server = http.createServer((q, r) => { connect(); r.end(String(started) + limits.get('a')); });
server.listen(1, () => { started = Date.now(); });
process.on('SIGTERM', () => { started = 0; server.close(); });
`;
  assert.ok(plan({ 'server.mjs': text }).ok);
});

test('addresses that are not shared, other uses of processes, and what is no server are refused', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    [`http.createServer().listen(0);`, /port that the system chooses \(line 2\)/],
    [`http.createServer().listen('/tmp/x.sock');`, /listens on a path/],
    [`http.createServer().listen({ port: 80, exclusive: true });`, /exclusive/],
    [`import cluster from 'node:cluster';\nhttp.createServer().listen(80);`, /uses cluster already/],
    [`import { Worker } from 'worker_threads';\nhttp.createServer().listen(80);`, /uses worker_threads already/],
    [`if (import.meta.main) http.createServer().listen(80);`, /main module/],
    [`process.on('message', () => 0);\nhttp.createServer().listen(80);`, /exchanges messages/],
    [`console.log(http.METHODS);`, /starts no server/],
  ];
  for (const [text, reason] of cases)
    assert.match(reasonOf(plan({ 'server.mjs': `import http from 'node:http';\n${text}\n` })), reason, text);
  assert.match(reasonOf(plan({})), /no longer there/);
  assert.match(reasonOf(plan({ 'server.mjs': plain, 'server.cluster.mjs': '' })), /is there already/);
});

test('libraries that keep something for each process are noted', () => {
  const { notes } = planOf(
    plan({ 'server.mjs': `import { WebSocketServer } from 'ws';\nimport limit from 'express-rate-limit';\n${plain}` }),
  );
  assert.match(
    notes.join('\n'),
    /No npm script starts the server: start server\.cluster\.mjs[^]*WebSocket[^]*Rate limits/,
  );
});
