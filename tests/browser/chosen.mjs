// Which pages stand for all in a browser: those of one template, in one state, with the same form look alike, so
// that one for each of these is enough. The list beside a built folder (`kohyo build --list-pages`) says what each
// page is. Knows no content.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isFragment } from './hosts.mjs';
import { pagesBelow } from './pages.mjs';

/** The file beside a built folder that lists its pages. */
const listOf = (folder) => `${folder}.pages.jsonl`;

/** What of a page must be seen on one page at least. */
function traits({ template, state, forms }) {
  return ['', ...forms].map((form) => [template, state, form].join(' '));
}

/** The listed pages of a folder by path, each with what it shows; none where there is no list. */
function listed(folder) {
  if (!existsSync(listOf(folder))) return new Map();
  const lines = readFileSync(listOf(folder), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return new Map(lines.map((line) => [join(folder, line.path), [...traits(line), `any page of ${folder}`]]));
}

/** So few pages that every trait is on one of them: the page with most new ones, again and again. */
function cover(pages) {
  const open = new Set([...pages.values()].flat());
  const traitCount = open.size;
  const chosen = new Set();
  while (open.size > 0) {
    let best = [];
    let at;
    for (const [path, all] of pages) {
      const news = all.filter((trait) => open.has(trait));
      if (news.length > best.length) [best, at] = [news, path];
    }
    best.forEach((trait) => open.delete(trait));
    chosen.add(at);
  }
  return { chosen, traitCount };
}

/** Of all pages below the folders those that stand for all; pages on no list stand for themselves. */
export function choose(folders) {
  const lists = new Map(folders.flatMap((folder) => [...listed(folder)]));
  const { chosen, traitCount } = cover(lists);
  const all = folders.flatMap(pagesBelow);
  const missing = [...lists.keys()].filter((path) => !all.includes(path));
  if (missing.length > 0) throw new Error(`on a list but not built: ${missing.join(' ')}`);
  // A fragment is the text of the page beside it.
  const page = (path) => (isFragment(path) ? join(dirname(path), 'index.html') : path);
  const paths = all.filter((path) => chosen.has(page(path)) || !lists.has(page(path)));
  return { paths, traitCount };
}
