import { createServer } from 'node:http';

function render(path) {
  let hash = path.length;
  const rows = [];
  for (let row = 0; row < 900; row++) {
    for (let at = 0; at < 900; at++) hash = (Math.imul(hash, 31) + at + row) | 0;
    rows.push(`<tr><td>${row}</td><td>${hash}</td></tr>`);
  }
  return `<table>${rows.join('')}</table>`;
}

const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(render(request.url));
});

server.listen(Number(process.env.PORT), () => console.log('listening'));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
