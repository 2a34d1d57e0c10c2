/**
 * Which file of one profile is which of another. The path within a package is the same on every machine; the user's own
 * files may lie in another folder (a checkout of a branch, a build server) and then have only the end of their path in common.
 */
import { pathOf } from '../../../flame/frameLocation.ts';

const modulesFolder = /.*[\\/]node_modules[\\/]/s;

/** Url of either side → a name that both sides share where they mean the same file. */
export function matchFiles(before: Iterable<string>, after: Iterable<string>): (url: string) => string {
  const nameOf = new Map<string, string>();
  const names = (urls: Iterable<string>) =>
    new Set(
      Array.from(urls, (url) => {
        const name = nameWithinPackage(url);
        nameOf.set(url, name);
        return name;
      }),
    );
  const earlier = names(before);
  const later = names(after);
  const renamed = matchByEnding(
    [...earlier].filter((name) => !later.has(name)),
    [...later].filter((name) => !earlier.has(name)),
  );
  return (url) => {
    const name = nameOf.get(url) ?? url;
    return renamed.get(name) ?? name;
  };
}

const nameWithinPackage = (url: string): string => pathOf(url).replace(modulesFolder, 'package ').replaceAll('\\', '/');

/** Pairs of one file name, those with the longest common end first; a file is in one pair at most. */
function matchByEnding(before: readonly string[], after: readonly string[]): Map<string, string> {
  const laterByName = new Map<string, string[]>();
  for (const to of after.filter(isMovable))
    laterByName.set(lastPart(to), [...(laterByName.get(lastPart(to)) ?? []), to]);
  const pairs = before
    .filter(isMovable)
    .flatMap((from) =>
      (laterByName.get(lastPart(from)) ?? []).map((to) => ({ from, to, common: commonEnding(from, to) })),
    );
  pairs.sort((a, b) => b.common - a.common);
  const matched = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to } of pairs) {
    if (matched.has(from) || taken.has(to)) continue;
    matched.set(from, to);
    taken.add(to);
  }
  return matched;
}

/** Packages, Node's own modules and code without a file are named the same everywhere, or differ. */
const isMovable = (name: string): boolean => !/^(?:package |node:|wasm:|$)/.test(name);

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Number of folders and file name that two paths have in common at their end. */
function commonEnding(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let common = 0;
  while (common < left.length && common < right.length && left.at(-1 - common) === right.at(-1 - common)) common++;
  return common;
}
