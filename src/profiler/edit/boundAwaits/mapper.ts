/** Which p-map a file gets, and how it is called there. */
import type { PackageNeed, ProjectFiles, Replacement } from '../editPlan.ts';
import { freeName, importName } from '../imports.ts';
import { dependencyRange, packageOf } from '../projectPackage.ts';
import type { Source } from '../source.ts';

export interface Mapper {
  readonly limit: number;
  readonly name: string;
  /** `{ concurrency: 8 }` */
  readonly options: string;
  /** What a turn returns that has no result; null where p-map knows no such thing, and turns return lists instead. */
  readonly skip: string | null;
  readonly need: PackageNeed;
}

/**
 * p-map is an ES module since version 5. `require` of one works from Node 20.19 and 22.12 on; a dynamic import would have to
 * be awaited in every function and is turned back into `require` by compilers that write CommonJS. Version 4 has the same
 * call, needs Node 10, and can be imported and required alike.
 */
const asModule: PackageNeed = { name: 'p-map', range: '^7.0.3' };
const asCommonJs: PackageNeed = { name: 'p-map', range: '^4.0.0' };

export function mapperFor(source: Source, files: ProjectFiles, limit: number): Mapper | { readonly reason: string } {
  const project = packageOf(source.file, files);
  const named = project && dependencyRange(project, asModule.name);
  const isModule = source.modules.runsAs === 'esm';
  const major = /\d+/.exec(named ?? '')?.[0];
  if (!isModule && major !== undefined && Number(major) >= 5)
    return {
      reason: `package.json names p-map ${named}, an ES module, and this file is CommonJS, which older versions of Node cannot load it into. Name p-map ^4.0.0 there, or make the file an ES module.`,
    };
  const hasSkip = isModule && (major === undefined || Number(major) >= 5);
  const { braceSpace } = source.style;
  return {
    limit,
    name: importName(source, { module: 'p-map', what: 'default', as: 'pMap' }).local,
    options: `{${braceSpace}concurrency: ${limit}${braceSpace}}`,
    skip: hasSkip ? freeName(source, 'pMapSkip') : null,
    need: isModule ? asModule : asCommonJs,
  };
}

export function mapperImports(source: Source, mapper: Mapper, usesSkip: boolean): Replacement[] {
  const also = usesSkip && mapper.skip !== null ? { name: 'pMapSkip', as: mapper.skip } : undefined;
  const main = importName(source, { module: 'p-map', what: 'default', as: 'pMap', ...(also ? { also } : {}) });
  if (!also || main.replacements.length > 0) return [...main.replacements];
  return [...importName(source, { module: 'p-map', what: { name: also.name }, as: also.as }).replacements];
}
