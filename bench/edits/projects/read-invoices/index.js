'use strict';

const download = async (path) => {
  const response = await fetch(process.env.SERVICE_URL + path);
  return response.text();
};

async function sumInvoices(count) {
  let sum = 0;
  for (let number = 0; number < count; number++) {
    const text = await download('/invoices/' + number);
    sum += text.length;
  }
  return sum;
}

sumInvoices(45).then((sum) => console.log('sum', sum));
