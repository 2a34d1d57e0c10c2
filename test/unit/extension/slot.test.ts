/** One run at a time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunSlot } from '../../../src/extension/run/slot.ts';

/** A slot that writes down who occupies it. */
function watchedSlot(): { slot: RunSlot; seen: (string | null)[] } {
  const seen: (string | null)[] = [];
  return { slot: new RunSlot((occupant) => seen.push(occupant?.name ?? null)), seen };
}

test('a second start is refused with the name of the first, and the first goes on', async () => {
  const { slot } = watchedSlot();
  let finish = (_result: string): void => {};
  const first = slot.start('server.js', () => new Promise<string>((resolve) => (finish = resolve)));
  await assert.rejects(
    slot.start('other.js', async () => 'never'),
    { code: 'alreadyProfiling', message: /server\.js/ },
  );
  assert.equal(slot.occupant?.name, 'server.js');
  finish('done');
  assert.equal(await first, 'done');
  assert.equal(await slot.start('other.js', async () => 'next'), 'next');
});

test('a failed start frees the slot', async () => {
  const { slot, seen } = watchedSlot();
  await assert.rejects(
    slot.start('server.js', async () => {
      throw new Error('no node');
    }),
    /no node/,
  );
  assert.equal(slot.occupant, undefined);
  assert.deepEqual(seen, ['server.js', null]);
});

test('stop reaches the run, is harmless twice, and keeps the slot until the capture is written', async () => {
  const { slot } = watchedSlot();
  let stops = 0;
  let write = (): void => {};
  const run = slot.start('server.js', async (stop) => {
    stop.addEventListener('abort', () => (stops += 1));
    await new Promise<void>((resolve) => (write = resolve));
  });
  const { occupant } = slot;
  occupant?.stop();
  occupant?.stop();
  assert.equal(stops, 1);
  assert.equal(slot.occupant, occupant);
  write();
  await run;
  await occupant?.ended;
  assert.equal(slot.occupant, undefined);
});

test('`ended` settles also when the run fails', async () => {
  const { slot } = watchedSlot();
  let fail = (_error: Error): void => {};
  const run = slot.start('server.js', () => new Promise<void>((_resolve, reject) => (fail = reject)));
  const ended = slot.occupant?.ended;
  fail(new Error('disk full'));
  await assert.rejects(run, /disk full/);
  assert.equal(await ended, undefined);
});
