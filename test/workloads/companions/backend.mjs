// What a workload talks to: an HTTP service, a small database and a name server, in a process that no workload starts.
// Prints its ports as a line of JSON; when its input ends it prints how much was asked of it at once, and goes.
import dgram from 'node:dgram';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const asked = { count: 0, open: 0, most: 0, latencyMs: 0, busyMs: 0 };
let busySince = 0;
/** Every answer passes here: latency added up over the time in which at least one was under way is the mean in flight. */
async function during(ms) {
  const from = performance.now();
  if (asked.open++ === 0) busySince = from;
  asked.count++;
  asked.most = Math.max(asked.most, asked.open);
  await sleep(ms);
  const now = performance.now();
  asked.latencyMs += now - from;
  if (--asked.open === 0) asked.busyMs += now - busySince;
}

const row = (id) => ({
  id,
  name: `item ${id}`,
  tags: [id % 3, id % 5, id % 7],
  price: (id * 7919) % 1000,
  stock: id % 11,
});
/** `/rows?ms=20&n=100&from=0`: n rows after ms milliseconds, and where the next page starts. */
const service = http.createServer(async (request, response) => {
  request.resume();
  const { searchParams } = new URL(request.url, 'http://localhost');
  const count = Number(searchParams.get('n') ?? 1);
  const from = Number(searchParams.get('from') ?? 0);
  await during(Number(searchParams.get('ms') ?? 20));
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ next: from + count, rows: Array.from({ length: count }, (_, i) => row(from + i)) }));
});
service.keepAliveTimeout = 30_000;

/** A line `<id> <ms> <key>` is answered after ms with `<id> <value>`; many may be under way on one connection. */
const database = net.createServer((socket) => {
  socket
    .setNoDelay(true)
    .setEncoding('utf8')
    .on('error', () => undefined);
  let rest = '';
  socket.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const [id, ms, key] = line.split(' ');
      void during(Number(ms)).then(() => socket.writable && socket.write(`${id} value-of-${key}\n`));
    }
  });
});

/** Answers every question for an A record with 127.0.0.1, after 30 ms. */
const names = dgram.createSocket('udp4');
names.on('message', async (question, peer) => {
  await during(30);
  let end = 12;
  while (question[end] !== 0) end += question[end] + 1;
  end += 5;
  const header = Buffer.from([question[0], question[1], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
  const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1]);
  names.send(Buffer.concat([header, question.subarray(12, end), answer]), peer.port, peer.address);
});

const listening = (server) =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
const ports = { BACKEND_PORT: await listening(service), DATABASE_PORT: await listening(database) };
names.bind(0, '127.0.0.1', () => console.log(JSON.stringify({ ...ports, DNS_PORT: names.address().port })));
process.stdin.resume().on('end', () => {
  const meanInFlight = asked.busyMs > 0 ? asked.latencyMs / asked.busyMs : 0;
  process.stdout.write(`${JSON.stringify({ requests: asked.count, meanInFlight, maxInFlight: asked.most })}\n`, () =>
    process.exit(0),
  );
});
