/**
 * `node bench/compare.mjs --load none|busy --out FOLDER
 * [--only NAME,NAME] [--repeat 8] [--dist FOLDER]` profiles the programs of bench/compare/programs, unchanged and with more to
 * do; `--from FOLDER` compares what is there, in pairs.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { withLoad } from './compare/busy.mjs';
import { judge, printJudgement } from './compare/judge.mjs';
import { profileScaled } from './compare/profileScaled.mjs';
import { keepBuild } from './verdicts/profile.mjs';

const { values } = parseArgs({
  options: {
    load: { type: 'string', default: 'none' },
    out: { type: 'string' },
    from: { type: 'string' },
    only: { type: 'string' },
    repeat: { type: 'string', default: '8' },
    dist: { type: 'string' },
  },
});
const repeat = Number(values.repeat);
/** Of the changed programs fewer: each is compared with all of the unchanged ones. */
const scales = { 1: repeat, 1.1: repeat / 2, 1.3: repeat / 2, 3: repeat / 4 };
const folder = new URL('./compare/programs/', import.meta.url);

async function record(out) {
  const wanted = values.only?.split(',');
  const names = readdirSync(folder).map((file) => path.basename(file, '.mjs'));
  const scratch = mkdtempSync(path.join(tmpdir(), 'compare-'));
  mkdirSync(out, { recursive: true });
  try {
    const cli = keepBuild(scratch, values.dist);
    for (const name of names.filter((one) => !wanted || wanted.includes(one))) {
      for (let round = 0; round < repeat; round++)
        for (const [scale, times] of Object.entries(scales)) {
          if (round >= times) continue;
          const report = await withLoad(values.load === 'busy' ? round : null, () =>
            profileScaled(cli, new URL(`${name}.mjs`, folder), scale, scratch),
          );
          const run = { name, load: values.load, scale: Number(scale), round, report };
          writeFileSync(path.join(out, `${name}-${values.load}-${scale}-${round}.json`), JSON.stringify(run));
        }
      console.log(`${name}, ${values.load}: recorded`);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (values.from === undefined && values.out === undefined) throw new Error('Give --out FOLDER, or --from FOLDER.');
if (values.out !== undefined) {
  console.log(`Node.js ${process.version}, ${availableParallelism()} processors, load ${loadavg()[0].toFixed(1)}`);
  await record(values.out);
} else {
  const files = readdirSync(values.from).filter((file) => file.endsWith('.json'));
  const runs = files.map((file) => JSON.parse(readFileSync(path.join(values.from, file), 'utf8')));
  printJudgement(await judge(runs));
}
