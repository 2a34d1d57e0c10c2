'use strict';
// Keeps a large store of small objects alive and replaces its entries all the time: the collector does most of the work.
const store = new Map();
const keep = 300_000;

function session(id) {
  return {
    id,
    user: { name: `user ${id}`, roles: ['a', 'b'] },
    history: [{ id }, { id: id + 1 }],
    touched: { at: id },
  };
}

const end = Date.now() + 2000;
let id = 0;
while (Date.now() < end) {
  for (let n = 0; n < 1000; n++, id++) store.set(id % keep, session(id));
}
console.log(`${id} sessions made, ${store.size} alive`);
