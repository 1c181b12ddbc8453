// Puts each fragment.html into a page such as a vendor's CMS makes, since it is checked as it is used.
// Knows nothing of what is checked.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export const isFragment = (path) => basename(path) === 'fragment.html';

/** The page around a fragment, with ids that a fragment must not take. */
const host = (fragment) => `<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>個人情報の取扱い｜見本健康保険組合</title>
<style>body { margin: 0; line-height: 1.7; overflow-wrap: anywhere; } :focus-visible { outline: 3px solid; outline-offset: 2px; }</style>
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

/** Pages around all of these fragments. */
export function hostsOf(fragments) {
  const folder = mkdtempSync(join(tmpdir(), 'kohyo-host-'));
  return fragments.map((path, at) => {
    const own = join(folder, `${at}-${basename(dirname(path))}`);
    mkdirSync(own);
    const page = join(own, 'index.html');
    writeFileSync(page, host(readFileSync(path, 'utf8')));
    return page;
  });
}
