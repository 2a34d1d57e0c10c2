// Hashes passwords with the asynchronous API, sixteen at once: the work is done by libuv's pool while the main thread waits.
// The profiler should say: CPU-bound, thread pool (waiting for one's own pool is computing, not I/O).
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
let done = 0;
for (let batch = 0; batch < 16; batch++) {
  const keys = await Promise.all(
    Array.from({ length: 16 }, (_, index) => derive(`password ${index}`, 'salt', 60_000, 32, 'sha256')),
  );
  done += keys.length;
}
console.log(`${done} keys`);
