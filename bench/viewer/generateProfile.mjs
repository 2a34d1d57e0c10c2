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
};

/** Distinct functions of the program; V8's profiles of builds hold some ten thousand. */
const functionCount = 12_000;
const packageCount = 150;
/** Deepest stacks of real builds lie near 400. */
const deepest = 380;
const pieceBytes = 1 << 20;

export async function generateProfile(file, { nodes, samples, seed }) {
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
  const wander = wanderer(tree, random);
  const ids = new Int32Array(samples);
  const deltas = new Int32Array(samples);
  let length = 0;
  for (let sample = 0; sample < samples; sample++) {
    ids[sample] = wander() + 1;
    deltas[sample] = sample === 0 ? 9_000 : 90 + Math.floor(random() * 60);
    length += deltas[sample];
  }
  await write(`],"startTime":${startTime},"endTime":${startTime + length + 125},"samples":[`);
  for (let sample = 0; sample < samples; sample++) await write(sample === 0 ? `${ids[0]}` : `,${ids[sample]}`);
  await write('],"timeDeltas":[');
  for (let sample = 0; sample < samples; sample++) await write(sample === 0 ? `${deltas[0]}` : `,${deltas[sample]}`);
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

/** The next top of the stack: the same again, a callee, the caller, or somewhere else. */
function wanderer({ parent, firstChild, nextSibling, depth }, random) {
  let node = pseudo.length;
  return () => {
    const turn = random();
    if (turn < 0.02) return 3; // garbage collection
    if (turn < 0.03) return 1; // (program)
    if (turn < 0.35) return node;
    if (turn < 0.65 && firstChild[node] >= 0) {
      node = firstChild[node];
      while (nextSibling[node] >= 0 && random() < 0.5) node = nextSibling[node];
    } else if (turn < 0.97 && depth[node] > 2) node = parent[node];
    else node = pseudo.length + Math.floor(random() * (parent.length - pseudo.length));
    return node;
  };
}
