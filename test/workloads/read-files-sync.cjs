'use strict';
// Reads and writes whole files with the synchronous calls, as configuration loaders and build scripts do.
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'read-files-'));
const names = Array.from({ length: 30 }, (_, n) => path.join(folder, `part-${n}`));
for (const name of names) fs.writeFileSync(name, Buffer.alloc(300_000, name));

const end = Date.now() + 1400;
let bytes = 0;
for (let n = 0; Date.now() < end; n++) {
  const content = fs.readFileSync(names[n % names.length]);
  bytes += content.length;
  if (n % 10 === 0) fs.writeFileSync(names[(n + 1) % names.length], content);
}
fs.rmSync(folder, { recursive: true });
console.log(`${bytes} bytes`);
