'use strict';
// Calls a tiny tool synchronously, again and again, as version scripts do.
const { execFileSync } = require('child_process');

const end = Date.now() + 1500;
let calls = 0;
for (; Date.now() < end; calls++) execFileSync('true');
console.log(`${calls} calls`);
