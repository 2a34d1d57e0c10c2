// Resolves the hosts of a mail queue, five names at a time, at a name server of its own.
import { Resolver } from 'node:dns/promises';

const resolver = new Resolver();
resolver.setServers([`127.0.0.1:${process.env.DNS_PORT}`]);

const end = performance.now() + 1500;
const addresses = new Set();
let asked = 0;
async function resolveNext() {
  while (performance.now() < end) {
    for (const address of await resolver.resolve4(`host-${asked++}.example`)) addresses.add(address);
  }
}
await Promise.all(Array.from({ length: 5 }, resolveNext));
console.log(`${asked} names, ${addresses.size} address`);
