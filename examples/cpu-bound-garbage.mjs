// Builds an index that keeps growing and throws away much of what it builds on the way: the collector works hard.
// The profiler should say: CPU-bound, garbage collection, with memory growing in `addToIndex` (or its caller, once V8 inlines it).
const index = new Map();

function addToIndex(document, id) {
  for (const word of document.split(' ')) {
    const entry = index.get(word) ?? { word, places: [] };
    entry.places.push({ id, context: document.slice(0, 24) + id });
    index.set(word, entry);
  }
}

function makeDocument(id) {
  return Array.from({ length: 30 }, (_, position) => `word${(id * 31 + position * 17) % 4000}`).join(' ');
}

for (let id = 0; id < 90_000; id++) addToIndex(makeDocument(id), id);
console.log(`${index.size} words indexed`);
