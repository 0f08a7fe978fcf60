// What tests in a browser have in common: one Chromium, and a tally whose last line is "N passed, N failed".
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

export const folder = resolve('build/browser'); // of the packages; the working directory is the project's root
const require = createRequire(folder + '/');
const { chromium } = require('playwright-core');

let passed = 0, failed = 0;

export function check(label, problems) {
	const told = Array.isArray(problems) ? problems : problems ? [] : ['it is not so'];
	if (told.length) {
		failed++;
		console.log(`FAILED ${label}`, ...told.slice(0, 8).map((problem) => `\n    ${problem}`));
	} else {
		passed++;
	}
}

export async function withBrowser(run) {
	const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
	try {
		await run(browser);
	} finally {
		await browser.close();
	}
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed ? 1 : 0;
}

// A page that tells everything that a page should not do.
export async function openPage(browser, problems, options = {}) {
	const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, ...options });
	page.on('console', (message) => problems.push(`console: ${message.text()}`));
	page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
	page.on('dialog', (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
	page.on('request', (request) => {
		if (!/^(file|data|about):/.test(request.url()))
			problems.push(`request: ${request.url()}`);
	});
	return page;
}
