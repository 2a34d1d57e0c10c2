import { createServer } from 'node:http';
import { nearest } from './search.ts';

const server = createServer((request, response) => {
  const word = String(Number(request.url?.slice(1)) * 7919);
  response.end(JSON.stringify({ word, nearest: nearest(word) }));
});

server.listen(Number(process.env.PORT), () => console.log('listening'));
