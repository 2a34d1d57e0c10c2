/**
 * What a recommendation changes in the user's source, as data: made by the pure planners of this folder, previewed and
 * applied by the editor. Offsets are UTF-16 code units into the text that was read.
 */

export type EditResult =
  { readonly ok: true; readonly plan: EditPlan } | { readonly ok: false; readonly reason: string };

export interface EditPlan {
  /** As a menu shows it: "Keep 8 calls of fetchPage in flight (p-map)". */
  readonly title: string;
  readonly changes: readonly FileChange[];
  /** Packages that package.json names after the change and that still have to be installed. */
  readonly packages: readonly PackageNeed[];
  /** What to know before confirming; one sentence each. */
  readonly notes: readonly string[];
}

export type FileChange =
  | { readonly kind: 'change'; readonly file: string; readonly replacements: readonly Replacement[] }
  | { readonly kind: 'create'; readonly file: string; readonly text: string };

/** Sorted by `start`, never overlapping. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What this one does, for the preview's tree. */
  readonly label: string;
}

export interface PackageNeed {
  readonly name: string;
  /** As written into package.json, such as `^7.0.3`. */
  readonly range: string;
}

/** The user's files as the planners see them: what is open in the editor wins over what is on disk. */
export interface ProjectFiles {
  /** Null when there is no such file. Absolute paths. */
  read(file: string): string | null;
}
