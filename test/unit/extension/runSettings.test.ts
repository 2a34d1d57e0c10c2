/** What the settings mean for a file. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import {
  environmentFile,
  expandVariables,
  toRunRequest,
  workingDirectory,
  type FileContext,
  type RunSettings,
} from '../../../src/extension/run/settings.ts';

const folder = path.resolve('/project');
const file = path.join(folder, 'src', 'server.ts');
const inFolder: FileContext = { file, workspaceFolder: folder, userHome: '/home/ada', environment: { STAGE: 'test' } };
const alone: FileContext = { ...inFolder, workspaceFolder: null };
const defaults: RunSettings = {
  nodePath: '',
  nodeArguments: [],
  arguments: [],
  cwd: '',
  env: {},
  envFile: '',
  engine: 'auto',
  cpuSamplingIntervalMs: 1,
  heapMode: 'live',
  heapSamplingIntervalKib: 512,
};

test('variables are replaced by what they name', () => {
  const cases: [string, string][] = [
    ['${workspaceFolder}/out', `${folder}/out`],
    ['${file}', file],
    ['${fileDirname}', path.join(folder, 'src')],
    ['${fileBasename}', 'server.ts'],
    ['${fileBasenameNoExtension}.log', 'server.log'],
    ['${userHome}', '/home/ada'],
    ['--stage=${env:STAGE} ${env:STAGE}', '--stage=test test'],
    ['${env:MISSING}', ''],
    ['$HOME and {this} stay', '$HOME and {this} stay'],
  ];
  for (const [text, expected] of cases) assert.equal(expandVariables(text, inFolder), expected);
});

test('an unknown variable is refused by its name', () => {
  assert.throws(() => expandVariables('${workspaceRoot}/x', inFolder), /\$\{workspaceRoot\}/);
});

test('a program runs in the workspace folder, or beside its file where there is none', () => {
  assert.equal(workingDirectory(defaults, inFolder), folder);
  assert.equal(workingDirectory(defaults, alone), path.dirname(file));
  assert.equal(workingDirectory({ ...defaults, cwd: 'packages/api' }, inFolder), path.join(folder, 'packages', 'api'));
  assert.equal(workingDirectory({ ...defaults, cwd: '${fileDirname}' }, inFolder), path.dirname(file));
});

test('the environment file is found from the working directory', () => {
  assert.equal(environmentFile(defaults, inFolder), null);
  assert.equal(
    environmentFile({ ...defaults, cwd: 'src', envFile: '.env' }, inFolder),
    path.join(folder, 'src', '.env'),
  );
});

test('intervals reach the launcher in its units', () => {
  const request = toRunRequest({ ...defaults, cpuSamplingIntervalMs: 0.1, heapSamplingIntervalKib: 64 }, inFolder, {});
  assert.equal(request.cpuIntervalMicros, 100);
  assert.equal(request.heapIntervalBytes, 65_536);
});

test('an empty Node path leaves the choice to the launcher, a bare name to the PATH, a path counts from the folder', () => {
  const nodePath = (value: string) => toRunRequest({ ...defaults, nodePath: value }, inFolder, {}).nodePath;
  assert.equal(nodePath(''), undefined);
  assert.equal(nodePath('node22'), 'node22');
  assert.equal(nodePath('./tools/node'), path.join(folder, 'tools', 'node'));
});

test('settings win over the environment file, null removes, and variables of the editor stay out', () => {
  const settings: RunSettings = { ...defaults, env: { A: 'settings', STAGE: null, OUT: '${fileDirname}' } };
  const environment = { STAGE: 'test', ELECTRON_RUN_AS_NODE: '1', VSCODE_PID: '7', PATH: '/bin' };
  const { env } = toRunRequest(settings, { ...inFolder, environment }, { A: 'file', B: 'file' });
  assert.deepEqual(env, {
    ELECTRON_RUN_AS_NODE: undefined,
    VSCODE_PID: undefined,
    A: 'settings',
    B: 'file',
    STAGE: undefined,
    OUT: path.dirname(file),
  });
});

test('arguments keep their order and their spaces', () => {
  const request = toRunRequest({ ...defaults, arguments: ['--name', 'a b', '${fileBasename}'] }, inFolder, {});
  assert.deepEqual(request.args, ['--name', 'a b', 'server.ts']);
  assert.equal(request.script, file);
});
