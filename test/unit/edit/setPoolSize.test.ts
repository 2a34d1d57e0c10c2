import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planSetPoolSize } from '../../../src/profiler/edit/setPoolSize/index.ts';
import { applied, filesOf, planOf, reasonOf, root, type Project } from './project.ts';

const plan = (project: Project, file = 'server.mjs', size = 8) =>
  planSetPoolSize({ kind: 'set-pool-size', file: `${root}/${file}`, size }, filesOf(project));

const after = (project: Project, file?: string) => applied(project, planOf(plan(project, file)));

const packageWith = (script: string) =>
  `{\n  "name": "x",\n  "scripts": {\n    "start": ${JSON.stringify(script)}\n  }\n}\n`;

function checkScript(before: string, expected: string, file?: string, more: Project = {}): Record<string, string> {
  const result = after({ ...more, 'package.json': packageWith(before) }, file);
  assert.equal(result['package.json'], packageWith(expected));
  return result;
}

test('a script that starts the file reads the size from a file of its own', () => {
  const result = checkScript('node server.mjs', 'node --env-file=threadpool.env server.mjs');
  assert.equal(
    result['threadpool.env'],
    '# Threads that file system, DNS lookup, crypto and zlib operations run on. Node.js reads this when it starts.\nUV_THREADPOOL_SIZE=8\n',
  );
});

test('the program is found behind flags, in other folders, in chains, and however Node.js lets it be named', () => {
  checkScript(
    'node --inspect -r ./a.cjs ./server.mjs',
    'node --inspect -r ./a.cjs --env-file=threadpool.env ./server.mjs',
  );
  checkScript('tsc && node server.mjs | pino', 'tsc && node --env-file=threadpool.env server.mjs | pino');
  checkScript('node server', 'node --env-file=threadpool.env server', 'server.js');
  checkScript('node .', 'node --env-file=threadpool.env .', 'index.js');
  checkScript('tsx watch src/a.ts', 'tsx watch --env-file=threadpool.env src/a.ts', 'src/a.ts');
  checkScript('node "server.mjs"', 'node --env-file=threadpool.env "server.mjs"');
});

test('what the compiler makes of the file counts as the file', () => {
  const tsconfig = '{ "compilerOptions": { /* where to */ "outDir": "dist", "rootDir": "src", }, }';
  checkScript('node dist/a.js', 'node --env-file=threadpool.env dist/a.js', 'src/a.ts', { 'tsconfig.json': tsconfig });
});

test('where a script sets variables already, the size joins them', () => {
  checkScript('NODE_ENV=production node server.mjs', 'NODE_ENV=production UV_THREADPOOL_SIZE=8 node server.mjs');
  checkScript('cross-env A=1 node server.mjs', 'cross-env A=1 UV_THREADPOOL_SIZE=8 node server.mjs');
  const result = checkScript('UV_THREADPOOL_SIZE=4 node server.mjs', 'UV_THREADPOOL_SIZE=8 node server.mjs');
  assert.equal(result['threadpool.env'], undefined);
});

test('a size in a file of variables that the script names is replaced there', () => {
  const script = 'node --env-file=.env server.mjs';
  const result = checkScript(script, script, undefined, { '.env': 'A=1\nUV_THREADPOOL_SIZE=2\nB=2\n' });
  assert.equal(result['.env'], 'A=1\nUV_THREADPOOL_SIZE=8\nB=2\n');
});

test('package.json stays as it is but for the script', () => {
  const before = '{"scripts":{"start":"node server.mjs",\n\t\t"x" : "y"},   "dependencies": {} }';
  assert.equal(
    after({ 'package.json': before })['package.json'],
    '{"scripts":{"start":"node --env-file=threadpool.env server.mjs",\n\t\t"x" : "y"},   "dependencies": {} }',
  );
});

test('launch configurations get the size in their env, comments kept', () => {
  const before = `{
  // Use IntelliSense.
  "configurations": [
    {
      "type": "node",
      "name": "Server",
      "program": "\${workspaceFolder}/server.mjs", // the program
    },
    {
      "name": "Server, production",
      "program": "\${workspaceFolder}/server.mjs",
      "env": {
        "NODE_ENV": "production" // as deployed
      }
    },
    { "name": "Old", "program": "./server.mjs", "env": { "UV_THREADPOOL_SIZE": "4" } },
    { "name": "Other", "program": "\${workspaceFolder}/other.mjs" }
  ]
}
`;
  assert.equal(
    after({ '.vscode/launch.json': before })['.vscode/launch.json'],
    `{
  // Use IntelliSense.
  "configurations": [
    {
      "type": "node",
      "name": "Server",
      "program": "\${workspaceFolder}/server.mjs", // the program
      "env": { "UV_THREADPOOL_SIZE": "8" },
    },
    {
      "name": "Server, production",
      "program": "\${workspaceFolder}/server.mjs",
      "env": {
        "NODE_ENV": "production", // as deployed
        "UV_THREADPOOL_SIZE": "8"
      }
    },
    { "name": "Old", "program": "./server.mjs", "env": { "UV_THREADPOOL_SIZE": "8" } },
    { "name": "Other", "program": "\${workspaceFolder}/other.mjs" }
  ]
}
`,
  );
});

test('several places are changed together, each once', () => {
  const project = {
    'package.json': '{ "scripts": { "start": "node server.mjs", "dev": "node --watch server.mjs" } }',
    '.vscode/launch.json': '{ "configurations": [{ "name": "Debug", "program": "server.mjs", "env": {} }] }',
  };
  const result = planOf(plan(project));
  assert.equal(
    result.title,
    'Give the thread pool 8 threads in npm script “start”, npm script “dev” and the configuration “Debug” (UV_THREADPOOL_SIZE)',
  );
  assert.deepEqual(
    result.changes.map(({ file }) => file),
    ['/project/package.json', '/project/.vscode/launch.json', '/project/threadpool.env'],
  );
  assert.equal(
    applied(project, result)['.vscode/launch.json'],
    '{ "configurations": [{ "name": "Debug", "program": "server.mjs", "env": { "UV_THREADPOOL_SIZE": "8" } }] }',
  );
});

test('refused where nothing starts the file, where it has the size already, and where the runner takes no file of variables', () => {
  assert.match(
    reasonOf(plan({ 'package.json': packageWith('node other.mjs') })),
    /starts server\.mjs\. Where it is started/,
  );
  assert.match(reasonOf(plan({})), /No script in package\.json and no configuration/);
  assert.match(reasonOf(plan({ 'package.json': packageWith('UV_THREADPOOL_SIZE=8 node server.mjs') })), /is 8 already/);
  const twice = after({ 'package.json': packageWith('node server.mjs') });
  assert.match(reasonOf(plan(twice)), /is 8 already/);
  assert.match(
    reasonOf(plan({ 'package.json': packageWith('nodemon server.mjs') })),
    /with nodemon: set UV_THREADPOOL_SIZE=8/,
  );
  assert.match(reasonOf(plan({ 'package.json': '{ "scripts": ' })), /No script/);
});
