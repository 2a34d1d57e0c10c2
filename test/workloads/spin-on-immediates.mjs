// Waits for a flag by asking at every turn of the event loop: looks patient, burns a processor.
let isReady = false;
setTimeout(() => (isReady = true), 1400);

let turns = 0;
await new Promise((resolve) => {
  (function ask() {
    turns++;
    if (isReady) resolve();
    else setImmediate(ask);
  })();
});
console.log(`${turns} turns`);
