/** The terminal of the profiled program: its output, its input, Ctrl-C. Closing it ends the run. */
import { PassThrough, type Readable } from 'node:stream';
import * as vscode from 'vscode';
import { LineInput } from './lineInput.ts';

const dim = (text: string): string => `\x1b[2m${text}\x1b[0m`;

export interface TerminalEvents {
  /** Control-C. */
  onInterrupt(): void;
  /** The user has closed the terminal of a running program. */
  onClose(): void;
}

export class ProgramTerminal {
  readonly #writes = new vscode.EventEmitter<string>();
  readonly #closes = new vscode.EventEmitter<void>();
  readonly #terminal: vscode.Terminal;
  readonly #input = new PassThrough();
  readonly #keys: LineInput;
  /** Output that came before the terminal was ready; it would be dropped. Undefined from then on. */
  #early: string[] | undefined = [];
  /** Undefined once the program has ended. */
  #events: TerminalEvents | undefined;

  constructor(name: string, events: TerminalEvents) {
    this.#events = events;
    this.#keys = new LineInput({
      echo: (text) => this.#write(text),
      send: (text) => {
        // After Control-D, keys reach nobody; Control-C still works.
        if (!this.#input.writableEnded) this.#input.write(text);
      },
      end: () => this.#input.end(),
      interrupt: () => this.#events?.onInterrupt(),
    });
    this.#terminal = vscode.window.createTerminal({
      name,
      iconPath: new vscode.ThemeIcon('pulse'),
      // A program that has ended cannot be brought back with the window.
      isTransient: true,
      pty: {
        onDidWrite: this.#writes.event,
        onDidClose: this.#closes.event,
        open: () => this.#opened(),
        close: () => this.#events?.onClose(),
        handleInput: (input: string) => this.#typed(input),
      },
    });
  }

  /** What the user types, line by line. */
  get input(): Readable {
    return this.#input;
  }

  /** Visible; the keyboard stays in the editor unless asked for. */
  show(focus: boolean): void {
    this.#terminal.show(!focus);
  }

  /** A decoder of its own for each stream: characters may be cut in two between chunks. */
  newOutput(): (chunk: Uint8Array) => void {
    const decoder = new TextDecoder();
    return (chunk) => this.#write(inTerminalLines(decoder.decode(chunk, { stream: true })));
  }

  /** The program has ended; the terminal stays for reading until a key is pressed. */
  end(text: string): void {
    this.#events = undefined;
    this.#input.end();
    this.#write(`\r\n${dim(`${text} Press any key to close this terminal.`)}\r\n`);
  }

  dispose(): void {
    this.#events = undefined;
    this.#terminal.dispose();
  }

  #opened(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const text of early) this.#writes.fire(text);
  }

  #typed(input: string): void {
    if (this.#events === undefined) this.#closes.fire();
    else this.#keys.type(input);
  }

  #write(text: string): void {
    if (this.#early) this.#early.push(text);
    else this.#writes.fire(text);
  }
}

/** Programs end lines with a line feed alone when they write to a pipe; a terminal then stays in its column. */
const inTerminalLines = (text: string): string => text.replace(/\r?\n/g, '\r\n');
