/** What the options of a running Node process say about its inspector. Pure. */

/** Where Node listens when nobody says otherwise. */
export const defaultInspectorPort = 9229;

export interface InspectorOptions {
  /** Where its inspector would be, or is. */
  readonly port: number;
  /** `--disable-sigusr1`: the signal would end it. */
  readonly signalDisabled: boolean;
}

/** `words`: its arguments up to the script, and those of NODE_OPTIONS. */
export function inspectorOptions(words: readonly string[]): InspectorOptions {
  let port = defaultInspectorPort;
  words.forEach((word, at) => {
    const [name, value] = split(word);
    if (!/^--(?:inspect|inspect-brk|inspect-wait|inspect-port|debug-port)$/.test(name)) return;
    // `--inspect 9230` is a script called 9230; only the ports take the next word.
    const text = value ?? (name.endsWith('-port') ? words[at + 1] : undefined);
    const named = Number(/(\d+)$/.exec(text ?? '')?.[1]);
    if (named > 0) port = named;
  });
  return { port, signalDisabled: words.some((word) => split(word)[0] === '--disable-sigusr1') };
}

function split(word: string): [string, string | undefined] {
  const equals = word.indexOf('=');
  // Node reads underscores as hyphens.
  const name = (equals < 0 ? word : word.slice(0, equals)).replaceAll('_', '-');
  return [name, equals < 0 ? undefined : word.slice(equals + 1)];
}

/** Arguments of Node itself: those before the script. */
export function argumentsOfNode(commandLine: readonly string[]): string[] {
  const rest = commandLine.slice(1);
  const script = rest.findIndex((word) => !word.startsWith('-'));
  return script < 0 ? rest : rest.slice(0, script);
}
