/**
 * `node load.mjs PORT REQUESTS CONNECTIONS`: that many requests over that many connections, after a tenth of them to warm up.
 * Prints the milliseconds and a sum over the answers, by which two servers can be told to answer alike.
 */
import { Agent, get } from 'node:http';

const [port, requests, connections] = process.argv.slice(2).map(Number);
const agent = new Agent({ keepAlive: true, maxSockets: connections });

const ask = (path) =>
  new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent }, (response) => {
      let sum = 0;
      response.on('data', (chunk) => {
        for (const byte of chunk) sum = (sum * 31 + byte) | 0;
      });
      response.on('end', () => resolve(sum));
    }).on('error', reject);
  });

async function drive(count) {
  let asked = 0;
  let total = 0;
  const lane = async () => {
    while (asked < count) {
      const sum = await ask(`/${asked++}`);
      total = (total + sum) | 0;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return total;
}

await drive(Math.ceil(requests / 10));
const begin = performance.now();
const sum = await drive(requests);
console.log(JSON.stringify({ ms: performance.now() - begin, sum }));
await new Promise((resolve) => get({ host: '127.0.0.1', port, path: '/quit' }, resolve).on('error', resolve));
agent.destroy();
