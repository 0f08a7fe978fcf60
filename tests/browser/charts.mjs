// Timelines and charts in Chromium: node tests/browser/charts.mjs FOLDER, which holds timeline-NAME.svg, with NAME.json of the same documents
// as `styrdok graph` tells them, and stats-NAME.svg, with stats-NAME.json of the same counts.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { check, openPage, withBrowser } from './check.mjs';

const work = process.argv[2];
const names = readdirSync(work).filter((name) => /^(timeline|stats)-.*\.svg$/.test(name)).map((name) => name.slice(0, -4));
const read = (name) => JSON.parse(readFileSync(`${work}/${name}.json`, 'utf8'));

// Runs in the page. No text on another, outside the picture, or too small.
function texts() {
	const problems = [];
	const sheet = document.querySelector('.page').getBoundingClientRect();
	const all = [...document.querySelectorAll('text')].map((text) => {
		const at = text.getBoundingClientRect(), size = parseFloat(getComputedStyle(text).fontSize);
		// letters fill less than the line that the browser reckons with
		return { words: text.textContent, size, left: at.left, right: at.right, top: at.bottom - 1.05 * size, bottom: at.bottom - 0.1 * size };
	}).sort((a, b) => a.top - b.top);

	all.forEach((a, i) => {
		for (let k = i + 1; k < all.length && all[k].top < a.bottom; k++)
			if (a.left < all[k].right - 0.5 && all[k].left < a.right - 0.5)
				problems.push(`"${a.words}" on "${all[k].words}"`);
		if (a.left < sheet.left || a.right > sheet.right || a.bottom > sheet.bottom)
			problems.push(`"${a.words}" outside the picture`);
		if (a.size < 11)
			problems.push(`"${a.words}" is too small`);
	});
	if (Math.abs(document.documentElement.getScreenCTM().a - 1) > 0.001)
		problems.push('it is not shown in its natural size');
	return problems;
}

// Runs in the page. Texts 4.5 to 1, what tells something 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11), on white or the headings' band.
function contrast() {
	const light = (color) => {
		const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255)
			.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
	const fill = (selector) => getComputedStyle(document.querySelector(selector)).fill;
	const page = fill('.page'), band = document.querySelector('.band') ? fill('.band') : page;
	const texts = [...document.querySelectorAll('text')].filter((text) =>
		ratio(getComputedStyle(text).fill, text.matches('.group') ? band : page) < 4.5).map((text) => `"${text.textContent}"`);
	const shapes = [...document.querySelectorAll('.bar, .arrow, .mark, .today')].filter((shape) =>
		ratio(getComputedStyle(shape).stroke, page) < 3).map((shape) => shape.getAttribute('class'));

	return [...texts, ...shapes];
}

// Runs in the page. Lanes follow one another, bars keep to the plot and to a lane, arrows lead from a lane to a bar.
function lanes() {
	const problems = [];
	const rect = (element) => element.getBoundingClientRect();
	const base = rect(document.querySelector('.base'));
	const bars = [...document.querySelectorAll('.bar')].filter((bar) => bar.tagName === 'path').map(rect);
	const rules = [...document.querySelectorAll('.rules path')].map((rule) => rect(rule).top);
	const laneOf = (y) => rules.findIndex((rule) => y < rule);

	if (rules.length !== document.querySelectorAll('.lane').length)
		problems.push('a lane has no line below it');
	rules.forEach((y, i) => i && y - rules[i - 1] < 35 && problems.push(`lane ${i} is too low`));
	for (const bar of bars) {
		if (bar.left < base.left - 1 || bar.right > base.right + 1)
			problems.push(`a bar from ${bar.left} to ${bar.right} leaves the plot`);
		if (laneOf(bar.top) < 0 || laneOf(bar.top) !== laneOf(bar.bottom))
			problems.push(`a bar at ${bar.top} is in no lane`);
	}
	for (const arrow of document.querySelectorAll('.arrow[d*="V"]')) {
		const end = arrow.getPointAtLength(arrow.getTotalLength()), begin = arrow.getPointAtLength(0);
		if (laneOf(begin.y) === laneOf(end.y) || end.x < base.left || end.x > base.right)
			problems.push(`an arrow from ${begin.y} to ${end.y} at ${end.x}`);
	}
	return problems;
}

// Every document that governs has a lane; another only if it acts on one that governs, or was asked for.
async function checkDocuments(page, name, data) {
	const titles = await page.locator('.lane > title').allTextContents();
	const hrefs = await page.locator('.lane a').evaluateAll((all) => all.map((a) => decodeURIComponent(a.getAttribute('href'))));
	const shown = data.documents.filter((document) => hrefs.includes(document.path));
	const governing = new Set(data.documents.filter((document) => document.governing).map((document) => document.id));
	const acting = new Set(data.relations.filter((relation) => ['supersedes', 'repeals', 'affects', 'amends', 'corrects'].includes(relation.type) &&
		governing.has(relation.to)).map((relation) => relation.from));

	check(`${name}: a lane for each document that governs`, data.documents.filter((document) => document.governing &&
		!hrefs.includes(document.path)).map((document) => document.id));
	check(`${name}: no other lanes`, shown.filter((document) => !document.governing && !acting.has(document.id)).map((document) => document.id));
	check(`${name}: each once`, new Set(hrefs).size === hrefs.length && shown.length === hrefs.length);
	check(`${name}: links lead to files`, hrefs.filter((href) => !existsSync(`${work}/${name.replace('timeline-', '')}/${href}`)));
	check(`${name}: every lane says what it shows`, titles.filter((title) => !/: ./s.test(title)));
}

async function checkTimeline(page, name) {
	const data = read(name.replace('timeline-', ''));
	const snapshot = data.documents.length < 100 ? await page.locator('svg').ariaSnapshot() : null;

	check(`${name}: lanes, bars and arrows in their places`, await page.evaluate(lanes));
	await checkDocuments(page, name, data);
	check(`${name}: the axis comes again`, await page.locator('.axis').count() === Math.ceil(await page.locator('.lane').count() / 40));
	if (!snapshot)
		return;
	check(`${name}: a list for screen readers`, /- '?figure "/.test(snapshot) && /- '?list "/.test(snapshot));
	check(`${name}: as many items as lanes`, (snapshot.match(/- '?listitem\b/g) ?? []).length === await page.locator('.lane').count());
}

// The numbers in the picture are those of the JSON.
async function checkStats(page, name) {
	const data = read(name);
	const rows = [...data.rows, { counts: data.total }];
	const cells = (await page.locator('[role=cell]').allTextContents()).map((text) => (text.trim() === '–' ? 0 : Number(text)));
	const kinds = ['in_force', 'in_force_in_part', 'in_force_to_be_replaced', 'cannot_tell'];
	const snapshot = await page.locator('svg').ariaSnapshot();

	check(`${name}: a table for screen readers`, /- '?table "/.test(snapshot) && /- '?rowheader "/.test(snapshot) && /- '?columnheader "/.test(snapshot));
	if (data.on)
		check(`${name}: the numbers`, JSON.stringify(cells) === JSON.stringify(rows.flatMap((row) => kinds.map((kind) => row.counts[kind]))));
	else if (data.years.length <= 20)
		check(`${name}: the numbers`, JSON.stringify(cells) === JSON.stringify(rows.flatMap((row) => [
			...row.counts.map((day) => day.in_force + day.in_force_in_part + day.in_force_to_be_replaced),
			...(row.counts.some((day) => day.cannot_tell) ? row.counts.map((day) => day.cannot_tell) : []),
		])));
	check(`${name}: bars within the picture`, await page.evaluate(() => [...document.querySelectorAll('.bar')]
		.every((bar) => bar.x.baseVal.value >= 20 && bar.x.baseVal.value + bar.width.baseVal.value <= 1080.1)));
}

const forcedFont = (font) => {
	const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
	style.textContent = `text { font-family: "${font}" !important; }`;
	document.documentElement.append(style);
};

async function checkPicture(browser, name) {
	const problems = [];
	const page = await openPage(browser, problems);

	await page.goto(pathToFileURL(`${work}/${name}.svg`).href);
	check(`${name}: it is SVG`, await page.evaluate(() => document.documentElement.tagName === 'svg' && !document.querySelector('parsererror')));
	check(`${name}: no script`, await page.locator('script, [onclick], [onload]').count() === 0);
	for (const font of ['Liberation Sans', 'DejaVu Sans']) {
		await page.evaluate(forcedFont, font);
		check(`${name}: texts in their places (${font})`, await page.evaluate(texts));
	}
	check(`${name}: contrast`, await page.evaluate(contrast));
	await (name.startsWith('timeline') ? checkTimeline(page, name) : checkStats(page, name));
	check(`${name}: nothing moves or complains`, problems);
	await page.close();
}

await withBrowser(async (browser) => {
	check('there are pictures', names.length > 8);
	for (const name of names)
		await checkPicture(browser, name);
});
