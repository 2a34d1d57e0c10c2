/**
 * What was observed outside → the true budget, the share of computing, and which causes are possible. By the rules of the
 * Report, from the kernel's clocks instead of samples; pure.
 */

/** Readings are joined to windows of at least this: shorter ones split one slice of the scheduler between two. */
const windowMs = 50;
/** A helper with less CPU than this in a window was not held up by a full machine, it only woke up late. */
const worksFromShare = 0.01;
/** Collection from this share of all computing on is the cause to name. */
const garbageDominates = 1 / 3;
/** A loop of nothing but statSync spends 0.4 in the kernel, the rest on its way there; one of JavaScript at most 0.1. */
const callsAKernel = 0.25;
/** One at a time, and now and then two. */
const serialInFlight = 1.5;
/** Node itself takes 30 to 60 ms to start; a program that adds no more than that cannot be judged. */
const briefCpuMs = 100;
/** A thread that is on the processor for less than this is idle; starting Node within 2.5 s is 0.02. */
const idleCpu = 0.1;

export function truthOf({ pid, readings, said, backend }) {
  const end = said.find((line) => line.k === 'end' && line.pid === pid);
  if (!end) throw new Error('the workload left no final reading');
  const wallMs = (end.end - end.start) / 1e6;
  const waitMs = Math.min(wallMs, end.idleMs);
  const busyMs = wallMs - waitMs;
  // The collector sleeps while its helper threads work: that is collecting, not blocking.
  const blockedMs = Math.max(0, busyMs - end.cpuMs - end.queueMs - end.gcMs);
  const computingMs = busyMs - blockedMs;
  const helped = overlapOf(windowsOf(readings, end, said, pid));
  const awaitedMs = Math.min(helped.threadPool + helped.workers + helped.childProcesses, waitMs + blockedMs);
  const gcMs = Math.min(end.gcMs, computingMs);
  return {
    wallMs,
    /** Shares; the collector's part is known but belongs to computing, so the two stand as one. */
    budget: { computing: computingMs / wallMs, blocked: blockedMs / wallMs, wait: waitMs / wallMs },
    gc: gcMs / wallMs,
    cpu: end.cpuMs / wallMs,
    systemShare: end.systemShare,
    helped,
    /** Workers without the observer (those with an environment of their own): their threads cannot be told from the pool's. */
    hiddenWorkers: end.workers - said.filter((line) => line.k === 'worker' && line.pid === pid).length,
    /** By the rule: own CPU, and waiting while the program's own helpers compute. */
    computing: (computingMs + awaitedMs) / wallMs,
    backend,
  };
}

/** Per window: how long the main thread did not compute, and what each kind of helper used or was ready to use. */
function windowsOf(readings, { start, end }, said, pid) {
  const engineThreads = new Set(
    said.filter((line) => line.k === 'start').flatMap((line) => line.threads.map((tid) => `${line.pid}/${tid}`)),
  );
  // The first thread of each child is in its list as well, but it is no thread of the engine.
  for (const line of said) if (line.k === 'start') engineThreads.delete(`${line.pid}/${line.pid}`);
  const workers = new Set(said.filter((line) => line.k === 'worker').map((line) => `${line.pid}/${line.tid}`));
  const kindOf = (id, group) => {
    if (engineThreads.has(id)) return null;
    if (group === 'children') return 'childProcesses';
    return workers.has(id) ? 'workers' : 'threadPool';
  };
  const windows = [];
  let before = null;
  let childrenSeenMs = 0;
  for (const reading of readings) {
    if (reading.at < start || reading.at > end) continue;
    if (before === null) {
      before = reading;
      childrenSeenMs = childrenCpu(reading, engineThreads);
      continue;
    }
    const length = (reading.at - before.at) / 1e6;
    if (length < windowMs) continue;
    const used = { threadPool: 0, workers: 0, childProcesses: 0 };
    let main = 0;
    for (const group of ['threads', 'children']) {
      for (const [id, [cpu, queue]] of Object.entries(reading[group])) {
        const [cpuBefore, queueBefore] = before[group][id] ?? [0, 0];
        const grown = cpu - cpuBefore;
        const demand = grown > worksFromShare * length ? grown + queue - queueBefore : grown;
        if (id === `${pid}/${pid}`) main = demand;
        else if (kindOf(id, group) !== null) used[kindOf(id, group)] += demand;
      }
    }
    // Children that came and went between two readings show only in their parent's sum.
    const childrenNow = childrenCpu(reading, engineThreads);
    used.childProcesses = Math.max(used.childProcesses, childrenNow - childrenSeenMs);
    childrenSeenMs = Math.max(childrenSeenMs, childrenNow);
    windows.push({ length, main, used });
    before = reading;
  }
  return windows;
}

const childrenCpu = (reading, engineThreads) =>
  Object.entries(reading.children).reduce(
    (sum, [id, [cpu]]) => sum + (engineThreads.has(id) ? 0 : cpu),
    reading.collectedMs,
  );

/** Milliseconds in which the main thread did not compute while helpers did, at most as much as they used. */
function overlapOf(windows) {
  const overlap = { threadPool: 0, workers: 0, childProcesses: 0 };
  for (const { length, main, used } of windows) {
    const sum = used.threadPool + used.workers + used.childProcesses;
    if (!(sum > 0)) continue;
    const both = Math.min(Math.max(0, length - main), sum);
    for (const kind of Object.keys(overlap)) overlap[kind] += (both * used[kind]) / sum;
  }
  return overlap;
}

export const classOf = (computing) => (computing <= 0.3 ? 'io-bound' : computing >= 0.7 ? 'cpu-bound' : 'mixed');

/**
 * Where the machine decides, two runs of a minute's distance differ: near a border both classes are right. A tenth is what
 * the measured share of such programs moves from run to run on a machine that others use.
 */
const drift = 0.1;
export const classesNear = (computing) => [...new Set([-drift, 0, drift].map((error) => classOf(computing + error)))];

/** Every cause that the outside view leaves possible: what took most of the side of the class, and nothing else. */
export function possibleCauses(truth, boundClass) {
  const { budget, gc, wallMs, systemShare, helped, backend } = truth;
  const share = (ms) => ms / wallMs;
  const helpers = share(helped.threadPool + helped.workers + helped.childProcesses);
  const own = budget.computing - gc;
  const notAwaited = Math.max(0, 1 - helpers / Math.max(1e-9, budget.wait + budget.blocked));
  // Asynchronous calls enter the kernel as well: system time may be JavaScript's, but user time is no system call.
  const computing = [
    [own * (1 - systemShare), ['javascript', 'native']],
    [own * systemShare, ['synchronous-io', 'javascript']],
    [gc, ['garbage-collection']],
    [share(helped.threadPool), truth.hiddenWorkers > 0 ? ['thread-pool', 'workers'] : ['thread-pool']],
    [share(helped.workers), ['workers']],
    [share(helped.childProcesses), ['child-processes']],
  ];
  const waiting = [
    [budget.blocked * notAwaited, ['lock', 'synchronous-io']],
    [budget.wait * notAwaited, waitsFor(backend)],
  ];
  const side =
    boundClass === 'cpu-bound' ? computing : boundClass === 'io-bound' ? waiting : [...computing, ...waiting];
  const most = Math.max(...side.map(([time]) => time));
  // Two that took about the same may both be named.
  const named = systemShare >= callsAKernel && boundClass !== 'io-bound' ? ['synchronous-io'] : [];
  named.push(...side.filter(([time]) => time >= 0.8 * most).flatMap(([, causes]) => causes));
  if (boundClass !== 'io-bound' && gc >= garbageDominates * (budget.computing + helpers))
    named.push('garbage-collection');
  if (helped.childProcesses > 0 && budget.blocked > 0.5) named.push('synchronous-io');
  if (helped.workers > 0 && budget.blocked > 0.5) named.push('lock');
  return new Set(named);
}

/** The other side counted what was asked of it at once; without one anything may have been waited for. */
function waitsFor(backend) {
  if (!backend || backend.requests === 0)
    return ['timers', 'serial-awaits', 'concurrent-io', 'workers', 'lock', 'child-processes'];
  return backend.meanInFlight > serialInFlight ? ['concurrent-io', 'timers'] : ['serial-awaits', 'timers'];
}

/** Null when the measurement agrees; else why the label cannot stand. */
export function contradiction(label, truth) {
  if (label.class === 'insufficient-data') {
    const isBrief = truth.cpu * truth.wallMs < briefCpuMs;
    return isBrief || truth.cpu < idleCpu
      ? null
      : `on the processor for ${truth.cpu.toFixed(2)} of ${truth.wallMs.toFixed(0)} ms`;
  }
  const measured = classOf(truth.computing);
  if (label.class !== null && label.class !== measured) {
    return `measured ${measured}: computing ${truth.computing.toFixed(2)}`;
  }
  const possible = possibleCauses(truth, measured);
  return label.causes.some((cause) => possible.has(cause)) ? null : `measured ${[...possible].join(' or ')}`;
}
