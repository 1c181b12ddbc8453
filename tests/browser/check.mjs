// Checks built folders: node check.mjs [--every-page] FOLDER… Exit 1 on any fault. Runs every check, then tells all.
// HTML and links are checked on every page; in a browser those that stand for all, or every page.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { choose } from './chosen.mjs';
import { leadsOn, pagesBelow } from './pages.mjs';
import { hostsOf, isFragment } from './hosts.mjs';
import { checkLinks } from './links.mjs';
import { checkServed } from './served.mjs';
import { checkInBrowser } from './browser.mjs';
import { checkPrint } from './print.mjs';
import { checkReach } from './reach.mjs';

const require = createRequire(import.meta.url);
const here = import.meta.dirname;
const given = process.argv.slice(2);
const folders = given.filter((one) => !one.startsWith('--')).map((folder) => resolve(folder));
const found = folders.flatMap(pagesBelow);
const paths = [...found.filter((path) => !isFragment(path)), ...hostsOf(found.filter(isFragment))];
if (paths.length === 0) {
  console.error('usage: node check.mjs [--every-page] FOLDER…  (no page found)');
  process.exit(1);
}
let bad = 0;
let last = 0;
function report(name, summary, faults) {
  bad += faults.length;
  const now = performance.now();
  console.log(`${name}: ${summary}, ${faults.length} errors (${Math.round((now - last) / 1000)} s)`);
  last = now;
  for (const fault of faults) console.log(`  ${fault}`);
}

/** Runs a program; its lines when it fails. */
function run(program, given) {
  return new Promise((done) => {
    const child = spawn(program, given, { stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    child.stdout.on('data', (part) => { words += part; });
    child.stderr.on('data', (part) => { words += part; });
    child.on('error', (error) => done([`${program}: ${error.message}`]));
    child.on('close', (code) => {
      const lines = words.split('\n').filter(Boolean);
      if (code !== 0 && lines.length === 0) lines.push(`${program} failed with ${code}`);
      done(code === 0 ? [] : lines);
    });
  });
}

/** Long lists of pages go in parts: a command line has an end. */
async function inParts(all, size, check) {
  const faults = [];
  for (let at = 0; at < all.length; at += size) faults.push(...await check(all.slice(at, at + size)));
  return faults;
}

// The role of lists is said again on purpose: without markers some browsers drop it. Nu calls it unnecessary.
const MEANT = '.*The .list. role is unnecessary for element.*';
// Nu does not count a file beside the page as 'self' over file:; Chromium below shows that the sheet applies and
// that pictures load.
const OWN_SHEET = '.*external stylesheet .([.][.]/)*assets/kohyo-[0-9a-f]{12}[.]css. blocked by .style-src. directive.*';
const OWN_PICTURE = '.*image .([.][.]/)*assets/figures/.* blocked by .img-src. directive.*';
const jar = require.resolve('vnu-jar/build/dist/vnu.jar');
const validate = join(dirname(require.resolve('html-validate/package.json')), 'bin/html-validate.mjs');
const [nu, validated] = await Promise.all([
  inParts(paths, 200, (part) => run('java', ['-jar', jar, '--Werror', '--format', 'gnu', '--filterpattern', `${MEANT}|${OWN_SHEET}|${OWN_PICTURE}`, ...part])),
  inParts(paths, 200, (part) => run(process.execPath, [validate, '--config', join(here, 'htmlvalidate.json'), '--formatter', 'text', '--max-warnings', '0', ...part])),
]);
report('Nu HTML checker', `${paths.length} pages`, nu);
report('html-validate', `${paths.length} pages`, validated);

const links = folders.map(checkLinks);
const sum = (of) => links.reduce((total, one) => total + of(one), 0);
report('links over file://', `${sum((one) => one.links)} links on ${sum((one) => one.pages)} pages`, links.flatMap((one) => one.faults));

for (const folder of folders) {
  // Fragments are for the pages of others.
  const all = pagesBelow(folder).filter((path) => !isFragment(path));
  const home = all.includes(join(folder, 'index.html')) ? 'index.html' : 'documents/index.html';
  const served = await checkServed(folder, [home, ...all.filter(leadsOn).map((path) => relative(folder, path))]);
  const unreached = all.length - served.pages;
  if (unreached !== 0) served.faults.push(`${unreached} pages that no link leads to`);
  report('links under /kojin/', `${served.links} links on ${served.pages} pages`, served.faults);
}

const seen = given.includes('--every-page') ? { paths: found } : choose(folders);
const pages = seen.paths.filter((path) => !isFragment(path));
const hosted = [...pages, ...hostsOf(seen.paths.filter(isFragment))];
console.log(`in a browser: ${hosted.length} of ${paths.length} pages${seen.traitCount ? `, on which all ${seen.traitCount} traits are (template, state, form)` : ''}`);

const reach = await checkReach(hosted);
report('keyboard, text spacing, 400 % zoom', `${reach.stops} stops of the Tab key, ${reach.tables} purposes tables, ${reach.views} page views`, reach.faults);

const print = await checkPrint(pages);
report('on paper', `${print.sheets} sheets, ${print.continued} tables on more than one`, print.faults);

const browser = await checkInBrowser(hosted);
report('axe-core and layout in Chromium', `${browser.runs} page views (320, 768 and 1280 px, light and dark)`, browser.faults);

console.log(`${Math.round(performance.now() / 1000)} s`);
console.log(bad === 0 ? 'All pages pass all checks: 0 errors.' : `${bad} errors.`);
process.exit(bad === 0 ? 0 : 1);
