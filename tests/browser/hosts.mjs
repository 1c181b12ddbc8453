// Puts each fragment.html into a page such as a vendor's CMS makes, since it is checked as it is used.
// Knows nothing of what is checked.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

export const isFragment = (path) => basename(path) === 'fragment.html';

/** The page around a fragment, with ids that a fragment must not take. */
const host = (fragment) => `<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>個人情報の取扱い｜見本健康保険組合</title>
<style>body { margin: 0; line-height: 1.7; overflow-wrap: anywhere; } img { max-width: 100%; height: auto; } :focus-visible { outline: 3px solid; outline-offset: 2px; }</style>
</head>
<body>
<header><p id="kohyo-title">見本健康保険組合</p></header>
<main id="purposes">
<h1 id="organisation">個人情報の取扱い</h1>
${fragment}
</main>
</body>
</html>
`;

/** The address under which a built folder is published, with a slash at its end, as the page beside a fragment says. */
export function baseOf(fragment, root) {
  const page = readFileSync(join(dirname(fragment), 'index.html'), 'utf8');
  const [canonical] = [...page.matchAll(/<link[^>]*>/g)].map(([tag]) => tag).filter((tag) => /rel="?canonical/.test(tag));
  const address = canonical?.match(/href="?([^"\s>]+)/)?.[1];
  const own = `${encodeURI(relative(root, dirname(fragment)).split(sep).join('/'))}/`;
  return address?.endsWith(own) ? address.slice(0, -own.length) : undefined;
}

/** The folder that a fragment was built in: the one with the manifest. */
function rootOf(fragment) {
  let folder = dirname(fragment);
  while (!existsSync(join(folder, 'manifest.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

/** Pictures come from the built folder: nobody has published it yet. */
function atHome(fragment) {
  const root = rootOf(fragment);
  const base = baseOf(fragment, root);
  const html = readFileSync(fragment, 'utf8');
  const home = `${pathToFileURL(root).href}/`;
  return base ? html.replaceAll(`src=${base}`, `src=${home}`).replaceAll(`src="${base}`, `src="${home}`) : html;
}

/** Pages around all of these fragments. */
export function hostsOf(fragments) {
  const folder = mkdtempSync(join(tmpdir(), 'kohyo-host-'));
  return fragments.map((path, at) => {
    const own = join(folder, `${at}-${basename(dirname(path))}`);
    mkdirSync(own);
    const page = join(own, 'index.html');
    writeFileSync(page, host(atHome(path)));
    return page;
  });
}
