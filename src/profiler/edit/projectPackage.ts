/** The package.json above a file: what it says, and the change that makes it name one more dependency. */
import type { FileChange, PackageNeed, ProjectFiles } from './editPlan.ts';
import { folderOf, foldersUpwards } from './filePath.ts';
import { memberOf, parseJson, stringOf, type JsonNode } from './jsonText.ts';
import { indentationAt } from './textStyle.ts';

export interface ProjectPackage {
  readonly file: string;
  readonly text: string;
  readonly root: JsonNode;
}

/** The nearest one, as Node looks for it; null when there is none or it cannot be read. */
export function packageOf(file: string, files: ProjectFiles): ProjectPackage | null {
  for (const folder of foldersUpwards(folderOf(file))) {
    const separator = file.includes('\\') ? '\\' : '/';
    const candidate = `${folder}${separator}package.json`;
    const text = files.read(candidate);
    if (text === null) continue;
    const root = parseJson(text);
    return root?.kind === 'object' ? { file: candidate, text, root } : null;
  }
  return null;
}

const dependencyFields = ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies'] as const;

/** The range it is named with, in whichever list; null when it is not named. */
export function dependencyRange({ root }: ProjectPackage, name: string): string | null {
  for (const field of dependencyFields) {
    const range = stringOf(memberOf(root, field, name));
    if (range !== null) return range;
  }
  return null;
}

export interface Dependencies {
  readonly changes: readonly FileChange[];
  /** Those that are new, or whose package.json could not be changed: they have to be installed. */
  readonly packages: readonly PackageNeed[];
  readonly notes: readonly string[];
}

/** What is named already stays as it is; the rest goes into `dependencies`, in order when the list is in order. */
export function addDependencies(file: string, files: ProjectFiles, needs: readonly PackageNeed[]): Dependencies {
  const project = packageOf(file, files);
  if (!project) {
    const list = needs.map(({ name, range }) => `${name}@${range}`).join(' and ');
    return {
      changes: [],
      packages: needs,
      notes: [`There is no package.json to name ${list} in; install it yourself.`],
    };
  }
  const missing = needs.filter(({ name }) => dependencyRange(project, name) === null);
  if (missing.length === 0) return { changes: [], packages: [], notes: [] };
  const replacements = insertInto(project, missing);
  return { changes: [{ kind: 'change', file: project.file, replacements }], packages: missing, notes: [] };
}

function insertInto({ text, root }: ProjectPackage, needs: readonly PackageNeed[]) {
  const label = `Add ${needs.map(({ name }) => name).join(', ')} to the dependencies`;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const entry = ({ name, range }: PackageNeed) => `${JSON.stringify(name)}: ${JSON.stringify(range)}`;
  const list = memberOf(root, 'dependencies');
  if (list?.kind !== 'object') {
    const members = root.kind === 'object' ? root.members : [];
    // After what usually stands above it; npm puts it before the lists that are for development.
    const next = members.find(({ key }) =>
      ['devDependencies', 'optionalDependencies', 'peerDependencies'].includes(key),
    );
    const step = members[0] ? indentationAt(text, members[0].start) || '  ' : '  ';
    const lines = needs.map((need) => `${step}${step}${entry(need)}`).join(`,${newline}`);
    const block = `"dependencies": {${newline}${lines}${newline}${step}}`;
    if (next) return [{ start: next.start, end: next.start, text: `${block},${newline}${step}`, label }];
    const last = members.at(-1);
    if (last) return [{ start: last.end, end: last.end, text: `,${newline}${step}${block}`, label }];
    return [{ start: root.start, end: root.end, text: `{${newline}${step}${block}${newline}}`, label }];
  }
  const { members } = list;
  if (members.length === 0) {
    const outer = indentationAt(text, list.start);
    const lines = needs.map((need) => `${outer}${outer || '  '}${entry(need)}`).join(`,${newline}`);
    return [{ start: list.start, end: list.end, text: `{${newline}${lines}${newline}${outer}}`, label }];
  }
  const isSorted = members.every(({ key }, index) => index === 0 || members[index - 1]!.key < key);
  const inserted = [...needs].sort((a, b) => (a.name < b.name ? -1 : 1));
  const byPlace = new Map<number, string>();
  for (const need of inserted) {
    const at = isSorted ? members.findIndex(({ key }) => key > need.name) : -1;
    const between =
      at > 0 || at === 0
        ? separatorBefore(text, list.start, members[at]!.start)
        : lastSeparator(text, list.start, members);
    const place = at >= 0 ? members[at]!.start : members.at(-1)!.end;
    const added = at >= 0 ? `${entry(need)},${between}` : `,${between}${entry(need)}`;
    byPlace.set(place, (byPlace.get(place) ?? '') + added);
  }
  return [...byPlace].sort(([a], [b]) => a - b).map(([start, added]) => ({ start, end: start, text: added, label }));
}

/** The blanks in front of a member: a new line and its indentation, or one blank. */
function separatorBefore(text: string, from: number, start: number): string {
  const blanks = /\s*$/.exec(text.slice(from, start))![0];
  return blanks === '' ? ' ' : blanks.slice(Math.max(0, blanks.lastIndexOf('\n') - (blanks.includes('\r\n') ? 1 : 0)));
}

const lastSeparator = (text: string, from: number, members: readonly { readonly start: number }[]): string =>
  separatorBefore(text, from, members.at(-1)!.start);
