/**
 * Who gets which time. A sample says what was on top of the stack at its moment; the file says nothing about the time
 * between two of them. The rule, the same in the report, the chart and every table:
 *
 * - start attribution: a sample holds from its own time to that of the next one, samples taken in order of time;
 * - the time before the first sample belongs to nobody (8 to 24 ms in real files, a quarter of a short one);
 * - the last sample holds to the end of the profile. Rejected: an average interval more (a guess, and the sum is no longer
 *   the length of the profile), and nothing (the last sample is as good as any other);
 * - a sample of a node that the file does not hold is nobody's time;
 * - a garbage collection has no stack of its own: it stands on the stack that it interrupted, as a row of its own;
 * - idle time stays in the numbers and is not drawn;
 * - the chart alone draws one `(program)` sample between two stacks of the same outermost call as the stack before it,
 *   so that bars are not cut in two; numbers keep it as `(program)`.
 */
export const attributionRule =
  'A sample counts from its own moment to that of the next one, the last to the end of the profile; time before the ' +
  'first sample belongs to nobody. Garbage collection stands on the call that it interrupted. Idle time is counted and ' +
  'not drawn. The chart draws a single (program) sample inside a call as part of that call; the tables count it as ' +
  '(program).';
