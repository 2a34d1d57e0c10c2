import type { Location } from '../../profiler/report.ts';

/** Opens the line in the editor. Node's own modules and built-ins have no file to open. */
export type OpenLocation = (location: Location) => void;

/** The place, where it is one that an editor can show; null otherwise. */
export const openable = (location: Location | null): Location | null =>
  location === null || location.file === '' || /^(node|wasm|evalmachine|webpack):|^internal\//.test(location.file)
    ? null
    : location;
