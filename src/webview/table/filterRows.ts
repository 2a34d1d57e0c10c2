/** Which rows the filter box lets through. */

export type Filter =
  | { readonly kind: 'all' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  | { readonly kind: 'invalid'; readonly message: string };

/** `/…/` or `/…/i` is a regular expression, all else a piece of text in any case. */
export function parseFilter(input: string): Filter {
  const text = input.trim();
  if (text === '') return { kind: 'all' };
  const written = /^\/(.+)\/([imsu]*)$/.exec(text);
  if (!written) return { kind: 'text', text: text.toLowerCase() };
  try {
    return { kind: 'pattern', pattern: new RegExp(written[1] ?? '', written[2]) };
  } catch (error) {
    return { kind: 'invalid', message: error instanceof Error ? error.message : String(error) };
  }
}

/** Rows of which any text matches. An expression that is not finished yet hides nothing. */
export function filterRows<T>(
  rows: readonly T[],
  filter: Filter,
  texts: (row: T) => readonly (string | null | undefined)[],
): readonly T[] {
  const matches = matcher(filter);
  if (!matches) return rows;
  return rows.filter((row) => texts(row).some((text) => text !== null && text !== undefined && matches(text)));
}

export function matcher(filter: Filter): ((text: string) => boolean) | null {
  switch (filter.kind) {
    case 'text':
      return (text) => text.toLowerCase().includes(filter.text);
    case 'pattern':
      return (text) => filter.pattern.test(text);
    case 'all':
    case 'invalid':
      return null;
  }
}
