/** The error that ended a program, as Node prints it: known only where the program's standard error passes through us. */

/** An uncaught error with its stack fits several times over; what a program wrote long before its end does not matter. */
const longestTail = 16_384;

/** Node's last line after an uncaught error (Node 17 and later); what the program prints itself does not end like this. */
const footer = /\n\nNode\.js v\d+\.\d+\.\d+\S*\s*$/;
const errorLine = /^(?:Uncaught )?(?:[A-Za-z_$][\w$.]*)?(?:Error|Exception)(?: \[\w+\])?(?::.*)?$/gm;

/** Node 18 and later print the line behind it, as `file:///path.mjs:3`. */
const unsettledAwait = /^Warning: Detected unsettled top-level await at\s+(\S.*):(\d+)$/m;

export class UncaughtError {
  #tail = '';
  readonly #decoder = new TextDecoder();

  add(chunk: Uint8Array): void {
    this.#tail = (this.#tail + this.#decoder.decode(chunk, { stream: true })).slice(-longestTail);
  }

  /** Such as `SyntaxError: Unexpected token '}'`; null when the output does not end with an uncaught error. */
  firstLine(): string | null {
    const text = this.#tail.replaceAll('\r\n', '\n');
    if (!footer.test(text)) return null;
    return text.match(errorLine)?.at(-1) ?? null;
  }

  /** Where the program awaited what never settled; null when Node has not said so. */
  unsettledAwait(): { url: string; line: number } | null {
    const [, url, line] = unsettledAwait.exec(this.#tail.replaceAll('\r\n', '\n')) ?? [];
    return url === undefined ? null : { url, line: Number(line) };
  }
}
