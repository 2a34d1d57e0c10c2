/** What recorders leave in raw/<pid>-<tid>/ while the program runs. */

export const rawFolder = 'raw';
/** What the counting pass leaves, apart from the measured run. */
export const countingFolder = 'counting';

/** `<stem>-<n>.json` by number. */
export function numbered(files: readonly string[], stem: string): string[] {
  const pattern = new RegExp(`^${stem}-(\\d+)\\.json$`);
  return files
    .flatMap((file) => {
      const number = pattern.exec(file)?.[1];
      return number === undefined ? [] : [{ file, number: Number(number) }];
    })
    .sort((one, other) => one.number - other.number)
    .map(({ file }) => file);
}
