/** NODE_OPTIONS as Node reads it: words between spaces, double quotes around words with spaces, backslash as the escape. */

/**
 * What the user has there already stays. Ours comes first, so that modules which the user preloads are measured too, and
 * find the environment as it would be without us.
 */
export function withPreload(existing: string | undefined, preloadPath: string): string {
  const ours = `--require ${quoted(preloadPath)}`;
  return existing ? `${ours} ${existing}` : ours;
}

function quoted(word: string): string {
  return `"${word.replace(/[\\"]/g, '\\$&')}"`;
}
