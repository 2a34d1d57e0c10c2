/**
 * A profile from a drawing: a call a line, its callees indented below it, `name [owner] self`. The owner is `[app.js]` for
 * a file of the user's (`main.js` when left out), `[package]`, `[node:fs]`, or `[native]`; `:12` after it is the line.
 */
import { classifyFrame } from '../../../../src/webview/flame/classifyFrame.ts';
import type { FlameFrame } from '../../../../src/webview/flame/sampledProfile.ts';
import type { CallTree, NodeWeights, ThreadProfile } from '../../../../src/webview/viewer/model/index.ts';
import { noNode, weigh } from '../../../../src/webview/viewer/model/index.ts';

interface Line {
  readonly indent: number;
  readonly name: string;
  readonly owner: string;
  readonly line: number;
  readonly self: number;
}

/** Each sample lasts 1 µs, and every self weight is as many of them, in the order of the lines. */
export function drawnProfile(drawing: string): ThreadProfile {
  const lines = drawing
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readLine);
  const frames: FlameFrame[] = [];
  const path: number[] = [];
  const parentOfNode: number[] = [];
  const nodeOfSample: number[] = [];
  const frameOfNode = lines.map((line, node) => {
    const depth = path.findIndex((above) => lines[above]!.indent >= line.indent);
    if (depth >= 0) path.length = depth;
    parentOfNode.push(path.at(-1) ?? noNode);
    path.push(node);
    for (let sample = 0; sample < line.self; sample++) nodeOfSample.push(node);
    const frame = frameOf(line);
    const known = frames.findIndex((other) => JSON.stringify(other) === JSON.stringify(frame));
    return known >= 0 ? known : frames.push(frame) - 1;
  });
  return {
    name: '',
    unit: 'micros',
    tree: treeOf(frames, parentOfNode, frameOfNode),
    samples: {
      nodeOfSample: Int32Array.from(nodeOfSample),
      startOfSample: Float64Array.from({ length: nodeOfSample.length + 1 }, (_, sample) => sample),
    },
    selfOfNode: Float64Array.from(lines, ({ self }) => self),
    countOfNode: Float64Array.from(lines, ({ self }) => self),
    ticks: { nodeOfTick: new Int32Array(0), lineOfTick: new Int32Array(0), countOfTick: new Float64Array(0) },
    startMicros: 0,
    durationMicros: nodeOfSample.length,
    notes: [],
  };
}

function readLine(text: string): Line {
  const match = /^(\s*)(.+?)(?:\s+\[([^\]]+?)(?::(\d+))?\])?(?:\s+(\d+))?\s*$/.exec(text)!;
  const [, indent = '', name = '', owner = 'main.js', line = '1', self = '0'] = match;
  return { indent: indent.length, name, owner, line: Number(line), self: Number(self) };
}

export function frameOf({ name, owner, line }: Pick<Line, 'name' | 'owner' | 'line'>): FlameFrame {
  const isNative = owner === 'native' || name.startsWith('(');
  const url = isNative ? '' : urlOf(owner);
  const place = isNative ? { line: null, column: null } : { line, column: 1 };
  return { name, url, ...place, ...classifyFrame({ name, url, scriptId: isNative ? '0' : '1' }) };
}

function urlOf(owner: string): string {
  if (owner.startsWith('node:')) return owner;
  return owner.endsWith('.js') ? `file:///app/${owner}` : `file:///app/node_modules/${owner}/index.js`;
}

export function treeOf(
  frames: readonly FlameFrame[],
  parentOfNode: ArrayLike<number>,
  frameOfNode: ArrayLike<number>,
): CallTree {
  const depthOfNode = new Int32Array(parentOfNode.length);
  for (let node = 0; node < depthOfNode.length; node++)
    depthOfNode[node] = parentOfNode[node] === noNode ? 0 : depthOfNode[parentOfNode[node]!]! + 1;
  return {
    frames,
    parentOfNode: Int32Array.from(parentOfNode),
    frameOfNode: Int32Array.from(frameOfNode),
    depthOfNode,
  };
}

/** A line a node, `name self/total`, in the order of the tree; the heaviest callee first. */
export function drawTree(tree: CallTree, { self, total }: NodeWeights): string {
  const { frames, parentOfNode, frameOfNode, depthOfNode } = tree;
  const lines: string[] = [];
  const draw = (parent: number) => {
    const callees = [...parentOfNode.keys()].filter((node) => parentOfNode[node] === parent);
    callees.sort((a, b) => total[b]! - total[a]! || a - b);
    for (const node of callees) {
      lines.push(`${'  '.repeat(depthOfNode[node]!)}${frames[frameOfNode[node]!]!.name} ${self[node]}/${total[node]}`);
      draw(node);
    }
  };
  draw(noNode);
  return lines.join('\n');
}

export const drawProfile = (profile: ThreadProfile): string => drawTree(profile.tree, weigh(profile, null));

/** A drawing without its first and last line, and without the indentation of its first line. */
export function trimmed(drawing: string): string {
  const lines = drawing.split('\n').filter((line) => line.trim() !== '');
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent).trimEnd()).join('\n');
}
