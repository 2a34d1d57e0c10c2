// A server that nobody calls.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.end('ok'));
server.listen(0, '127.0.0.1', () => setTimeout(() => server.close(), 1800));
