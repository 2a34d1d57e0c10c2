/** What the variants of the programs share: pools, processes and servers, as a developer would write them. */
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const runner = fileURLToPath(new URL('run.mjs', import.meta.url));

/** `exportName` of the module `url` for every input, on `size` worker threads; `atOnce` bounds what waits in the queue. */
export async function inWorkers(url, exportName, inputs, size, atOnce = inputs.length) {
  const [{ Piscina }, { default: pMap }] = await Promise.all([import('piscina'), import('p-map')]);
  const pool = new Piscina({ filename: fileURLToPath(url), minThreads: size, maxThreads: size });
  const results = await pMap(inputs, (input) => pool.run(input, { name: exportName }), { concurrency: atOnce });
  await pool.destroy();
  return results;
}

/** The same in `size` processes, each given its share of the inputs in one message. */
export async function inProcesses(url, exportName, inputs, size) {
  const shares = pieces(inputs, size);
  const answers = await Promise.all(
    shares.map(async (share) => {
      const child = fork(runner, ['--answer', url, exportName], { serialization: 'advanced' });
      child.send(share);
      const [answer] = await once(child, 'message');
      child.disconnect();
      return answer;
    }),
  );
  return answers.flat();
}

/** `list` cut into `count` parts of about one length, in order. */
export const pieces = (list, count) =>
  Array.from({ length: count }, (_, at) =>
    list.slice(Math.floor((at * list.length) / count), Math.floor(((at + 1) * list.length) / count)),
  );

/** Serves until it is asked for /quit; tells the port on standard output. */
export async function serve(handler) {
  const server = createServer((request, response) => {
    if (request.url === '/quit') return void response.end(() => quit());
    handler(request, response);
  });
  await once(server.listen(cluster.isWorker ? Number(process.env.BENCH_PORT ?? 0) : 0, '127.0.0.1'), 'listening');
  if (cluster.isWorker) process.send({ port: server.address().port });
  else console.log(`port ${server.address().port}`);
}

function quit() {
  if (cluster.isWorker) process.send({ quit: true });
  else process.exit(0);
}

/** `size` processes of a server behind one port. Call it in the variant; the processes run the same variant. */
export async function serveInCluster(handler, size) {
  if (cluster.isWorker) return serve(handler);
  const ports = Array.from({ length: size }, () => once(cluster.fork(), 'message'));
  const [[{ port }]] = await Promise.all(ports);
  console.log(`port ${port}`);
  cluster.on('message', (_worker, message) => message.quit && process.exit(0));
}

/** The text of an answer of the service that runs beside the program. */
export async function ask(path) {
  const response = await fetch(`${process.env.SERVICE_URL}${path}`);
  return response.text();
}

/** Keeps a processor busy in a way that no compiler removes: `rounds` steps of a small generator. */
export function spin(rounds, seed = 1) {
  let x = seed | 1;
  for (let i = 0; i < rounds; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x >>> 0;
}
