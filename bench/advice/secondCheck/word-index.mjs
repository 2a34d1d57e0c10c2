/** An index of words over many texts, made on one thread; the texts are made up where they are indexed. */
import { inWorkers } from '../models.mjs';

export const shape = 'text index';

const syllables = ['ka', 'lo', 'mi', 'ter', 'un', 'va', 'sol', 'pra', 'ne', 'qui'];

function* wordsOf(text) {
  let state = text * 7919 + 17;
  for (let word = 0; word < 9000; word++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    yield `${syllables[state % 10]}${syllables[(state >>> 8) % 10]}${syllables[(state >>> 16) % 10]}`;
  }
}

class Index {
  places = new Map();

  add(text) {
    for (const word of wordsOf(text)) {
      const stem = word
        .normalize('NFKD')
        .toLowerCase()
        .replace(/(um|a|o)$/, '');
      this.places.set(stem, (this.places.get(stem) ?? 0) + 1);
    }
  }

  get largest() {
    return Math.max(...this.places.values());
  }
}

export function indexOf(text) {
  const index = new Index();
  index.add(text);
  return index.largest;
}

const texts = Array.from({ length: 900 }, (_, text) => text);
const sum = (counts) => counts.reduce((total, one) => total + one, 0);

export const variants = {
  original: { run: () => sum(texts.map(indexOf)) },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: async (size) => sum(await inWorkers(import.meta.url, 'indexOf', texts, size)),
  },
};
