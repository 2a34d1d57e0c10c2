/**
 * Writes a .cpuprofile of a given size and shape, seeded and streaming, as V8 writes them: nodes in order of discovery, call
 * frames that repeat, line ticks, samples that wander through the tree as a program does.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Shapes of real files that other viewers were measured with: CPUpro's published sizes. */
export const shapes = {
  '35MB': { nodes: 120_000, samples: 215_000, seed: 1 },
  '117MB': { nodes: 400_000, samples: 739_000, seed: 2 },
  '259MB': { nodes: 500_000, samples: 11_600_000, seed: 3 },
  '425MB': { nodes: 1_600_000, samples: 897_000, seed: 4 },
  /** As many samples as make exactly so many boxes in the chart over time, fewer than a million: all are laid out at once. */
  '5M-intervals': { nodes: 100_000, intervals: 5_000_000, seed: 5 },
};

/** What the page takes for any file: the difference is what a file costs. */
export const smallest = { nodes: 40, samples: 100, seed: 6 };

/** Distinct functions of the program; V8's profiles of builds hold some ten thousand. */
const functionCount = 12_000;
const packageCount = 150;
/** Deepest stacks of real builds lie near 400. */
const deepest = 380;
const pieceBytes = 1 << 20;

export async function generateProfile(file, { nodes, samples, intervals, seed }) {
  const random = seeded(seed);
  const functions = makeFunctions(random);
  const tree = makeTree(nodes, random);
  const out = createWriteStream(file);
  let piece = '';
  const write = async (text) => {
    piece += text;
    if (piece.length < pieceBytes) return;
    if (!out.write(piece)) await once(out, 'drain');
    piece = '';
  };

  await write('{"nodes":[');
  for (let node = 0; node < nodes; node++) {
    await write(`${node === 0 ? '' : ','}${nodeText(node, tree, functions, random)}`);
  }
  const startTime = 10_000_000_000;
  const tops = [];
  const deltas = [];
  let length = 0;
  for (const top of intervals === undefined ? wander(tree, random, samples) : makeCalls(tree, random, intervals)) {
    tops.push(top);
    deltas.push(deltas.length === 0 ? 9_000 : 90 + Math.floor(random() * 60));
    length += deltas.at(-1);
  }
  await write(`],"startTime":${startTime},"endTime":${startTime + length + 125},"samples":[`);
  for (let sample = 0; sample < tops.length; sample++) await write(`${sample === 0 ? '' : ','}${tops[sample] + 1}`);
  await write('],"timeDeltas":[');
  for (let sample = 0; sample < tops.length; sample++) await write(`${sample === 0 ? '' : ','}${deltas[sample]}`);
  await write(']}');
  out.end(piece);
  await once(out, 'finish');
}

/** Park and Miller's generator: the same file on every machine. */
function seeded(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const syllables = [
  'read',
  'Node',
  'visit',
  'Symbol',
  'emit',
  'check',
  'parse',
  'Type',
  'resolve',
  'map',
  'walk',
  'get',
];

function makeFunctions(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const files = Array.from({ length: 1_500 }, (_, at) => {
    const name = `${pick(syllables)}${pick(syllables)}${at}`;
    if (at % 10 === 0) return `node:internal/${name}`;
    if (at % 4 === 0) return `file:///home/developer/workspace/large-project/src/${pick(syllables)}/${name}.js`;
    return `file:///home/developer/workspace/large-project/node_modules/package-${at % packageCount}/dist/lib/${name}.js`;
  });
  return Array.from({ length: functionCount }, (_, at) => {
    const script = Math.floor(random() * files.length);
    return {
      name: at % 9 === 0 ? '' : `${pick(syllables)}${pick(syllables)}${pick(syllables)}${at % 97}`,
      script: script + 10,
      url: files[script],
      line: Math.floor(random() * 4000),
      column: Math.floor(random() * 60),
    };
  });
}

const pseudo = ['(root)', '(program)', '(idle)', '(garbage collector)'];

/** Parents before children, siblings of different functions, depths as in a build: many near 40, some near 400. */
function makeTree(nodes, random) {
  const parent = new Int32Array(nodes).fill(-1);
  const depth = new Int32Array(nodes);
  const fn = new Int32Array(nodes);
  for (let node = 1; node < nodes; node++) {
    let above = 0;
    if (node >= pseudo.length + 20) {
      // Mostly the call goes on from what was found last; now and then it begins anew further up.
      above = random() < 0.7 ? node - 1 : pseudo.length + Math.floor(random() * (node - pseudo.length));
      if (depth[above] >= deepest) above = pseudo.length;
    }
    parent[node] = above;
    depth[node] = depth[above] + 1;
    fn[node] = Math.floor(random() * random() * functionCount);
  }
  const firstChild = new Int32Array(nodes).fill(-1);
  const nextSibling = new Int32Array(nodes).fill(-1);
  for (let node = nodes - 1; node > 0; node--) {
    nextSibling[node] = firstChild[parent[node]];
    firstChild[parent[node]] = node;
  }
  return { parent, depth, fn, firstChild, nextSibling };
}

function nodeText(node, tree, functions, random) {
  const isPseudo = node < pseudo.length;
  const { name, script, url, line, column } = isPseudo
    ? { name: pseudo[node], script: 0, url: '', line: -1, column: -1 }
    : functions[tree.fn[node]];
  let children = '';
  for (let child = tree.firstChild[node]; child >= 0; child = tree.nextSibling[child]) {
    children += children === '' ? `${child + 1}` : `,${child + 1}`;
  }
  const hits = Math.floor(random() * 3);
  const ticks = hits > 0 && !isPseudo ? `,"positionTicks":[{"line":${line + 2},"ticks":${hits}}]` : '';
  return (
    `{"id":${node + 1},"callFrame":{"functionName":"${name}","scriptId":"${script}","url":"${url}",` +
    `"lineNumber":${line},"columnNumber":${column}},"hitCount":${hits},"children":[${children}]${ticks}}`
  );
}

/** Tops of the stack: the same again, a callee, the caller, or somewhere else. */
function* wander({ parent, firstChild, nextSibling, depth }, random, samples) {
  let node = pseudo.length;
  for (let sample = 0; sample < samples; sample++) {
    const turn = random();
    if (turn < 0.02)
      yield 3; // garbage collection
    else if (turn < 0.03)
      yield 1; // (program)
    else {
      if (turn >= 0.35 && turn < 0.65 && firstChild[node] >= 0) {
        node = firstChild[node];
        while (nextSibling[node] >= 0 && random() < 0.5) node = nextSibling[node];
      } else if (turn >= 0.35 && turn < 0.97 && depth[node] > 2) node = parent[node];
      else if (turn >= 0.35) node = pseudo.length + Math.floor(random() * (parent.length - pseudo.length));
      yield node;
    }
  }
}

const idle = 2;

/** Tops of the stack that make so many calls together; after idle time each call of a stack begins anew. */
function* makeCalls({ parent, depth }, random, calls) {
  /** The stack: by depth its node; the root is no call. */
  const onStack = new Int32Array(deepest + 2);
  let longest = pseudo.length;
  for (let node = longest; node < parent.length; node++) if (depth[node] > depth[longest]) longest = node;
  /** How many calls begin. */
  const goTo = (top) => {
    let begun = 0;
    for (let node = top; node > 0 && onStack[depth[node]] !== node; node = parent[node]) {
      onStack[depth[node]] = node;
      begun++;
    }
    onStack.fill(0, depth[top] + 1);
    return begun;
  };
  const stacks = parent.length - pseudo.length;
  let left = calls;
  let node = pseudo.length;
  while (left > depth[longest]) {
    const turn = random();
    // Stacks in order of discovery lie close together: a few calls end and a few begin.
    if (turn < 0.98) node = pseudo.length + ((node - pseudo.length + Math.floor(random() * 4)) % stacks);
    else node = pseudo.length + Math.floor(random() * stacks);
    left -= goTo(node);
    yield node;
  }
  yield idle;
  node = longest;
  while (depth[node] > left) node = parent[node];
  if (left > 0) yield node;
}
