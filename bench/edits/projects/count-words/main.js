'use strict';

const alphabet = 'etaoinshrdlu ';

function makeText(seed, length) {
  let state = seed;
  let text = '';
  for (let at = 0; at < length; at++) {
    state = (state * 1103515245 + 12345) % 2147483648;
    text += alphabet[state % alphabet.length];
  }
  return text;
}

function countWords(seed) {
  const counts = {};
  for (const word of makeText(seed, 300000).split(' ')) counts[word.slice(0, 3)] = (counts[word.slice(0, 3)] || 0) + 1;
  const [first] = Object.entries(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first.join(' ');
}

async function main() {
  const rows = [];
  for (let seed = 1; seed <= 60; seed++) {
    rows.push(seed + ': ' + countWords(seed));
  }
  console.log(rows.join('\n'));
}

main();
