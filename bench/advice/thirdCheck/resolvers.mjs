/** Resolvers as of a query language: authors, their posts, their comments; each field is asked for on its own, one by one. */
import pLimit from 'p-limit';
import { ask } from '../models.mjs';

export const shape = 'resolvers, one request a field';
export const service = { latencyMs: 9 };

const [authors, posts, comments] = [6, 5, 5];
const idsOf = (count, above) => Array.from({ length: count }, (_, at) => `${above}.${at}`);

async function resolveComment(id) {
  return { id, text: (await ask(`/comment/${id}`)).length };
}

async function resolvePost(id) {
  const title = await ask(`/post/${id}`);
  const list = [];
  for (const comment of idsOf(comments, id)) list.push(await resolveComment(comment));
  return { title: title.length, list };
}

async function resolveAuthor(id) {
  const name = await ask(`/author/${id}`);
  const list = [];
  for (const post of idsOf(posts, id)) list.push(await resolvePost(post));
  return { name: name.length, list };
}

async function resolveAll() {
  const list = [];
  for (const author of idsOf(authors, 'a')) list.push(await resolveAuthor(author));
  return JSON.stringify(list).length;
}

async function resolveAtOnce(most) {
  const limit = pLimit(most);
  const request = (url) => limit(() => ask(url));
  const comment = async (id) => ({ id, text: (await request(`/comment/${id}`)).length });
  const post = async (id) => {
    const [title, list] = await Promise.all([request(`/post/${id}`), Promise.all(idsOf(comments, id).map(comment))]);
    return { title: title.length, list };
  };
  const author = async (id) => {
    const [name, list] = await Promise.all([request(`/author/${id}`), Promise.all(idsOf(posts, id).map(post))]);
    return { name: name.length, list };
  };
  return JSON.stringify(await Promise.all(idsOf(authors, 'a').map(author))).length;
}

export const variants = {
  original: { run: resolveAll },
  bounded: { model: 'async', sizes: [4, 6, 16, 50], run: resolveAtOnce },
};
