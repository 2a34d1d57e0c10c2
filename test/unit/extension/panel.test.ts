/** The panel's page and what the host hands it. */
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { readCpuProfile } from '../../../src/extension/panel/cpuProfile.ts';
import { pageHtml } from '../../../src/extension/panel/page.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'panel-'));
after(() => rm(folder, { recursive: true }));

const parts = {
  cspSource: 'https://panel.example',
  scriptUri: 'https://panel.example/webview.js',
  styleUri: 'https://panel.example/webview.css',
  nonce: 'n0nce',
  title: 'Concurrency: </title><script>alert(1)</script>',
};

test('the page allows its own script by nonce, and nothing that is not named', () => {
  const html = pageHtml(parts);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  assert.match(policy, /^default-src 'none'/);
  assert.match(policy, /script-src 'nonce-n0nce'(;|$)/);
  assert.doesNotMatch(policy, /unsafe|\*/);
  assert.equal([...html.matchAll(/<script/g)].length, 1);
  assert.match(html, /<script nonce="n0nce" src="https:\/\/panel\.example\/webview\.js">/);
});

test('a profile arrives as bytes of its own, not as a Buffer', async () => {
  await writeFile(path.join(folder, 'CPU.12-0.cpuprofile'), '{"nodes":[]}');
  const bytes = await readCpuProfile(folder, '12-0');
  assert.equal(Buffer.isBuffer(bytes), false);
  assert.equal(bytes.buffer.byteLength, bytes.byteLength);
  assert.equal(new TextDecoder().decode(bytes), '{"nodes":[]}');
});

test('a thread id cannot name a file outside of the capture, and a missing profile is said by name', async () => {
  await writeFile(path.join(folder, 'secret.cpuprofile'), 'secret');
  for (const id of ['../secret', '1/../../secret', '', '1-0.cpuprofile', '99-0']) {
    await assert.rejects(readCpuProfile(folder, id), { code: 'cpuProfileUnreadable' }, id);
  }
});
