import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inertJson, inertScript, standaloneHtml, type StandaloneData } from '../../../src/profiler/export/html.ts';

const hostile = '</script><script>alert(1)</script><!--';
const data = {
  capture: { id: 'c', dir: '', title: hostile, startedAt: '2026-01-01T00:00:00.000Z' },
  report: { warnings: [hostile] },
  cpuProfiles: {},
  functionRanges: {},
} as unknown as StandaloneData;

test('names of the profiled program cannot leave the element that holds them', () => {
  const page = standaloneHtml(data, `const text = "</script>";`, 'a > b {} /* </style> */');
  assert.equal(page.match(/<\/script>/g)?.length, 2, 'data and code, each closed once');
  assert.equal(page.match(/<\/style>/g)?.length, 1);
  assert.ok(page.includes('<title>&lt;/script&gt;'));
  assert.ok(!page.includes('<script>alert'));
  const json = /<script type="application\/json" id="report-data">(.*)<\/script>/.exec(page)?.[1];
  assert.deepEqual(JSON.parse(json ?? ''), data);
});

test('scripts run only with the nonce of this page, and nothing is loaded from elsewhere', () => {
  const pages = [standaloneHtml(data, '', ''), standaloneHtml(data, '', '')];
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
