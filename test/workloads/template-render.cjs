'use strict';
// Renders mail templates with a small interpreter: closures, string building and many short-lived objects.
const template = '{{#each items}}<p>{{name}} costs {{price}}{{#if rare}}, rare{{/if}}</p>{{/each}}';

function compile(source) {
  const tokens = source.split(/(\{\{[^}]+\}\})/).filter(Boolean);
  const parse = (until) => {
    const parts = [];
    while (tokens.length > 0) {
      const token = tokens.shift();
      if (token === until) break;
      const match = /^\{\{(#each|#if)?\s*(\w+)\}\}$/.exec(token);
      if (!match) parts.push(() => token);
      else if (match[1] === '#each') {
        const body = parse('{{/each}}');
        parts.push((scope) => scope[match[2]].map((item) => body(item)).join(''));
      } else if (match[1] === '#if') {
        const body = parse('{{/if}}');
        parts.push((scope) => (scope[match[2]] ? body(scope) : ''));
      } else parts.push((scope) => String(scope[match[2]]));
    }
    return (scope) => parts.map((part) => part(scope)).join('');
  };
  return parse(null);
}

const render = compile(template);
const items = Array.from({ length: 300 }, (_, n) => ({ name: `item ${n}`, price: n * 3, rare: n % 7 === 0 }));
const end = Date.now() + 1300;
let mails = 0;
let length = 0;
for (; Date.now() < end; mails++) length += render({ items }).length;
console.log(`${mails} mails, ${length} characters`);
