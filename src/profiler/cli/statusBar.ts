/**
 * One line at the bottom of the terminal while a program runs. The program writes to the same terminal behind our back,
 * so the line is kept out of its way: the rest of the screen becomes the scroll region (DECSTBM), as package managers do
 * it. Rejected: rewriting the current line, because that wipes out prompts and leaves remnants behind output.
 */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly rows?: number;
  readonly columns?: number;
  write(text: string): unknown;
  on?(event: 'resize', listener: () => void): unknown;
  off?(event: 'resize', listener: () => void): unknown;
}

/** A smaller window has no line to spare. */
const fewestRows = 6;

const escape = '\u001b';
const save = `${escape}7`;
const restore = `${escape}8`;
const down = `${escape}D`; // Index: one line down in the same column, scrolling at the bottom.
const up = `${escape}[1A`;
const wholeScreen = `${escape}[r`;
const region = (last: number) => `${escape}[1;${last}r`;
const toRow = (row: number) => `${escape}[${row};1H`;
const clearLine = `${escape}[2K`;

export class StatusBar {
  readonly #terminal: Terminal;
  /** Rows of the terminal when the region was set; null while there is none. */
  #rows: number | null = null;
  #text = '';
  readonly #resized = () => {
    this.#rows = null;
    this.show(this.#text);
  };

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  static fits(terminal: Terminal, env: NodeJS.ProcessEnv): boolean {
    return terminal.isTTY === true && env.TERM !== 'dumb' && (terminal.rows ?? 0) >= fewestRows;
  }

  /** `text` without colours; it is cut to one line. */
  show(text: string): void {
    this.#text = text;
    const rows = this.#terminal.rows ?? 0;
    if (rows < fewestRows) return;
    let output = '';
    if (this.#rows === null) {
      output += down + save + region(rows - 1) + restore + up;
      this.#terminal.on?.('resize', this.#resized);
      this.#rows = rows;
    }
    const line = [...text].slice(0, (this.#terminal.columns ?? 80) - 1).join('');
    output += `${save}${toRow(rows)}${clearLine}${escape}[2m${line}${escape}[22m${restore}`;
    this.#terminal.write(output);
  }

  /** Gives the whole screen back; harmless when nothing was shown. */
  remove(): void {
    if (this.#rows === null) return;
    this.#terminal.off?.('resize', this.#resized);
    this.#terminal.write(save + toRow(this.#rows) + clearLine + wholeScreen + restore);
    this.#rows = null;
  }
}
