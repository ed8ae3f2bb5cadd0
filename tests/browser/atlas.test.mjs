// Opens the atlas as a reader does, from the file system, in headless Chromium.
//   ATLAS=folder HOSTILE=folder [PLAIN=folder] [SHOTS=folder] node --test
// ATLAS is that of data/corpus, HOSTILE that of what hostile.mjs writes, PLAIN one made where Graphviz is not installed.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const { ATLAS, HOSTILE, PLAIN, SHOTS } = process.env;
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const UNIT = '东莞市科学技术局';
const ARGUMENTS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
// What a software renderer says of itself is no fault of the page.
const NOISE = /GPU stall|GL Driver Message|WebGL/u;

let browser;
before(async () => { browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS }); });
after(() => browser?.close());

const address = (folder, path) => pathToFileURL(join(resolve(folder), path)).href;

/// A page that notes every error, every dialog and every request that leaves the folder.
const open = async (folder, path, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !NOISE.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => {
    if (!/^(file|blob|data):/u.test(request.url())) faults.push(`request: ${request.url()}`);
  });
  page.on('requestfailed', (request) => faults.push(`not loaded: ${request.url()}`));
  const [file, hash] = path.split('#');
  await page.goto(address(folder, file) + (hash ? `#${hash}` : ''));
  return { page, faults, close: () => context.close() };
};

const shot = async (page, name) => {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
};

const first = (folder, kind, name = '') => `${kind}/${readdirSync(join(folder, kind)).filter((file) => file.startsWith(name) && file !== 'index.html').sort()[0]}`;

/// The page of an entity, which its list knows by its name.
const pageOf = (folder, kind, name) => {
  const [, file] = readFileSync(join(folder, kind, 'index.html'), 'utf8').match(new RegExp(`href=\\.\\./${kind}/([^>]*)>${name}<`, 'u'));
  return `${kind}/${file}`;
};

const searchFor = async (page, words) => {
  await page.fill('#search', words);
  await page.waitForSelector('#results [data-page]');
  return page.$$eval('#results [data-page] .name', (names) => names.map((name) => name.textContent));
};

test('the start page shows the corpus', async () => {
  const { page, faults, close } = await open(ATLAS, 'index.html');
  assert.equal(await page.textContent('h1'), '政策图谱');
  assert.equal(await page.locator('table.documents tbody tr').count(), 5);
  assert.ok(await page.locator('.cards .card').count() > 5);
  await shot(page, 'start');
  assert.deepEqual(faults, []);
  await close();
});

test('a unit is found by its name and by its abbreviation', async () => {
  const { page, faults, close } = await open(ATLAS, 'index.html');
  assert.equal((await searchFor(page, UNIT))[0], UNIT);
  const names = await searchFor(page, '市科技局');
  assert.ok(names.includes(UNIT), names.join());
  await page.keyboard.press('ArrowDown');
  await shot(page, 'search');
  await searchFor(page, UNIT);
  await page.keyboard.press('Enter');
  await page.waitForURL(/agency/u);
  assert.equal(await page.textContent('h1'), UNIT);
  assert.deepEqual(faults, []);
  await close();
});

test('from a unit to its measure to the marked sentence', async () => {
  const { page, faults, close } = await open(ATLAS, pageOf(ATLAS, 'agency', UNIT));
  await shot(page, 'unit');
  const measure = page.locator('table.duties td:nth-child(3) a').first();
  const heading = await measure.textContent();
  await measure.click();
  await page.waitForURL(/document\/.*#m\d+$/u);
  const marked = page.locator('.text :target');
  assert.ok((await marked.textContent()).includes(heading.slice(0, 6).replace('…', '')));
  await page.goBack();
  const quote = page.locator('table.duties a.q').first();
  const words = (await quote.textContent()).replaceAll('…', '');
  await quote.click();
  await page.waitForURL(/document\/.*#s\d+$/u);
  assert.equal(await page.locator('.text .n.agency:target').count(), 1, 'the name of the unit is the target');
  const sentence = await page.locator('.text .q:has(:target)').last().textContent();
  assert.ok(sentence.replace(/\s/gu, '').includes(words.replace(/\s/gu, '').slice(0, 20)), `${sentence} / ${words}`);
  const colour = await page.locator('.text .q:has(:target)').last().evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.notEqual(colour, 'rgba(0, 0, 0, 0)', 'the sentence is marked');
  await shot(page, 'sentence');
  assert.deepEqual(faults, []);
  await close();
});

const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.ready && window.policygraphView);

test('the graph can be filtered and its edges read', async () => {
  const { page, faults, close } = await open(ATLAS, pageOf(ATLAS, 'agency', UNIT));
  await page.click('a[href*="graph.html#node"]');
  await ready(page);
  const edges = () => page.evaluate(() => window.policygraphView.edges().length);
  const all = await edges();
  assert.ok(all > 20, `${all} edges`);
  await page.uncheck('#kinds input[value="co-occurs"]');
  const duties = await edges();
  assert.ok(duties > 0 && duties < all);
  await page.fill('#from', '2018');
  await page.dispatchEvent('#from', 'change');
  assert.ok(await edges() < duties);
  await page.click('#edge-list summary');
  await page.locator('#edges button').first().click();
  await page.waitForSelector('#evidence blockquote');
  assert.match(await page.getAttribute('#evidence blockquote a', 'href'), /^document\/.*#s\d+$/u);
  await shot(page, 'graph');
  assert.deepEqual(faults, []);
  await close();
});

test('the sentences of two that stand together are read from the list of edges', async () => {
  const { page, faults, close } = await open(ATLAS, 'graph.html#view=cooccurrence-network');
  await ready(page);
  await page.click('#edge-list summary');
  await page.locator('#edges button').first().click();
  await page.waitForSelector('#evidence blockquote');
  assert.deepEqual(faults, []);
  await close();
});

/// An edge with its middle on the screen, where no node and no other edge lies in the way; the longest there is.
const edgeInSight = (page) => page.evaluate(() => {
  const view = window.policygraphView;
  const stage = document.querySelector('#stage').getBoundingClientRect();
  const distance = (p, a, b) => {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
  };
  const nodes = view.nodes().map((node) => view.point(node));
  const lines = view.edges().map((edge) => ({ edge, a: view.point(edge.a), b: view.point(edge.b) }));
  const middle = ({ a, b }) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const sole = lines.filter((line) => {
    const p = middle(line);
    return p.x > 20 && p.y > 60 && p.x < stage.width - 20 && p.y < stage.height - 40
      && nodes.every((node) => Math.hypot(node.x - p.x, node.y - p.y) > 16)
      && lines.every((other) => other === line || distance(p, other.a, other.b) > 6);
  });
  const long = ({ a, b }) => Math.hypot(b.x - a.x, b.y - a.y);
  const best = sole.sort((one, other) => long(other) - long(one))[0];
  const p = best && middle(best);
  return best && { x: stage.x + p.x, y: stage.y + p.y, ends: [best.edge.a.label, best.edge.b.label] };
});

for (const [view, leads] of [['lead-support-network', false], ['network', true]]) {
  test(`an edge is clicked on the canvas: ${view}`, async () => {
    const { page, faults, close } = await open(ATLAS, `graph.html#view=${view}`);
    await ready(page);
    await page.waitForTimeout(800);
    assert.ok(await page.locator('#stage canvas').count() > 0, 'it is drawn with WebGL');
    assert.equal(await page.locator('#evidence blockquote').count(), 0);
    const edge = await edgeInSight(page);
    assert.ok(edge, 'some edge lies alone');
    await page.mouse.move(edge.x, edge.y);
    await page.mouse.click(edge.x, edge.y);
    await page.waitForSelector('#evidence blockquote');
    const told = await page.textContent('#evidence');
    for (const end of edge.ends) assert.ok(told.includes(end), `${end} is not in ${told}`);
    // What a query has put together says its sentences; what is an edge of the graph leads to them.
    assert.ok((await page.textContent('#evidence blockquote')).length > 5);
    if (leads) assert.match(await page.getAttribute('#evidence blockquote a', 'href'), /^document\/.*#s\d+$/u);
    await shot(page, `edge-${view}`);
    assert.deepEqual(faults, []);
    await close();
  });
}

test('labels do not lie on one another', async () => {
  const { page, close } = await open(ATLAS, 'graph.html#view=network&svg=1');
  await ready(page);
  const [labels, overlaps] = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll('#stage svg text')].map((text) => text.getBoundingClientRect());
    const lies = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
    return [boxes.length, boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => lies(a, b))).length];
  });
  assert.ok(labels > 30, `${labels} labels`);
  assert.equal(overlaps, 0);
  await close();
});

test('the picture can be saved', async () => {
  const { page, faults, close } = await open(ATLAS, 'graph.html#view=responsibility-network');
  await ready(page);
  for (const [button, begins] of [['#save-svg', '<svg'], ['#save-png', '\u0089PNG']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(button)]);
    const bytes = await readFile(await download.path());
    assert.ok(bytes.toString('latin1').startsWith(begins));
    assert.ok(bytes.length > 2_000, `${button}: ${bytes.length} bytes`);
  }
  assert.deepEqual(faults, []);
  await close();
});

test('without WebGL the static picture stands in', async () => {
  const { page, faults, close } = await open(ATLAS, 'graph.html#view=lead-support-network&svg=1');
  await ready(page);
  assert.ok(await page.locator('#stage svg circle').count() > 5);
  await page.locator('#stage svg line').first().dispatchEvent('click');
  await page.waitForSelector('#evidence blockquote');
  assert.deepEqual(faults, []);
  await close();
});

test('the language and the colours change and stay', async () => {
  const { page, faults, close } = await open(ATLAS, 'index.html');
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before_theme = await paper();
  await page.click('#language');
  assert.equal(await page.textContent('h1'), 'Policy atlas');
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await page.click('#theme');
  assert.notEqual(await paper(), before_theme);
  await page.goto(address(ATLAS, pageOf(ATLAS, 'agency', UNIT)));
  assert.match(await page.textContent('#duties'), /Responsibilities/u);
  assert.notEqual(await paper(), before_theme);
  await shot(page, 'dark');
  await page.click('#language');
  assert.match(await page.textContent('#duties'), /责任/u);
  assert.deepEqual(faults, []);
  await close();
});

test('a telephone shows every kind of page without scrolling sideways', async () => {
  const pages = ['index.html', pageOf(ATLAS, 'agency', UNIT), first(ATLAS, 'document', 'dongguan-2018'), first(ATLAS, 'compare'), 'doubts.html'];
  for (const path of pages) {
    const { page, faults, close } = await open(ATLAS, path, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= view + 1, `${path} is ${wide} wide`);
    if (path.startsWith('agency')) await shot(page, 'phone');
    assert.deepEqual(faults, []);
    await close();
  }
});

test('the keyboard reaches the search, its results and the first link of the page', async () => {
  const { page, faults, close } = await open(ATLAS, 'index.html');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'search');
  await page.keyboard.type('松山湖');
  await page.waitForSelector('#results [data-page]');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.getAttribute('#search', 'aria-activedescendant'), 'result-0');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/(park|place|agency|institution|document)\//u);
  assert.deepEqual(faults, []);
  await close();
});

test('nothing serious for assistive technology, light and dark', async () => {
  const pages = [
    'index.html', pageOf(ATLAS, 'agency', UNIT), pageOf(ATLAS, 'place', '东莞市'), first(ATLAS, 'document', 'dongguan-2018'), first(ATLAS, 'compare'),
    'graph.html', 'tables/targets.html', 'diagrams/partners.html', 'agency/index.html', 'doubts.html',
  ];
  for (const colorScheme of ['light', 'dark']) {
    for (const path of pages) {
      const { page, close } = await open(ATLAS, path, { colorScheme });
      if (path === 'graph.html') await ready(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
      const told = serious.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
      assert.deepEqual(told, [], `${path} (${colorScheme})`);
      await close();
    }
  }
});

/// Every page of a folder, a few of each kind.
const pagesOf = (folder, most) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
  if (entry.isFile()) return entry.name.endsWith('.html') ? [entry.name] : [];
  const files = readdirSync(join(folder, entry.name)).filter((file) => file.endsWith('.html')).sort();
  return files.slice(0, most).map((file) => `${entry.name}/${file}`);
});

test('every link leads to a page and to a place on it', async () => {
  const { page, close } = await open(ATLAS, 'index.html');
  const ids = new Map();
  const read = async (path) => {
    if (!ids.has(path)) {
      const text = await readFile(path, 'utf8').catch(() => null);
      ids.set(path, text === null ? null : new Set([...text.matchAll(/ id=(?:"([^"]*)"|([^\s>]*))/gu)].map((match) => match[1] ?? match[2])));
    }
    return ids.get(path);
  };
  const broken = [];
  for (const path of pagesOf(ATLAS, 6)) {
    await page.goto(address(ATLAS, path));
    const links = await page.$$eval('a[href]', (all) => all.map((one) => one.href));
    for (const link of new Set(links)) {
      const [file, hash] = decodeURIComponent(link.replace('file://', '')).split('#');
      const there = await read(file);
      if (there === null) broken.push(`${path}: ${file}`);
      else if (hash && !/graph\.html$/u.test(file) && !there.has(hash)) broken.push(`${path}: ${file}#${hash}`);
    }
  }
  assert.deepEqual(broken.slice(0, 20), []);
  await close();
});

test('a hostile corpus comes out as text', { skip: !HOSTILE }, async () => {
  for (const path of pagesOf(HOSTILE, 40)) {
    const { page, faults, close } = await open(HOSTILE, path);
    if (path === 'graph.html') await ready(page);
    const odd = await page.evaluate(() => {
      const ours = new Set(['assets/early.js', 'assets/atlas.js', 'assets/sigma.js', 'assets/graph.js', 'assets/viz.js', 'assets/draw.js']);
      const scripts = [...document.scripts].map((one) => one.getAttribute('src') ?? 'inline').filter((source) => !ours.has(source.replace('../', '')) && !source.replace('../', '').startsWith('data/'));
      const handlers = [...document.querySelectorAll('main *')].filter((one) => [...one.attributes].some(({ name }) => name.startsWith('on')));
      const links = [...document.querySelectorAll('main a[href]')].filter((one) => !['file:', 'blob:'].includes(new URL(one.href).protocol));
      const frames = [...document.querySelectorAll('iframe, object, embed, main img:not([src])')];
      return [...scripts, ...handlers.map((one) => one.outerHTML), ...links.map((one) => one.href), ...frames.map((one) => one.outerHTML)];
    });
    assert.deepEqual(odd, [], path);
    assert.deepEqual(faults, [], path);
    await page.hover('h1');
    await close();
  }
  const { page, faults, close } = await open(HOSTILE, 'index.html');
  await searchFor(page, '科技');
  await searchFor(page, 'script');
  await page.goto(address(HOSTILE, 'graph.html'));
  await ready(page);
  await page.click('#edge-list summary');
  await page.locator('#edges button').first().click();
  await page.waitForSelector('#evidence blockquote');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save-svg')]);
  const picture = await readFile(await download.path(), 'utf8');
  assert.ok(!/<script|onload=|onerror=/u.test(picture));
  assert.deepEqual(faults, []);
  await close();
});

test('without Graphviz the browser draws the diagrams', { skip: !PLAIN }, async () => {
  const { page, faults, close } = await open(PLAIN, 'diagrams/lead-support-network.html');
  await page.waitForSelector('figure img');
  const wide = await page.locator('figure img').evaluate(async (image) => { await image.decode(); return image.naturalWidth; });
  assert.ok(wide > 200, `${wide} pixels`);
  assert.deepEqual(faults, []);
  await close();
});

test('the atlas of the sample corpus is small, and its pages come at once', async () => {
  const size = (folder) => readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? size(path) : statSync(path).size);
  }, 0);
  const bytes = size(ATLAS);
  assert.ok(bytes < 5_000_000, `${bytes} bytes`);
  for (const path of ['index.html', pageOf(ATLAS, 'agency', UNIT), first(ATLAS, 'document', 'dongguan-2012')]) {
    const { page, close } = await open(ATLAS, path);
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
    console.log(`${path}: first content after ${Math.round(paint)} ms`);
    assert.ok(paint < 1_000, `${path}: ${paint} ms`);
    await close();
  }
});
