'use strict';
/**
 * `node clinicDoctorRun.cjs FOLDER_OF_CLINIC NODE ARG…` in an empty folder: collects with clinic doctor as its command
 * line does, and prints the answer of its analysis, which it otherwise hides in a web page.
 */
const { createReadStream, existsSync, mkdirSync } = require('node:fs');
const path = require('node:path');

const [modules, ...command] = process.argv.slice(2);
const doctorFolder = path.join(modules, 'node_modules/@clinic/doctor');
const Doctor = require(doctorFolder);
const Analysis = require(path.join(doctorFolder, 'analysis/index.js'));
const decoder = (name) => require(path.join(doctorFolder, 'format', `${name}-decoder.js`));
const getLoggingPaths = require(path.join(modules, 'node_modules/@clinic/clinic-common')).getLoggingPaths('doctor');

const dest = path.join(process.cwd(), 'clinic');
mkdirSync(dest, { recursive: true });
const says = (result) => console.log(`\nclinic:${JSON.stringify(result)}`);
new Doctor({ dest }).collect(command, (error, folder) => {
  if (error) return says({ error: error.message });
  const paths = getLoggingPaths({ path: folder });
  const missing = ['/systeminfo', '/traceevent', '/processstat'].find((name) => !existsSync(paths[name]));
  if (missing) return says({ error: `clinic wrote no ${missing.slice(1)}` });
  const system = createReadStream(paths['/systeminfo']).pipe(new (decoder('system-info'))());
  const trace = createReadStream(paths['/traceevent']).pipe(new (decoder('trace-event'))(system));
  const processes = createReadStream(paths['/processstat']).pipe(new (decoder('process-stat'))());
  for (const stream of [system, trace, processes]) stream.on('error', fail);
  new Analysis(system, trace, processes)
    .on('error', fail)
    .on('data', ({ issueCategory, issues }) => says({ issueCategory, issues }));
});

function fail(error) {
  says({ error: error.message });
  process.exit(1);
}
