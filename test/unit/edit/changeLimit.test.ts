/** The number that limits calls in flight: `«` marks the line whose operations were measured. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyPlan } from '../../../src/profiler/edit/applyPlan.ts';
import { planEdit } from '../../../src/profiler/edit/index.ts';
import type { Location } from '../../../src/profiler/report.ts';
import { marked } from './markedSource.ts';

interface Asked {
  readonly name?: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly callers?: readonly Location[];
  readonly limit?: number;
}

function plan(text: string, { name, others, callers = [], limit = 32 }: Asked = {}) {
  const source = marked(text, name, others);
  const { files, location } = source;
  return { source, result: planEdit({ kind: 'change-limit', location, callers: [...callers], from: 8, limit }, files) };
}

/** Nothing but the number changes: everything else stands as it was. */
function changes(before: string, number: string, after: string, asked?: Asked): void {
  const { source, result } = plan(before, asked);
  assert.ok(result.ok, result.ok ? '' : result.reason);
  const plain = before.replace('«', '');
  assert.equal(plain.split(number).length, 2, 'the test names the place once');
  const texts = applyPlan(result.plan, source.files);
  assert.equal(texts.get(source.location.file), plain.replace(number, after));
  assert.deepEqual(result.plan.packages, []);
}

function refuses(text: string, reason: RegExp, asked?: Asked): void {
  const { result } = plan(text, asked);
  assert.ok(!result.ok, 'it is refused');
  assert.match(result.reason, reason);
}

for (const [name, brings] of [
  ['main.mjs', "import pMap from 'p-map';"],
  ['main.cjs', "const pMap = require('p-map');"],
  ['main.ts', "import pMap from 'p-map';"],
  ['dynamic.cjs', "(async () => { const { default: pMap } = await import('p-map');"],
] as const) {
  const end = brings.startsWith('(') ? '\n})();' : '';
  test(`the concurrency of p-map is changed in ${name}, and nothing beside it`, () => {
    changes(
      `${brings}\nconst size = 8; // of a page\npMap( ids, (id) => «ask(id), {concurrency : 8 /* enough */, stopOnError: false} );${end}\n`,
      'concurrency : 8',
      'concurrency : 32',
      { name },
    );
  });
}

test('the number of p-limit is changed, in either of its forms', () => {
  const use = '\nawait Promise.all(ids.map((id) => limit(() => «ask(id))));\n';
  changes(`import pLimit from 'p-limit';\nconst limit = pLimit(8);${use}`, 'pLimit(8)', 'pLimit(32)');
  changes(`import pLimit from 'p-limit';\nconst limit = pLimit({ concurrency: 8 });${use}`, ': 8', ': 32');
  changes(
    `const pLimit = require('p-limit').default;\nconst limit = pLimit(8);\nids.map((id) => limit(() => «ask(id)));`,
    '(8)',
    '(32)',
    {
      name: 'main.cjs',
    },
  );
});

test('the concurrency of p-queue is changed, also in TypeScript', () => {
  changes(
    `import PQueue from 'p-queue';\nconst queue: PQueue = new PQueue({ autoStart: true, concurrency: 8 });\nfor (const id of ids) void queue.add(() => «ask(id));`,
    'concurrency: 8',
    'concurrency: 32',
    { name: 'main.ts' },
  );
});

test('a limit may be lowered, and a constant that serves it alone is changed where it is set', () => {
  changes(
    `import pMap from 'p-map';\nconst atATime = 8; // polite\nawait pMap(ids, (id) => «ask(id), { concurrency: atATime });`,
    'atATime = 8',
    'atATime = 4',
    { limit: 4 },
  );
  changes(
    `import pMap from 'p-map';\nconst concurrency = 8;\nawait pMap(ids, (id) => «ask(id), { concurrency });`,
    'concurrency = 8',
    'concurrency = 32',
  );
});

test('the limit is found in the file of a caller', () => {
  const { result } = plan(`export const ask = (id) => «fetch(id);`, {
    name: 'ask.mjs',
    others: {
      'main.mjs':
        "import pMap from 'p-map';\nimport { ask } from './ask.mjs';\nawait pMap(ids, ask, { concurrency: 8 });",
    },
    callers: [{ file: '/project/main.mjs', line: 3, column: 7 }],
  });
  assert.ok(result.ok);
  assert.equal(result.plan.changes[0]?.file, '/project/main.mjs');
});

test('of several limits the one on the measured path is changed', () => {
  changes(
    `import pMap from 'p-map';\nawait pMap(names, load, { concurrency:8 });\nawait pMap(ids, (id) => «ask(id), { concurrency: 8 });`,
    'concurrency: 8',
    'concurrency: 32',
  );
  refuses(
    `import pMap from 'p-map';\nconst f = (id) => «ask(id);\nawait pMap(names, f, { concurrency: 8 });\nawait pMap(ids, f, { concurrency: 8 });`,
    /Several limits may be meant: line 3 of main\.mjs, line 4 of main\.mjs/,
  );
});

for (const [what, text, reason] of [
  [
    'nothing limits the calls',
    `await Promise.all(ids.map((id) => «ask(id)));`,
    /No call of p-map, p-limit or p-queue in main\.mjs keeps these calls to 8/,
  ],
  [
    'something else of that name',
    `import pMap from './own.mjs';\nawait pMap(ids, «ask, { concurrency: 8 });`,
    /No call of p-map/,
  ],
  [
    'the number is another one',
    `import pMap from 'p-map';\nawait pMap(ids, «ask, { concurrency: 20 });`,
    /lets 20 calls run at a time, and 8 were in flight at most/,
  ],
  [
    'it is reckoned',
    `import pMap from 'p-map';\nawait pMap(ids, «ask, { concurrency: Number(process.env.LIMIT) });`,
    /line 2 is Number\(process\.env\.LIMIT\), which is reckoned/,
  ],
  [
    'a constant is set from outside',
    `import pMap from 'p-map';\nconst limit = process.env.LIMIT ?? 8;\nawait pMap(ids, «ask, { concurrency: limit });`,
    /set to process\.env\.LIMIT \?\? 8 at line 2/,
  ],
  [
    'a constant is used elsewhere',
    `import pMap from 'p-map';\nconst limit = 8;\nconsole.log(limit);\nawait pMap(ids, «ask, { concurrency: limit });`,
    /which line 3 uses too/,
  ],
  [
    'a constant is exported',
    `import pMap from 'p-map';\nexport const limit = 8;\nawait pMap(ids, «ask, { concurrency: limit });`,
    /other files may import/,
  ],
  [
    'a variable is set anew',
    `import pMap from 'p-map';\nlet limit = 8;\nif (slow) limit = 2;\nawait pMap(ids, «ask, { concurrency: limit });`,
    /set anew/,
  ],
  [
    'it is imported',
    `import pMap from 'p-map';\nimport { limit } from './settings.mjs';\nawait pMap(ids, «ask, { concurrency: limit });`,
    /comes from another file/,
  ],
  [
    'it is a parameter',
    `import pMap from 'p-map';\nexport const all = (ids, limit) => pMap(ids, «ask, { concurrency: limit });`,
    /which callers give/,
  ],
  [
    'options stand elsewhere',
    `import pMap from 'p-map';\nawait pMap(ids, «ask, options);`,
    /options of p-map at line 2 of main\.mjs are not written there/,
  ],
  [
    'a queue has a rate',
    `import PQueue from 'p-queue';\nconst queue = new PQueue({ concurrency: 8, intervalCap: 8, interval: 1000 });\nqueue.add(() => «ask(1));`,
    /also limits how many calls begin in an interval/,
  ],
] as const)
  test(`it is refused with the reason where ${what}`, () => refuses(text, reason));

test('a limit of nothing, and the one that is there, change nothing', () => {
  for (const limit of [0, 8, 2.5])
    refuses(`import pMap from 'p-map';\nawait pMap(ids, «ask, { concurrency: 8 });`, /changes nothing/, { limit });
});
