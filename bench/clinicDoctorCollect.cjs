'use strict';
/** `node clinicDoctorCollect.cjs FOLDER_OF_CLINIC NODE ARG…` in an empty folder: runs a program as clinic doctor does, without its analysis. */
const { mkdirSync } = require('node:fs');
const path = require('node:path');

const [modules, ...command] = process.argv.slice(2);
const Doctor = require(path.join(modules, 'node_modules/@clinic/doctor'));

const dest = path.join(process.cwd(), 'clinic');
mkdirSync(dest, { recursive: true });
new Doctor({ dest }).collect(command, (error) => {
  if (error) throw error;
});
