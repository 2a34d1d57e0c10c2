/** The thread's own inspector session. In one thread every command is answered before `post` returns. */
import { Session } from './originals.ts';
import type { Session as InspectorSession } from 'node:inspector';

export class Cdp {
  readonly session: InspectorSession = new Session();
  constructor() {
    this.session.connect();
  }
  call<Result>(method: string, params: object = {}): Result {
    let failure: Error | null = null;
    let answer: unknown;
    this.session.post(method, params, (error: Error | null, result: unknown) => {
      failure = error;
      answer = result;
    });
    if (failure) throw Object.assign(new Error(`${method} was refused`), { cause: failure });
    return answer as Result;
  }
  on<Params>(event: string, listener: (params: Params) => void): void {
    this.session.on(event, (message: { params: Params }) => listener(message.params));
  }
  off(event: string): void {
    this.session.removeAllListeners(event);
  }
}
