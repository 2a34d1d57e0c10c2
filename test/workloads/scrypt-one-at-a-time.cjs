'use strict';
// Derives keys with callbacks, one after the other: it awaits, but its own pool computes all the time.
const { scrypt } = require('crypto');

const end = Date.now() + 1400;
const keys = [];
function derive(id) {
  if (Date.now() > end) return console.log(`${keys.length} keys`);
  scrypt(`secret ${id}`, 'salt', 64, { N: 16384 }, (error, key) => {
    if (error) throw error;
    keys.push(key.toString('base64'));
    derive(id + 1);
  });
}
derive(0);
