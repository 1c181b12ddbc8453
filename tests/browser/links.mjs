// Every link, picture, style sheet and anchor of every page leads somewhere inside the folder, over file://.
// Does not look at the network: addresses outside are only read for their scheme.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { baseOf, isFragment } from './hosts.mjs';
import { filesBelow, leadsOn, pagesBelow } from './pages.mjs';

const OUTSIDE = new Set(['https:', 'http:', 'mailto:', 'tel:']);

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(value) {
  return value
    .replace(/&#(\d+);?/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);?/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&(amp|lt|gt|quot|apos);/gi, (_, name) => NAMED[name.toLowerCase()]);
}

/** The attributes of every tag, with the tag's name. */
function* tags(html) {
  for (const [, name, rest] of html.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s"'<>=]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*\/?>/gi)) {
    const attributes = new Map();
    for (const [, key, a, b, c] of rest.matchAll(/([^\s"'<>=]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g)) {
      attributes.set(key.toLowerCase(), decode(a ?? b ?? c ?? ''));
    }
    yield { name: name.toLowerCase(), attributes };
  }
}

function read(path) {
  const ids = new Set();
  const doubles = [];
  const links = [];
  for (const { name, attributes } of tags(readFileSync(path, 'utf8'))) {
    const id = attributes.get('id');
    if (id !== undefined) {
      if (ids.has(id)) doubles.push(id);
      ids.add(id);
    }
    for (const key of ['href', 'src']) {
      if (attributes.has(key)) links.push({ tag: name, key, to: attributes.get(key), rel: attributes.get('rel') });
    }
    for (const key of ['aria-labelledby', 'aria-describedby']) {
      for (const one of (attributes.get(key) ?? '').split(/\s+/).filter(Boolean)) links.push({ tag: name, key, to: `#${one}` });
    }
  }
  return { ids, doubles, links };
}

export function checkLinks(folder) {
  const root = resolve(folder);
  const pages = new Map(pagesBelow(root).map((path) => [path, read(path)]));
  const files = new Set(filesBelow(root));
  const faults = [];
  let count = 0;
  for (const [path, page] of pages) {
    const fault = (what) => faults.push(`${relative(process.cwd(), path)}: ${what}`);
    for (const id of page.doubles) fault(`id "${id}" twice`);
    for (const link of page.links) {
      count += 1;
      const scheme = link.to.match(/^([a-z][a-z0-9+.-]*:)/i)?.[1].toLowerCase();
      if (scheme) {
        if (!OUTSIDE.has(scheme)) fault(`scheme ${scheme} in ${link.key}="${link.to}"`);
        // A fragment stands on a page somewhere else: it loads pictures from the site by their whole address.
        const base = isFragment(path) && baseOf(path, root);
        if (base && link.to.startsWith(base)) {
          const file = resolve(root, decodeURIComponent(link.to.slice(base.length).split(/[?#]/)[0]), link.to.endsWith('/') ? 'index.html' : '');
          if (!files.has(file) && !files.has(resolve(file, 'index.html'))) fault(`leads nowhere: ${link.to}`);
          continue;
        }
        const loads = link.key === 'src' || (link.tag === 'link' && link.rel !== 'canonical');
        if (loads) fault(`loads from outside: ${link.to}`);
        continue;
      }
      if (link.to.startsWith('/')) {
        fault(`not relative: ${link.to}`);
        continue;
      }
      const [before, hash] = link.to.split('#', 2);
      const target = before === '' ? path : resolve(dirname(path), decodeURIComponent(before.split('?')[0]));
      if (!(target === root || target.startsWith(root + sep))) fault(`leaves the folder: ${link.to}`);
      else if (!existsSync(target) || statSync(target).isDirectory() || !files.has(target)) fault(`leads nowhere: ${link.to}`);
      else if (hash !== undefined && !pages.get(target)?.ids.has(decodeURIComponent(hash))) fault(`no such anchor: ${link.to}`);
    }
  }
  faults.push(...tooFar(pages, root));
  return { pages: pages.size, links: count, faults };
}

/** From a notice, each page of a row or a purpose is two links away at most. */
function tooFar(pages, root) {
  const from = (path) => (pages.get(path)?.links ?? []).filter((link) => link.tag === 'a').map((link) => resolve(dirname(path), decodeURIComponent(link.to.split('#')[0])));
  const faults = [];
  for (const notice of pages.keys()) {
    const folder = dirname(notice);
    const finds = [...pages.keys()].filter((path) => ['i', 'p'].some((one) => path.startsWith(join(folder, one) + sep)));
    if (basename(notice) !== 'index.html' || folder === root || finds.length === 0) continue;
    const once = from(notice);
    const near = new Set([...once, ...once.flatMap(from)]);
    for (const path of finds) if (!near.has(path) && !leadsOn(path)) faults.push(`${relative(process.cwd(), path)}: more than two links away from its notice`);
  }
  return faults;
}
