/** Answers about the user's files, each kept for as long as the files that it was read from stay as they were. */
import { createHash } from 'node:crypto';
import type { ProjectFiles } from '../../profiler/edit/editPlan.ts';

interface Remembered<Answer> {
  readonly answer: Answer;
  /** File → hash of its text; null where there was none, for one may appear. */
  readonly read: ReadonlyMap<string, string | null>;
}

/** More questions than one report has; the oldest go. */
const mostRemembered = 100;

export class RememberedAnswers<Answer> {
  readonly #byQuestion = new Map<string, Remembered<Answer>>();

  /** `find` may read only through the files that it is given. */
  get(question: string, files: ProjectFiles, find: (files: ProjectFiles) => Answer): Answer {
    const known = this.#byQuestion.get(question);
    if (known && [...known.read].every(([file, hash]) => hashOf(files.read(file)) === hash)) return known.answer;
    const read = new Map<string, string | null>();
    const answer = find({
      read: (file) => {
        const text = files.read(file);
        read.set(file, hashOf(text));
        return text;
      },
    });
    this.#byQuestion.delete(question);
    this.#byQuestion.set(question, { answer, read });
    const [oldest] = this.#byQuestion.keys();
    if (this.#byQuestion.size > mostRemembered && oldest !== undefined) this.#byQuestion.delete(oldest);
    return answer;
  }
}

const hashOf = (text: string | null): string | null =>
  text === null ? null : createHash('sha256').update(text, 'utf8').digest('hex');
