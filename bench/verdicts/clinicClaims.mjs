/**
 * What clinic doctor's answers claim, in our words, and whether a claim holds for a workload. Its texts decide
 * (`recommendations/*-summary.md` of the package), and where one leaves room, it is read in clinic's favour. Pure.
 */

/** Causes that each answer may mean. The other answers claim nothing: "none", "data", "unknown", or no answer at all. */
export const claims = {
  /** "long running synchronous operations blocking the thread": whatever holds the main thread, computing or not. */
  'event-loop': ['javascript', 'native', 'garbage-collection', 'synchronous-io', 'lock'],
  /** "a memory management issue". */
  gc: ['garbage-collection'],
  /** "long-running asynchronous activities": all that the loop waits for, the program's own pool, workers and children too. */
  io: ['concurrent-io', 'serial-awaits', 'timers', 'thread-pool', 'workers', 'child-processes'],
};

/** In one line each, for the head of the table. */
export const readings = {
  'event-loop': 'the main thread is held: JavaScript, native work, collection, synchronous I/O or a lock',
  gc: 'garbage collection',
  io: 'the loop waits: for I/O, timers, its own pool, workers or children',
  unknown: 'an issue without a category; right where a program is mixed, else no answer',
  none: '"everything looks good"; right where there is too little to tell, else no answer',
  data: '"something went wrong with the data", or too few readings; as "none"',
};

/**
 * `answer`: clinic's category. `expected`: the true class; `causes`: those that the label
 * allows. A claim holds when it means one of the causes; the class follows from it, since it names none.
 */
export function judgeClaim(answer, expected, causes) {
  if (expected === 'insufficient-data') return claims[answer] || answer === 'unknown' ? 'wrong' : 'right';
  if (answer === 'unknown') return expected === 'mixed' ? 'right' : 'no answer';
  if (!claims[answer]) return 'no answer';
  return claims[answer].some((cause) => causes.includes(cause)) ? 'right' : 'wrong';
}
