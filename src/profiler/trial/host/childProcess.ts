/** Entry point of a child process: imports the user's module once, then answers one call at a time, or serves the queue. */
import { callSerially, Calls, type CallResult } from './calls.ts';
import { loadFunction, messageOf, Refused, type UserFunction } from './loadFunction.ts';
import type { consumeQueue as ConsumeQueue } from './queue.ts';
import { usageNow, type Usage } from './usage.ts';

export type ToChild =
  | { type: 'load'; module: string; exportName: string }
  | { type: 'call'; args: unknown[] }
  | { type: 'consume'; queueName: string; redisUrl: string }
  | { type: 'usage' };
/** Null: done, with nothing to say. */
export type FromChild = { ok: CallResult | Usage | null } | { failed: string };

let call: UserFunction | null = null;

process.on('message', (message) => {
  void answer(message as ToChild).then((reply) => {
    try {
      process.send!(reply);
    } catch (error) {
      // A result that cannot be copied is a call that fails there.
      process.send!({ ok: { failed: messageOf(error) } } satisfies FromChild);
    }
  });
});
// Whoever started us is gone: nobody wants an answer any more.
process.on('disconnect', () => process.exit());

async function answer(message: ToChild): Promise<FromChild> {
  try {
    return { ok: await handle(message) };
  } catch (error) {
    return { failed: error instanceof Refused ? JSON.stringify(error.refusal) : messageOf(error) };
  }
}

async function handle(message: ToChild): Promise<CallResult | Usage | null> {
  switch (message.type) {
    case 'load':
      call = await loadFunction(message.module, message.exportName);
      return null;
    case 'call': {
      const calls = new Calls();
      await callSerially(call!, [message.args], calls, () => true);
      return calls.results[0]!;
    }
    case 'consume': {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- a large bundle that only the queue needs
      const { consumeQueue } = require('./trialQueue.cjs') as { consumeQueue: typeof ConsumeQueue };
      await consumeQueue(call!, message);
      return null;
    }
    case 'usage':
      return usageNow();
  }
}
