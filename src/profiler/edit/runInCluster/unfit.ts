/** Why a server cannot run as several processes behind one port. */
import { walk, type Node } from '../../syntax/nodes.ts';
import { nameOf } from '../filePath.ts';
import { importedModules } from '../importedFiles.ts';
import type { Source } from '../source.ts';
import { findMemoryState } from './memoryState.ts';

/** One sentence; null when nothing speaks against it. The entry is the first. */
export function findUnfit(sources: readonly Source[]): string | null {
  const entry = sources[0]!;
  const listens = sources.flatMap((source) => listenCalls(source).map((call) => ({ source, call })));
  if (listens.length === 0)
    return `${nameOf(entry.file)} starts no server that could share its port: no “listen” was found.`;
  for (const source of sources) {
    const module = importedModules(source).find((one) => /^(?:node:)?(?:cluster|worker_threads)$/.test(one));
    if (module !== undefined) return `${nameOf(source.file)} uses ${module.replace('node:', '')} already.`;
    const own = mainModuleTest(source);
    if (own)
      return `${nameOf(source.file)} asks whether it is the program’s main module (line ${lineOf(own)}), and as part of a cluster it is not.`;
    const parent = parentChannel(source);
    if (parent)
      return `${nameOf(source.file)} exchanges messages with the process that started it (line ${lineOf(parent)}).`;
  }
  for (const { source, call } of listens) {
    const reason = unsharedAddress(call);
    if (reason !== null)
      return `${nameOf(source.file)} listens on ${reason} (line ${lineOf(call)}), which several processes do not share like a port.`;
  }
  return findMemoryState(sources, 'process');
}

const lineOf = (node: Node): number => node.loc?.start.line ?? 1;

type Call = Extract<Node, { type: 'CallExpression' }>;

function listenCalls(source: Source): Call[] {
  const calls: Call[] = [];
  for (const node of walk(source.program)) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue;
    if (node.callee.property.type === 'Identifier' && node.callee.property.name === 'listen') calls.push(node);
  }
  return calls;
}

function unsharedAddress({ arguments: [first] }: Call): string | null {
  switch (first?.type) {
    case undefined:
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return 'a port that the system chooses';
    case 'NumericLiteral':
      return first.value === 0 ? 'a port that the system chooses' : null;
    case 'LogicalExpression':
      return first.right.type === 'NumericLiteral' && first.right.value === 0
        ? 'a port that the system may choose'
        : null;
    case 'StringLiteral':
    case 'TemplateLiteral':
      return first.type === 'StringLiteral' && /^\d+$/.test(first.value) ? null : 'a path';
    case 'ObjectExpression':
      return unsharedOptions(first);
    default:
      return null;
  }
}

function unsharedOptions({ properties }: Extract<Node, { type: 'ObjectExpression' }>): string | null {
  for (const property of properties) {
    if (property.type !== 'ObjectProperty' || property.key.type !== 'Identifier') continue;
    const { key, value } = property;
    if (key.name === 'path') return 'a path';
    if (key.name === 'exclusive' && value.type === 'BooleanLiteral' && value.value)
      return 'a port of its own (exclusive)';
    if (key.name === 'port' && value.type === 'NumericLiteral' && value.value === 0)
      return 'a port that the system chooses';
  }
  return null;
}

function mainModuleTest(source: Source): Node | null {
  for (const node of walk(source.program)) {
    if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') continue;
    const { object, property } = node;
    if (property.name !== 'main') continue;
    if (object.type === 'MetaProperty' || (object.type === 'Identifier' && object.name === 'require')) return node;
  }
  return null;
}

function parentChannel(source: Source): Node | null {
  for (const node of walk(source.program)) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue;
    const { object, property } = node.callee;
    if (object.type !== 'Identifier' || object.name !== 'process' || property.type !== 'Identifier') continue;
    if (property.name === 'send' || property.name === 'disconnect') return node;
    const [event] = node.arguments;
    if (/^(?:on|once)$/.test(property.name) && event?.type === 'StringLiteral' && event.value === 'message')
      return node;
  }
  return null;
}
