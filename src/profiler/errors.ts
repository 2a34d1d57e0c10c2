/**
 * Every sentence that a user may read when something is wrong: what happened, and what to do next. One factory each, so
 * that tone and next step can be reviewed together. Errors of our own making are bugs and are plain `Error`s.
 */
export class UserError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'UserError';
    this.code = code;
  }
}

export const scriptNotFound = (path: string) =>
  new UserError('scriptNotFound', `There is no file ${path}. Check the path, or run from the folder that holds it.`);
