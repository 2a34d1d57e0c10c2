/** Source maps as the capture keeps them: without the texts, and with sources that need no base any more. */

export interface SourceMapJson {
  version: number;
  sources: (string | null)[];
  sourceRoot?: string;
  sourcesContent?: unknown;
  sections?: { map: SourceMapJson }[];
  [field: string]: unknown;
}

/** The last `//# sourceMappingURL=` comment of a script; '' when there is none. */
export function mapUrlInText(text: string): string {
  const start = text.lastIndexOf('sourceMappingURL=');
  if (start < 0 || !/[#@]\s*$/.test(text.slice(Math.max(0, start - 3), start))) return '';
  return /^sourceMappingURL=([^\s'"*]+)/.exec(text.slice(start))?.[1] ?? '';
}

export function mapFromDataUrl(url: string): SourceMapJson | null {
  const comma = url.indexOf(',');
  const head = url.slice(0, comma);
  const body = url.slice(comma + 1);
  try {
    const text = head.endsWith(';base64') ? fromBase64(body) : decodeURIComponent(body);
    return JSON.parse(text) as SourceMapJson;
  } catch {
    return null;
  }
}

export function absoluteSources(map: SourceMapJson, mapUrl: string): SourceMapJson {
  const { sourceRoot = '' } = map;
  const root = sourceRoot && !sourceRoot.endsWith('/') ? `${sourceRoot}/` : sourceRoot;
  const absolute: SourceMapJson = {
    ...map,
    sourceRoot: '',
    sourcesContent: undefined,
    sources: (map.sources ?? []).map((source) => (source === null ? null : resolved(root + source, mapUrl))),
  };
  if (map.sections) {
    absolute.sections = map.sections.map((section) => ({ ...section, map: absoluteSources(section.map, mapUrl) }));
  }
  return absolute;
}

declare const URL: new (url: string, base?: string) => { readonly href: string };
declare const atob: (text: string) => string;
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

function resolved(source: string, base: string): string {
  // On Windows a map may name `C:\x.ts`, which a URL would take for the scheme c.
  const asUrl = /^[a-z]:[\\/]/i.test(source) ? `file:///${source.replaceAll('\\', '/')}` : source;
  try {
    return new URL(asUrl, base).href;
  } catch {
    return source;
  }
}

function fromBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
}
