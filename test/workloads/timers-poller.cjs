'use strict';
// Polls a condition twice a tick and reports its state with intervals: waiting for timers, nothing else.
const { EventEmitter } = require('events');

class Poller extends EventEmitter {
  constructor(isReady, everyMs) {
    super();
    this.isReady = isReady;
    this.timer = setInterval(() => this.look(), everyMs);
  }
  look() {
    if (!this.isReady()) return this.emit('pending');
    clearInterval(this.timer);
    this.emit('ready');
  }
}

const startedAt = Date.now();
let looks = 0;
const poller = new Poller(() => Date.now() - startedAt > 1500, 25);
poller.on('pending', () => looks++);
poller.once('ready', () => console.log(`ready after ${looks} looks`));
