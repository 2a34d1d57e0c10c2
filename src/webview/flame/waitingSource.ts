/** Names and colours of the boxes of the waiting flame graph: operations in the colour of their kind, callers paler. */
import { coloursOf, type BoxColours, type Swatch, type ThemeKind } from './colours.ts';
import { kindHue, kindSaturation, knownKinds } from './kindColours.ts';
import type { BoxSource } from './paintBoxes.ts';
import type { WaitingModel } from './waitingModel.ts';

/** Of callers, against operations. */
const callerSaturation = 0.4;

/** Two a kind, operations and callers; the last two stand for kinds without a colour of their own. */
const palette: readonly Swatch[] = [...knownKinds, ''].flatMap((kind) => {
  const [hue, saturation] = [kindHue(kind), kindSaturation(kind)];
  return [
    { hue, saturation, tint: 0 },
    { hue, saturation: saturation * callerSaturation, tint: 0 },
  ];
});

export const waitingColours = (theme: ThemeKind): BoxColours[] => coloursOf(palette, theme);

export function waitingSource({ nodes, kindOfNode, intervals }: WaitingModel): BoxSource {
  const shadeOfNode = nodes.map((node, at) => {
    const known = knownKinds.indexOf(kindOfNode[at] ?? '');
    return (known < 0 ? knownKinds.length : known) * 2 + (node.kind === undefined ? 1 : 0);
  });
  return {
    shade: (box) => shadeOfNode[intervals.frame[box] ?? 0] ?? 0,
    name: (box) => nodes[intervals.frame[box] ?? 0]?.name ?? '',
  };
}
