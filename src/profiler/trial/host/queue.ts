/** A BullMQ queue on Redis: this process adds the calls as jobs, child processes work them off one at a time. */
import { performance } from 'node:perf_hooks';
import { randomUUID } from 'node:crypto';
import { Queue, QueueEvents, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { callSerially, Calls } from './calls.ts';
import { startChild } from './child.ts';
import { messageOf, type UserFunction } from './loadFunction.ts';
import type { Runner, RunnerPlace } from './runner.ts';

const connectWithinMs = 3000;
/** Redis answers to a batch at once; one batch of everything would block it. */
const batch = 1000;

/** What a job gives back. JSON: a value that is undefined is absent. */
interface JobAnswer {
  value?: unknown;
  failed?: string;
  ms: number;
}

export async function queue(place: RunnerPlace, redisUrl: string): Promise<Runner> {
  await checkRedis(redisUrl);
  const connection = connect(redisUrl);
  const eventConnection = connect(redisUrl);
  const queueName = `profile-concurrency-trial-${randomUUID()}`;
  const jobs = new Queue(queueName, {
    connection,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  const events = new QueueEvents(queueName, { connection: eventConnection });
  await Promise.all([jobs.waitUntilReady(), events.waitUntilReady()]);
  const children = await Promise.all(
    Array.from({ length: place.size }, async () => {
      const child = await startChild(place);
      await child.tell({ type: 'consume', queueName, redisUrl });
      return child;
    }),
  );
  let run = 0;
  return {
    run: async (argumentLists, calls, goOn) => {
      const prefix = `run${++run}-`;
      const open = new Set<number>();
      await new Promise<void>((resolve, reject) => {
        let allAdded = false;
        const done = (jobId: string, { ms, ...answer }: JobAnswer) => {
          const index = Number(jobId.slice(prefix.length));
          if (!jobId.startsWith(prefix) || !open.delete(index)) return;
          calls.set(index, answer.failed === undefined ? { value: answer.value } : { failed: answer.failed }, ms);
          if (allAdded && open.size === 0) finish();
        };
        const completed = (event: { jobId: string; returnvalue: unknown }) =>
          done(event.jobId, event.returnvalue as JobAnswer);
        const failed = (event: { jobId: string; failedReason: string }) =>
          done(event.jobId, { failed: event.failedReason, ms: 0 });
        const finish = () => {
          events.off('completed', completed as never);
          events.off('failed', failed as never);
          resolve();
        };
        events.on('completed', completed as never);
        events.on('failed', failed as never);
        const addAll = async () => {
          for (let from = 0; from < argumentLists.length && goOn(from); from += batch) {
            const added = argumentLists.slice(from, from + batch);
            for (let index = from; index < from + added.length; index++) open.add(index);
            await jobs.addBulk(
              added.map((args, at) => ({ name: 'call', data: args, opts: { jobId: `${prefix}${from + at}` } })),
            );
          }
          allAdded = true;
          if (open.size === 0) finish();
        };
        addAll().catch(reject);
      });
    },
    usageOfOthers: () => Promise.all(children.map((child) => child.usage())),
    stop: async () => {
      for (const child of children) child.end();
      await jobs.obliterate({ force: true });
      await Promise.all([jobs.close(), events.close()]);
      connection.disconnect();
      eventConnection.disconnect();
    },
  };
}

/** In a child process: works off the jobs until the process ends. */
export async function consumeQueue(
  call: UserFunction,
  { queueName, redisUrl }: { queueName: string; redisUrl: string },
): Promise<void> {
  const worker = new Worker<unknown[], JobAnswer>(
    queueName,
    async ({ data }) => {
      const calls = new Calls();
      const begun = performance.now();
      await callSerially(call, [data], calls, () => true);
      return { ...calls.results[0]!, ms: performance.now() - begun };
    },
    { connection: connect(redisUrl), concurrency: 1 },
  );
  // Redis going away is told by the calls that never return; without a listener it would end the process.
  worker.on('error', () => {});
  await worker.waitUntilReady();
}

/** BullMQ asks for unlimited retries, because its commands wait for jobs. */
const connect = (redisUrl: string) => new Redis(redisUrl, { maxRetriesPerRequest: null });

async function checkRedis(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: connectWithinMs,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  let reason = 'no answer';
  redis.on('error', (error) => (reason = (error as NodeJS.ErrnoException).code ?? error.message));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    if (reason === 'no answer') reason = messageOf(error);
    throw new Error(`Redis does not answer (${reason})`);
  } finally {
    redis.disconnect();
  }
}
