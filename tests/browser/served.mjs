// Every link of every page as a server under a sub-path answers it: the folder is served under /kojin/, and
// nothing of the site may lead out of it. Does not look at the network.
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

const BASE = '/kojin/';
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css', json: 'application/json', jsonl: 'application/jsonl', xml: 'application/xml', txt: 'text/plain' };

function serve(root) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    let file = path.startsWith(BASE) ? resolve(root, path.slice(BASE.length)) : '';
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!(file === root || file.startsWith(root + sep)) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[file.split('.').pop()] ?? 'application/octet-stream' }).end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

const decode = (words) => words.replace(/&amp;/g, '&').replace(/&#x27;|&#39;/g, "'").replace(/&quot;/g, '"');

/** Walks the site from the pages where readers come in, by its links alone. */
export async function checkServed(folder, firsts) {
  const root = resolve(folder);
  const server = await serve(root);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const faults = [];
  const pages = new Map();
  const wanted = [];
  let links = 0;
  const queue = firsts.map((first) => new URL(`${BASE}${first}`, origin).href);
  const seen = new Set(queue);
  while (queue.length > 0) {
    const url = queue.shift();
    const answer = await fetch(url);
    if (answer.status !== 200) {
      faults.push(`${url}: ${answer.status}`);
      continue;
    }
    const body = await answer.text();
    if (!answer.headers.get('content-type').startsWith('text/html')) continue;
    pages.set(url, new Set([...body.matchAll(/\sid=(?:"([^"]*)"|([^\s>]+))/g)].map((found) => found[1] ?? found[2])));
    for (const [, a, b] of body.matchAll(/\s(?:href|src)=(?:"([^"]*)"|([^\s>]+))/g)) {
      const target = new URL(decode(a ?? b), url);
      if (target.origin !== origin) continue;
      links += 1;
      if (!target.pathname.startsWith(BASE)) faults.push(`${url}: leads out of ${BASE}: ${target.pathname}`);
      const page = target.href.split('#')[0];
      if (target.hash) wanted.push([url, page, decodeURIComponent(target.hash.slice(1))]);
      if (!seen.has(page)) {
        seen.add(page);
        queue.push(page);
      }
    }
  }
  for (const [from, page, id] of wanted) {
    if (pages.has(page) && !pages.get(page).has(id)) faults.push(`${from}: no such anchor: ${page}#${id}`);
  }
  server.close();
  return { pages: pages.size, links, faults };
}
