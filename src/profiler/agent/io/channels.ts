/** Node's diagnostics channels, on which what we do never reaches the program. */
import { channel, type Channel } from '../originals.ts';

type Listener = (message: unknown) => void;

export class Channels {
  /** Channels are held weakly by Node until 20. */
  readonly #kept: Channel[] = [];
  /** Of what begins: of no interest in a rest. A message costs half a microsecond on its way here. */
  readonly #beginnings: (readonly [Channel, Listener])[] = [];
  #isResting = false;
  /** The listener that is being called: frames above it are ours. */
  readonly called = (listener: () => void): void => listener();

  on<Message>(name: string, listener: (message: Message) => void): void {
    this.#subscribe(name, listener);
  }

  /** As `on`, but not in a rest. */
  onBeginning<Message>(name: string, listener: (message: Message) => void): void {
    this.#beginnings.push(this.#subscribe(name, listener));
  }

  rest(): void {
    this.#isResting = true;
    for (const [from, listener] of this.#beginnings) from.unsubscribe(listener);
  }

  wake(): void {
    if (!this.#isResting) return;
    this.#isResting = false;
    for (const [to, listener] of this.#beginnings) to.subscribe(listener);
  }

  #subscribe<Message>(name: string, listener: (message: Message) => void): readonly [Channel, Listener] {
    const kept = channel(name);
    const guarded = (message: unknown): void => {
      try {
        this.called(() => listener(message as Message));
      } catch {
        // An exception in a listener ends the program.
      }
    };
    kept.subscribe(guarded);
    this.#kept.push(kept);
    return [kept, guarded];
  }
}
