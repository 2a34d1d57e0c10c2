// Each page waits 20 ms for a service and takes 20 ms to render; one client asks without a pause.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

async function load(url) {
  const response = await fetch(`http://127.0.0.1:${process.env.BACKEND_PORT}/rows?ms=20&n=20&from=${url.length}`);
  return response.json();
}
function render({ rows }, ms) {
  const end = performance.now() + ms;
  let html = '';
  while (performance.now() < end)
    html = rows.map(({ name, price }) => `<tr><td>${name}</td><td>${price}</td></tr>`).join('');
  return html;
}

const server = createServer(async (request, response) => {
  try {
    response.end(render(await load(request.url), 20));
  } catch {
    response.destroy();
  }
});
server.listen(0, '127.0.0.1', () => writeFileSync(process.env.PORT_FILE, String(server.address().port)));
setTimeout(() => {
  server.close();
  server.closeAllConnections();
  process.exit(0);
}, 2600);
