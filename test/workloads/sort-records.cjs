'use strict';
// Sorts customer records by several keys with a locale-free comparison, as an export job does page by page.
const { performance } = require('perf_hooks');

class Customer {
  constructor(seed) {
    this.name = `customer ${(seed * 2654435761) >>> 8}`;
    this.city = `city ${seed % 40}`;
    this.orders = (seed * 16807) % 31;
  }
  static byCityThenOrders(a, b) {
    if (a.city !== b.city) return a.city < b.city ? -1 : 1;
    if (a.orders !== b.orders) return b.orders - a.orders;
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
  }
}

const page = Array.from({ length: 5000 }, (_, seed) => new Customer(seed));
const end = performance.now() + 1400;
let sorted = 0;
while (performance.now() < end) {
  page.slice().sort(Customer.byCityThenOrders);
  sorted += page.length;
}
process.stdout.write(`${sorted} records sorted\n`);
