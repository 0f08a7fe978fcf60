// The pictures of `styrdok graph` in Chromium: node tests/browser/graph.mjs FOLDER, which holds for each picture NAME.svg, NAME.json and
// NAME.mmd, and for each a folder NAME (the register), in which links must lead to files.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { check, folder, openPage, withBrowser } from './check.mjs';

const work = process.argv[2];
const names = readdirSync(work).filter((name) => name.endsWith('.svg')).map((name) => name.slice(0, -4));

// Runs in the page. What stands over what it should not, or outside what holds it.
function geometry() {
	const problems = [];
	const rect = (element) => element.getBoundingClientRect();
	const boxes = [...document.querySelectorAll('.document')].map((element) => ({
		element, name: element.querySelector('title').textContent.slice(0, 50), at: rect(element.querySelector('.box')),
	}));
	const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
	const holds = (a, b, room = 1) => b.left >= a.left - room && b.right <= a.right + room && b.top >= a.top - room &&
		b.bottom <= a.bottom + room;

	boxes.forEach((a, i) => boxes.slice(0, i).forEach((b) => meet(a.at, b.at) && problems.push(`${a.name} on ${b.name}`)));
	for (const box of boxes)
		for (const text of box.element.querySelectorAll('a text'))
			if (!holds(box.at, rect(text)))
				problems.push(`"${text.textContent}" runs out of ${box.name}`);
	const words = [...document.querySelectorAll('[role=img] .words:not(.short)')].map((text) => [text, rect(text)]);
	words.forEach(([text, at], i) => {
		boxes.forEach((box) => meet(at, box.at) && problems.push(`"${text.textContent}" on ${box.name}`));
		words.slice(0, i).forEach(([other, there]) => meet(at, there) && problems.push(`"${text.textContent}" on "${other.textContent}"`));
	});
	const sheet = rect(document.documentElement.querySelector('.paper'));
	for (const text of document.querySelectorAll('text')) {
		if (!holds(sheet, rect(text), 0))
			problems.push(`"${text.textContent}" outside the picture`);
		if (parseFloat(getComputedStyle(text).fontSize) < 11)
			problems.push(`"${text.textContent}" is too small`);
	}
	const keys = [...document.querySelectorAll('.key, .kind')].map((text) => [text, rect(text)]);
	keys.forEach(([text, at], i) => keys.slice(0, i).forEach(([other, there]) =>
		meet(at, there) && problems.push(`"${text.textContent}" on "${other.textContent}"`)));
	if (Math.abs(document.documentElement.getScreenCTM().a - 1) > 0.001)
		problems.push('it is not shown in its natural size');
	return problems;
}

// Runs in the page. Texts on their ground 4.5 to 1, outlines and lines on the paper 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11).
function contrast() {
	const problems = [];
	const light = (color) => {
		const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255)
			.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
	const style = (element) => getComputedStyle(element);
	const paper = style(document.querySelector('.paper')).fill;
	const told = (what, least, found) => found < least && problems.push(`${what}: ${found.toFixed(2)}`);

	for (const text of document.querySelectorAll('text')) {
		const box = text.closest('.document')?.querySelector('.box');
		const inside = box && !text.closest('[role=img]');
		told(`"${text.textContent}"`, 4.5, ratio(style(text).fill, inside ? style(box).fill : paper));
	}
	for (const shape of document.querySelectorAll('.box, .frame, .ring, .line'))
		told(`${shape.getAttribute('class')} of ${shape.parentNode.getAttribute('class')}`, 3, ratio(style(shape).stroke, paper));
	return problems;
}

// Runs in the page. Without colour, each status of the legend still has a sign and an outline of its own.
function statusesLookDifferent() {
	const looks = [...document.querySelectorAll('.sample')].filter((sample) => sample.querySelector('.icon'))
		.map((sample) => sample.querySelector('.icon').innerHTML);
	return looks.length === new Set(looks).size ? [] : ['two statuses have one sign'];
}

const forcedFont = (font) => {
	const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
	style.textContent = `text { font-family: "${font}" !important; }`;
	document.documentElement.append(style);
};

async function checkAlternatives(page, name, data) {
	const snapshot = await page.locator('svg').ariaSnapshot();
	const folded = (text) => text.replace(/\s+/g, ' ').trim();
	const links = await page.locator('.document > a').evaluateAll((all) => all.map((a) => a.querySelector('title').textContent));

	check(`${name}: as many links as documents`, links.length === data.documents.length);
	check(`${name}: each document is a link, with title and status`, data.documents
		.filter((document, i) => !links[i].startsWith(folded(document.title ?? document.id).slice(0, 12).replace(/[\u202e\ufffe].*/, '')))
		.map((document) => document.id));
	check(`${name}: a list of lists`, [
		[/^- '?document "/, 'the whole has no name'], [/- list "(Dokument|Documents)":/, 'there is no list of documents'],
		...(data.relations.length ? [[/- list "Rel/, 'there is no list of relations']] : []),
	].filter(([pattern]) => !pattern.test(snapshot)).map(([, problem]) => problem));
	check(`${name}: every item of the lists says something`,
		(snapshot.match(/^ *- listitem$/gm) ?? []).map(() => 'an empty item'));
	check(`${name}: documents and relations are items`,
		(snapshot.match(/- listitem/g) ?? []).length === data.documents.length + data.relations.length);
}

async function checkLinks(page, name, data) {
	const hrefs = await page.locator('a').evaluateAll((all) => all.map((a) => a.href.baseVal));
	const base = pathToFileURL(`${work}/${name}/graph.svg`);
	const broken = hrefs.filter((href) => !href.startsWith('#')).filter((href) => {
		const url = new URL(href, base);
		return url.protocol !== 'file:' || !existsSync(fileURLToPath(url));
	});
	const targets = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')]
		.filter((a) => !document.querySelector(a.getAttribute('href'))).map((a) => a.getAttribute('href')));

	check(`${name}: links lead to files`, broken);
	check(`${name}: rows lead to boxes`, targets);
	await page.keyboard.press('Tab');
	check(`${name}: Tab goes to the first document`, await page.evaluate(() =>
		document.activeElement === document.querySelector('.document > a')));
	check(`${name}: paths`, data.documents.filter((document, i) => decodeURIComponent(
		hrefs.filter((href) => !href.startsWith('#'))[i]) !== document.path).map((document) => document.path));
}

async function checkPicture(browser, name) {
	const data = JSON.parse(readFileSync(`${work}/${name}.json`, 'utf8'));
	const problems = [];
	const page = await openPage(browser, problems);

	await page.goto(pathToFileURL(`${work}/${name}.svg`).href);
	check(`${name}: it is SVG`, await page.evaluate(() => document.documentElement.tagName === 'svg' && !document.querySelector('parsererror')));
	for (const font of ['Liberation Sans', 'DejaVu Sans']) {
		await page.evaluate(forcedFont, font);
		check(`${name}: everything in its place (${font})`, await page.evaluate(geometry));
	}
	check(`${name}: contrast`, await page.evaluate(contrast));
	await page.emulateMedia({ colorScheme: 'dark' });
	check(`${name}: contrast in the dark`, await page.evaluate(contrast));
	await page.emulateMedia({ colorScheme: 'light' });
	check(`${name}: without colour`, await page.evaluate(statusesLookDifferent));
	await checkLinks(page, name, data);
	await checkAlternatives(page, name, data);
	check(`${name}: nothing moves or complains`, problems);
	await page.close();
}

async function checkMermaid(browser, name) {
	const data = JSON.parse(readFileSync(`${work}/${name}.json`, 'utf8'));
	const problems = [];
	const page = await openPage(browser, problems);
	const folded = (text) => text.replace(/[\u0000-\u001f\u200e\u200f\u202a-\u202e\ufffe\ufffd]/g, ' ').replace(/\s+/g, ' ').trim();

	await page.addScriptTag({ path: `${folder}/node_modules/mermaid/dist/mermaid.min.js` });
	const found = await page.evaluate(async (text) => {
		mermaid.initialize({ startOnLoad: false, maxTextSize: 1e7, maxEdges: 1e5 });
		const { svg } = await mermaid.render('picture', text);
		document.body.innerHTML = svg;
		return {
			// Mermaid numbers the nodes in the order in which they stand in the text.
			labels: [...document.querySelectorAll('.node')].map((node) => [+node.id.match(/-d(\d+)-/)[1], node.textContent]),
			hrefs: [...document.querySelectorAll('.node')].map((node) => (node.closest('a') ?? node.querySelector('a'))
				?.getAttribute('xlink:href') ?? ''),
			edges: document.querySelectorAll('.edgePaths > *').length,
			about: document.querySelector('svg desc')?.textContent ?? '',
			scripts: document.querySelectorAll('svg script').length,
		};
	}, readFileSync(`${work}/${name}.mmd`, 'utf8'));

	check(`${name}.mmd: documents by their titles`, found.labels.filter(([number, label]) => {
		const { title, id } = data.documents[number - 1];
		return !folded(label).startsWith(folded(title ?? id));
	}).map(([number, label]) => `${number}: ${label}`));
	check(`${name}.mmd: as many documents`, found.labels.length === data.documents.length);
	check(`${name}.mmd: as many relations`, found.edges === data.relations.length);
	check(`${name}.mmd: links`, found.hrefs.filter((href) => !href.startsWith('docs-corpus/')).map((href) => `"${href}"`));
	check(`${name}.mmd: description`, /dokument, \d+ relation.*Status: .*\.$/.test(found.about) ? [] : [found.about]);
	check(`${name}.mmd: no script`, found.scripts === 0);
	check(`${name}.mmd: nothing complains`, problems);
	await page.close();
}

// A page of A4 is enough for some twenty documents.
async function checkPrint(browser, name) {
	const page = await openPage(browser, []);

	await page.goto(pathToFileURL(`${work}/${name}.svg`).href);
	const pdf = (await page.pdf({ format: 'A4', landscape: true })).toString('latin1');
	check(`${name}: printed on one page`, (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length === 1);
	await page.close();
}

await withBrowser(async (browser) => {
	check('there are pictures', names.length > 3);
	for (const name of names)
		await checkPicture(browser, name);
	for (const name of names.filter((picture) => existsSync(`${work}/${picture}.mmd`)))
		await checkMermaid(browser, name);
	await checkPrint(browser, '20');
});
