/** A class in a word, in a colour of its own. */
import type { BoundClass } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { classTitle } from './words.ts';

const short: Readonly<Partial<Record<BoundClass, string>>> = { 'insufficient-data': 'Unclear' };

export const createClassBadge = (of: BoundClass): HTMLElement =>
  h('span', { class: `class-badge class-${of}`, title: classTitle[of] }, short[of] ?? classTitle[of]);
