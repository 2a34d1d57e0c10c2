// An API gateway: every request waits 200 ms for a service behind it, eight clients at a time.
import { writeFileSync } from 'node:fs';
import { Agent, createServer, get } from 'node:http';

const agent = new Agent({ keepAlive: true });
const backend = { agent, host: '127.0.0.1', port: process.env.BACKEND_PORT };

const server = createServer((request, response) => {
  get({ ...backend, path: `/rows?ms=200&n=3&from=${request.url.length}` }, (answer) => {
    response.writeHead(answer.statusCode, { 'content-type': 'application/json' });
    answer.pipe(response);
  }).on('error', () => response.destroy());
});
server.listen(0, '127.0.0.1', () => writeFileSync(process.env.PORT_FILE, String(server.address().port)));
setTimeout(() => {
  server.close();
  server.closeAllConnections();
  agent.destroy();
}, 2400);
