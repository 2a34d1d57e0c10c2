'use strict';
// A form check whose pattern explores exponentially many ways to fail.
const trimmed = /^(\w+\s?)*$/;

function validate(text) {
  const started = Date.now();
  return { ok: trimmed.test(text), tookMs: Date.now() - started };
}

const end = Date.now() + 1500;
let slowest = 0;
// Each try adds a letter and takes twice as long; it starts over before a single one takes too long.
for (let letters = 14; Date.now() < end; letters = letters > 22 ? 14 : letters + 1) {
  slowest = Math.max(slowest, validate(`${'a'.repeat(letters)}!`).tookMs);
}
console.log(`slowest check: ${slowest} ms`);
