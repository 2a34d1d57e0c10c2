// A database driver over a socket, used the lazy way: a query for each row, the next after the answer.
import { connect } from 'node:net';

class Client {
  #waiting = new Map();
  #next = 0;
  #rest = '';
  constructor(port) {
    this.socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('utf8');
    this.socket.on('data', (text) => this.#receive(text));
  }
  #receive(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    for (const line of lines) {
      const at = line.indexOf(' ');
      const id = Number(line.slice(0, at));
      this.#waiting.get(id)?.(line.slice(at + 1));
      this.#waiting.delete(id);
    }
  }
  query(key, ms) {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.socket.write(`${id} ${ms} ${key}\n`);
    });
  }
  end() {
    this.socket.end();
  }
}

const client = new Client(Number(process.env.DATABASE_PORT));
const end = performance.now() + 1500;
const users = [];
for (let id = 0; performance.now() < end; id++) users.push(await client.query(`user:${id}`, 12));
client.end();
console.log(`${users.length} users, last ${users.at(-1)}`);
