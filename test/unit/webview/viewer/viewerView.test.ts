import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  initialDifferenceView,
  restoreDifferenceView,
} from '../../../../src/webview/viewer/difference/differenceView.ts';
import { initialViewerView, restoreViewerView, type ViewerView } from '../../../../src/webview/viewer/viewerView.ts';

test('what was stored comes back', () => {
  const view: ViewerView = {
    view: 'sandwich',
    range: { startMicros: 10, endMicros: 20 },
    window: { startMicros: 0, endMicros: 5 },
    transforms: [
      { kind: 'hide', what: { kind: 'package', packageName: 'pako' } },
      { kind: 'focusPath', node: 0 },
      { kind: 'collapseRecursion', what: null },
    ],
    onlyMyCode: true,
    includesIdle: true,
    colouredBy: 'category',
    search: { text: 'a', isRegularExpression: true },
    chosen: { kind: 'function', name: 'f', url: 'file:///a.js', line: 3, column: 1 },
    sortedBy: 'total',
  };
  assert.deepEqual(restoreViewerView(JSON.parse(JSON.stringify(view))), view);
});

for (const [name, stored] of [
  ['nothing', undefined],
  ['a text', 'time'],
  ['an empty view', {}],
  [
    'what another version wrote',
    {
      view: 'heat',
      range: { startMicros: 20, endMicros: 10 },
      window: 'all',
      transforms: [{ kind: 'hide' }, { kind: 'explode' }, null, { kind: 'focusPath', node: 'a' }],
      colouredBy: 'age',
      search: null,
      chosen: { kind: 'function' },
      sortedBy: 'colour',
    },
  ],
] as const)
  test(`${name} is no view`, () => {
    assert.deepEqual(restoreViewerView(stored), initialViewerView);
    assert.deepEqual(restoreDifferenceView(stored), initialDifferenceView);
  });
