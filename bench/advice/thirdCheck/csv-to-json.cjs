/** A table as text to JSON, in chunks of lines, with a turn of the event loop after each so that others can run. */
const { setImmediate: nextTurn } = require('node:timers/promises');

const chunkLines = 2000;

function splitLine(line) {
  const cells = [];
  let cell = '';
  let isQuoted = false;
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (letter === ',' && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  cells.push(cell);
  return cells;
}

function convertChunk(lines) {
  const rows = lines.map((line) => {
    const [id, name, price, stock, note] = splitLine(line);
    return { id: Number(id), name: name.trim(), price: Number.parseFloat(price), stock: Number(stock), note };
  });
  return JSON.stringify(rows);
}

function* chunks() {
  for (let chunk = 0; chunk < 300; chunk++)
    yield Array.from({ length: chunkLines }, (_, at) => {
      const id = chunk * chunkLines + at;
      return `${id},"Item, number ${id}",${(id * 7919) % 10007}.${id % 100},${id % 13},"made of ${id % 5} parts, and more"`;
    });
}

async function convert() {
  let letters = 0;
  for (const chunk of chunks()) {
    letters += convertChunk(chunk).length;
    await nextTurn();
  }
  return letters;
}

exports.shape = 'CSV to JSON in chunks';
exports.convertChunk = convertChunk;
exports.variants = {
  original: { run: convert },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: async (size) => {
      const { inWorkers } = await import('../models.mjs');
      const texts = await inWorkers(`file://${__filename}`, 'convertChunk', [...chunks()], size);
      return texts.reduce((sum, text) => sum + text.length, 0);
    },
  },
};
