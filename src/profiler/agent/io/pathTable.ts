/** Numbers frames and call paths, each once, and tells the new ones since the last time. */
import type { CallFrame, PathsRecord } from '../../capture/format/operations.ts';
import type { PathFrame } from './callPath.ts';

/** A program that makes new functions without end must not fill the memory: then only the first program frame is told. */
const mostPaths = 20_000;

export class PathTable {
  readonly #frameNumbers = new Map<string, number>();
  readonly #pathNumbers = new Map<string, number>();
  #newFrames: CallFrame[] = [];
  #newPaths: number[][] = [];
  #toldFrames = 0;
  #toldPaths = 0;

  /** The path's number; -1 for an empty one. */
  numberOf(frames: readonly PathFrame[]): number {
    if (frames.length === 0) return -1;
    const isFull = this.#pathNumbers.size >= mostPaths;
    const path = (isFull ? frames.slice(0, 2) : frames).map((frame) => this.#frame(frame));
    const key = path.join();
    const known = this.#pathNumbers.get(key);
    if (known !== undefined) return known;
    if (this.#pathNumbers.size >= 2 * mostPaths) return -1;
    const number = this.#pathNumbers.size;
    this.#pathNumbers.set(key, number);
    this.#newPaths.push(path);
    return number;
  }

  /** What has come since the last call; null when nothing has. */
  takeNew(): PathsRecord | null {
    if (this.#newPaths.length === 0) return null;
    const record: PathsRecord = {
      k: 'paths',
      firstFrame: this.#toldFrames,
      frames: this.#newFrames,
      firstPath: this.#toldPaths,
      paths: this.#newPaths,
    };
    this.#toldFrames += this.#newFrames.length;
    this.#toldPaths += this.#newPaths.length;
    this.#newFrames = [];
    this.#newPaths = [];
    return record;
  }

  #frame({ name, url, line, column, isAsync }: PathFrame): number {
    const key = `${name}\n${url}\n${line}:${column}`;
    let number = this.#frameNumbers.get(key);
    if (number === undefined) {
      number = this.#frameNumbers.size;
      this.#frameNumbers.set(key, number);
      this.#newFrames.push({ name, url, line, column });
    }
    return isAsync ? -1 - number : number;
  }
}
