// A register whose every text would run a script if a page took it for markup: node tests/browser/hostile.mjs FOLDER.
import { mkdirSync, writeFileSync } from 'node:fs';

const call = "pwned(1)", code = `alert(1);${call}`;
const payloads = [
	`<script>${code}</script>`, `</script><script>${code}</script>`, `"><script>${code}</script>`, `'><script>${code}</script>`,
	`</title><script>${code}</script>`, `</textarea><script>${code}</script>`, `</style><script>${code}</script>`, `--><script>${code}</script>`,
	`]]><script>${code}</script>`, `<ScRiPt>${code}</sCrIpT>`, `<script/x>${code}</script>`, `<<script>${code}//<</script>`,
	`<img src=x onerror=${call}>`, `<img src=x onerror="${code}">`, `"><img src=x onerror=${call}>`, `'><img src=x onerror=${call}>`,
	`<img/src=x/onerror=${call}>`, `<img src="x" \`<script>${code}</script>\`>`, `<svg onload=${call}>`, `<svg/onload=${call}>`,
	`<svg><script>${code}</script></svg>`, `<svg><a xlink:href="javascript:${call}"><text>x</text></a></svg>`, `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
	`<math><mtext></mtext><script>${code}</script></math>`, `<body onload=${call}>`, `<iframe src="javascript:${call}">`, `<iframe srcdoc="<script>${code}</script>">`,
	`<object data="javascript:${call}">`, `<embed src="javascript:${call}">`, `<details open ontoggle=${call}>`, `<video><source onerror=${call}></video>`,
	`<audio src=x onerror=${call}>`, `<input autofocus onfocus=${call}>`, `<select autofocus onfocus=${call}>`, `<textarea autofocus onfocus=${call}>`,
	`<marquee onstart=${call}>`, `<style>@import 'javascript:${call}';</style>`, `<link rel=stylesheet href="javascript:${call}">`, `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
	`<base href="javascript:${call}//">`, `<form action="javascript:${call}"><button>x</button></form>`, `<a href="javascript:${call}">x</a>`, `<a href="java\tscript:${call}">x</a>`,
	`[x](javascript:${call})`, `[x](JaVaScRiPt:${call})`, `[x](&#106;avascript:${call})`, `![x](javascript:${call})`, `<javascript:${call}>`, `[x](data:text/html,<script>${code}</script>)`,
	`[x](vbscript:${call})`, `" onmouseover="${call}" x="`, `' onfocus='${call}' autofocus='`, `" autofocus onfocus="${call}`, `{{constructor.constructor('${call}')()}}`,
	`\${${call}}`, `&lt;script&gt;${code}&lt;/script&gt;`, `&#60;script&#62;${code}&#60;/script&#62;`, `\\u003cscript\\u003e${code}\\u003c/script\\u003e`, `<!--<script>${code}</script>-->`,
	`<template><script>${code}</script></template>`, `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
];

const folder = process.argv[2], corpus = `${folder}/docs-corpus`, text = (value) => JSON.stringify(value.replace(/\t/g, ' '));
mkdirSync(`${corpus}/vocabulary`, { recursive: true });
const put = (path, lines) => writeFileSync(`${corpus}/${path}`, lines.join('\n') + '\n');
put('vocabulary/bodies.yaml', payloads.slice(0, 12).map((payload, i) => `- {id: organ-${i}, name: ${text(payload)}, kind: board, aliases: [${text('o' + payload)}]}`));
put('vocabulary/types.yaml', payloads.slice(12, 18).map((payload, i) => `- {id: typ-${i}, name: {sv: ${text(payload)}, en: ${text(payload)}}, governing: true}`));
put('vocabulary/topics.yaml', payloads.slice(18, 26).map((payload, i) => `- {id: amne-${i}, label: {sv: ${text(payload)}, en: ${text(payload)}}}`));
payloads.forEach((payload, i) => put(`d${i}.md`, ['---', `id: ${text(i % 7 ? 'd' + i : payload)}`, `title: ${text(payload)}`, `aliases: [${text('a ' + payload)}]`,
	`type: typ-${i % 6}`, `dnr: [${text(payload)}]`, 'status: decided', `decided-by: organ-${i % 12}`, `decided: 20${10 + i % 10}-03-0${1 + i % 9}`, `steward: organ-${(i + 1) % 12}`,
	`topics: [amne-${i % 8}, ${text(payload)}]`, `applies-to: [organ-${i % 12}, {body: organ-${(i + 3) % 12}, note: ${text(payload)}}]`,
	`supersedes: [{doc: d${(i + 1) % payloads.length}, part: ${text(payload)}, note: ${text(payload)}, state: conditional, when: ${text(payload)}}]`, `number: ${text(payload)}`, '---', '',
	`Telefon ${payload}`, '', `## ${payload}`, '', payload, '', `- ${payload}`, '', `| a | ${payload.replace(/\|/g, '')} |`, '|---|---|', `| telefon | ${payload.replace(/\|/g, '')} |`, '',
	`### Telefon {#p${i}}`, '', `> ${payload}`, '', '```', payload, '```', '', `[[${payload}]] [länk](<${payload}>)`]));
console.log(payloads.length);
