// Logins: each request hashes a password in the pool.
import { pbkdf2 } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  pbkdf2(request.url, 'salt', 60_000, 64, 'sha512', (error, key) => {
    if (error) return response.destroy(error);
    response.end(key.toString('hex'));
  });
});
server.listen(0, '127.0.0.1', () => writeFileSync(process.env.PORT_FILE, String(server.address().port)));
setTimeout(() => {
  server.close();
  server.closeAllConnections();
}, 2400);
