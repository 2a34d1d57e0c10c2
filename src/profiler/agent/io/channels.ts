/** Node's diagnostics channels, on which what we do never reaches the program. */
import { channel, type Channel } from '../originals.ts';

export class Channels {
  /** Channels are held weakly by Node until 20. */
  readonly #kept: Channel[] = [];
  /** The listener that is being called: frames above it are ours. */
  readonly called = (listener: () => void): void => listener();

  on<Message>(name: string, listener: (message: Message) => void): void {
    const kept = channel(name);
    kept.subscribe((message) => {
      try {
        this.called(() => listener(message as Message));
      } catch {
        // An exception in a listener ends the program.
      }
    });
    this.#kept.push(kept);
  }
}
