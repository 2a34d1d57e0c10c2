/**
 * Runs one workload and says how long its work took, and how long after the start of the process it began. The second argument
 * (0 to 1) shifts the heap: that share of a megabyte of garbage is dropped first. V8 sizes its heap by what survives the first
 * collections, and where that is on an edge, the least shift decides: 100 kB of garbage before 'growing map' turn 25 scavenges
 * into 72 and 1.9 s into 2.4 (Node 20, nothing else in the process). Over several shifts, profiled and plain runs meet such
 * edges alike.
 */
import { workloads } from './index.mjs';

const name = process.argv[2];
const garbageBytes = Number(process.argv[3] ?? 0) * 1e6;
const bytesOfOne = 64;
for (let dropped = 0; dropped < garbageBytes; dropped += bytesOfOne) globalThis.dropped = { dropped, list: [dropped] };
const begin = performance.now();
if (name !== 'nothing') await workloads[name]();
console.log(JSON.stringify({ workMs: performance.now() - begin, startMs: begin }));
