'use strict';
// Imports accounts and hashes each password synchronously.
const { pbkdf2Sync, randomBytes } = require('node:crypto');

const end = Date.now() + 1400;
const accounts = [];
while (Date.now() < end) {
  const salt = randomBytes(16);
  accounts.push({ salt, hash: pbkdf2Sync(`password ${accounts.length}`, salt, 20_000, 32, 'sha256') });
}
console.log(`${accounts.length} accounts`);
