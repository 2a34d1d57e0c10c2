/** `node run.mjs FILE VARIANT [SIZE]` runs one variant and prints its result; `--answer` makes it a process of `inProcesses`. */
import { pathToFileURL } from 'node:url';

const [file, variant, size] = process.argv.slice(2);
if (file === '--answer') {
  const [url, exportName] = [variant, size];
  const { [exportName]: work } = await import(url);
  process.once('message', async (inputs) => {
    const results = [];
    for (const input of inputs) results.push(await work(input));
    process.send(results);
  });
} else {
  const { variants } = await import(pathToFileURL(file).href);
  const result = await variants[variant].run(Number(size));
  if (result !== undefined) console.log(`result ${JSON.stringify(result)}`);
}
