/** A small job queue of its own with two runners; the service behind it would take many more. */
export const shape = 'own job queue, two runners';
export const service = { latencyMs: 25 };

class JobQueue {
  #waiting = [];
  #running = 0;
  #idle = Promise.withResolvers?.() ?? deferred();

  constructor(runners) {
    this.runners = runners;
  }

  add(job) {
    this.#waiting.push(job);
    this.#next();
  }

  async #work(job) {
    await job();
    this.#running--;
    this.#next();
  }

  #next() {
    while (this.#running < this.runners && this.#waiting.length > 0) {
      this.#running++;
      void this.#work(this.#waiting.shift());
    }
    if (this.#running === 0) this.#idle.resolve();
  }

  drained() {
    return this.#idle.promise;
  }
}

function deferred() {
  const one = {};
  one.promise = new Promise((resolve) => (one.resolve = resolve));
  return one;
}

async function notifyAll(runners) {
  const queue = new JobQueue(runners);
  let letters = 0;
  for (let id = 0; id < 130; id++)
    queue.add(async () => {
      const response = await fetch(`${process.env.SERVICE_URL}/notify/${id}`);
      letters += (await response.text()).length;
    });
  await queue.drained();
  return letters;
}

export const variants = {
  original: { run: () => notifyAll(2) },
  more: { model: 'async', sizes: [4, 10, 20, 40], run: notifyAll },
};
