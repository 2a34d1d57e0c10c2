/** The terminal that shows what the profiled program prints. Ctrl-C in it reaches the program, closing it ends the run. */
import * as vscode from 'vscode';

/** Control-C as a terminal sends it. */
const interruptKey = '\x03';
const dim = (text: string): string => `\x1b[2m${text}\x1b[0m`;

export interface TerminalEvents {
  onInterrupt(): void;
  onClose(): void;
}

export class ProgramTerminal {
  readonly #writes = new vscode.EventEmitter<string>();
  readonly #closes = new vscode.EventEmitter<void>();
  readonly #terminal: vscode.Terminal;
  /** Output that came before the terminal was ready; it would be dropped. Undefined from then on. */
  #early: string[] | undefined = [];
  #events: TerminalEvents | undefined;

  constructor(name: string, events: TerminalEvents) {
    this.#events = events;
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

  get ended(): boolean {
    return this.#events === undefined;
  }

  /** Visible, while the keyboard stays in the editor. */
  show(): void {
    this.#terminal.show(true);
  }

  /** A decoder of its own for each stream: characters may be cut in two between chunks. */
  newStream(): (chunk: Uint8Array) => void {
    const decoder = new TextDecoder();
    return (chunk) => this.#write(decoder.decode(chunk, { stream: true }));
  }

  /** A line of ours, not of the program. */
  note(text: string): void {
    this.#write(`${dim(text)}\n`);
  }

  /** The program has ended; the terminal stays for reading until a key is pressed. */
  end(text: string): void {
    this.#events = undefined;
    this.#write(`\n${dim(`${text} Press any key to close this terminal.`)}\n`);
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
    if (this.ended) this.#closes.fire();
    else if (input === interruptKey) this.#events?.onInterrupt();
  }

  #write(text: string): void {
    const lines = text.replace(/\r?\n/g, '\r\n');
    if (this.#early) this.#early.push(lines);
    else this.#writes.fire(lines);
  }
}
