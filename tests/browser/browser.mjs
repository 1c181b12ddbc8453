// What only a browser can tell: axe-core at three widths in light and dark, no sideways scrolling, tables that
// stay tables when they are stacked, a policy that breaks nothing. Knows no content.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// 7:1 for words is the house's own promise; axe knows it as an AAA rule.
const EXTRA = { 'color-contrast-enhanced': { enabled: true } };
export const LOOKS = [320, 768, 1280].flatMap((width) => ['light', 'dark'].map((scheme) => ({ width, scheme })));

/** A browser of its own for each stretch of pages: a long-lived one runs out of memory on small machines. */
const STRETCH = 40;

/** So many browsers at once: one for each of the two cores that any machine has. */
const STREAMS = 2;
let running = 0;
const waiting = [];

/** Runs when one of the streams is free. */
async function inTurn(work) {
  if (running === STREAMS) await new Promise((go) => { waiting.push(go); });
  else running += 1;
  try {
    return await work();
  } finally {
    // The stream goes to whoever waits longest.
    if (waiting.length > 0) waiting.shift()();
    else running -= 1;
  }
}

/** Checks every page; stretches of pages run side by side, so `check` must not count on an order. */
export async function withPages(paths, settings, check) {
  const stretches = [];
  for (let at = 0; at < paths.length; at += STRETCH) stretches.push(paths.slice(at, at + STRETCH));
  await Promise.all(stretches.map((stretch) => inTurn(async () => {
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    // The page's own policy forbids scripts; the checker's must run all the same.
    const context = await browser.newContext({ locale: 'ja-JP', bypassCSP: true, ...settings });
    // A busy machine is no fault of the page.
    context.setDefaultTimeout(180_000);
    for (const path of stretch) {
      const page = await context.newPage();
      await check(page, path);
      await page.close();
    }
    await browser.close();
  })));
}

export async function open(page, path) {
  await page.goto(pathToFileURL(path).href);
  await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true; });
}

export async function accessibleTree(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes;
}

async function tableRoles(page) {
  const nodes = await accessibleTree(page);
  const count = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role).length;
  return { table: count('table'), row: count('row'), cell: count('cell') + count('gridcell'), columnheader: count('columnheader'), rowheader: count('rowheader') };
}

function expectedRoles() {
  const count = (selector) => document.querySelectorAll(selector).length;
  return { table: count('table'), row: count('tr'), cell: count('td'), columnheader: count('th[scope=col]'), rowheader: count('th[scope=row]') };
}

export async function checkInBrowser(paths) {
  const faults = [];
  let runs = 0;
  await Promise.all(LOOKS.map(async ({ width, scheme }) => {
    await withPages(paths, { viewport: { width, height: 900 }, colorScheme: scheme }, async (page, path) => {
      const fault = (what) => faults.push(`${path} [${width} ${scheme}]: ${what}`);
      page.on('console', (message) => { if (message.type() === 'error') fault(`console: ${message.text()}`); });
      page.on('requestfailed', (request) => fault(`request failed: ${request.url()}`));
      await open(page, path);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) fault(`scrolls sideways by ${over}px`);
      const [want, have] = [await page.evaluate(expectedRoles), await tableRoles(page)];
      for (const role of Object.keys(want)) {
        if (want[role] !== have[role]) fault(`${want[role]} ${role} in the markup, ${have[role]} for assistive technology`);
      }
      await page.evaluate(axe);
      const result = await page.evaluate(({ rules, extra }) => globalThis.axe.run({ runOnly: rules, rules: extra, preload: false }), { rules: RULES, extra: EXTRA });
      for (const violation of result.violations) {
        fault(`axe ${violation.impact} ${violation.id}: ${violation.help} (${violation.nodes.length}× ${violation.nodes[0].target.join(' ')})`);
      }
      runs += 1;
    });
  }));
  faults.push(...await checkPolicy(paths));
  return { runs, faults: faults.sort() };
}

/** With the page's own policy in force the style sheet still applies, and nothing is refused. */
async function checkPolicy(paths) {
  const faults = [];
  await withPages(paths, { viewport: { width: 1280, height: 900 }, bypassCSP: false }, async (page, path) => {
    page.on('console', (message) => { if (message.type() === 'error') faults.push(`${path} [policy]: ${message.text()}`); });
    await page.goto(pathToFileURL(path).href);
    const margin = await page.evaluate(() => getComputedStyle(document.body).marginTop);
    if (margin !== '0px') faults.push(`${path} [policy]: the style sheet does not apply`);
  });
  return faults;
}
