/** Transforms in words, for chips and menus. */
import type { FrameMatch, Transform } from './model/index.ts';
import { fileName } from '../format.ts';
import { categoryText } from '../views/words.ts';

export function matchText(match: FrameMatch): string {
  switch (match.kind) {
    case 'function':
      return match.name;
    case 'file':
      return fileName(match.url);
    case 'package':
      return match.packageName;
    case 'category':
      return categoryText[match.category];
    case 'role':
      return `(${match.role})`;
  }
}

export function transformText(transform: Transform): string {
  switch (transform.kind) {
    case 'hide':
      return `Hidden: ${matchText(transform.what)}`;
    case 'merge':
      return `Merged: ${matchText(transform.what)}`;
    case 'focus':
      return `Focus: ${matchText(transform.what)}`;
    case 'focusPath':
      return 'Focus: one call path';
    case 'collapseRecursion':
      return transform.what === null ? 'Recursion collapsed' : `Recursion collapsed: ${matchText(transform.what)}`;
    case 'leaveOut':
      return `Left out: ${matchText(transform.what)}`;
    case 'onlyMyCode':
      return 'Only my code';
  }
}
