// Finds near-duplicate titles by edit distance: every pair is compared on the main thread, nothing is waited for.
// The profiler should say: CPU-bound, JavaScript, `editDistance` is hot, worker threads would help.
const words = ['parallel', 'worker', 'stream', 'buffer', 'promise', 'event', 'thread', 'cluster', 'timer', 'socket'];

function makeTitles(count) {
  let seed = 42;
  const next = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff);
  return Array.from({ length: count }, () => Array.from({ length: 5 }, () => words[next() % words.length]).join(' '));
}

function editDistance(a, b) {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(previous[j] + 1, current[j - 1] + 1, substitution);
    }
    previous = current;
  }
  return previous[b.length];
}

function nearDuplicates(titles, limit) {
  let found = 0;
  for (let i = 0; i < titles.length; i++) {
    for (let j = i + 1; j < titles.length; j++) {
      if (editDistance(titles[i], titles[j]) <= limit) found++;
    }
  }
  return found;
}

console.log(`${nearDuplicates(makeTitles(600), 12)} near-duplicate pairs`);
