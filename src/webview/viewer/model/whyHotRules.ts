/** What is known of native, built-in and pseudo frames: one rule a row, the first that applies counts. */
import type { FlameFrame } from '../../flame/sampledProfile.ts';

interface WhyHotRule {
  readonly applies: (frame: FlameFrame) => boolean;
  readonly text: string;
}

export const whyHotRules: readonly WhyHotRule[] = [
  {
    applies: ({ role }) => role === 'idle',
    text: 'Nothing ran: the event loop waited for I/O or a timer.',
  },
  {
    applies: ({ role }) => role === 'gc',
    text: 'Memory was freed. Less of it comes from making fewer short-lived objects in the calls below which it stands.',
  },
];
