/** CommonJS: streams a CSV file line by line and posts every twenty rows to a service before it reads on. */
'use strict';
const { createReadStream, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const readline = require('node:readline');
const pMap = require('p-map-4');

exports.shape = 'CSV import, a batch at a time';
exports.service = { latencyMs: 18 };
const rowCount = 1600;
const batchRows = 20;

async function withFile(work) {
  const dir = mkdtempSync(path.join(tmpdir(), 'csv-'));
  const file = path.join(dir, 'people.csv');
  const rows = Array.from({ length: rowCount }, (_, id) => `${id},name ${id},${(id * 37) % 91},town ${id % 13}`);
  writeFileSync(file, ['id,name,age,town', ...rows].join('\n'));
  try {
    return await work(file);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const toRecord = (line) => {
  const [id, name, age, town] = line.split(',');
  return { id: Number(id), name, age: Number(age), town };
};

async function insert(records) {
  const sum = records.reduce((total, { age }) => total + age, 0);
  const response = await fetch(`${process.env.SERVICE_URL}/insert/${sum}`);
  await response.text();
  return records.length;
}

async function importFile(file) {
  let inserted = 0;
  let batch = [];
  for await (const line of readline.createInterface({ input: createReadStream(file) })) {
    if (line.startsWith('id,')) continue;
    batch.push(toRecord(line));
    if (batch.length === batchRows) {
      inserted += await insert(batch);
      batch = [];
    }
  }
  return inserted;
}

async function importAtOnce(file, concurrency) {
  const batches = [];
  for await (const line of readline.createInterface({ input: createReadStream(file) })) {
    if (line.startsWith('id,')) continue;
    if (batches.length === 0 || batches.at(-1).length === batchRows) batches.push([]);
    batches.at(-1).push(toRecord(line));
  }
  return (await pMap(batches, insert, { concurrency })).reduce((sum, one) => sum + one, 0);
}

exports.variants = {
  original: { run: () => withFile(importFile) },
  bounded: { model: 'async', sizes: [4, 16], run: (size) => withFile((file) => importAtOnce(file, size)) },
};
