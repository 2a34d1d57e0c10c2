// Hashes passwords with the asynchronous call, eight at a time: the event loop is free, the pool's threads are not.
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

const hash = promisify(pbkdf2);
const end = performance.now() + 1500;
let done = 0;

async function lane(id) {
  while (performance.now() < end) {
    await hash(`password ${done}`, `salt ${id}`, 40_000, 64, 'sha512');
    done++;
  }
}
await Promise.all(Array.from({ length: 8 }, (_, id) => lane(id)));
console.log(`${done} passwords hashed`);
