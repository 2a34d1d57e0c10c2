// Clients of a server workload, in a process that the server did not start: waits for the port that the server writes
// into a file, then keeps so many connections busy until the server goes away, for ten seconds at most.
//   node load.mjs PORT_FILE CONNECTIONS [PAUSE_MS [PATH]]
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const [portFile, connections, pauseMs = '0', path = '/'] = process.argv.slice(2);
const deadline = performance.now() + 10_000;

async function portOfServer() {
  while (performance.now() < deadline) {
    try {
      const port = Number(readFileSync(portFile, 'utf8'));
      if (port > 0) return port;
    } catch {
      // It has not been written yet.
    }
    await sleep(10);
  }
  throw new Error(`no server wrote its port to ${portFile}`);
}

const port = await portOfServer();
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(connections) });
const ask = (client, turn) =>
  new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, agent, path: path.replace('ID', `${client * 1000 + turn}`) }, (response) => {
        response.resume().on('end', resolve).on('error', reject);
      })
      .on('error', reject);
  });

let served = 0;
async function client(id) {
  try {
    for (let turn = 0; performance.now() < deadline; turn++) {
      await ask(id, turn);
      served++;
      if (Number(pauseMs) > 0) await sleep(Number(pauseMs));
    }
  } catch {
    // The server has closed: that is how it ends.
  }
}
await Promise.all(Array.from({ length: Number(connections) }, (_, id) => client(id)));
console.log(JSON.stringify({ served }));
process.exit(0);
