/**
 * A profile from a drawing: a row per call depth, a column per 1000 µs sample, a letter per function, a dot for idle in
 * the first row, `G` for a garbage collection and `P` for (program) there.
 */
import { classifyFrame } from '../../../../src/webview/flame/classifyFrame.ts';
import type { FlameFrame } from '../../../../src/webview/flame/sampledProfile.ts';
import type { CallTree, Samples } from '../../../../src/webview/viewer/model/index.ts';
import { placeOnInterrupted } from '../../../../src/webview/viewer/read/interruptedStack.ts';

export interface DrawnSamples {
  readonly tree: CallTree;
  readonly samples: Samples;
}

export const columnMicros = 1000;
const pseudo: Readonly<Record<string, string>> = { '.': '(idle)', G: '(garbage collector)', P: '(program)' };

export function drawnSamples(drawing: string, firstSampleAt = 0): DrawnSamples {
  const rows = drawing.split('\n').filter((row) => row.trim() !== '');
  const indent = Math.min(...rows.map((row) => row.search(/\S/)));
  const lines = rows.map((row) => row.slice(indent));
  const frames: FlameFrame[] = [];
  const frameOf = (name: string): number => {
    const url = name.startsWith('(') ? '' : `file:///${name}.js`;
    const known = frames.findIndex((frame) => frame.name === name);
    if (known >= 0) return known;
    const scriptId = url === '' ? '0' : '1';
    return frames.push({ name, url, line: 1, column: 1, ...classifyFrame({ name, url, scriptId }) }) - 1;
  };
  const frameOfNode = [frameOf('(root)')];
  const parentOfNode = [-1];
  const nodeOf = (parent: number, frame: number): number => {
    const known = parentOfNode.findIndex((candidate, node) => candidate === parent && frameOfNode[node] === frame);
    if (known >= 0) return known;
    frameOfNode.push(frame);
    return parentOfNode.push(parent) - 1;
  };
  const columns = Math.max(...lines.map((line) => line.length));
  const nodeOfSample: number[] = [];
  for (let column = 0; column < columns; column++) {
    let node = 0;
    for (const line of lines) {
      const letter = line[column] ?? ' ';
      if (letter === ' ') break;
      node = nodeOf(node, frameOf(pseudo[letter] ?? letter));
    }
    nodeOfSample.push(node);
  }
  const depthOfNode: number[] = [];
  for (const [node, parent] of parentOfNode.entries()) depthOfNode[node] = parent < 0 ? 0 : depthOfNode[parent]! + 1;
  const placed = placeOnInterrupted(
    {
      parentOfNode: Int32Array.from(parentOfNode),
      frameOfNode: Int32Array.from(frameOfNode),
      depthOfNode: Int32Array.from(depthOfNode),
      nodeOfSample: Int32Array.from(nodeOfSample),
    },
    frames,
  );
  return {
    tree: { frames, ...placed },
    samples: {
      nodeOfSample: placed.nodeOfSample,
      startOfSample: Float64Array.from({ length: columns + 1 }, (_, column) => firstSampleAt + column * columnMicros),
    },
  };
}
