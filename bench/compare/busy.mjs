/** Other programs on the same machine, for as long as something runs; less and more of them, by the number of the round. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Shares of a processor that each of them takes. */
const loads = [[1], [0.5, 0.5], [1, 1], [1, 0.5]];
/** Nothing that is measured here takes longer; then they end by themselves. */
const longestMs = 120_000;
const turnMs = 20;

export async function withLoad(round, action) {
  const shares = round === null ? [] : loads[round % loads.length];
  const children = shares.map((share) => fork(fileURLToPath(import.meta.url), [String(share)]));
  await Promise.all(children.map((child) => once(child, 'message')));
  try {
    return await action();
  } finally {
    const ended = children.map((child) => once(child, 'exit'));
    for (const child of children) child.disconnect();
    await Promise.all(ended);
  }
}

function holdProcessor(share) {
  const beginning = performance.now();
  const turn = () => {
    if (!process.connected || performance.now() - beginning > longestMs) return;
    const until = performance.now() + share * turnMs;
    while (performance.now() < until);
    setTimeout(turn, (1 - share) * turnMs);
  };
  process.send('started', turn);
  process.on('disconnect', () => process.exit());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) holdProcessor(Number(process.argv[2]));
