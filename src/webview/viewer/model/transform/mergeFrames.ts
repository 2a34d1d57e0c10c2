import type { FlameFrame } from '../../../flame/sampledProfile.ts';
import { matchingFrames, type FrameMatch } from '../frameMatch.ts';
import type { MappedTree } from '../mapping.ts';
import { noNode, type CallTree } from '../threadProfile.ts';
import { TreeBuilder } from '../treeBuilder.ts';

/** Calls from one of these frames to another disappear: a package becomes one box below each of its callers. */
export function mergeFrames(tree: CallTree, what: FrameMatch): MappedTree {
  const { parentOfNode, frameOfNode } = tree;
  const isMerged = matchingFrames(tree.frames, what);
  const model = tree.frames[isMerged.indexOf(1)];
  const frames = model === undefined ? tree.frames : [...tree.frames, mergedFrame(model, what)];
  const merged = tree.frames.length;
  const builder = new TreeBuilder(parentOfNode.length);
  const newOfOld = new Int32Array(parentOfNode.length);
  for (let node = 0; node < newOfOld.length; node++) {
    const parent = parentOfNode[node]!;
    const caller = parent === noNode ? noNode : newOfOld[parent]!;
    const frame = frameOfNode[node]!;
    if (isMerged[frame] === 0) newOfOld[node] = builder.child(caller, frame);
    else if (caller !== noNode && builder.frameOf(caller) === merged) newOfOld[node] = caller;
    else newOfOld[node] = builder.child(caller, merged);
  }
  return { tree: builder.finish(frames), newOfOld };
}

/** Without a line: it is many functions. */
function mergedFrame(model: FlameFrame, what: FrameMatch): FlameFrame {
  const { role, category, packageName } = model;
  const unknownPlace = { line: null, column: null };
  switch (what.kind) {
    case 'function':
      return model;
    case 'file':
      return { name: fileNameOf(what.url), url: what.url, ...unknownPlace, role, category, packageName };
    case 'package':
      return { name: what.packageName, url: '', ...unknownPlace, role, category, packageName };
    case 'category':
    case 'role':
      return { name: nameOfCategory[category], url: '', ...unknownPlace, role, category, packageName: null };
  }
}

const nameOfCategory = {
  user: '(your code)',
  dependency: '(dependencies)',
  node: '(Node.js)',
  native: '(built-in)',
  gc: '(garbage collector)',
  program: '(program)',
} as const;

const fileNameOf = (url: string): string => url.slice(Math.max(url.lastIndexOf('/'), url.lastIndexOf('\\')) + 1) || url;
