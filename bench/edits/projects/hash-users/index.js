const { pbkdf2Sync } = require('node:crypto');

const users = Array.from({ length: 40 }, (_, at) => ({ name: `user ${at}`, password: `secret ${at}` }));

async function withHash(user) {
  const key = pbkdf2Sync(user.password, user.name, 60000, 32, 'sha256');
  return { name: user.name, hash: key.toString('hex') };
}

async function main() {
  const hashed = await Promise.all(users.map((user) => withHash(user)));
  for (const { name, hash } of hashed) console.log(name, hash);
}

main();
