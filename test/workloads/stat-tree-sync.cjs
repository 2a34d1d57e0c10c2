'use strict';
// Walks a tree of folders again and again, as a watcher without notifications does.
const fs = require('fs');
const os = require('os');
const path = require('path');

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'stat-tree-'));
for (let d = 0; d < 20; d++) {
  fs.mkdirSync(path.join(root, `d${d}`));
  for (let f = 0; f < 20; f++) fs.writeFileSync(path.join(root, `d${d}`, `f${f}.txt`), 'x');
}

function newest(folder) {
  let latest = 0;
  for (const name of fs.readdirSync(folder)) {
    const place = path.join(folder, name);
    const info = fs.statSync(place);
    latest = Math.max(latest, info.mtimeMs, info.isDirectory() ? newest(place) : 0);
  }
  return latest;
}

const end = Date.now() + 1500;
let walks = 0;
for (; Date.now() < end; walks++) newest(root);
fs.rmSync(root, { recursive: true });
console.log(`${walks} walks`);
