import { indent } from '../layout.ts';
import type { Section } from './sheet.ts';

/** Frames of each thread: where it hangs, and how it came there. */
const shownFrames = 5;

/** A program that could not go on: that first, and what each thread was last seen in. */
export const stuck: Section = ({ stuck: found }, sheet) =>
  found === undefined
    ? []
    : [
        indent + sheet.paint('Stuck', 'bold', 'red'),
        ...sheet.paragraph(found.text),
        ...found.threads.flatMap(({ name, id, stack }) => [
          ...sheet.paragraph(`${name} (${id})${stack.length === 0 ? ': no function of the program on its stack' : ''}`),
          ...stack
            .slice(0, shownFrames)
            .flatMap((frame) =>
              sheet.bullet(`${frame.name}${frame.location ? ` ${sheet.place(frame.location)}` : ''}`),
            ),
        ]),
      ];
