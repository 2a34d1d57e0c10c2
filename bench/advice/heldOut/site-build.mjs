/** A static site: reads each page, renders its Markdown, highlights its code, writes the result; one page after the other. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pMap from 'p-map';
import { inWorkers } from '../models.mjs';

export const shape = 'static site build';
const pageCount = 240;

const paragraph = (at) =>
  `## Part ${at}\n\nSome *words* of **text** with [a link](/page-${at}) and \`code ${at}\`.\n\n` +
  '```\n' +
  `const value${at} = compute(${at}, "text", [1, 2, 3]); // a comment\n`.repeat(12) +
  '```\n\n';

function withPages(work) {
  const dir = mkdtempSync(path.join(tmpdir(), 'site-'));
  const pages = Array.from({ length: pageCount }, (_, page) => path.join(dir, `page-${page}.md`));
  for (const [page, file] of pages.entries())
    writeFileSync(file, `# Page ${page}\n\n${Array.from({ length: 60 }, (_, at) => paragraph(at + page)).join('')}`);
  return work(pages).finally(() => rmSync(dir, { recursive: true, force: true }));
}

const escapeHtml = (text) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const tokens = /(\/\/.*$)|(&quot;.*?&quot;)|\b(const|let|return|function)\b|\b(\d+)\b/gm;

function highlight(code) {
  return escapeHtml(code).replace(tokens, (token, comment, text, keyword) => {
    const kind = comment ? 'comment' : text ? 'text' : keyword ? 'keyword' : 'number';
    return `<span class="${kind}">${token}</span>`;
  });
}

function render(markdown) {
  const blocks = markdown.split(/```\n?/);
  const html = blocks.map((block, at) => (at % 2 === 1 ? `<pre>${highlight(block)}</pre>` : renderText(block)));
  return html.join('');
}

const renderText = (text) =>
  escapeHtml(text)
    .split(/\n{2,}/)
    .map((part) => part.replace(/^## (.*)$/m, '<h2>$1</h2>').replace(/^# (.*)$/m, '<h1>$1</h1>'))
    .map((part) => part.replace(/\*\*(.+?)\*\*/g, '<b>$1</b>').replace(/\*(.+?)\*/g, '<i>$1</i>'))
    .map((part) => part.replace(/\[(.+?)\]\((.+?)\)/g, '<a href="$2">$1</a>').replace(/`(.+?)`/g, '<code>$1</code>'))
    .map((part) => `<p>${part}</p>`)
    .join('\n');

export async function buildPage(file) {
  const markdown = await readFile(file, 'utf8');
  let html = '';
  // Layouts, feeds and the search index render a page several times.
  for (const layout of ['page', 'feed', 'search', 'print']) html = `<main class="${layout}">${render(markdown)}</main>`;
  await writeFile(file.replace(/\.md$/, '.html'), html);
  return html.length;
}

async function buildSite(pages) {
  let bytes = 0;
  for (const page of pages) {
    bytes += await buildPage(page);
  }
  return bytes;
}

const sum = (sizes) => sizes.reduce((total, one) => total + one, 0);

export const variants = {
  original: { run: () => withPages(buildSite) },
  bounded: {
    model: 'async',
    sizes: [4, 16],
    run: (concurrency) => withPages(async (pages) => sum(await pMap(pages, buildPage, { concurrency }))),
  },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: (size) => withPages(async (pages) => sum(await inWorkers(import.meta.url, 'buildPage', pages, size))),
  },
};
