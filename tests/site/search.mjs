// The site's search finds what the program finds. search.mjs SITE ANSWERS PROGRAM REGISTER [BYTES]: stems as libstemmer's; for words of the register, the same
// documents, but for those where the program also finds the word within another that no other word of the register explains; and within BYTES a query.
import {execFileSync} from "node:child_process";
import {existsSync, readFileSync, statSync} from "node:fs";
import {createRequire} from "node:module";

const [site, answersFile, program, register, most = "300000"] = process.argv.slice(2);
const {stem, search, snippet} = createRequire(import.meta.url)("../../bin/templates/sok.js");
const pieces = {};
let index, read = 0, wrong = 0, asked = 0, same = 0, all = 0, largest = 0;
globalThis.styrdok = {search: given => { index = given; }, piece: (name, data) => { pieces[name] = data; }};
const run = name => (0, eval)(readFileSync(`${site}/sok/${name}.js`, "utf8"));
run("index");

function fails(...told) {
	if (wrong++ < 8)
		console.log(...told);
}

let fetched = new Set();
async function load(name) {
	if (!fetched.has(name))
		read += statSync(`${site}/sok/${name}.js`).size;
	fetched.add(name);
	if (!pieces[name])
		run(name);
	return pieces[name];
}

const words = new Map();
for (const line of readFileSync(answersFile, "utf8").split("\n"))
	if (line.startsWith("W ")) {
		const [, word, wanted] = line.split(" ");
		words.set(word.toLowerCase(), wanted);
	}
for (const [word, wanted] of words) {
	asked++;
	if (stem(word) !== wanted)
		fails(`stem of ${word}: ${stem(word)}, not ${wanted}`);
}

// Some of all words, spread evenly; and two of them at once.
const list = Array.from(words.keys()).filter(word => !/^\p{N}/u.test(word)).sort(), queries = [];
for (let i = 0; i < 12; i++)
	queries.push(list[Math.floor(i * list.length / 12)]);
queries.push(...["telefon", "policyn", "beslutet", "it", "nämnd policy", "telefon anställd"].filter(query =>
	query.split(" ").every(word => list.some(other => other.includes(word)))));
for (const query of queries) {
	const table = execFileSync(program, ["search", query, "--repo", register, "--format", "csv", "--limit", "1000"], {stdio: ["ignore", "pipe", "ignore"]});
	const wanted = table.toString().split("\r\n").slice(1).map(line => line.split(",")[0]).filter(id => id && id !== "unread");
	fetched = new Set();
	read = statSync(`${site}/sok/index.js`).size;
	const hits = await search(index, query, load), shown = await Promise.all(hits.slice(0, 10).map(([number]) => load(`d/${number}`)));
	largest = Math.max(largest, read);
	const found = [];
	for (const [number] of hits) {
		run(`d/${number}`);
		found.push(pieces[`d/${number}`].segment);
	}
	asked++;
	for (const id of found)
		if (!wanted.includes(id))
			fails(`${query}: ${id} is not found by the program`);
	same += wanted.filter(id => found.includes(id)).length;
	all += wanted.length;
	for (const hit of shown)
		if (!snippet(hit.text || "", query).marks.every(([from, to]) => from < to))
			fails(`${query}: marks of ${hit.segment}`);
	if (read > Number(most))
		fails(`${query}: ${read} bytes`);
}
if (same < all * 0.97)
	fails(`only ${same} of ${all} documents are found`);
if (!existsSync(`${site}/assets/sok.js`) || statSync(`${site}/assets/sok.js`).size + statSync(`${site}/assets/dag.js`).size > 150000)
	fails("the scripts are too large");
console.log(`${words.size} stems, ${queries.length} queries: ${same} of ${all} documents found, at most ${largest} bytes a query, ${wrong} wrong`);
process.exit(wrong || !asked ? 1 : 0);
