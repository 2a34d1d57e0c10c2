// Timers that start timers, of seeded random length: retries with back-off.
let seed = 7;
const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;

let attempts = 0;
function retry(name, left) {
  attempts++;
  if (left === 0) return;
  setTimeout(
    () => {
      retry(name, left - 1);
      if (random() < 0.3) setTimeout(() => attempts++, random() * 40);
    },
    20 + random() * 160,
  );
}
for (const name of ['mail', 'invoice', 'index']) retry(name, 14);
process.on('exit', () => console.log(`${attempts} attempts`));
