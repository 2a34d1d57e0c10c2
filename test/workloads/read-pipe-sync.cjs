'use strict';
// Reads measurements from a slow pipe with the synchronous call: the thread sits in read().
const { execFileSync, spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pipe-'));
const pipe = path.join(folder, 'sensor');
execFileSync('mkfifo', [pipe]);
const sensor = spawn('sh', [
  '-c',
  `for n in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 0.12; echo value $n; done > "$0"`,
  pipe,
]);

const input = fs.openSync(pipe, 'r');
const buffer = Buffer.alloc(100);
const values = [];
for (let length; (length = fs.readSync(input, buffer)) > 0;) values.push(buffer.toString('utf8', 0, length).trim());
fs.closeSync(input);
fs.rmSync(folder, { recursive: true });
sensor.on('exit', () => console.log(`${values.length} values`));
