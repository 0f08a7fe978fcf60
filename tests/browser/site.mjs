// The site in Chromium: node tests/browser/site.mjs SITE HOSTILE, the site of docs-corpus and that of tests/browser/hostile.mjs, both from file://. Nothing
// is fetched from outside the folder; axe-core finds nothing in light and dark; 320 pixels are enough; the keyboard is; and no text is run.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { check, folder, openPage, withBrowser } from './check.mjs';

const [site, hostile] = process.argv.slice(2).map((path) => `${pathToFileURL(path)}/`);
const axe = readFileSync(`${folder}/node_modules/axe-core/axe.min.js`, 'utf8');
const kinds = ['index.html', 'dokument/index.html', 'dokument/it-program-2008/index.html', 'galler/index.html#organ=kulturnamnden&dag=2008-09-01&amne=telefoni',
	'galler/kulturnamnden/index.html', 'sok/index.html?q=telefon', 'organ/index.html', 'organ/kommunfullmaktige/index.html', 'amnen/telefoni/index.html',
	'typer/index.html', 'ar/index.html', 'kommande/index.html', 'remiss/index.html', 'foreskrifter/index.html', 'handbok/index.html', 'statistik/index.html']
	.filter((path) => existsSync(new URL(path.replace(/[?#].*/, ''), site)));

// A page that tells, besides what all do, what it fetches from elsewhere than the site.
async function open(browser, base, problems, options) {
	const page = await openPage(browser, problems, options);
	page.on('request', (request) => request.url().startsWith(base) || problems.push(`request outside: ${request.url().slice(0, 200)}`));
	return page;
}

async function go(page, base, path) {
	if (path.includes('#'))
		await page.goto('about:blank'); // else only the fragment would change
	await page.goto(base + path, { waitUntil: 'load' });
}

const settled = (page, selector) => page.waitForSelector(selector, { timeout: 5000 }).then(() => [], () => [`no ${selector}`]);

async function accessible(browser, scheme) {
	const problems = [], page = await open(browser, site, problems, { colorScheme: scheme });
	for (const path of kinds) {
		await go(page, site, path);
		if (path.startsWith('sok/'))
			await settled(page, '#s\\.hits li');
		await page.evaluate(axe);
		const found = await page.evaluate((dark) => axe.run(document, { preload: false, runOnly: dark ? ['color-contrast'] :
			['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }), scheme === 'dark'); // what else there is does not depend on it
		check(`${path}, ${scheme}: axe`, found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 150)} ${node.failureSummary.split('\n')[1]}`)));
	}
	check(`${scheme}: nothing told or fetched`, problems);
	await page.close();
}

async function narrow(browser) {
	const problems = [], page = await open(browser, site, problems, { viewport: { width: 320, height: 640 } });
	for (const path of kinds) {
		await go(page, site, path);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll('body *')]
			.filter((element) => element.getBoundingClientRect().right > 321 && !element.closest('.wide, pre, .picture')).map((element) => element.outerHTML.slice(0, 120)).concat('too wide'));
		check(`${path}: 320 pixels`, wide);
	}
	await page.close();
}

// The element is reached by Tab alone.
async function tabTo(page, id, most = 60) {
	for (let i = 0; i < most; i++) {
		await page.keyboard.press('Tab');
		if (await page.evaluate(() => document.activeElement.id) === id)
			return [];
	}
	return [`${id} is not reached`];
}

async function keyboard(browser) {
	const problems = [], page = await open(browser, site, problems);
	await go(page, site, 'index.html');
	check('start: the field is reached', await tabTo(page, 's.q'));
	await page.keyboard.type('mobiltelefonen');
	await page.keyboard.press('Enter');
	await page.waitForURL(/sok\/index\.html\?q=mobiltelefonen/);
	await page.waitForFunction(() => document.getElementById('s.found').textContent);
	await go(page, site, 'sok/index.html');
	check('search: the field is reached', await tabTo(page, 's.q'));
	await page.keyboard.type('telefon');
	await page.keyboard.press('Enter');
	check('search: hits are shown', await settled(page, '#s\\.hits li mark'));
	check('search: what is asked stands in the address', await page.evaluate(() => location.hash === '#q=telefon'));
	check('search: a filter is reached', await tabTo(page, 's.type'));
	const before = await page.locator('#s\\.hits li').count();
	await page.locator('#s\\.type').selectOption({ label: 'Policy' });
	await page.waitForFunction((count) => document.querySelectorAll('#s\\.hits li').length < count, before);
	await go(page, site, 'galler/index.html');
	check('what applies: the body is reached', await tabTo(page, 's.organ'));
	await page.keyboard.type('Kulturn');
	check('what applies: the day is reached', await tabTo(page, 's.dag'));
	await page.locator('#s\\.dag').fill('2008-09-01');
	check('what applies: an answer', await settled(page, '#s\\.answer h3'));
	check('what applies: a permanent address', await page.evaluate(() => location.hash === '#organ=kulturnamnden&dag=2008-09-01'));
	check('what applies: the programme', await page.evaluate(() => document.getElementById('s.answer').textContent.includes('IT-program för Stockholms stad – gäller')));
	await go(page, site, 'dokument/it-program-2008/index.html');
	check('a document: the day is reached', await tabTo(page, 's.dag'));
	await page.locator('#s\\.dag').fill('2008-04-01');
	check('a document: its status on a day', await page.evaluate(() => document.getElementById('s.verdict').textContent === 'gäller ännu inte'));
	check('keyboard: nothing told or fetched', problems);
	await page.close();
}

async function withoutScript(browser) {
	const context = await browser.newContext({ javaScriptEnabled: false }), page = await context.newPage();
	await page.goto(`${site}sok/index.html`);
	check('without script: search leads to lists', await page.locator('noscript a').count() > 0 || (await page.content()).includes('dokument/index.html'));
	await page.goto(`${site}galler/index.html`);
	check('without script: bodies are listed', await page.locator('main li a').count() > 10);
	await context.close();
}

// Runs in the page. What strangers' text has become, where it became more than text.
function traces() {
	const problems = window.pwned_by ? [`ran: ${window.pwned_by}`] : [];
	for (const element of document.querySelectorAll('*')) {
		for (const attribute of element.attributes)
			if (/^on/.test(attribute.name) || (/^(href|src|action|formaction|data|xlink:href)$/.test(attribute.name) && /^[\s\0-\x20]*(javascript|vbscript|data):/i.test(attribute.value)))
				problems.push(element.outerHTML.slice(0, 150));
		const known = element.localName !== 'script' || element.type === 'application/ld+json' || /\/(assets|sok)\/[\w/]+\.js$/.test(element.src);
		if (!known || /^(iframe|object|embed|base|marquee|math|animate|frame)$/.test(element.localName))
			problems.push(element.outerHTML.slice(0, 150));
	}
	return problems;
}

const htmlFiles = (base, below = '') => readdirSync(new URL(below || '.', base), { withFileTypes: true }).flatMap((entry) =>
	entry.name.startsWith('.') ? [] : entry.isDirectory() ? htmlFiles(base, `${below}${encodeURIComponent(entry.name)}/`) : entry.name.endsWith('.html') ? [`${below}${encodeURIComponent(entry.name)}`] : []);

async function hostileTexts(browser) {
	const problems = [], page = await open(browser, hostile, problems, { bypassCSP: true });
	await page.addInitScript(() => { window.pwned = () => { window.pwned_by = new Error().stack; }; });
	const files = htmlFiles(hostile), kind = (path) => path.split('/')[0]; // each document's page, and some of every other kind
	const paths = [...files.filter((path, i) => kind(path) === 'dokument' || path.split('/').length < 3 || i % 4 === 0 || kind(path) !== kind(files[i - 1])), 'sok/index.html?q=telefon', 'sok/index.html?q=%3Cimg%20src%3Dx%20onerror%3Dpwned(1)%3E', 'galler/index.html#organ=organ-3&dag=2020-01-01',
		'sok/index.html#q=pwned&type=0', 'galler/index.html#organ=%3Cscript%3E&dag=%22%3E'];
	let pages = 0;
	for (const path of paths) {
		await go(page, hostile, path);
		if (path === 'sok/index.html?q=telefon')
			problems.push(...await settled(page, '#s\\.hits li mark'));
		problems.push(...(await page.evaluate(traces)).map((problem) => `${path}: ${problem}`));
		pages++;
	}
	check(`hostile: ${pages} pages`, problems);
	check('hostile: many pages', pages > 75);
	await page.close();
}

await withBrowser(async (browser) => {
	await accessible(browser, 'light');
	await accessible(browser, 'dark');
	await narrow(browser);
	await keyboard(browser);
	await withoutScript(browser);
	await hostileTexts(browser);
});
