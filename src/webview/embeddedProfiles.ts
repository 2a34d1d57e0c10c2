/** Profiles inside a report in a file of its own: compressed, as text, one element each (profiler/export). */

/** Null where the report was exported without this one. */
export async function embeddedProfile(id: string): Promise<Uint8Array | null> {
  const elements = [...document.querySelectorAll<HTMLElement>('script[data-profile]')];
  const text = elements.find(({ dataset }) => dataset['profile'] === id)?.textContent;
  if (text === undefined || text === null) return null;
  const compressed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
