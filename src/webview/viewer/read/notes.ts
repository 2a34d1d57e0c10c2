/** What had to be repaired or left out when reading, as sentences for the user. */
export const brokenNote = (offset: number, bytes: number): string =>
  offset >= bytes
    ? `The file ends too early, after ${offset} bytes: what stands before is shown.`
    : `The file is damaged at byte ${offset}: what stands before is shown.`;

export const noTimesNote =
  'The file holds no times: each sample that it counts stands for a millisecond, the interval that V8 usually has.';

export const noSamplesNote =
  'The file holds only how often each function was seen, not when: there is no chart over time, and times are estimates.';

export const emptyNote = 'The file holds no samples: nothing was recorded.';

/** Neither is in the file: V8 writes the same for both. */
export const heapNote =
  'The file does not say whether these are all bytes that were allocated or only those still in use when it was written.';
