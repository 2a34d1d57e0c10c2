// Retries with a synchronous sleep: the main thread neither computes nor serves its event loop.
// The profiler should say: I/O-bound, blocked in a lock (`Atomics.wait`), and that nothing else can run meanwhile.
const bell = new Int32Array(new SharedArrayBuffer(4));

function sleepSync(milliseconds) {
  Atomics.wait(bell, 0, 0, milliseconds);
}

function tryToConnect(attempt) {
  return attempt >= 8;
}

let attempt = 0;
while (!tryToConnect(attempt)) {
  sleepSync(200);
  attempt++;
}
console.log(`connected after ${attempt} attempts`);
