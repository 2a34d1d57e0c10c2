// Remembers every request for ever, and reads a file for each: memory grows while it mostly waits for its clients.
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const audit = [];
const page = fileURLToPath(import.meta.url);

const server = createServer(async (request, response) => {
  const text = await readFile(page, 'utf8');
  audit.push({
    url: request.url,
    headers: { ...request.headers },
    words: Array.from({ length: 1500 }, (_, n) => [n, text.length]),
  });
  response.end(text);
});
server.listen(0, '127.0.0.1', () => writeFileSync(process.env.PORT_FILE, String(server.address().port)));
setTimeout(() => {
  server.close();
  server.closeAllConnections();
}, 2400);
