const http = require('http');
const { gzipSync } = require('zlib');

const report = (path) => {
  const lines = [];
  for (let line = 0; line < 6000; line++) lines.push([path, line, (line * 7919) % 10007].join(';'));
  return lines.sort().join('\n');
};

const server = http.createServer((request, response) => {
  const packed = gzipSync(report(request.url), { level: 1 });
  response.setHeader('content-length', packed.length);
  response.end(packed);
});
server.listen(process.env.PORT, () => console.log('listening'));
