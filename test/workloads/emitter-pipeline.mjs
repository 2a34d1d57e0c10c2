// A log pipeline of event emitters and object streams: all in memory, all synchronous.
import { EventEmitter } from 'node:events';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

class Counter extends EventEmitter {
  counts = new Map();
  constructor() {
    super();
    this.on('entry', ({ path, status }) =>
      this.counts.set(`${status} ${path}`, (this.counts.get(`${status} ${path}`) ?? 0) + 1),
    );
    this.on('entry', ({ status }) => status >= 500 && this.emit('failure', status));
  }
}

function* logLines(until) {
  for (let n = 0; performance.now() < until; n++) {
    yield `10.0.${n % 256}.${(n >> 8) % 256} - - [20/Nov/2026] "GET /page/${n % 50}?q=${n} HTTP/1.1" ${n % 90 === 0 ? 503 : 200} ${n % 4096}`;
  }
}

const pattern = /^(\S+) - - \[([^\]]+)\] "(\w+) ([^ ?]+)\S* [^"]+" (\d+) (\d+)$/;
const parse = new Transform({
  objectMode: true,
  transform(line, _encoding, done) {
    const match = pattern.exec(line);
    done(null, match ? { path: match[4], status: Number(match[5]), bytes: Number(match[6]) } : undefined);
  },
});

const counter = new Counter();
let failures = 0;
counter.on('failure', () => failures++);
await pipeline(Readable.from(logLines(performance.now() + 1400)), parse, async (entries) => {
  for await (const entry of entries) counter.emit('entry', entry);
});
console.log(`${counter.counts.size} pages, ${failures} failures`);
