// Finds the pages of built folders. Knows nothing of what is checked.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function filesBelow(folder) {
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...filesBelow(path));
    else found.push(path);
  }
  return found.sort();
}

export function pagesBelow(folder) {
  return filesBelow(folder).filter((path) => path.endsWith('.html'));
}

/** Whether a page stands at an address that was published once, for those who kept it: no page of the site links to it. */
export function leadsOn(path) {
  return /[/\\][ip][/\\]/.test(path) && /<span class=mark>(移転|なし)</.test(readFileSync(path, 'utf8'));
}
