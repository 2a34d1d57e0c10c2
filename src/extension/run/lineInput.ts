/**
 * What a terminal does with keys before a program sees them: shows them, lets the line be corrected, hands it over on
 * Enter. The profiled program reads from a pipe, so nobody else does it. Pure.
 */
export interface LineEvents {
  /** Text for the terminal to show. */
  echo(text: string): void;
  /** Text for the program. */
  send(text: string): void;
  /** Control-D: no more input. */
  end(): void;
  /** Control-C. */
  interrupt(): void;
}

// The keys as a terminal sends them.
const interruptKey = '\x03';
const endKey = '\x04';
const backspaceKeys = ['\x7f', '\b'];
const clearLineKey = '\x15';
const enterKeys = ['\r', '\n'];
/** Arrows, function keys and the like; a line is edited at its end only. */
const escapeSequences = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?/g;
/** Back, over it, and back again. */
const erase = '\b \b';

export class LineInput {
  readonly #events: LineEvents;
  #line: string[] = [];

  constructor(events: LineEvents) {
    this.#events = events;
  }

  /** A key, or many at once when text is pasted. */
  type(input: string): void {
    for (const key of input.replace(/\r\n/g, '\r').replace(escapeSequences, '')) this.#key(key);
  }

  #key(key: string): void {
    const { echo, send, end, interrupt } = this.#events;
    if (key === interruptKey) {
      echo('^C');
      this.#line = [];
      interrupt();
    } else if (key === endKey) {
      // As in any terminal: on an empty line the end of input, otherwise the line so far.
      if (this.#line.length === 0) end();
      else send(this.#take());
    } else if (enterKeys.includes(key)) {
      echo('\r\n');
      send(`${this.#take()}\n`);
    } else if (backspaceKeys.includes(key)) {
      if (this.#line.pop() !== undefined) echo(erase);
    } else if (key === clearLineKey) {
      echo(erase.repeat(this.#take().length));
    } else if (key >= ' ' || key === '\t') {
      this.#line.push(key);
      echo(key);
    }
  }

  #take(): string {
    const line = this.#line.join('');
    this.#line = [];
    return line;
  }
}
