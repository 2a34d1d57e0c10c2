/** Small tools of the system in synchronous calls; most of the time goes by in other processes. */
import { execFileSync } from 'node:child_process';

const times = Math.round(27 * Number(process.argv[2] ?? 1));
const script = 'i=0; while [ $i -lt 40000 ]; do i=$((i+1)); done; echo $i';
let sum = 0;
for (let at = 0; at < times; at++) sum += Number(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }));
console.log(sum);
