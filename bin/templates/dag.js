/* Any day: what applied, or will apply, on the day that the reader chooses; the same as the program says (tests/site/days.mjs). The data are
 * assets/dagar.js (bin/site/site_days.c): lists of days are flat, [from, value, from, value, ...], and the first day is "". */
(function (root) {
	"use strict";

	/* Where in such a list, of `width` values for each day, the day lies. Days in ISO form sort as texts. */
	function place(list, width, day) {
		let found = 0;
		for (let i = 0; i < list.length; i += width)
			if (list[i] <= day)
				found = i;
		return found;
	}

	const NOT = 2, UNSURE = 3;

	function group(standing, reach, about) {
		if (standing === NOT || reach === "l")
			return NOT;
		return standing === UNSURE || reach === "u" || about === "1" ? UNSURE : standing;
	}

	/* Four lists of {document, status}: what applies to a body on a topic (-1: any) on a day. null: there was no such body. */
	function answer(data, body, topic, day) {
		const spans = data.bodies[body][2], column = spans[place(spans, 2, day) + 1];
		const groups = [[], [], [], []];
		if (column < 0)
			return null;
		for (const document of data.documents) {
			const reaches = document[3], standings = document[5];
			const number = typeof reaches === "number" ? reaches : reaches[place(reaches, 2, day) + 1];
			const reach = data.reaches[number][column], about = topic < 0 ? "4" : data.abouts[document[4]][topic];
			if (reach === "n" || about === "0")
				continue;
			const at = place(standings, 3, day);
			groups[group(standings[at + 2], reach, about)].push({document, status: standings[at + 1]});
		}
		return groups;
	}

	if (typeof module === "object") {
		module.exports = {answer, place};
		return;
	}

	const doc = root.document, $ = id => doc.getElementById("s." + id);

	function add(parent, name, text, attributes) {
		const element = doc.createElement(name);
		if (text !== undefined)
			element.textContent = text;
		for (const key in attributes || {})
			element.setAttribute(key, attributes[key]);
		parent.append(element);
		return element;
	}

	/* --- a document's page --- */

	function documentDays(form) {
		const periods = JSON.parse(form.dataset.periods), day = $("dag"), verdict = $("verdict");
		day.addEventListener("input", () => {
			const at = place(periods, 3, day.value);
			verdict.textContent = day.value ? periods[at + 1] : "";
			verdict.className = day.value ? periods[at + 2] : "";
		});
		form.addEventListener("submit", event => event.preventDefault());
		form.hidden = false;
	}

	/* --- what applies --- */

	function show(data, form, words) {
		const chosen = {organ: $("organ").value, amne: $("amne").value, dag: $("dag").value};
		const out = $("answer"), body = data.bodies.findIndex(body => body[0] === chosen.organ);
		const topic = data.topics.findIndex(topic => topic[0] === chosen.amne);
		out.replaceChildren();
		if (body < 0 || !chosen.dag)
			return;
		const groups = answer(data, body, topic, chosen.dag);
		add(out, "h2", data.bodies[body][1] + ", " + (topic < 0 ? "" : data.topics[topic][1] + ", ") + chosen.dag);
		if (!groups)
			add(out, "p", words[5]);
		(groups || []).forEach((entries, i) => {
			if (!entries.length)
				return;
			add(out, "h3", words[i] + " (" + entries.length + ")");
			const list = add(out, "ul");
			for (const entry of entries) {
				const item = add(list, "li"), type = data.types[entry.document[2]];
				add(item, "a", entry.document[1],
					{href: form.dataset.documents + encodeURIComponent(entry.document[0]) + "/index.html"});
				item.append(" – " + data.statuses[entry.status][1] + (type ? " (" + type + ")" : ""));
			}
		});
	}

	function options(select, first, entries) {
		add(select, "option", first, {value: ""});
		for (const entry of entries)
			add(select, "option", entry[1], {value: entry[0]});
	}

	/* What is chosen stands in the address, so that it can be sent to others. */
	function fromAddress(data) {
		const asked = new URLSearchParams(root.location.hash.slice(1));
		$("organ").value = asked.get("organ") || "";
		$("amne").value = asked.get("amne") || "";
		$("dag").value = asked.get("dag") || data.on;
	}

	function toAddress() {
		const chosen = new URLSearchParams();
		for (const name of ["organ", "amne", "dag"])
			if ($(name).value)
				chosen.set(name, $(name).value);
		root.history.replaceState(null, "", "#" + chosen);
	}

	root.styrdok = root.styrdok || {};
	root.styrdok.days = function (data) {
		const form = $("days"), words = Array.from(form.querySelector("template").content.children, e => e.textContent);
		options($("organ"), "–", data.bodies);
		options($("amne"), words[4], data.topics);
		fromAddress(data);
		form.addEventListener("input", () => { toAddress(); show(data, form, words); });
		form.addEventListener("submit", event => event.preventDefault());
		root.addEventListener("hashchange", () => { fromAddress(data); show(data, form, words); });
		form.hidden = false;
		show(data, form, words);
	};
	if ($("day"))
		documentDays($("day"));
})(typeof window === "undefined" ? globalThis : window);
