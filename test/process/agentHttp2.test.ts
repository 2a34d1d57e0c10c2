/** Requests of HTTP/2 servers, on the versions of Node that announce them; the others say so. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { nodePath, program, runProfiled } from './agentHarness.ts';
import { operationRows } from './operationRows.ts';

const listening =
  "require('node:diagnostics_channel').subscribe('http2.server.stream.start', () => console.log('announced'));";
const isAnnounced = execFileSync(
  nodePath,
  ['-e', `${listening} import(require('node:url').pathToFileURL(process.argv[1]))`, program('http2-server.mjs')],
  { encoding: 'utf8' },
).includes('announced');

for (const style of ['requests', 'streams']) {
  test(`requests of an HTTP/2 server that answers through ${style}`, async () => {
    const { code, stderr, capture } = await runProfiled([program('http2-server.mjs'), style]);
    assert.deepEqual([code, stderr], [0, '']);
    const records = capture.events(capture.main, 'requests');
    const warnings = capture.events(capture.main, 'warning').map(({ text }) => text);
    if (!isAnnounced) {
      assert.deepEqual(records, []);
      assert.deepEqual(
        warnings.filter((text) => text.startsWith('Requests of the HTTP/2 server are not listed')).length,
        1,
      );
      return;
    }
    assert.deepEqual(warnings, []);
    assert.deepEqual(records.flatMap(({ name }) => name).sort(), ['GET /health', 'GET /users/:id', 'GET /users/:id']);
    for (const { duration, status } of records)
      duration.forEach((lasted, row) => {
        assert.ok(lasted >= 18_000, `lasted ${lasted}`);
        assert.equal(status[row], 201);
      });
    const ids = new Set(records.flatMap(({ id }) => id));
    const timers = operationRows(capture, capture.main).filter(({ kind }) => kind === 'timer');
    assert.deepEqual(new Set(timers.map(({ request }) => request)), ids);
  });
}

test('a program that only asks an HTTP/2 server is warned of nothing', async () => {
  const source = `
    const { connect } = require('node:http2');
    const client = connect('http://127.0.0.1:1');
    client.on('error', () => {});
    client.request({ ':path': '/' }).on('error', () => {}).resume();`;
  const { code, capture } = await runProfiled(['-e', source]);
  assert.equal(code, 0);
  assert.deepEqual(capture.events(capture.main, 'warning'), []);
});
