// Everything is async, nothing waits: a spell checker that awaits each of its own pure steps.
const dictionary = new Set(['concurrency', 'profiler', 'event', 'loop', 'worker', 'thread', 'pool', 'await']);
const words = ['concurency', 'profiler', 'evnt', 'lop', 'wroker', 'thread', 'pol', 'awiat'];

async function edits(word) {
  const found = [];
  for (let at = 0; at < word.length; at++) found.push(word.slice(0, at) + word.slice(at + 1));
  return found;
}
const isKnown = async (word) => dictionary.has(word);
async function suggest(word) {
  if (await isKnown(word)) return word;
  const candidates = await edits(word);
  const known = await Promise.all(candidates.map((candidate) => isKnown(candidate)));
  return candidates.find((_, index) => known[index]) ?? null;
}

const end = performance.now() + 1500;
let checked = 0;
while (performance.now() < end) {
  const suggestions = await Promise.all(words.map(suggest));
  checked += suggestions.length;
}
console.log(`${checked} words checked`);
