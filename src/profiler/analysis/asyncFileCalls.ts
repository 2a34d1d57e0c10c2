/** Which frames of `fs` only start or finish an asynchronous call: the main thread computes there, it is not held up. */
import { functionOfNode, type SampledThread } from './threadRuns.ts';

const fileSystemScript = /^node:(?:internal\/)?fs(?:\/|$)/;
const none = 0;
const synchronous = 1;
const asynchronous = 2;

/**
 * By node: 1 below a function of `fs` without a synchronous one around it. All synchronous functions of Node have `Sync` in
 * their names, and what they call has not. A thousand `fs.promises.readFile` at once take 0.8 of the main thread (Node 20).
 */
export function asynchronousFileNodes(thread: SampledThread): Uint8Array {
  const { parentOfNode } = thread.columns;
  const kind = new Uint8Array(parentOfNode.length);
  for (let node = 0; node < kind.length; node++) {
    const { category, frame } = functionOfNode(thread, node);
    if (category === 'user' || category === 'dependency') continue; // a callback: whatever it calls starts anew
    const parent = parentOfNode[node] as number;
    const around = parent >= 0 ? (kind[parent] as number) : none;
    if (!fileSystemScript.test(frame.url) || around === synchronous) kind[node] = around;
    else kind[node] = frame.name.includes('Sync') ? synchronous : asynchronous;
  }
  return kind.map((one) => (one === asynchronous ? 1 : 0));
}
