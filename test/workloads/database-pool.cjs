'use strict';
// A pool of database connections with callbacks: up to six queries in flight.
const net = require('net');

function open(port, ready) {
  const socket = net.connect(port, '127.0.0.1', () => ready(socket));
  socket.setEncoding('utf8');
  return socket;
}

class ConnectionPool {
  constructor(port, size) {
    this.free = [];
    this.queue = [];
    this.sockets = Array.from({ length: size }, () =>
      open(port, (socket) => {
        this.free.push(socket);
        this.next();
      }),
    );
  }
  query(key, callback) {
    this.queue.push({ key, callback });
    this.next();
  }
  next() {
    if (this.free.length === 0 || this.queue.length === 0) return;
    const socket = this.free.pop();
    const { key, callback } = this.queue.shift();
    socket.once('data', (text) => {
      this.free.push(socket);
      callback(null, text.trim());
      this.next();
    });
    socket.write(`0 35 ${key}\n`);
  }
  end() {
    for (const socket of this.sockets) socket.end();
  }
}

const pool = new ConnectionPool(Number(process.env.DATABASE_PORT), 6);
const deadline = Date.now() + 1600;
let answered = 0;
let open_ = 0;
function ask(id) {
  open_++;
  pool.query(`order:${id}`, () => {
    answered++;
    open_--;
    if (Date.now() < deadline) ask(id + 6);
    else if (open_ === 0) {
      pool.end();
      console.log(`${answered} orders`);
    }
  });
}
for (let id = 0; id < 6; id++) ask(id);
