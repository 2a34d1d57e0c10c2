// A small static file server: a stream for each request, six clients with a pause of 30 ms.
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

const folder = mkdtempSync(path.join(tmpdir(), 'static-'));
for (const name of ['index', 'about', 'news']) writeFileSync(path.join(folder, `${name}.html`), name.repeat(20_000));
const names = ['index', 'about', 'news'];

const server = createServer((request, response) => {
  const name = names[request.url.length % names.length];
  pipeline(createReadStream(path.join(folder, `${name}.html`)), response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => writeFileSync(process.env.PORT_FILE, String(server.address().port)));
setTimeout(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
}, 2400);
