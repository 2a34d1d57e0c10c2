import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { embedProfiles } from '../../../src/profiler/export/embeddedProfile.ts';
import { inertJson, inertScript, standaloneHtml, type StandaloneData } from '../../../src/profiler/export/html.ts';

const hostile = '</script><script>alert(1)</script><!--';
const data = {
  capture: { id: 'c', dir: '', title: hostile, startedAt: '2026-01-01T00:00:00.000Z' },
  report: { warnings: [hostile] },
  functionRanges: {},
} as unknown as StandaloneData;
const html = (script: string, style: string) => standaloneHtml({ data, profiles: [] }, script, style);

test('names of the profiled program cannot leave the element that holds them', () => {
  const page = html(`const text = "</script>";`, 'a > b {} /* </style> */');
  assert.equal(page.match(/<\/script>/g)?.length, 2, 'data and code, each closed once');
  assert.equal(page.match(/<\/style>/g)?.length, 1);
  assert.ok(page.includes('<title>&lt;/script&gt;'));
  assert.ok(!page.includes('<script>alert'));
  const json = /<script type="application\/json" id="report-data">(.*)<\/script>/.exec(page)?.[1];
  assert.deepEqual(JSON.parse(json ?? ''), data);
});

test('scripts run only with the nonce of this page, and nothing is loaded from elsewhere', () => {
  const pages = [html('', ''), html('', '')];
  const nonces = pages.map((page) => /script-src 'nonce-([^']+)'/.exec(page)?.[1]);
  assert.ok(nonces[0] && nonces[0] !== nonces[1]);
  assert.ok(pages[0]!.includes(`<script nonce="${nonces[0]}">`));
  assert.match(pages[0]!, /default-src 'none'/);
  assert.doesNotMatch(pages[0]!, /(src|href)="/);
});

test('JSON and code keep their meaning', () => {
  assert.deepEqual(JSON.parse(inertJson({ text: hostile })), { text: hostile });
  const code = inertScript(`return ["</script>", /<\\/script/.test("</script"), 1 < 2, "<!--"]`);
  assert.deepEqual(new Function(code)(), ['</script>', true, true, '<!--']);
});

test('profiles travel inside the page as they are, whatever is in them, and one that is gone is left out', async (context) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'embed-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'a.cpuprofile');
  const bytes = Buffer.concat([Buffer.from(hostile), Buffer.from([0, 255, 128])]);
  writeFileSync(file, bytes);
  const { embedded, tooLarge } = await embedProfiles([
    { id: hostile, name: 'a', file },
    { id: 'gone', name: 'gone', file: path.join(folder, 'gone') },
  ]);
  assert.deepEqual(tooLarge, []);
  assert.equal(embedded.length, 1);
  const page = standaloneHtml({ data, profiles: embedded }, '', '');
  const [, id, text] = /<script type="text\/plain" data-profile="([^"]*)">([^<]*)<\/script>/.exec(page) ?? [];
  assert.ok(id !== undefined && !id.includes('<'));
  assert.deepEqual(gunzipSync(Buffer.from(text ?? '', 'base64')), bytes);
  assert.equal(page.match(/<script/g)?.length, 3, 'data, profile and code');
});
