'use strict';
// A deployment script that waits in synchronous child processes which only sleep.
const { spawnSync } = require('child_process');

for (const step of ['drain', 'switch', 'verify', 'resume', 'report']) {
  const { status } = spawnSync('sleep', ['0.3']);
  console.log(`${step}: ${status}`);
}
