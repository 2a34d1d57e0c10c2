import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { languageArgs, resolveScript } from '../../../src/profiler/launch/resolveScript.ts';
import { resolveNode } from '../../../src/profiler/launch/resolveNode.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'resolve-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text = '') => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};

test('programs are known by their extension, commands without one by their first line', async () => {
  for (const name of ['a.js', 'a.mjs', 'a.cjs', 'a.ts', 'a.mts', 'a.cts', 'A.JS']) {
    assert.equal(await resolveScript(name, path.dirname(file(name))), path.join(folder, name));
  }
  const command = file('tool', '#!/usr/bin/env node\n');
  assert.equal(await resolveScript('tool', folder), command);
  file('shell', '#!/bin/sh\nnode x.js\n');
  await assert.rejects(resolveScript('shell', folder), { code: 'scriptNotJavaScript' });
  await assert.rejects(resolveScript('a.js/b.js', folder), { code: 'scriptNotFound' });
  await assert.rejects(resolveScript('.', folder), { code: 'scriptIsFolder' });
});

test('TypeScript runs by type stripping, by the user’s own loader, or by the tsx of the project', () => {
  const script = file('project/src/main.ts');
  const node = (stripsTypes: boolean) => ({ path: '/node', version: '20.0.0', stripsTypes });
  const nothing = { nodeArgs: [], nodeOptions: undefined };
  assert.deepEqual(languageArgs(script, node(true), nothing), []);
  assert.deepEqual(languageArgs(file('main.js'), node(false), nothing), []);
  assert.deepEqual(languageArgs(script, node(false), { nodeArgs: ['--import', 'x'], nodeOptions: undefined }), []);
  assert.deepEqual(languageArgs(script, node(false), { nodeArgs: [], nodeOptions: '-r ts-node/register' }), []);
  assert.throws(() => languageArgs(script, node(false), nothing), {
    code: 'typeScriptUnsupported',
    message: /Node\.js 20\.0\.0 cannot run TypeScript .*npm install --save-dev tsx/,
  });

  file('project/node_modules/tsx/package.json', '{"name":"tsx","exports":{".":"./loader.mjs"}}');
  file('project/node_modules/tsx/loader.mjs');
  const [option, loader] = languageArgs(script, node(false), nothing);
  assert.equal(option, '--import');
  assert.match(loader ?? '', /^file:.*\/project\/node_modules\/tsx\/loader\.mjs$/);
});

test('the Node binary is found on the PATH, by name or by path, and tells its version', async () => {
  const here = path.dirname(process.execPath);
  const env = { PATH: [folder, here].join(path.delimiter) };
  const found = await resolveNode(undefined, folder, env);
  assert.equal(found.version, process.versions.node);
  assert.equal((await resolveNode(process.execPath, folder, {})).version, process.versions.node);
  await assert.rejects(resolveNode(undefined, folder, { PATH: folder }), {
    code: 'nodeNotFound',
    message: /no node on the PATH/,
  });
  await assert.rejects(resolveNode('./a.js', folder, env), { code: 'nodeNotFound' }); // Not executable.
});
