/** Runs one workload and says how long its work took, and how long after the start of the process it began. */
import { workloads } from './index.mjs';

const name = process.argv[2];
const begin = performance.now();
if (name !== 'nothing') await workloads[name]();
console.log(JSON.stringify({ workMs: performance.now() - begin, startMs: begin }));
