// Every request costs 30 ms of JavaScript: the clients wait for the loop.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

function renderPage(ms) {
  const end = performance.now() + ms;
  let html = '';
  while (performance.now() < end) html = Array.from({ length: 200 }, (_, n) => `<li>${n * 7}</li>`).join('');
  return html;
}

const server = createServer((_request, response) => response.end(renderPage(30)));
server.listen(0, '127.0.0.1', () => writeFileSync(process.env.PORT_FILE, String(server.address().port)));
setTimeout(() => {
  server.close();
  server.closeAllConnections();
}, 2300);
