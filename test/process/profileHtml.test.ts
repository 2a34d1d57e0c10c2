/** `report` for profile files that belong to no capture. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Sandbox } from './cliProgram.ts';

const profile = JSON.stringify({ nodes: [], startTime: 1, endTime: 2, samples: [], timeDeltas: [] });
const worker = 'CPU.20261121.035050.4711.2.002.cpuprofile';
const main = 'CPU.20261121.035050.4711.0.001.cpuprofile';

test('profile files become one page, the main thread first, without a path of this machine', async (context) => {
  const sandbox = new Sandbox(context);
  for (const name of [worker, main]) sandbox.write(name, profile);
  const { status, stdout } = await sandbox.run(['report', worker, main, '--html', 'page.html']);
  assert.equal(status, 0);
  assert.equal(stdout, `${path.join(sandbox.dir, 'page.html')}\n`);
  const page = readFileSync(path.join(sandbox.dir, 'page.html'), 'utf8');
  const data = JSON.parse(/id="report-data">(.*)<\/script>/.exec(page)?.[1] ?? '') as {
    files: { id: string; name: string; pid: number; threadId: number }[];
  };
  assert.deepEqual(
    data.files.map(({ name, pid, threadId }) => [name, pid, threadId]),
    [
      [main, 4711, 0],
      [worker, 4711, 2],
    ],
  );
  const embedded = new Map([...page.matchAll(/data-profile="([^"]+)">([^<]+)</g)].map(([, id, text]) => [id, text]));
  for (const { id } of data.files) {
    assert.equal(gunzipSync(Buffer.from(embedded.get(id) ?? '', 'base64')).toString(), profile, id);
  }
  assert.ok(!page.includes(sandbox.dir));
});

test('a profile without --html, or one that is not there, is refused in one line', async (context) => {
  const sandbox = new Sandbox(context);
  sandbox.write(main, profile);
  for (const [args, sentence] of [
    [[main], /A profile alone has no report/],
    [['gone.cpuprofile', '--html', 'page.html'], /gone\.cpuprofile cannot be read \(it is not there\)/],
  ] as const) {
    const { status, stdout, stderr } = await sandbox.run(['report', ...args]);
    assert.equal(status, 70);
    assert.equal(stdout, '');
    assert.match(stderr, sentence);
  }
});
