/** A CPU profile of an image service, made from a seed: requests, decoding, resampling, collections, idle time. */
import type { CpuProfile, CpuProfileNode } from '../../src/profiler/capture/format/profiles.ts';

interface Shape {
  readonly name: string;
  readonly url: string;
  readonly line: number;
  readonly callees?: readonly Shape[];
}
const app = (name: string, source: string, line: number, callees?: readonly Shape[]): Shape => ({
  name,
  url: `file:///home/ada/thumbnails/${source}`,
  line,
  ...(callees ? { callees } : {}),
});

const shape: Shape = app('main', 'src/resize.mjs', 60, [
  app('toThumbnail', 'src/resize.mjs', 30, [
    app('decode', 'src/decode.mjs', 20, [
      app('decodeScanline', 'src/decode.mjs', 51, [
        app('inflateBlock', 'node_modules/pako/dist/pako.esm.mjs', 2980, [
          app('crc32', 'node_modules/pako/dist/pako.esm.mjs', 87),
        ]),
        { name: 'readUInt32BE', url: 'node:internal/buffer', line: 300 },
      ]),
    ]),
    app('resample', 'src/resample.mjs', 17, [
      app('weight', 'src/resample.mjs', 70),
      app('clamp', 'src/resample.mjs', 90),
    ]),
    { name: 'JSON.parse', url: '', line: -1 },
  ]),
  { name: 'readSync', url: 'node:fs', line: 738 },
]);

/** Park and Miller's generator: the same profile on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

export function sampleProfile(samples = 5000, seed = 7): CpuProfile {
  const next = random(seed);
  const nodes: CpuProfileNode[] = [];
  const add = (name: string, url: string, line: number): CpuProfileNode => {
    const node: CpuProfileNode = {
      id: nodes.length + 1,
      callFrame: {
        functionName: name,
        scriptId: url === '' ? '0' : '12',
        url,
        lineNumber: line,
        columnNumber: line < 0 ? -1 : 2,
      },
      children: [],
    };
    nodes.push(node);
    return node;
  };
  const root = add('(root)', '', -1);
  const idle = add('(idle)', '', -1);
  const program = add('(program)', '', -1);
  const collector = add('(garbage collector)', '', -1);
  root.children = [idle.id, program.id, collector.id];
  const paths: number[] = [];
  const grow = (parent: CpuProfileNode, { name, url, line, callees = [] }: Shape): void => {
    const node = add(name, url, line);
    parent.children?.push(node.id);
    paths.push(node.id);
    for (const callee of callees) grow(node, callee);
  };
  grow(root, shape);
  const ids: number[] = [];
  while (ids.length < samples) {
    const kind = next();
    const id =
      kind < 0.08
        ? idle.id
        : kind < 0.11
          ? program.id
          : kind < 0.17
            ? collector.id
            : (paths[Math.floor(next() * paths.length)] ?? 1);
    for (let run = Math.ceil(next() * 30); run > 0 && ids.length < samples; run--) ids.push(id);
  }
  const deltas = ids.map((_, at) => (at === 0 ? 8400 : 1000 + Math.floor(next() * 500)));
  const startTime = 1_000_000;
  return {
    nodes,
    startTime,
    endTime: startTime + deltas.reduce((sum, delta) => sum + delta, 0) + 500,
    samples: ids,
    timeDeltas: deltas,
  };
}
