/** Text of a JavaScript or TypeScript file → its Babel tree, with the plugins that its extension calls for. */
import { parse, type ParserPlugin } from '@babel/parser';
import type { File } from '@babel/types';

export type ModuleSyntax = 'module' | 'commonjs' | 'unambiguous';

const scriptExtensions = ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'];

const extensionOf = (file: string): string => /\.[^./\\]+$/.exec(file)?.[0] ?? '';

export const isScript = (file: string): boolean => scriptExtensions.includes(extensionOf(file));

export const isTypeScript = (file: string): boolean => ['.ts', '.mts', '.cts', '.tsx'].includes(extensionOf(file));

/** Throws a SyntaxError for what is no script. */
export function parseScript(text: string, file: string, sourceType: ModuleSyntax): File {
  return parse(text, {
    sourceType,
    plugins: pluginsFor(extensionOf(file)),
    attachComment: false,
    createParenthesizedExpressions: false,
    // A CommonJS module is a function body, which Babel knows for 'commonjs' alone.
    ...(sourceType === 'unambiguous' ? { allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true } : {}),
  });
}

function pluginsFor(extension: string): ParserPlugin[] {
  switch (extension) {
    case '.tsx':
      return ['typescript', 'jsx', 'decorators-legacy'];
    case '.ts':
    case '.mts':
    case '.cts':
      return ['typescript', 'decorators-legacy'];
    default:
      return ['jsx', 'decorators'];
  }
}
