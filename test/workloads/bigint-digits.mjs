// Digits of pi with arbitrary precision: time goes into the engine's own big numbers.
function* digitsOfPi() {
  let [q, r, t, k, n, l] = [1n, 0n, 1n, 1n, 3n, 3n];
  for (;;) {
    if (4n * q + r - t < n * t) {
      yield n;
      [q, r, n] = [10n * q, 10n * (r - n * t), (10n * (3n * q + r)) / t - 10n * n];
    } else {
      [q, r, t, k, n, l] = [q * k, (2n * q + r) * l, t * l, k + 1n, (q * (7n * k + 2n) + r * l) / (t * l), l + 2n];
    }
  }
}

const end = Date.now() + 1300;
let text = '';
for (const digit of digitsOfPi()) {
  text += digit;
  if (Date.now() > end) break;
}
console.log(`${text.length} digits of pi, last ${text.at(-1)}`);
