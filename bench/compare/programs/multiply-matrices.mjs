/** Numbers in typed arrays, two functions of about equal weight. */
const times = Math.round(13 * Number(process.argv[2] ?? 1));
const size = 240;
const fill = (seed) => Float64Array.from({ length: size * size }, (_, at) => ((at * seed) % 17) / 17);

function multiply(a, b) {
  const result = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += a[row * size + k] * b[k * size + column];
      result[row * size + column] = sum;
    }
  return result;
}

function smooth(a) {
  for (let pass = 0; pass < 120; pass++)
    for (let at = size; at < a.length - size; at++)
      a[at] = (a[at - size] + a[at - 1] + a[at] + a[at + 1] + a[at + size]) / 5;
  return a;
}

let matrix = fill(7);
for (let at = 0; at < times; at++) matrix = smooth(multiply(matrix, fill(at + 3)));
console.log(matrix[size + 1].toFixed(3));
