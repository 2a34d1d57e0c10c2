/** `node run.mjs PROGRAM VARIANT [SIZE]` runs one variant and prints its result; `--answer` makes it a process of `inProcesses`. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [name, variant, size] = process.argv.slice(2);
if (name === '--answer') {
  const [url, exportName] = [variant, size];
  const { [exportName]: work } = await import(url);
  process.once('message', async (inputs) => {
    const results = [];
    for (const input of inputs) results.push(await work(input));
    process.send(results);
  });
} else {
  const file = path.join(path.dirname(fileURLToPath(import.meta.url)), 'programs', `${name}.mjs`);
  const { variants } = await import(pathToFileURL(file).href);
  const result = await variants[variant].run(Number(size));
  if (result !== undefined) console.log(`result ${JSON.stringify(result)}`);
}
