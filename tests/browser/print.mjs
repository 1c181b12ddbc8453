// What stands on paper: no navigation, the addresses of links, and as PDF the running title, page numbers, heads of
// tables on every sheet and whole rows. Needs pdftotext (poppler-utils). Knows no content.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open, withPages } from './browser.mjs';

const plain = (words) => words.replace(/\s+/g, '');

/** What of the page is not as paper wants it, and what the sheets must show. */
function onPaper() {
  const faults = [];
  for (const one of document.querySelectorAll('.skip, .trail, .contents, .ways, .choices, .versions, nav')) {
    if (getComputedStyle(one).display !== 'none') faults.push(`navigation is printed: ${one.className}`);
  }
  for (const link of document.querySelectorAll('.text a[href^="http"]')) {
    const isLaw = link.href.startsWith('https://laws.e-gov.go.jp/');
    const said = getComputedStyle(link, '::after').content;
    if (!isLaw && link.textContent !== link.getAttribute('href') && !said.includes(link.getAttribute('href'))) faults.push(`the address is not printed: ${link.textContent}`);
  }
  // The words of an element without readings, which paper shows as small lines of their own.
  const words = (one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll('rp, rt').forEach((part) => part.remove());
    return copy.textContent;
  };
  const tables = [...document.querySelectorAll('.text table:has(thead)')].filter((one) => !one.querySelector('ruby'));
  return {
    faults,
    running: document.documentElement.dataset.running,
    tables: tables.map((table) => ({
      head: words(table.querySelector('thead th')),
      rows: [...table.querySelectorAll('tbody tr')].map((row) => {
        const parts = [...row.querySelectorAll('th, td')].filter((cell) => cell.textContent.trim());
        return { first: words(parts[0]), last: words([...parts.at(-1).querySelectorAll('li, dd, p')].at(-1) ?? parts.at(-1)) };
      }),
    })),
  };
}

function sheetsOf(pdf) {
  const text = execFileSync('pdftotext', ['-enc', 'UTF-8', pdf, '-'], { encoding: 'utf8', maxBuffer: 64 << 20 });
  return text.split('\f').slice(0, -1).map(plain);
}

/** Rows that stand on one sheet alone, with the head of their table. */
function checkTables(tables, sheets, fault) {
  let continued = 0;
  for (const { head, rows } of tables) {
    const on = new Set();
    for (const { first, last } of rows) {
      const at = sheets.findIndex((sheet) => sheet.includes(plain(first)) && sheet.includes(plain(last)));
      // Words that a column breaks are not found as they are; such a row says nothing.
      const apart = at < 0 && sheets.some((sheet) => sheet.includes(plain(first))) && sheets.some((sheet) => sheet.includes(plain(last)));
      if (apart) fault(`a row is cut: ${first}`);
      if (at >= 0) on.add(at);
    }
    for (const at of on) if (!sheets[at].includes(plain(head))) fault(`sheet ${at + 1} lacks the head of its table: ${head}`);
    if (on.size > 1) continued += 1;
  }
  return continued;
}

export async function checkPrint(paths) {
  const faults = [];
  const count = { sheets: 0, continued: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'kohyo-print-'));
  await withPages(paths, {}, async (page, path) => {
    const fault = (what) => faults.push(`${path} [print]: ${what}`);
    await open(page, path);
    await page.emulateMedia({ media: 'print' });
    const { faults: own, running, tables } = await page.evaluate(onPaper);
    own.forEach(fault);
    const pdf = join(folder, `${paths.indexOf(path)}.pdf`);
    await page.pdf({ path: pdf, preferCSSPageSize: true });
    const sheets = sheetsOf(pdf);
    sheets.forEach((sheet, at) => {
      if (!sheet.startsWith(plain(running))) fault(`sheet ${at + 1} lacks the running title`);
      if (!sheet.includes(`${at + 1}/${sheets.length}`)) fault(`sheet ${at + 1} lacks its number`);
    });
    const continued = checkTables(tables, sheets, fault);
    count.sheets += sheets.length;
    count.continued += continued;
  });
  return { ...count, faults: faults.sort() };
}
