// Finds the pages of built folders. Knows nothing of what is checked.
import { readdirSync } from 'node:fs';
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
