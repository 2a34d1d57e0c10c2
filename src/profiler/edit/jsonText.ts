/** JSON with comments and trailing commas (package.json, launch.json, tsconfig.json) as values that know where they stand. */
import { parseExpression } from '@babel/parser';

export type JsonNode = JsonObject | JsonArray | JsonScalar;

interface Range {
  readonly start: number;
  readonly end: number;
}
export interface JsonObject extends Range {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}
export interface JsonMember extends Range {
  readonly key: string;
  readonly value: JsonNode;
}
export interface JsonArray extends Range {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}
export interface JsonScalar extends Range {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

type Expression = ReturnType<typeof parseExpression>;

/** Null when the text is no JSON. */
export function parseJson(text: string): JsonNode | null {
  try {
    return nodeOf(parseExpression(text));
  } catch {
    return null;
  }
}

function nodeOf(expression: Expression): JsonNode | null {
  const { start, end } = expression;
  if (typeof start !== 'number' || typeof end !== 'number') return null;
  switch (expression.type) {
    case 'ObjectExpression': {
      const members = expression.properties.map((property): JsonMember | null => {
        if (property.type !== 'ObjectProperty' || property.key.type !== 'StringLiteral') return null;
        const value = nodeOf(property.value as Expression);
        return value && { start: property.start!, end: property.end!, key: property.key.value, value };
      });
      return members.includes(null) ? null : { kind: 'object', start, end, members: members as JsonMember[] };
    }
    case 'ArrayExpression': {
      const items = expression.elements.map((item) => item && nodeOf(item as Expression));
      return items.includes(null) ? null : { kind: 'array', start, end, items: items as JsonNode[] };
    }
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return { kind: 'scalar', start, end, value: expression.value };
    case 'UnaryExpression': {
      const { operator, argument } = expression;
      if (operator !== '-' || argument.type !== 'NumericLiteral') return null;
      return { kind: 'scalar', start, end, value: -argument.value };
    }
    case 'NullLiteral':
      return { kind: 'scalar', start, end, value: null };
    default:
      return null;
  }
}

/** `memberOf(node, 'compilerOptions', 'outDir')`; null where there is none. The last of several of a name counts. */
export function memberOf(node: JsonNode | null, ...path: readonly string[]): JsonNode | null {
  let found = node;
  for (const key of path) {
    if (found?.kind !== 'object') return null;
    found = found.members.findLast((member) => member.key === key)?.value ?? null;
  }
  return found;
}

export const stringOf = (node: JsonNode | null): string | null =>
  node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : null;
