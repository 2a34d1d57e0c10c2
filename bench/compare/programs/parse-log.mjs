/** Text taken apart by a regular expression, counted in a map. */
const times = Math.round(310 * Number(process.argv[2] ?? 1));
const line = (at) => `10.0.${at % 7}.${at % 251} - GET /items/${at % 97}?page=${at % 13} ${200 + (at % 3)} ${at * 31}`;
const log = Array.from({ length: 4000 }, (_, at) => line(at)).join('\n');

function readLine(text) {
  const [, host, path, status, bytes] = /^(\S+) - GET (\S+) (\d+) (\d+)$/.exec(text);
  return { host, path: decodeURIComponent(path), status: Number(status), bytes: Number(bytes) };
}

function countByHost(text) {
  const bytesOf = new Map();
  for (const one of text.split('\n')) {
    const { host, path, bytes } = readLine(one);
    const key = `${host} ${path.split('?')[0].toUpperCase()}`;
    bytesOf.set(key, (bytesOf.get(key) ?? 0) + bytes);
  }
  return bytesOf.size;
}

let sum = 0;
for (let at = 0; at < times; at++) sum += countByHost(log);
console.log(sum);
