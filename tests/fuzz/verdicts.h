/* A small register with a governing document, for the fuzz targets of rules, and what must hold of any scan by them. */
#ifndef STYRDOK_TESTS_FUZZ_VERDICTS_H
#define STYRDOK_TESTS_FUZZ_VERDICTS_H

#include "bin/scan/scan_common.h"
#include "registry/graph/load.h"
#include "tests/fuzz/findings.h"
#include "tests/fuzz/folder.h"

/* libgit2 1.5.1 loses PCRE2's match data, see tests/lsan.supp. */
const char *__lsan_default_suppressions(void)
{
	return "leak:libgit2.so\n";
}

/* The folder with everything but the packs, whose file is rules/p.yaml. */
static inline void verdicts_folder(void)
{
	folder_make();
	folder_subfolder("docs-corpus");
	folder_subfolder("docs-corpus/vocabulary");
	folder_subfolder("docs-corpus/waivers");
	folder_subfolder("rules");
	folder_write("styrdok.yaml", STR("rules: [rules]\nlimits: {paragraph-bytes: 3000, patterns: 200}\n"));
	folder_write("docs-corpus/vocabulary/bodies.yaml",
	             STR("- {id: kf, name: Kommunfullmäktige}\n- {id: namnderna, name: Nämnderna, kind: group}\n"
	                 "- {id: norrmalm, name: Norrmalms stadsdelsnämnd, parent: namnderna}\n"));
	folder_write(
		"docs-corpus/vocabulary/types.yaml",
		STR("- {id: program, name: Program, decided-by: [kf]}\n- {id: yttrande, name: Yttrande, governing: "
	            "false}\n"));
	folder_write("docs-corpus/vocabulary/topics.yaml", STR("- {id: it, label: IT}\n- {id: tele, broader: it}\n"));
	folder_write("docs-corpus/it-program.md",
	             STR("---\nid: it-program\ntitle: IT-program för staden\naliases: [IT-programmet]\ntype: program\n"
	                 "dnr: 031-2486/2007\nstatus: decided\ndecided-by: kf\ndecided: 2008-03-03\nsteward: kf\n"
	                 "applies-to: [namnderna]\nsupersedes: [{doc: gammal, date: 2008-03-03}]\n---\n"
	                 "## Mål {#mal}\n\nEn behovsanalys ska göras.\n\n## Kostnad\n\nMål: lägre.\n"));
	folder_write("docs-corpus/gammal.md",
	             STR("---\nid: gammal\ntitle: Gammal policy\ntype: program\nstatus: decided\n"
	                 "decided: 1996\nsteward: kf\n---\n## Mål\n\nText.\n"));
	folder_write("docs-corpus/waivers/w.yaml",
	             STR("- {rule: text, proposals: [dnr-1, x], granted-by: kf, reason: prov, dnr: 1-2/2008, from: "
	                 "2008-01-01, until: 2010-12-31}\n"));
}

static inline struct registry *verdicts_registry(void)
{
	struct registry *registry = NULL;
	struct source *source = NULL;
	struct error error = {0};

	require(source_open(&source, folder_make(), NULL, NULL, &error) == 0);
	require(registry_load(&registry, source, &error) == 0);
	require(registry->count == 2);
	return registry;
}

/* The bytes at a place; on a character's first byte. */
static inline void require_boundary(struct str text, struct location at)
{
	struct str rest = text, line = STR_EMPTY;

	require_place(text, at);
	for (uint32_t i = 0; i < at.line; i++)
		if (!str_next_line(&rest, &line))
			return;
	require(at.column > line.n || ((unsigned char)line.at[at.column - 1] & 0xC0) != 0x80);
}

/* The rule and the place that are looked at, for who reads a crash in a debugger. */
static volatile struct str verdicts_rule;
static volatile struct location verdicts_place;

static inline void require_answer(struct str text, const struct answer *answer)
{
	const struct spot *last = NULL;
	uint32_t count = 0;

	require((unsigned)answer->holds <= TRI_YES && (unsigned)answer->ground < GROUND_COUNT);
	for (size_t i = 0; i < 3; i++)
		require_text(answer->args[i].text);
	for (const struct spot *spot = answer->first; spot; spot = spot->next) {
		verdicts_place = spot->at;
		require_boundary(text, spot->at);
		require_text(spot->text);
		require(spot->text.n <= SPOT_BYTES);
		last = spot;
		count++;
	}
	require(last == answer->last);
	require(count == answer->count);
	require(count <= SPOTS_MAX);
}

static inline void require_verdict(struct str text, const struct registry *registry, const struct verdict *verdict)
{
	static const enum language languages[] = {LANGUAGE_SV, LANGUAGE_EN};
	struct arena arena = ARENA_EMPTY;

	verdicts_rule = verdict->rule->id;
	require((unsigned)verdict->outcome < OUTCOME_COUNT);
	require((unsigned)verdict_severity(verdict) <= SEVERITY_ERROR);
	require_answer(text, &verdict->answer);
	require(verdict->outcome != OUTCOME_SATISFIED || verdict->answer.holds == TRI_YES);
	for (size_t i = 0; i < 2; i++)
		require_rendered(verdict_reason(verdict, &arena, languages[i]), true);
	for (uint32_t i = 0; i < verdict->reason_count; i++) {
		require((unsigned)verdict->reasons[i].kind < REASON_COUNT);
		require(verdict->reasons[i].document < registry->count);
	}
	arena_release(&arena);
}

static inline void require_scan(const struct registry *registry, const struct scan_text *text, const struct scan *scan)
{
	struct arena arena = ARENA_EMPTY;
	size_t sum = 0;

	for (size_t i = 0; i < OUTCOME_COUNT; i++)
		sum += scan->by_outcome[i];
	require(sum == scan->count);
	require(scan->subject.readable || (!scan->count && scan->worst == SEVERITY_ERROR));
	for (size_t i = 0; i < scan->count; i++)
		require_verdict(text->text, registry, &scan->verdicts[i]);
	require_sorted(&scan->findings);
	for (size_t i = 0; i < scan->findings.n; i++) {
		require_finding(&scan->findings.at[i], &arena);
		if (str_equal(scan->findings.at[i].path, text->path))
			require_place(text->text, scan->findings.at[i].at);
		require(!i || finding_compare(&scan->findings.at[i], &scan->findings.at[i - 1]) != 0);
	}
	arena_release(&arena);
}

static inline void require_same_spots(const struct spot *a, const struct spot *b)
{
	for (; a && b; a = a->next, b = b->next)
		require(a->at.line == b->at.line && a->at.column == b->at.column && str_equal(a->text, b->text));
	require(!a && !b);
}

/* The same verdicts for the same reasons, but for patterns that were given up: without the prefilter they meet more text. */
static inline void require_same_scan(const struct scan *a, const struct scan *b)
{
	require(a->count == b->count && a->subject.readable == b->subject.readable);
	for (size_t i = 0; i < a->count; i++) {
		const struct answer *x = &a->verdicts[i].answer, *y = &b->verdicts[i].answer;
		const struct lack *p = x->lacks, *q = y->lacks;
		if (x->ground == GROUND_PATTERN_STUCK || y->ground == GROUND_PATTERN_STUCK)
			return; /* and a pattern that was given up in one rule is given up in the others */
		require(a->verdicts[i].outcome == b->verdicts[i].outcome);
		require(x->ground == y->ground && x->holds == y->holds);
		for (size_t k = 0; k < 3; k++)
			require(argument_compare(&x->args[k], &y->args[k]) == 0);
		require_same_spots(x->first, y->first);
		for (; p && q; p = p->next, q = q->next)
			require(str_equal(str_from(p->name->sv), str_from(q->name->sv)));
		require(!p && !q);
	}
	require_same_findings(&a->findings, &b->findings);
}

/* Every writer: UTF-8, nothing that steers a terminal, and no tag of the text's own in HTML. */
static inline void require_written(const struct registry *registry, const struct rulebook *rulebook,
                                   const struct scan *scan, enum language language)
{
	static const struct scan_format *const formats[] = {&scan_as_text, &scan_as_json, &scan_as_markdown,
	                                                    &scan_as_html};

	for (size_t i = 0; i < 4; i++) {
		char *text = NULL;
		size_t size = 0;
		struct scan_printing printing = {.out = open_memstream(&text, &size),
		                                 .registry = registry,
		                                 .rulebook = rulebook,
		                                 .language = language,
		                                 .all = true,
		                                 .several = size % 2};
		require(printing.out);
		formats[i]->begin(&printing);
		formats[i]->one(&printing, scan);
		formats[i]->end(&printing);
		fclose(printing.out);
		require_text((struct str){text, size});
		for (size_t k = 0; k < size; k++)
			require(text[k] == '\n' || ((unsigned char)text[k] >= 0x20 && text[k] != 0x7F) ||
			        (i == 3 && text[k] == '\t')); /* the style sheet's */
		require(i != 3 || str_find((struct str){text, size}, STR("<script"), 0) == SIZE_MAX);
		free(text);
	}
}

#endif
