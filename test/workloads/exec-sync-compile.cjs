'use strict';
// A build script: calls a (computing) tool synchronously for each package.
const { execFileSync } = require('child_process');

const tool = `
const end = Date.now() + 350;
let checksum = 0;
while (Date.now() < end) for (let i = 0; i < 1e5; i++) checksum = (checksum * 31 + i) | 0;
console.log(checksum);
`;
const results = ['core', 'server', 'client', 'docs'].map((name) => {
  const output = execFileSync(process.execPath, ['-e', tool, name], { encoding: 'utf8' });
  return `${name}: ${output.trim()}`;
});
console.log(results.join('\n'));
