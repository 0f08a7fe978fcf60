// The site's answers for any day are the program's. days.mjs SITE ANSWERS: the folder of a site, and what build/answers says of the same register.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";

const [site, answersFile] = process.argv.slice(2);
const {answer, place} = createRequire(import.meta.url)("../../bin/templates/dag.js");
let data;
globalThis.styrdok = {days: given => { data = given; }};
(0, eval)(readFileSync(`${site}/assets/dagar.js`, "utf8"));
const words = {amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'"};
const pages = {};
let wrong = 0, asked = 0;

function periods(id) {
	if (!pages[id]) {
		const page = readFileSync(`${site}/dokument/${id}/index.html`, "utf8");
		const attribute = /data-periods="([^"]*)"/.exec(page)[1];
		pages[id] = JSON.parse(attribute.replace(/&(\w+|#39);/g, (all, name) => words[name]));
	}
	return pages[id];
}

function same(line, got, wanted) {
	asked++;
	if (got === wanted)
		return;
	if (wrong++ < 5)
		console.log(`${line}\n  wanted: ${wanted}\n  got:    ${got}`);
}

// Of the segments of a register whose ids are plain words, each is its id.
const bodies = new Map(data.bodies.map((body, i) => [body[0], i])), topics = new Map(data.topics.map((topic, i) => [topic[0], i]));
for (const line of readFileSync(answersFile, "utf8").split("\n")) {
	const [, kind, rest] = /^(.) (.*)$/.exec(line) || [];
	if (kind === "S") {
		const [, id, day, status] = /^(\S+) (\S+) (.*)$/.exec(rest), list = periods(id);
		same(`${id} ${day}`, list[place(list, 3, day) + 1], status);
	} else if (kind === "A") {
		const [question, ...groups] = rest.split("|"), [body, topic, day] = question.split(" ");
		const got = answer(data, bodies.get(body), topic === "-" ? -1 : topics.get(topic), day) || [[], [], [], []];
		same(question, got.map(group => group.map(entry => `${entry.document[0]}=${data.statuses[entry.status][0]}`).join(" ")).join("|"),
			groups.join("|"));
	}
}
console.log(`${asked - wrong} of ${asked} answers are the program's`);
process.exit(wrong || !asked ? 1 : 0);
