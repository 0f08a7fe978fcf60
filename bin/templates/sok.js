/* Search without a server. The index lies in pieces (bin/site/site_search.h), fetched as scripts, so that it works from file:// too. As styrdok search
 * has it: all words, each as itself or in another form, at the beginning of a word, or within a compound. */
(function (root) {
	"use strict";

	/* --- Snowball's stems of Swedish (snowballstem.org/algorithms/swedish); tests/site/search.mjs compares with libstemmer --- */

	const VOWELS = "aeiouyäåö", S_ENDS = "bcdfghjklmnoprtvy";
	const SUFFIXES = ("heterna hetens anden andes arens heten heter arnas ernas ornas andet arna erna orna ande arne aste aren " +
		"ades erns ade are ern ens het ast ad en ar er or as es at a e").split(" ").sort((a, b) => b.length - a.length);
	const PAIRS = ["dd", "gd", "nn", "dt", "gt", "kt", "tt"];

	/* Where endings may begin: behind the first consonant that follows a vowel, and the third letter. */
	function region(letters) {
		let at = 0;
		while (at < letters.length && !VOWELS.includes(letters[at]))
			at++;
		while (at < letters.length && VOWELS.includes(letters[at]))
			at++;
		return at >= letters.length ? letters.length : Math.max(at + 1, 3);
	}

	function stem(word) {
		const first = Array.from(word), p1 = first.length < 3 ? first.length : region(first);
		const begin = first.slice(0, p1).join("");
		let rest = first.slice(p1).join("");
		const suffix = SUFFIXES.find(suffix => rest.endsWith(suffix));
		if (suffix)
			rest = rest.slice(0, -suffix.length);
		else if (rest.endsWith("s") && S_ENDS.includes((begin + rest).slice(-2, -1)))
			rest = rest.slice(0, -1);
		if (PAIRS.some(pair => rest.endsWith(pair)))
			rest = rest.slice(0, -1);
		if (rest.endsWith("löst") || rest.endsWith("fullt"))
			rest = rest.slice(0, -1);
		else
			for (const other of ["els", "lig", "ig"])
				if (rest.endsWith(other)) {
					rest = rest.slice(0, -other.length);
					break;
				}
		return begin + rest;
	}

	/* --- words --- */

	const WORD = /[\p{L}\p{N}\p{Co}]+/gu;

	function* words(text) {
		for (const match of text.normalize("NFC").matchAll(WORD))
			yield {stem: stem(match[0].toLowerCase()), from: match.index, to: match.index + match[0].length};
	}

	/* What a form of a noun may have behind the stem that Snowball gives (registry/search/terms.c). */
	const ENDINGS = "n t s en et na er ar or ns ts ens ets nas ern arn orn erna arna orna".split(" ");
	const SAME = 12, BEGINS = 7, HOLDS = 4;

	function likeness(term, asked) {
		if (term === asked)
			return SAME;
		if (asked.length >= 3 && term.startsWith(asked) && !/^\p{N}+$/u.test(asked))
			return ENDINGS.includes(term.slice(asked.length)) ? SAME : BEGINS;
		if (term.length >= 3 && asked.startsWith(term) && ENDINGS.includes(asked.slice(term.length)))
			return SAME;
		return 0;
	}

	/* --- the index --- */

	const OWN_PIECES = 4, COMPOUND_PIECES = 3, WEIGHTS = [1, 2, 5, 12];

	/* The piece that a stem lies in, if it lies anywhere. */
	function pieceOf(firsts, stem) {
		let low = 0, high = firsts.length;
		while (high - low > 1) {
			const middle = (low + high) >> 1;
			if (firsts[middle] <= stem)
				low = middle;
			else
				high = middle;
		}
		return low;
	}

	/* The numbers of the pieces that may hold stems that begin so: the first of them, at most. */
	function piecesFor(firsts, stem, most) {
		const pieces = [];
		for (let at = pieceOf(firsts, stem); at < firsts.length && pieces.length < most; at++) {
			if (pieces.length && !firsts[at].startsWith(stem))
				break;
			pieces.push(at);
		}
		return pieces;
	}

	/* Each document with its weight. */
	function decode(text, tell) {
		let document = 0, value = 0, unit = 1;
		for (let i = 0; i < text.length; i++) {
			let digit = text.charCodeAt(i) - 35;
			digit -= digit > 57;
			value += (digit % 45) * unit;
			unit *= 45;
			if (digit >= 45)
				continue;
			document += value >> 2;
			tell(document, WEIGHTS[value & 3]);
			value = 0;
			unit = 1;
		}
	}

	function raise(scores, document, score) {
		if (!(scores.get(document) >= score))
			scores.set(document, score);
	}

	/* The documents that hold a word, with how much they speak of it. `load` promises a piece. */
	async function find(index, asked, load, most) {
		const scores = new Map(), own = new Set(piecesFor(index.t, asked, Math.min(OWN_PIECES, most)));
		for (const ending of ENDINGS)
			if (asked.endsWith(ending) && asked.length >= 3 + ending.length)
				own.add(pieceOf(index.t, asked.slice(0, -ending.length)));
		for (const piece of await Promise.all(Array.from(own, number => load("t/" + number))))
			for (let i = 0; i < piece.length; i += 2) {
				const like = likeness(piece[i], asked);
				if (like)
					decode(piece[i + 1], (document, weight) => raise(scores, document, like * weight));
			}
		if (asked.length < 4 || /^\p{N}+$/u.test(asked) || !index.h.length)
			return scores;
		const held = piecesFor(index.h, asked, Math.min(COMPOUND_PIECES, most));
		for (const piece of await Promise.all(held.map(number => load("h/" + number))))
			for (let i = 0; i < piece.length; i += 2)
				if (piece[i].startsWith(asked))
					decode(piece[i + 1], (document, weight) => raise(scores, document, HOLDS * weight));
		return scores;
	}

	/* The documents that hold all words, the most relevant first: [document, score]. */
	async function search(index, query, load) {
		const asked = Array.from(new Set(Array.from(words(query), word => word.stem))).slice(0, 32);
		let all = null;
		for (const word of asked) {
			const found = index.t.length ? await find(index, word, load, asked.length > 2 ? 1 : 4) : new Map();
			const both = new Map();
			for (const [document, score] of found)
				if (!all || all.has(document))
					both.set(document, score + (all ? all.get(document) : 0));
			all = both;
		}
		return Array.from(all || []).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
	}

	/* --- the line that is shown --- */

	const SPAN = 160, SHOWN = 240, BEFORE = 60, PIECE_END = "\u001e";

	/* A compound that holds the word counts as the word. */
	function likeIn(term, asked) {
		return likeness(term, asked) || (asked.length >= 4 && term.includes(asked) ? HOLDS : 0);
	}

	/* {part, text, marks}: the part that speaks most of the words (0: none, else its number from 1), and a line of it. */
	function snippet(text, query) {
		const asked = Array.from(words(query), word => word.stem), pieces = text.split(PIECE_END);
		let best = {score: 0, part: Math.max(0, pieces.findIndex(piece => piece)), from: 0, to: 0};
		const founds = pieces.map(piece => {
			const found = [];
			for (const word of words(piece)) {
				const which = asked.findIndex(stem => likeIn(word.stem, stem));
				if (which >= 0)
					found.push({from: word.from, to: word.to, which});
			}
			return found;
		});
		founds.forEach((found, part) => found.forEach((first, i) => {
			const seen = new Set();
			let n = 0;
			for (; i + n < found.length && found[i + n].to - first.from <= SPAN; n++)
				seen.add(found[i + n].which);
			if (seen.size * 100 + n > best.score)
				best = {score: seen.size * 100 + n, part, from: first.from, to: found[i + Math.max(n - 1, 0)].to};
		}));
		return cut((pieces[best.part] || "").normalize("NFC"), best, founds[best.part] || []);
	}

	function cut(piece, best, found) {
		let from = Math.max(0, best.from - BEFORE), to = Math.min(piece.length, from + SHOWN);
		while (from > 0 && from < best.from && !/\s/.test(piece[from - 1]))
			from++;
		while (to < piece.length && to > best.to && !/\s/.test(piece[to]))
			to--;
		const marks = found.filter(word => word.from >= from && word.to <= to);
		return {part: best.part, before: from > 0, after: to < piece.length, text: piece.slice(from, to),
			marks: marks.map(word => [word.from - from, word.to - from])};
	}

	if (typeof module === "object") {
		module.exports = {stem, words, search, snippet};
		return;
	}

	/* --- the page --- */

	const doc = root.document, $ = id => doc.getElementById("s." + id), HITS = 10;
	const FILTERS = {status: "statuses", type: "types", body: "bodies", topic: "topics"};
	const waiting = new Map();
	let index = null, said = [], turn = 0;

	root.styrdok = root.styrdok || {};
	root.styrdok.piece = (name, data) => waiting.get(name).resolve(data);

	function load(name) {
		if (waiting.has(name))
			return waiting.get(name).promise;
		const piece = {};
		piece.promise = new Promise((resolve, reject) => { piece.resolve = resolve; piece.reject = reject; });
		waiting.set(name, piece);
		const script = doc.createElement("script");
		script.src = name + ".js";
		script.addEventListener("error", () => { waiting.delete(name); piece.reject(new Error(name)); });
		doc.head.append(script);
		return piece.promise;
	}

	function add(parent, name, text, attributes) {
		const element = doc.createElement(name);
		if (text !== undefined)
			element.textContent = text;
		for (const key in attributes || {})
			element.setAttribute(key, attributes[key]);
		parent.append(element);
		return element;
	}

	function addLine(item, line) {
		const shown = add(item, "p", line.before ? "… " : "");
		let at = 0;
		for (const [from, to] of line.marks) {
			shown.append(line.text.slice(at, from));
			add(shown, "mark", line.text.slice(from, to));
			at = to;
		}
		shown.append(line.text.slice(at) + (line.after ? " …" : ""));
	}

	async function addHit(list, number, query) {
		const item = add(list, "li"), hit = await load("d/" + number), line = snippet(hit.text || "", query);
		const anchor = line.part ? hit.parts[line.part * 2 - 2] : "", heading = line.part ? hit.parts[line.part * 2 - 1] : "";
		add(item, "a", hit.title, {href: "../dokument/" + encodeURIComponent(hit.segment) + "/index.html" +
			(anchor ? "#" + encodeURIComponent(anchor) : "")});
		add(item, "p", [hit.type, hit.status, heading].filter(text => text).join(" · "), {class: "note"});
		if (line.text)
			addLine(item, line);
	}

	async function filtered(hits) {
		const chosen = Object.keys(FILTERS).filter(name => $(name).value !== "");
		if (!chosen.length)
			return hits;
		const filter = await load("filter");
		return hits.filter(([document]) => chosen.every(name => name === "topic" ?
			filter.sets[filter.topic[document]][$(name).value] === "1" : String(filter[name][document]) === $(name).value));
	}

	async function showMore(hits, query, mine) {
		const list = $("hits"), shown = list.children.length;
		$("more").replaceChildren();
		await Promise.all(hits.slice(shown, shown + HITS).map(([number]) => addHit(list, number, query)));
		if (mine === turn && list.children.length < hits.length)
			add($("more"), "button", said[3], {type: "button"}).addEventListener("click", () => showMore(hits, query, mine));
	}

	async function show() {
		const query = $("q").value, mine = ++turn;
		const hits = await filtered(await search(index, query, load));
		if (mine !== turn)
			return; /* something else has been asked meanwhile */
		$("hits").replaceChildren();
		$("more").replaceChildren();
		$("found").textContent = !query.trim() ? "" : hits.length ? hits.length + " " + said[1] : said[2];
		await showMore(hits, query, mine);
	}

	function showSafely() {
		show().catch(() => { $("found").textContent = said[4]; });
	}

	function toAddress() {
		const asked = new URLSearchParams();
		for (const name of ["q", ...Object.keys(FILTERS)])
			if ($(name).value)
				asked.set(name, $(name).value);
		root.history.replaceState(null, "", "#" + asked);
	}

	/* From a field on another page, or a link that was sent. */
	function fromAddress() {
		const asked = new URLSearchParams(root.location.hash.slice(1) || root.location.search);
		for (const name of ["q", ...Object.keys(FILTERS)])
			$(name).value = asked.get(name) || "";
	}

	root.styrdok.search = data => {
		const form = $("find");
		index = data;
		said = Array.from(form.querySelector("template").content.children, element => element.textContent);
		for (const name in FILTERS) {
			add($(name), "option", said[0], {value: ""});
			data[FILTERS[name]].forEach((text, i) => add($(name), "option", text, {value: i}));
		}
		fromAddress();
		form.addEventListener("submit", event => { event.preventDefault(); toAddress(); showSafely(); });
		form.addEventListener("change", () => { toAddress(); showSafely(); });
		root.addEventListener("hashchange", () => { fromAddress(); showSafely(); });
		showSafely();
	};
})(typeof window === "undefined" ? globalThis : window);
