// Each request builds objects, then waits 250 ms for a timer, eight clients at a time: it waits, whatever it allocates.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const server = createServer(async (request, response) => {
  const basket = Array.from({ length: 800 }, (_, id) => ({ id, title: `book ${id}`, tags: [`t${id % 9}`] }));
  await sleep(250);
  response.end(`${basket.length} items for ${request.url}`);
});
server.listen(0, '127.0.0.1', () => writeFileSync(process.env.PORT_FILE, String(server.address().port)));
setTimeout(() => {
  server.close();
  server.closeAllConnections();
}, 2500);
