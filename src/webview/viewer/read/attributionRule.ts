/**
 * Who gets which time. A sample says what was on top of the stack at its moment; the file says nothing about the time
 * between two of them. The rule, the same in the report, the chart and every table:
 *
 * - start attribution: a sample holds from its own time to that of the next one, samples taken in order of time;
 * - the time before the first sample belongs to nobody (8 to 24 ms in real files, a quarter of a short one);
 * - the last sample holds to the end of the profile. Rejected: an average interval more (a guess, and the sum is no longer
 *   the length of the profile), and nothing (the last sample is as good as any other);
 * - a sample of a node that the file does not hold is nobody's time;
 * - garbage collections and `(program)` have no stack of their own: they stand on the last stack of calls before them, in
 *   the totals of its callers, with self times of their own; after idle time they stand alone;
 * - idle time stays in the numbers and is not drawn.
 */
export const attributionRule =
  'A sample counts from its own moment to that of the next one, the last to the end of the profile; time before the ' +
  'first sample belongs to nobody. Garbage collection and (program), which is V8 itself and native code, count for the ' +
  'calls that they interrupted and have rows of their own. Idle time is counted and not drawn.';
