'use strict';
// Opens and closes template files synchronously for some 10 ms a request.
const fs = require('fs');
const http = require('http');

const template = __filename;
const server = http.createServer((request, response) => {
  const end = Date.now() + 10;
  let opened = 0;
  while (Date.now() < end) {
    fs.closeSync(fs.openSync(template, 'r'));
    opened++;
  }
  response.end(`${request.url}: ${opened} files`);
});
server.listen(0, '127.0.0.1', function listening() {
  fs.writeFileSync(process.env.PORT_FILE, String(this.address().port));
});
setTimeout(() => {
  server.close();
  server.closeAllConnections();
}, 2300);
