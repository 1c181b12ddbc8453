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
const STRETCH = 8;

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

/** A page that a browser dies on so many times is a fault of the page. */
const LIVES = 3;

async function launch(settings) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  // The page's own policy forbids scripts; the checker's must run all the same.
  const context = await browser.newContext({ locale: 'ja-JP', bypassCSP: true, ...settings });
  // A busy machine is no fault of the page.
  context.setDefaultTimeout(180_000);
  return { browser, context };
}

/** Checks pages one after the other. A machine short of memory ends browsers: then the page is checked again. */
async function checkStretch(paths, settings, check) {
  let { browser, context } = await launch(settings);
  let lives = LIVES;
  for (let at = 0; at < paths.length;) {
    try {
      const page = await context.newPage();
      await check(page, paths[at]);
      await page.close();
      at += 1;
      lives = LIVES;
    } catch (error) {
      lives -= 1;
      if (lives === 0 || !/closed|crashed/i.test(error.message)) throw new Error(`${paths[at]}: ${error.message}`);
      console.error(`${paths[at]}: the browser ended and is started again`);
      await browser.close();
      ({ browser, context } = await launch(settings));
    }
  }
  await browser.close();
}

/** Checks every page; stretches of pages run side by side, so `check` must not count on an order. */
export async function withPages(paths, settings, check) {
  const stretches = [];
  for (let at = 0; at < paths.length; at += STRETCH) stretches.push(paths.slice(at, at + STRETCH));
  await Promise.all(stretches.map((stretch) => inTurn(() => checkStretch(stretch, settings, check))));
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

/** The promises of the look, in pixels; nothing where the page is somebody else's (a host of a fragment). */
function typography() {
  if (!document.querySelector('link[rel=stylesheet]')) return [];
  const faults = [];
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  if (size(document.body) < 17) faults.push(`the body is ${size(document.body)}px`);
  for (const one of document.querySelectorAll('.text p, main > p')) {
    const leading = parseFloat(getComputedStyle(one).lineHeight) / size(one);
    const sample = one.textContent.trim().slice(0, 20);
    const low = one.closest('table') ? 1.6 : 1.7;
    // Readings need room above the line.
    const high = one.closest('.text')?.querySelector('ruby') ? 2.2 : 1.8;
    if (leading < low - 0.01 || leading > high + 0.01) faults.push(`line height ${leading.toFixed(2)}: ${sample}`);
    const chars = one.clientWidth / size(one);
    if (chars > 42.7) faults.push(`${chars.toFixed(1)} characters a line: ${sample}`);
  }
  return faults;
}

/** What depends on the width alone. */
async function checkWidth(page, fault) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) fault(`scrolls sideways by ${over}px`);
  for (const what of await page.evaluate(typography)) fault(what);
  const [want, have] = [await page.evaluate(expectedRoles), await tableRoles(page)];
  for (const role of Object.keys(want)) {
    if (want[role] !== have[role]) fault(`${want[role]} ${role} in the markup, ${have[role]} for assistive technology`);
  }
}

export async function checkInBrowser(paths) {
  const faults = [];
  let runs = 0;
  await withPages(paths, {}, async (page, path) => {
    let look = '';
    const fault = (what) => faults.push(`${path}${look}: ${what}`);
    page.on('console', (message) => { if (message.type() === 'error') fault(`console: ${message.text()}`); });
    page.on('requestfailed', (request) => fault(`request failed: ${request.url()}`));
    await open(page, path);
    await page.evaluate(axe);
    let last = 0;
    for (const { width, scheme } of LOOKS) {
      look = ` [${width} ${scheme}]`;
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      if (width !== last) await checkWidth(page, fault);
      last = width;
      const result = await page.evaluate(({ rules, extra }) => globalThis.axe.run({ runOnly: rules, rules: extra, preload: false, resultTypes: ['violations'] }), { rules: RULES, extra: EXTRA });
      for (const violation of result.violations) {
        fault(`axe ${violation.impact} ${violation.id}: ${violation.help} (${violation.nodes.length}× ${violation.nodes[0].target.join(' ')})`);
      }
      runs += 1;
    }
  });
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
