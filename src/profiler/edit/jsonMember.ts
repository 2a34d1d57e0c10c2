import type { Replacement } from './editPlan.ts';
import type { JsonMember, JsonObject } from './jsonText.ts';

/** A member after the object's last one, laid out like that; comments and trailing commas stay where they are. */
export function addMember(
  text: string,
  object: JsonObject,
  member: { readonly key: string; readonly value: string },
  label: string,
): Replacement[] {
  const added = `${JSON.stringify(member.key)}: ${member.value}`;
  const last = object.members.at(-1);
  if (!last) {
    const isSpaced = text.slice(object.start, object.end).includes('\n');
    const layout = isSpaced ? [`\n${indentOfLine(text, object.start)}  `, ''] : [' ', ' '];
    return [{ start: object.start + 1, end: object.start + 1, text: layout[0]! + added + layout[1]!, label }];
  }
  const layout = layoutBefore(text, object, last);
  const [, comma, comment] = /^(\s*,)?([^\S\n]*\/\/[^\n]*)/.exec(text.slice(last.end)) ?? [];
  if (comment === undefined) return [{ start: last.end, end: last.end, text: `,${layout}${added}`, label }];
  // A line comment stays with the member that it explains.
  const lineEnd = last.end + (comma ?? '').length + comment.length;
  return comma === undefined
    ? [
        { start: last.end, end: last.end, text: ',', label },
        { start: lineEnd, end: lineEnd, text: layout + added, label },
      ]
    : [{ start: lineEnd, end: lineEnd, text: `${layout}${added},`, label }];
}

/** The line break and indentation before a member; a space where the object stands in one line. */
function layoutBefore(text: string, object: JsonObject, member: JsonMember): string {
  const lineStart = text.lastIndexOf('\n', member.start);
  if (lineStart < object.start) return ' ';
  const lineBreak = text[lineStart - 1] === '\r' ? '\r\n' : '\n';
  return lineBreak + indentOfLine(text, member.start);
}

const indentOfLine = (text: string, offset: number): string =>
  /^[^\S\n]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))![0];
