/** Checks what is typed as an input. Pure. */

/** In a sentence, or null for text that can be used. */
export function complaintAboutJson(text: string, list: boolean): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return list && !Array.isArray(value) ? 'Enter the arguments as a JSON array, such as [1, "two"].' : null;
  } catch {
    return 'This is not JSON. Texts stand in double quotes, and so do the names of fields.';
  }
}
