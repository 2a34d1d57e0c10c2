/** Asks the editor where the functions of a profile were written. */
import type { ComparedSideName, FromPanel, ToPanel } from '../../protocol.ts';
import type { ThreadProfile } from '../model/index.ts';
import { askedPositions } from './askedPositions.ts';
import { mapProfile } from './mapProfile.ts';

export interface PositionMapping {
  /**
   * The picture does not wait for it: `mapped` is called once, and only when something is known. A page without an editor is
   * never answered and keeps the lines of what ran.
   */
  ask(profile: ThreadProfile, mapped: (profile: ThreadProfile) => void, side?: ComparedSideName): void;
  /** True when the message was an answer. */
  receive(message: ToPanel): boolean;
  /** What is still to come belongs to a profile that is shown no more. */
  forget(): void;
}

export function createPositionMapping(send: (message: FromPanel) => void): PositionMapping {
  let lastId = 0;
  const waiting = new Map<number, (message: Extract<ToPanel, { type: 'mappedPositions' }>) => void>();
  return {
    ask: (profile, mapped, side) => {
      const asked = askedPositions(profile);
      if (asked.length === 0) return;
      const requestId = ++lastId;
      waiting.set(requestId, ({ scripts }) => {
        const changed = mapProfile(profile, asked, scripts);
        if (changed !== profile) mapped(changed);
      });
      send({ type: 'mapPositions', requestId, scripts: asked, ...(side ? { side } : {}) });
    },
    receive: (message) => {
      if (message.type !== 'mappedPositions') return false;
      waiting.get(message.requestId)?.(message);
      waiting.delete(message.requestId);
      return true;
    },
    forget: () => waiting.clear(),
  };
}
