'use strict';
const http = require('http');

const agent = new http.Agent({ keepAlive: true });

function download(path) {
  return new Promise((resolve, reject) => {
    http
      .get(process.env.SERVICE_URL + path, { agent }, (response) => {
        let text = '';
        response.on('data', (part) => (text += part));
        response.on('end', () => resolve(text));
      })
      .on('error', reject);
  });
}

async function sumInvoices(count) {
  let sum = 0;
  for (let number = 0; number < count; number++) {
    const text = await download('/invoices/' + number);
    sum += text.length;
  }
  return sum;
}

sumInvoices(45).then((sum) => {
  console.log('sum', sum);
  agent.destroy();
});
