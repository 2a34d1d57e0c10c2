/**
 * What a click in the viewer costs: each derivation of a profile, on synthetic profiles as large as the largest that are
 * known (1.6 million nodes, 11.6 million samples). Seeded; run it with `node bench/viewerModel.mjs [NODES SAMPLES]`. The
 * code is bundled as for the page: modules one by one take up to three times as long.
 */
import path from 'node:path';
import { build } from 'esbuild';

const { model, syntheticProfile } = await bundled();
const [nodes = 1_600_000, samples = 11_600_000] = process.argv.slice(2).map(Number);
const profile = syntheticProfile({ nodes, samples, seed: 1 });
const { tree, durationMicros, ticks } = profile;
const third = { startMicros: durationMicros / 3, endMicros: (durationMicros * 2) / 3 };

/** First and second time: what is kept by tree shows as the difference. */
function measure(name, run) {
  const times = [];
  let result;
  for (let round = 0; round < 2; round++) {
    const start = performance.now();
    result = run();
    times.push(performance.now() - start);
  }
  console.log(name.padEnd(48), ...times.map((ms) => `${ms.toFixed(0).padStart(7)} ms`));
  return result;
}

console.log(`${nodes} nodes, ${samples} samples, ${tree.frames.length} functions`.padEnd(50), 'first', '    again');
const weights = measure('weigh: whole', () => model.weigh(profile, null));
measure('weigh: a third of the time', () => model.weigh(profile, third));
const groups = measure('group by function', () => model.groupFrames(tree.frames, 'function'));
measure('table of functions', () => model.tabulate(tree, weights, groups));
const packages = model.groupFrames(tree.frames, 'package');
measure('table of packages', () => model.tabulate(tree, weights, packages));
measure('top-down rows', () => model.topDownRows(tree, weights, null));
const roots = measure('bottom-up roots', () => model.bottomUpRoots(tree, weights));
measure('bottom-up callers of the hottest', () => model.bottomUpCallers(tree, weights, roots[0]));
measure('left-heavy boxes', () => model.leftHeavyBoxes(tree, weights));
measure('inverted boxes', () => model.invertedBoxes(tree, weights));
measure('sandwich of the hottest', () => model.sandwich(tree, weights, roots[0].frame));
measure('sandwich of a rare one', () => model.sandwich(tree, weights, roots[roots.length >> 1].frame));
const busiest = tree.frames.findIndex(({ packageName }) => packageName !== null);
const what = { kind: 'package', packageName: tree.frames[busiest].packageName };
for (const transform of [
  { kind: 'hide', what },
  { kind: 'merge', what },
  { kind: 'onlyMyCode' },
  { kind: 'focus', what: model.functionMatch(tree.frames[roots[0].frame]) },
  { kind: 'focusPath', node: nodes >> 3 },
  { kind: 'collapseRecursion', what: null },
  { kind: 'leaveOut', what: { kind: 'role', role: 'idle' } },
]) {
  const mapped = measure(`transform: ${transform.kind}`, () => model.transformTree(tree, [transform]));
  measure('  its weights', () => model.moveWeights(mapped, weights));
}
const mapped = model.transformTree(tree, [{ kind: 'onlyMyCode' }]);
measure('samples of a transform', () => model.moveSamples(mapped, profile.samples));
const boxesAt = (window) =>
  model.timeBoxes(tree, profile.samples, model.chartDetail(profile.samples, window)).nodeOfBox.length;
for (const part of [1, 0.1, 0.001])
  measure(`chart: ${part * 100} % of the time`, () => boxesAt({ startMicros: 0, endMicros: durationMicros * part }));
const query = { text: 'handle|parse', isRegularExpression: true, matchesCase: false };
const found = measure('search', () => model.searchFrames(tree.frames, query));
measure('matched weight', () => model.matchedWeight(tree, weights, found.isMatch));
measure('lines of the hottest', () => model.linesOfFunction(tree, ticks, weights, roots[0].frame));
const other = syntheticProfile({ nodes: nodes >> 1, samples: samples >> 3, seed: 2 });
/** Without idle time, as the page compares. */
const side = (of) => {
  const ran = model.transformTree(of.tree, [{ kind: 'leaveOut', what: { kind: 'role', role: 'idle' } }]);
  const weights = model.moveWeights(ran, model.weigh(of, null));
  return { tree: ran.tree, weights, durationMicros: of.durationMicros, unit: of.unit };
};
const [earlier, later] = [side(other), side(profile)];
const difference = measure('difference: trees', () => model.compareTrees(earlier, later, 'time'));
const unionGroups = model.groupFrames(difference.union.tree.frames, 'function');
measure('difference: table', () => model.differenceTable(difference, unionGroups, 'self'));
measure('difference: boxes', () =>
  model.leftHeavyBoxes(difference.union.tree, model.unionWidths(difference, 'larger')),
);

async function bundled() {
  const { outputFiles } = await build({
    stdin: {
      contents:
        "export * as model from '../src/webview/viewer/model/index.ts'; export * from './viewerModel/syntheticProfile.mjs'",
      resolveDir: path.resolve(import.meta.dirname),
    },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'chrome120',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
