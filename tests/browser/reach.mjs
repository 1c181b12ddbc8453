// What a reader must not lose: every link by keyboard in the order of the text, every word with wide spacing or
// at 400 % zoom, the headers of the purposes when their table is stacked. Knows no content.
import { accessibleTree, open, withPages } from './browser.mjs';

// WCAG 1.4.12.
const SPACING = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }';

/** Words that no reader can get at: outside of the page's width, or cut off by a box that does not scroll. */
function lost() {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth}px`);
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const hidden = (element) => element.closest('.skip, .stacks thead, .changes .q');
  while (words.nextNode()) {
    const node = words.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || hidden(element) || getComputedStyle(element).visibility === 'hidden') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    const sample = node.data.trim().slice(0, 20);
    // A space at the end of a line may hang over its edge; it is no word.
    const isBeside = () => [...node.data].some((char, at, all) => {
      if (!char.trim()) return false;
      const start = all.slice(0, at).join('').length;
      range.setStart(node, start);
      range.setEnd(node, start + char.length);
      return [...range.getClientRects()].some((box) => box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1));
    });
    if (boxes.length === 0) {
      if (element.checkVisibility()) faults.push(`not shown: ${sample}`);
      continue;
    }
    let clip = element;
    for (; clip && clip !== document.body; clip = clip.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(clip);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const around = clip.getBoundingClientRect();
      const cut = (over, side) => side && (over === 'hidden' || over === 'clip');
      const sideways = boxes.some((box) => box.right > around.right + 1 || box.left < around.left - 1);
      const below = boxes.some((box) => box.bottom > around.bottom + 1);
      if (cut(overflowX, sideways) || cut(overflowY, below)) faults.push(`cut off: ${sample}`);
      if (overflowX !== 'visible') break;
    }
    const scrolls = clip && clip !== document.body;
    if (!scrolls && boxes.some((box) => box.right > root.clientWidth + 1 || box.left < -1) && isBeside()) faults.push(`beside the page: ${sample}`);
  }
  return faults;
}

/** Everything that takes the focus, in the order of the markup. */
function stops() {
  const all = [...document.querySelectorAll('a[href], summary, [tabindex="0"], button, input')].filter((one) => one.checkVisibility());
  all.forEach((one, at) => { one.dataset.stop = String(at); });
  return all.length;
}

async function tabThrough(page, fault) {
  const count = await page.evaluate(stops);
  let last = -1;
  for (let at = 0; at < count; at += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => {
      const one = document.activeElement;
      const style = getComputedStyle(one);
      const box = one.getClientRects()[0];
      const seen = box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return { stop: Number(one.dataset?.stop ?? -1), outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, seen, words: one.textContent.trim().slice(0, 20) };
    });
    if (now.stop !== last + 1) {
      fault(`the Tab key goes from stop ${last} to ${now.stop} of ${count} (${now.words})`);
      return count;
    }
    if (!now.outline) fault(`no visible focus: ${now.words}`);
    if (!now.seen) fault(`the focus is out of sight: ${now.words}`);
    last = now.stop;
  }
  return count;
}

/** Stacked or not, each purposes table has its column headers by name, and each row its own. */
async function purposesTree(page, fault) {
  const want = await page.evaluate(() => {
    // Chromium names a header by its words; readings and the brackets around them are not part of the name.
    const shown = (cell) => {
      const copy = cell.cloneNode(true);
      copy.querySelectorAll('rp, rt').forEach((part) => part.remove());
      return copy.textContent.trim();
    };
    return [...document.querySelectorAll('table.r-purposes-table')].map((table) => ({
      columns: [...table.querySelectorAll('thead th')].map(shown),
      rows: [...table.querySelectorAll('tbody th')].map(shown),
    }));
  });
  if (want.length === 0) return 0;
  const nodes = await accessibleTree(page);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const below = (node, role, found = []) => {
    for (const child of (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean)) {
      if (!child.ignored && child.role?.value === role) found.push(child);
      else below(child, role, found);
    }
    return found;
  };
  const plain = (words) => words.replace(/\s+/g, '');
  const words = (node) => plain(node.name?.value ?? '');
  const tables = nodes.filter((node) => !node.ignored && node.role?.value === 'table');
  for (const { columns, rows } of want) {
    const heads = columns.map(plain);
    const table = tables.find((one) => below(one, 'columnheader').map(words).join() === heads.join());
    if (!table) {
      fault(`no table with the column headers ${heads.join('、')} for assistive technology`);
      continue;
    }
    const named = below(table, 'row').flatMap((row) => below(row, 'rowheader').map((cell) => plain(cell.name?.value ?? '')));
    rows.forEach((row, at) => { if (!plain(row).startsWith(named[at] || '\u0000')) fault(`row ${at + 1} is headed "${named[at]}", not "${plain(row)}"`); });
    for (const row of below(table, 'row').slice(1)) {
      if (below(row, 'cell').length + below(row, 'rowheader').length !== columns.length) fault('a row has lost a cell');
    }
  }
  return want.length;
}

export async function checkReach(paths) {
  const faults = [];
  const count = { views: 0, stops: 0, tables: 0 };
  const byWidth = [320, 1280].map(async (width) => {
    await withPages(paths, { viewport: { width, height: 900 } }, async (page, path) => {
      const fault = (what) => faults.push(`${path} [${width}]: ${what}`);
      await open(page, path);
      // Counted after waiting: another stream counts meanwhile.
      const stops = await tabThrough(page, fault);
      const tables = width === 320 ? await purposesTree(page, fault) : 0;
      count.stops += stops;
      count.tables += tables;
      await page.addStyleTag({ content: SPACING });
      for (const what of await page.evaluate(lost)) fault(`with wide spacing: ${what}`);
      count.views += 1;
    });
  });
  // 1280 × 1024 at 400 %.
  const zoomed = withPages(paths, { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }, async (page, path) => {
    await open(page, path);
    for (const what of await page.evaluate(lost)) faults.push(`${path} [400 %]: ${what}`);
    const covered = await page.evaluate(() => [...document.querySelectorAll('body *')].some((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position)));
    if (covered) faults.push(`${path} [400 %]: something stays on the screen and takes the room`);
    count.views += 1;
  });
  await Promise.all([...byWidth, zoomed]);
  return { ...count, faults: faults.sort() };
}
