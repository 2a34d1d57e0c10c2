/**
 * What each workload is, and why. `class` and `causes` are the answer that a profiler should give; where two causes are
 * honestly right both stand, the better first. `class: null` is for programs whose class the machine decides (how fast is
 * its disk?): then the unprofiled measurement of the same session says it. `bench/verdicts.mjs` refuses a label that this
 * measurement contradicts. `backend` starts companions/backend.mjs beside it, `load` the clients of companions/load.mjs.
 */
export const labels = {
  // Computing on the main thread
  'json-report.mjs': is('cpu-bound', 'javascript', 'parses, groups and prints in memory; no call leaves the thread'),
  'regex-backtracking.cjs': is(
    'cpu-bound',
    'javascript',
    'one expression explores 2^n ways; the engine’s built-in is JavaScript by our rule',
  ),
  'sort-records.cjs': is('cpu-bound', 'javascript', 'Array.sort with a comparator, nothing else'),
  'promise-storm.mjs': is(
    'cpu-bound',
    'javascript',
    'awaits only values that are there: 100 % CPU, no operation outside the thread',
  ),
  'await-resolved-cache.cjs': is(
    'cpu-bound',
    'javascript',
    'an await in a loop over resolved promises costs microtasks, not waiting',
  ),
  'immediate-chunks.cjs': is(
    'cpu-bound',
    'javascript',
    '40 ms pieces with a turn of the loop between them leave no idle time',
  ),
  'busy-poll-clock.cjs': is(
    'cpu-bound',
    'javascript',
    'polls Date.now: meant as waiting, but a processor is busy with it',
  ),
  'sync-then-timeout.cjs': is(
    'cpu-bound',
    'javascript',
    '1.6 s of loops, then 0.12 s of timer: 0.9 and more is computing',
  ),
  'wasm-generator.mjs': is(
    'cpu-bound',
    ['javascript', 'native'],
    'WebAssembly on the main thread: code of the program, run by the JavaScript engine',
  ),
  'typescript-market.ts': is('cpu-bound', 'javascript', 'an order book in memory, from TypeScript source'),
  'emitter-pipeline.mjs': is('cpu-bound', 'javascript', 'streams and events without any source outside the process'),
  'sudoku-generators.cjs': is('cpu-bound', 'javascript', 'recursive generators and string work'),
  'bigint-digits.mjs': is(
    'cpu-bound',
    ['javascript', 'garbage-collection'],
    'BigInt arithmetic; the engine’s built-ins are JavaScript by our rule',
  ),
  'template-render.cjs': is('cpu-bound', 'javascript', 'closures and strings; its garbage dies young and costs little'),
  'readline-big-file.mjs': is(
    'cpu-bound',
    'javascript',
    'the file is in the page cache, so splitting lines is what takes the time',
  ),
  'message-ping-pong.mjs': is(
    null,
    ['javascript', 'workers', 'native'],
    'cloning and dispatching messages, on both threads by turns; how long a thread takes to wake up depends on the machine',
  ),
  'hash-passwords-sync.cjs': is('cpu-bound', 'native', 'pbkdf2Sync computes in OpenSSL on the main thread'),
  'gzip-sync-archive.mjs': is('cpu-bound', 'native', 'gzipSync and brotliCompressSync compute in C on the main thread'),
  'gc-session-store.cjs': is(
    'cpu-bound',
    'garbage-collection',
    '100,000 live chains of objects replaced all the time: more than half of the CPU time is collection',
  ),
  'stat-tree-sync.cjs': is(
    'cpu-bound',
    'synchronous-io',
    'statSync and readdirSync on cached folders: kernel time in synchronous calls',
  ),

  // Computing elsewhere
  'pool-hash-passwords.mjs': is(
    'cpu-bound',
    'thread-pool',
    'eight pbkdf2 in flight: the loop idles, the pool computes',
  ),
  'pool-gzip-callbacks.cjs': is('cpu-bound', 'thread-pool', 'four gzip calls in flight compute in the pool'),
  'pool-read-large-files.mjs': is(
    'cpu-bound',
    ['thread-pool', 'javascript', 'garbage-collection'],
    'reading from the page cache is copying, mostly in pool threads',
  ),
  'gzip-stream-pipeline.mjs': is('cpu-bound', 'thread-pool', 'createGzip compresses in the pool, one block at a time'),
  'workers-two-primes.mjs': is('cpu-bound', 'workers', 'two workers compute, the main thread idles'),
  'workers-image-queue.cjs': is('cpu-bound', 'workers', 'a pool of two workers blurs; the main thread passes buffers'),
  'workers-bare-environment.cjs': is('cpu-bound', 'workers', 'as above, from source text with empty execArgv and env'),
  'main-blocked-for-worker.mjs': is(
    'cpu-bound',
    ['workers', 'lock'],
    'blocked in Atomics.wait while its own worker computes: computing by the rule',
  ),
  'fork-map.cjs': is('cpu-bound', 'child-processes', 'two forked processes compute'),
  'exec-sync-compile.cjs': is(
    'cpu-bound',
    ['child-processes', 'synchronous-io'],
    'execFileSync of a computing child: blocked, but its own child computes',
  ),

  // Waiting
  'keep-alive-serial.cjs': {
    ...is('io-bound', 'serial-awaits', 'one kept-alive request of 20 ms after the other'),
    backend: true,
  },
  'fetch-pages-by-cursor.mjs': {
    ...is('io-bound', 'serial-awaits', 'each page needs the cursor of the one before'),
    backend: true,
  },
  'database-serial.mjs': {
    ...is('io-bound', 'serial-awaits', 'one query of 12 ms in flight on one socket'),
    backend: true,
  },
  'worker-asks-service.mjs': {
    ...is('io-bound', 'serial-awaits', 'its only work is serial requests, made in a worker'),
    backend: true,
  },
  'database-pool.cjs': { ...is('io-bound', 'concurrent-io', 'six queries in flight over six sockets'), backend: true },
  'fetch-fan-out.mjs': { ...is('io-bound', 'concurrent-io', 'eight fetches in flight, batch by batch'), backend: true },
  'dns-resolver.mjs': { ...is('io-bound', 'concurrent-io', 'five name queries of 30 ms in flight'), backend: true },
  'timers-poller.cjs': is('io-bound', 'timers', 'an interval and nothing else'),
  'timers-nested-random.mjs': is('io-bound', 'timers', 'timers that start timers'),
  'timers-short-bursts.mjs': is('io-bound', 'timers', '4 ms of work every 100 ms'),
  'watch-config.mjs': is(
    'io-bound',
    ['timers', 'concurrent-io', 'serial-awaits'],
    'an interval of 250 ms and a few small reads',
  ),
  'upload-throttled.cjs': {
    ...is(
      'io-bound',
      ['timers', 'serial-awaits'],
      'pauses of 70 ms between requests of 10 ms: the pause is what it waits for',
    ),
    backend: true,
  },
  'worker-sleeps-in-lock.mjs': is(
    'io-bound',
    ['lock', 'workers'],
    'the only worker sleeps in Atomics.wait, the main thread waits for its message: nobody computes',
  ),
  'main-waits-on-lock.mjs': is('io-bound', 'lock', 'the main thread sits in Atomics.wait for a sleeping worker'),
  'spawn-sync-sleeps.cjs': is('io-bound', 'synchronous-io', 'spawnSync of sleep: blocked without computing'),
  'read-pipe-sync.cjs': is('io-bound', 'synchronous-io', 'readSync on a slow pipe: blocked in read()'),
  'fsync-journal.mjs': is(
    null,
    'synchronous-io',
    'fsync after each record: blocked on a disk, kernel time where the folder is in memory',
  ),
  'spawn-waits-in-turn.mjs': is(
    'io-bound',
    ['serial-awaits', 'child-processes'],
    'awaits one sleeping child after the other',
  ),
  'tiny-file-calls.mjs': is(
    null,
    ['javascript', 'thread-pool', 'concurrent-io'],
    'how main thread and pool share the work depends on the machine',
  ),

  // Both
  'mixed-wait-then-spin.mjs': {
    ...is('mixed', ['javascript', 'serial-awaits'], '20 ms of waiting and 20 ms of work by turns'),
    backend: true,
  },
  'mixed-parse-fetched.cjs': {
    ...is(
      'mixed',
      ['javascript', 'serial-awaits', 'garbage-collection'],
      'asks for waits as long as its own indexing took',
    ),
    backend: true,
  },
  'phases-compute-then-idle.cjs': is(
    'mixed',
    ['javascript', 'timers'],
    '1.3 s of computing, then 1.3 s of ticking: two phases',
  ),

  // Too little to tell
  'hello.cjs': is('insufficient-data', null, 'ends within milliseconds'),
  'server-idle.mjs': is('insufficient-data', null, 'nobody asks'),
  'server-low-load.mjs': {
    ...is('insufficient-data', null, 'two requests a second that cost nothing say nothing about what would limit it'),
    load: { connections: 1, pauseMs: 500 },
  },

  // Servers under load
  'server-spin.mjs': {
    ...is('cpu-bound', 'javascript', '30 ms of JavaScript a request, four clients without pause'),
    load: { connections: 4 },
  },
  'server-sync-files.cjs': {
    ...is('cpu-bound', 'synchronous-io', '10 ms of openSync and closeSync a request: kernel time'),
    load: { connections: 4 },
  },
  'server-pool-hash.mjs': {
    ...is('cpu-bound', 'thread-pool', 'pbkdf2 in the pool for each request'),
    load: { connections: 8, path: '/user/ID' },
  },
  'server-gc-cache.mjs': {
    ...is(
      'cpu-bound',
      'garbage-collection',
      'renews a cache of 100,000 live chains of objects: collection takes most of each request',
    ),
    load: { connections: 6 },
  },
  'server-leaks.mjs': {
    ...is(
      null,
      ['concurrent-io', 'serial-awaits', 'timers', 'javascript', 'thread-pool', 'garbage-collection'],
      'cheap requests from clients that pause 10 ms; what matters is that memory grows',
    ),
    load: { connections: 2, pauseMs: 10 },
    leaks: true,
  },
  'server-awaits-backend.mjs': {
    ...is('io-bound', 'concurrent-io', 'eight requests wait for a service at any time'),
    backend: true,
    load: { connections: 8 },
  },
  'server-allocates-and-waits.mjs': {
    ...is('io-bound', ['timers', 'concurrent-io'], 'each request sits out a timer of 250 ms; allocating is brief'),
    load: { connections: 8 },
  },
  'cluster-server.cjs': {
    ...is('cpu-bound', 'child-processes', 'the forked servers spin 15 ms a request, the primary idles'),
    load: { connections: 4 },
  },
  'spin-on-immediates.mjs': is('cpu-bound', ['javascript', 'native'], 'setImmediate in a circle: the loop never rests'),
  'main-and-worker-compute.cjs': is(
    'cpu-bound',
    ['javascript', 'workers'],
    'main thread and worker compute side by side all the time',
  ),
  'rsa-sign-sync.cjs': is('cpu-bound', 'native', 'RSA signatures computed by OpenSSL on the main thread'),
  'read-files-sync.cjs': is('cpu-bound', 'synchronous-io', 'readFileSync of cached files: copying in the kernel'),
  'async-hash-of-stream.mjs': is(
    'cpu-bound',
    ['native', 'thread-pool', 'javascript'],
    'hash.update on the main thread is most of it; reading is copying in the pool',
  ),
  'scrypt-one-at-a-time.cjs': is(
    'cpu-bound',
    'thread-pool',
    'one scrypt after the other: serial, but its own pool computes',
  ),
  'exec-children-in-parallel.mjs': is('cpu-bound', 'child-processes', 'two computing children at any time'),
  'exec-many-tools.cjs': is(
    null,
    ['synchronous-io', 'child-processes'],
    'execFileSync of a tool that does nothing: starting processes is kernel work, on both sides',
  ),
  'limited-fetches.ts': {
    ...is('io-bound', 'concurrent-io', 'four requests of 200 ms in flight, from TypeScript'),
    backend: true,
  },
  'long-poll.cjs': { ...is('io-bound', 'serial-awaits', 'one request of 450 ms at a time'), backend: true },
  'forked-children-rest.cjs': is(
    'io-bound',
    ['child-processes', 'timers', 'concurrent-io'],
    'waits for children that sit out timers',
  ),
  'worker-half-busy.mjs': is(
    'mixed',
    ['workers', 'timers'],
    'its worker computes half of the time and rests the other half',
  ),
  'server-offloads-to-workers.cjs': {
    ...is('cpu-bound', 'workers', '20 ms in a worker for each request, four clients without pause'),
    load: { connections: 4 },
  },
  'server-waits-and-renders.mjs': {
    ...is('mixed', ['javascript', 'serial-awaits'], '20 ms of waiting and 20 ms of rendering a request, one at a time'),
    backend: true,
    load: { connections: 1 },
  },
  'server-reads-files.mjs': {
    ...is(
      null,
      ['javascript', 'thread-pool', 'concurrent-io', 'timers', 'serial-awaits'],
      'file streams for clients with pauses: how long each takes is the machine’s',
    ),
    load: { connections: 6, pauseMs: 30 },
  },
};

function is(boundClass, causes, why) {
  return { class: boundClass, causes: Array.isArray(causes) ? causes : [causes], why };
}
