'use strict';
// Waits for a device to become ready the wrong way: it asks the clock again and again.
function sleepBusily(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end);
}

const readings = [];
for (let reading = 0; reading < 14; reading++) {
  sleepBusily(100);
  readings.push({ at: Date.now(), value: Math.sin(reading) });
}
console.log(`${readings.length} readings`);
