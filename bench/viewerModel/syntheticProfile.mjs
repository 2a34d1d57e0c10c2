/** A profile of any size as the viewer holds it: stacks that deepen and unwind, few functions that are hot, some recursion. */
import { classifyFrame } from '../../src/webview/flame/classifyFrame.ts';

/** A third of a real program's functions are its own; packages repeat. */
const functionsPerPackage = 60;
const microsPerSample = 100;
const meanDepth = 22;

export function syntheticProfile({ nodes, samples, seed }) {
  const random = generator(seed);
  const functions = Math.max(20, Math.min(30_000, nodes >> 5));
  const frames = [frame('(root)', ''), frame('(idle)', ''), frame('(program)', '')];
  const words = ['handle', 'parse', 'read', 'write', 'emit', 'resolve', 'visit', 'format', 'check', 'load'];
  for (let at = 0; at < functions; at++) {
    const folder = at % 3 === 0 ? 'src' : `node_modules/package${Math.floor(at / functionsPerPackage)}/lib`;
    frames.push(frame(`${words[at % words.length]}${at}`, `file:///app/${folder}/file${at % 7}.js`, (at % 900) + 1));
  }
  const parentOfNode = new Int32Array(nodes).fill(-1);
  const frameOfNode = new Int32Array(nodes);
  const depthOfNode = new Int32Array(nodes);
  const path = [0];
  for (let node = 1; node < nodes; node++) {
    // Depth is a random walk around the mean, so that the tree comes in the order of V8: depth first.
    const depth = path.length;
    const stays = random() < meanDepth / (meanDepth + depth);
    if (!stays) path.length = Math.max(1, depth - 1 - Math.floor(random() * Math.min(depth, 6)));
    parentOfNode[node] = path[path.length - 1];
    depthOfNode[node] = path.length;
    // Zipf-like: a few functions are on most paths.
    frameOfNode[node] = node < 3 ? node : 3 + Math.floor(functions * random() ** 3);
    if (node < 3) continue;
    path.push(node);
  }
  const nodeOfSample = new Int32Array(samples);
  const startOfSample = new Float64Array(samples + 1);
  const selfOfNode = new Float64Array(nodes);
  const countOfNode = new Float64Array(nodes);
  let node = 3 % nodes;
  for (let sample = 0; sample < samples; sample++) {
    // The stack moves on in the order of the tree, with jumps back to hot paths.
    node = random() < 0.02 ? Math.floor(nodes * random() ** 2) : (node + Math.floor(random() * 3)) % nodes;
    nodeOfSample[sample] = node;
    startOfSample[sample + 1] = startOfSample[sample] + Math.round(microsPerSample * (0.5 + random()));
    selfOfNode[node] += startOfSample[sample + 1] - startOfSample[sample];
    countOfNode[node]++;
  }
  const tickCount = Math.min(nodes, 500_000);
  return {
    name: '',
    unit: 'micros',
    tree: { frames, parentOfNode, frameOfNode, depthOfNode },
    samples: { nodeOfSample, startOfSample },
    selfOfNode,
    countOfNode,
    ticks: {
      nodeOfTick: Int32Array.from({ length: tickCount }, () => Math.floor(nodes * random())),
      lineOfTick: Int32Array.from({ length: tickCount }, () => 1 + Math.floor(1000 * random())),
      countOfTick: new Float64Array(tickCount).fill(1),
    },
    startMicros: 0,
    durationMicros: startOfSample[samples],
    notes: [],
  };
}

function frame(name, url, line = null) {
  return { name, url, line, column: line, ...classifyFrame({ name, url, scriptId: url === '' ? '0' : '1' }) };
}

/** Mulberry32: small, fast, the same on every machine. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
