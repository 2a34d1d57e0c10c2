/** The programs, by group: those that the rules were tuned on, and those that nobody looked at while tuning. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const folders = {
  tuned: new URL('programs/', import.meta.url),
  'held out': new URL('heldOut/', import.meta.url),
  'second check': new URL('secondCheck/', import.meta.url),
  'third check': new URL('thirdCheck/', import.meta.url),
};
export const groups = Object.keys(folders);

/** `{ name, group, url }` of each, by group and name. */
export const catalog = () =>
  groups
    .filter((group) => existsSync(folders[group]))
    .flatMap((group) =>
      readdirSync(folders[group])
        .filter((file) => /\.(mjs|cjs|ts)$/.test(file))
        .sort()
        .map((file) => ({ name: path.parse(file).name, group, url: new URL(file, folders[group]) })),
    );

/** Node options that a program needs. TypeScript as most projects run it on Node 20: through tsx. */
export const nodeOptionsOf = ({ url }) => (url.pathname.endsWith('.ts') ? ['--import', 'tsx'] : []);
