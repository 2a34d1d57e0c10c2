import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { deleteCapture, listCaptures } from '../../../src/profiler/capture/list.ts';
import { finaliseCapture } from '../../../src/profiler/capture/finalise.ts';
import { loadCapture } from '../../../src/profiler/capture/load.ts';
import { openReport } from '../../../src/profiler/openReport.ts';
import { recordedCapture, temporaryFolder } from './captureFolder.ts';

test('a recorded capture becomes standard files and loses what was temporary', async (context) => {
  const folder = temporaryFolder(context);
  const { dir } = recordedCapture(folder);
  const manifest = await finaliseCapture(dir);

  assert.equal(manifest.state, 'complete');
  assert.deepEqual(readdirSync(dir).sort(), [
    'CPU.10-0.cpuprofile',
    'Heap.10-0.1.heapprofile',
    'Heap.10-0.2.heapprofile',
    'Heap.10-0.heapprofile',
    'capture.json',
    'events.10-0.jsonl',
    'functions.json',
    'source-maps.json',
  ]);
  const [main] = manifest.threads;
  assert.equal(manifest.threads.length, 1);
  assert.deepEqual(
    [main?.kind, main?.name, main?.startMicros, main?.endMicros, main?.end],
    ['main', 'app.js', 5000, 1_995_000, 'flushed'],
  );
  assert.deepEqual(main?.heapProfiles, [
    { atMicros: 50_000, file: 'Heap.10-0.1.heapprofile' },
    { atMicros: 50_001, file: 'Heap.10-0.2.heapprofile' },
    { atMicros: 50_002, file: 'Heap.10-0.heapprofile' },
  ]);
  const text = readFileSync(path.join(folder, 'app.js'));
  assert.deepEqual(manifest.sources, [
    { file: path.join(folder, 'app.js'), sha256: createHash('sha256').update(text).digest('hex') },
  ]);
  assert.deepEqual(manifest.warnings, []);
});

test('finishing twice changes nothing', async (context) => {
  const { dir } = recordedCapture(temporaryFolder(context));
  const first = await finaliseCapture(dir);
  assert.deepEqual(await finaliseCapture(dir), first);
});

test('a finished capture loads with its windows joined', async (context) => {
  const { dir } = recordedCapture(temporaryFolder(context));
  const capture = await loadCapture(dir);
  const profile = capture.threads[0]?.cpuProfile;
  assert.equal(profile?.startTime, 10_000);
  assert.equal(profile?.endTime, 1_990_000);
  assert.equal(profile?.samples?.length, profile?.timeDeltas?.length);
  assert.ok(profile?.timeDeltas?.every((delta) => delta > 0));
  assert.deepEqual(
    capture.threads[0]?.heapProfiles.map(({ profile: { head } }) => head.children[0]?.selfSize),
    [100, 200, 300],
  );
  assert.equal(capture.threads[0]?.events.length, 3);
  assert.equal(capture.callCounts, null);
});

test('a capture that was cut off mid-write keeps what can be read and says what is missing', async (context) => {
  const folder = temporaryFolder(context);
  const { dir, put } = recordedCapture(folder, {
    endMicros: null,
    exit: null,
    requested: undefined,
    cpuCount: undefined,
  });
  const events = readFileSync(path.join(dir, 'events.10-0.jsonl'), 'utf8').split('\n');
  put('events.10-0.jsonl', `${events.slice(0, 2).join('\n')}\n{"k":"mem","t":1500000,"rs`);
  put('raw/10-0/cpu-2.json', '{"nodes":[{"id":1,"callFr');
  put('raw/10-0/cpu-3.json.tmp', '{"no');
  put('raw/10-0/heap-3.json', '{"head":{"callFrame"');
  const { manifest, threads } = await loadCapture(dir);

  assert.equal(manifest.state, 'complete');
  assert.deepEqual(manifest.exit, { code: null, signal: null, reason: 'killed' });
  assert.equal(manifest.endMicros, 1_990_000);
  assert.equal(manifest.requested.cpuIntervalMicros, 1000);
  assert.equal(threads[0]?.entry.end, 'cut');
  assert.ok((threads[0]?.cpuProfile?.samples?.length ?? 0) > 1900);
  assert.equal(threads[0]?.heapProfiles.length, 3);
  assert.match(manifest.warnings.join('\n'), /cut off/);
  assert.match(manifest.warnings.join('\n'), /1 of the CPU files of the main thread could not be read/);
});

test('a capture of which only the first manifest was written opens', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(
    path.join(folder, 'capture.json'),
    JSON.stringify({ format: 'concurrency-profiler-capture', version: 1, state: 'recording' }),
  );
  const report = await openReport(folder);
  assert.equal(report.verdict.class, 'insufficient-data');
  assert.match(report.warnings.join('\n'), /Nothing was recorded/);
});

test('a lost window is named', async (context) => {
  const folder = temporaryFolder(context);
  const { dir, put } = recordedCapture(folder);
  const late = readFileSync(path.join(dir, 'raw/10-0/cpu-1.json'), 'utf8')
    .replace('"startTime":999900', '"startTime":3500000')
    .replace('"endTime":1990000', '"endTime":4490100');
  put('raw/10-0/cpu-1.json', late);
  const { warnings } = await finaliseCapture(dir);
  assert.match(warnings.join('\n'), /2\.5 s of the CPU profile of the main thread are missing/);
});

test('of many heap checkpoints the first, the last and some between are kept', async (context) => {
  const { dir, put } = recordedCapture(temporaryFolder(context));
  const checkpoint = JSON.parse(readFileSync(path.join(dir, 'raw/10-0/heap-0.json'), 'utf8')) as object;
  for (let index = 0; index < 30; index++) {
    put(`raw/10-0/heap-${index}.json`, JSON.stringify({ ...checkpoint, atMicros: index }));
  }
  const { threads } = await finaliseCapture(dir);
  const times = threads[0]?.heapProfiles.map(({ atMicros }) => atMicros);
  assert.deepEqual(times, [0, 5, 11, 17, 23, 29]);
});

test('source maps beside the script and in data: URLs are collected, their sources hashed', async (context) => {
  const folder = temporaryFolder(context);
  const { dir } = recordedCapture(folder);
  writeFileSync(path.join(folder, 'app.ts'), 'original\n');
  writeFileSync(path.join(folder, 'app.js'), 'function work() {}\n//# sourceMappingURL=app.js.map\n');
  writeFileSync(
    path.join(folder, 'app.js.map'),
    JSON.stringify({ version: 3, sources: ['app.ts'], names: [], mappings: 'AAAA', sourcesContent: ['original\n'] }),
  );
  const { manifest, sourceMaps } = await loadCapture(dir);
  const url = `file://${path.join(folder, 'app.js')}`;
  assert.deepEqual((sourceMaps[url] as { sources: string[] }).sources, [`file://${path.join(folder, 'app.ts')}`]);
  assert.deepEqual(
    manifest.sources.map(({ file }) => path.basename(file)),
    ['app.js', 'app.ts'],
  );
});

test('a damaged profile of a finished capture is left out with a warning', async (context) => {
  const { dir, put } = recordedCapture(temporaryFolder(context));
  await finaliseCapture(dir);
  put('CPU.10-0.cpuprofile', 'not a profile');
  const { manifest, threads } = await loadCapture(dir);
  assert.equal(threads[0]?.cpuProfile, null);
  assert.match(manifest.warnings.join('\n'), /CPU\.10-0\.cpuprofile is missing or is not a profile/);
});

test('names in a manifest cannot lead out of the folder', async (context) => {
  const folder = temporaryFolder(context);
  const { dir, put } = recordedCapture(folder);
  const manifest = await finaliseCapture(dir);
  manifest.threads[0]!.cpuProfile = '../CPU.10-0.cpuprofile';
  writeFileSync(path.join(folder, 'CPU.10-0.cpuprofile'), readFileSync(path.join(dir, 'CPU.10-0.cpuprofile')));
  put('capture.json', JSON.stringify(manifest));
  assert.equal((await loadCapture(dir)).threads[0]?.cpuProfile, null);
});

test('what is no capture, a newer one, or still being recorded is refused with a sentence', async (context) => {
  const folder = temporaryFolder(context);
  const { dir, put } = recordedCapture(folder, { endMicros: null, recorderPid: process.pid });
  const refused = async (code: string) =>
    assert.rejects(loadCapture(dir), (error: { code?: string; message: string }) => {
      assert.equal(error.code, code);
      assert.ok(error.message.includes(dir));
      return true;
    });
  await refused('captureInProgress');
  put('capture.json', '{"format":"concurrency-profiler-capture","version":99}');
  await refused('captureNewer');
  put('capture.json', '{"format":"concurrency-profiler-capture","versi');
  await refused('captureDamaged');
  put('capture.json', '{"name":"my-package"}');
  await refused('notACapture');
  await assert.rejects(loadCapture(path.join(folder, 'missing')), { code: 'captureNotFound' });
});

test('captures are listed newest first, and deleting spares folders that are none', async (context) => {
  const root = temporaryFolder(context);
  for (const day of ['2026-01-01', '2026-01-03', '2026-01-02']) {
    const one = recordedCapture(temporaryFolder(context), { startedAt: `${day}T00:00:00.000Z` });
    writeFileSync(path.join(root, `${day}.json`), '');
    await import('node:fs/promises').then(({ cp }) => cp(one.dir, path.join(root, day), { recursive: true }));
  }
  const summaries = await listCaptures(root);
  assert.deepEqual(
    summaries.map(({ dir }) => path.basename(dir)),
    ['2026-01-03', '2026-01-02', '2026-01-01'],
  );
  await deleteCapture(summaries[0]!.dir);
  assert.equal(existsSync(summaries[0]!.dir), false);
  await assert.rejects(deleteCapture(root), { code: 'notACapture' });
  assert.deepEqual(await listCaptures(path.join(root, 'nowhere')), []);
});

test('the report is kept in the folder and made again when the capture changes', async (context) => {
  const { dir, put } = recordedCapture(temporaryFolder(context));
  const first = await openReport(dir);
  const file = path.join(dir, 'report.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"cpuCount":4', '"cpuCount":5'));
  assert.equal((await openReport(dir)).run.cpuCount, 5, 'the kept report is used');
  put('capture.json', readFileSync(path.join(dir, 'capture.json'), 'utf8'));
  assert.deepEqual(await openReport(dir), first);
});
