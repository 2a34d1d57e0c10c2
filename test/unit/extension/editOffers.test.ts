/** Whether an edit is offered: planned when asked, once until a file changes that it was planned from. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { EditOffers } from '../../../src/extension/edit/editOffers.ts';
import { planEdit } from '../../../src/profiler/edit/index.ts';
import type { RecommendedAction } from '../../../src/profiler/report.ts';

const file = '/project/fetch.mjs';
const independent = 'for (const id of [1, 2, 3]) await fetchOrder(id);\n';
const dependent = "let token = '';\nfor (const id of [1, 2, 3]) token = await fetchOrder(id, token);\n";
const reportOn = (text: string) => ({ sources: [{ file, sha256: createHash('sha256').update(text).digest('hex') }] });
const bound = (line: number): RecommendedAction => ({
  kind: 'bound-awaits',
  location: { file, line, column: 1 },
  limit: 8,
});

function counted(files: Record<string, string>) {
  const offers = new EditOffers();
  const counts = { plans: 0 };
  return {
    files,
    counts,
    ask: (action: RecommendedAction, text: string) =>
      offers.offer(action, reportOn(text), { read: (name) => files[name] ?? null }, (one, read) => {
        counts.plans += 1;
        return planEdit(one, read);
      }),
  };
}

test('an edit that the planner makes is possible; one that it refuses says why, where, and what to do by hand', () => {
  assert.deepEqual(counted({ [file]: independent }).ask(bound(1), independent), { kind: 'possible' });
  const refused = counted({ [file]: dependent }).ask(bound(2), dependent);
  assert.ok(refused.kind === 'refused');
  assert.match(refused.reason, /token/);
  assert.match(refused.byHand, /at most 8 of them in flight/);
  assert.equal(refused.location?.line, 2);
});

test('it is planned once, and again when a file changes or appears that the plan was made from', () => {
  const { ask, counts, files } = counted({ [file]: independent });
  for (let at = 0; at < 3; at++) ask(bound(1), independent);
  assert.equal(counts.plans, 1);
  files['/project/package.json'] = '{}';
  ask(bound(1), independent);
  assert.equal(counts.plans, 2, 'the package.json that it looked for');
  files['/project/other.mjs'] = '';
  ask(bound(1), independent);
  assert.equal(counts.plans, 2, 'a file that it never asked for');
});

test('text that is not the one that was measured is not planned on, until it is the same again', () => {
  const { ask, counts, files } = counted({ [file]: `${independent}\n` });
  assert.equal(ask(bound(1), independent).kind, 'outdated');
  assert.equal(counts.plans, 0);
  files[file] = independent;
  assert.equal(ask(bound(1), independent).kind, 'possible');
  delete files[file];
  assert.match(JSON.stringify(ask(bound(1), independent)), /no longer there/);
});
