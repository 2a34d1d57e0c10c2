/** Asynchronous generators, a promise for each piece. */
const times = Math.round(23 * Number(process.argv[2] ?? 1));

async function* lines(count) {
  for (let at = 0; at < count; at++) yield `${at},${at * 7},${at % 9}`;
}

async function* fields(source) {
  for await (const line of source) yield line.split(',');
}

async function total(count) {
  let sum = 0;
  for await (const [, amount, kind] of fields(lines(count))) if (kind !== '0') sum += Number(amount);
  return sum;
}

let sum = 0;
for (let at = 0; at < times; at++) sum += await total(60_000);
console.log(sum);
