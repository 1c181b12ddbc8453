// Pictures of pages to look at: node shots.mjs OUT PAGE… Decides nothing.
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { LOOKS } from './browser.mjs';

const [out, ...paths] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const { width, scheme } of LOOKS) {
  const context = await browser.newContext({ locale: 'ja-JP', viewport: { width, height: 900 }, colorScheme: scheme });
  for (const path of paths) {
    const page = await context.newPage();
    await page.goto(pathToFileURL(path).href);
    await page.screenshot({ path: join(out, `${basename(dirname(path))}-${width}-${scheme}.png`), fullPage: true });
    await page.close();
  }
  await context.close();
}
await browser.close();
