/* A proposal, judged by a pack that uses every kind of condition: with front matter when it begins as such, else as a text that
 * was converted, whose facts come from the command line.
 *
 * What must hold: outcomes add up; spots and findings lie in the text, on whole characters; reasons can be rendered in both
 * languages and printed without harm; another run, and one without the prefilter, says the same. */
#include "tests/fuzz/verdicts.h"

#include "registry/port/hash.h"

static const char *const requires[] = {
	"text: 'behovsanalys\\w*'",
	"text: {pattern: '\\w+s\\b', in: heading}",
	"text: {pattern: 'analys\\w*|kravspec\\w*', is: asserted}",
	"text: {pattern: 'analys\\w*', is: denied, in: sentence}",
	"text: {pattern: 'IT|ÅÄÖ', case: true, in: paragraph}",
	"text: {pattern: 'kostnad\\w*|\\d+ kr', in: section, heading: 'kostnad|ekonomi'}",
	"text: {pattern: 'kr|sek', in: front-matter}",
	"text: {pattern: '[^a-z ]{2}', in: item}",
	"text: {pattern: '^(kost|summa)', in: cell}",
	"not: {text: {pattern: '\\b(ska|måste)\\b', is: asserted}}",
	"any: [{name: {sv: ett, en: one}, text: 'alfa'}, {name: {sv: två, en: two}, text: 'beta'}, {text: 'k'}]",
	"all: [{name: {sv: ett, en: one}, text: 'alfa'}, {name: {sv: två, en: two}, text: 'analys'}]",
	"near: {patterns: ['köp\\w*', 'system\\w*'], words: 4, is: asserted}",
	"near: {patterns: ['a', 'e', 'r'], within: paragraph, words: 1}",
	"near: {patterns: ['\\w+', 'inte'], heading: 'mål'}",
	"count: {pattern: 'och', at-least: 2, at-most: 5, in: document}",
	"count: {pattern: 'ska', at-most: 1, is: asserted, heading: 'mål'}",
	"section: {heading: 'mål|syfte', min-words: 5, before: 'kostnad'}",
	"section: {alike: true, level: 2}",
	"field: {key: budget.amount, at-least: 1000}",
	"field: {key: budget.amount, at-most: 2 mnkr}",
	"field: {key: category, one-of: [innovative, basic]}",
	"field: {key: topics, equals: it}",
	"field: {key: dnr, matches: '^\\d+-'}",
	"field: {key: date, not-before: 2009-01-01}",
	"field: {key: date, not-after: 2009-01}",
	"field: {key: title, present: true}",
	"cites: {document: [it-program], part: mal}",
	"cites: {document: gammal, status: [superseded, repealed]}",
	"cites: {status: [in-force]}",
	"table: {columns: ['post', 'belopp'], row: 'licens', sum: {column: 'belopp', equals: budget.amount}}",
	"table: {columns: ['.'], sum: {column: '.', total: 'summa'}}",
	"term: {defined: '\\b[A-ZÅÄÖ]{2,}\\b', except: [IT], case: true}",
	"term: {consistent: ['e-tjänst\\w*', 'webbtjänst\\w*']}",
	"term: {replaced: 'verksamhetsnytta', by: nytta}",
	"each: {in: section, level: 2, require: {text: '\\w'}}",
	"each: {in: section, heading: 'mål', where: {text: 'ska'}, require: {near: {patterns: ['ska', '\\d+']}}}",
	"each: {in: sentence, where: {text: {pattern: 'ska', is: asserted}}, require: {text: 'nämnd\\w*|staden'}}",
	"each: {in: paragraph, require: {count: {pattern: '\\w', at-most: 400}}}",
	"each: {in: item, where: {not: {text: '\\d'}}, require: {text: '\\.$'}}",
	"each: {in: paragraph, heading: 'a', require: {cites: {document: it-program}}}",
	"each: {in: section, require: {each: {in: sentence, require: {text: 'e'}}}}",
	"each: {in: section, require: {table: {columns: ['post']}}}",
	"each: {in: cell, require: {text: 'a'}}",
	"each: {in: sentence, require: {near: {patterns: ['a', 'b'], within: paragraph}}}",
};
#define RULES (sizeof requires / sizeof *requires)

static struct {
	struct registry *registry;
	struct rulebook *rulebook;
	struct scanner scanners[2];
	struct scan_worker workers[2]; /* the second without the prefilter */
} world;

static void pack_write(void)
{
	struct arena arena = ARENA_EMPTY;
	struct str text = STR("pack: p\nrules:\n");

	for (size_t i = 0; i < RULES; i++)
		text = arena_format(&arena,
		                    "%.*s  - id: %s%.0zu\n    title: T\n    clause: {document: it-program, part: mal}\n"
		                    "    strength: %s\n    evidence: full\n    message: M\n    %s\n    require: {%s}\n",
		                    STR_ARG(text), i ? "r" : "text", i, i % 3 ? "must" : "should",
		                    i % 7 == 6   ? "when: {text: 'e'}"
		                    : i % 7 == 5 ? "applies: {bodies: [namnderna], topics: [it], from: 2008-01-01}"
		                    : i % 7 == 4 ? "applies: {categories: [innovative, basic]}"
		                                 : "concerns: {sv: köp, en: buying}",
		                    requires[i]);
	folder_write("rules/p.yaml", text);
	arena_release(&arena);
}

static void world_make(void)
{
	struct error error = {0};

	verdicts_folder();
	pack_write();
	world.registry = verdicts_registry();
	require(rulebook_load(&world.rulebook, world.registry, &error) == 0);
	rulebook_ready(world.rulebook);
	require(world.rulebook->rule_count == RULES);
	for (size_t i = 0; i < RULES; i++)
		require(world.rulebook->rules[i]->sound);
	for (size_t i = 0; i < 2; i++) {
		require(scanner_init(&world.scanners[i], world.rulebook, &error) == 0);
		world.scanners[i].everywhere = i == 1;
		require(scan_worker_init(&world.workers[i], &world.scanners[i], &error) == 0);
	}
}

static struct scan_text scan_text_of(struct str text)
{
	uint64_t chance = str_hash(text);
	struct scan_text out = {.path = STR("forslag/x.md"), .text = text, .registered = NO_DOCUMENT};

	out.bare = !str_starts(text, STR("---"));
	out.paged = out.bare && chance & 1;
	if (out.bare || chance & 2) {
		out.facts.body = STR("norrmalm");
		require(date_parse(STR("2009-02-02"), &out.facts.on));
	} else {
		out.facts.on = DATE_NONE;
	}
	if (chance & 4)
		out.facts.category = STR("innovative");
	if (chance & 8)
		out.facts.topic = STR("tele");
	hash_sha256(out.sha256, text);
	return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = text_copy((struct str){(const char *)data, size});
	struct scan_text given = scan_text_of(text);
	struct scan first = {0}, again = {0}, everywhere = {0};

	if (!world.registry)
		world_make();
	scan_run(&first, &world.scanners[0], &world.workers[0], &given);
	require_scan(world.registry, &given, &first);
	scan_run(&everywhere, &world.scanners[1], &world.workers[1], &given);
	require_same_scan(&first, &everywhere);
	scan_release(&everywhere);
	if (str_hash(text) % 8 == 0) {
		scan_run(&again, &world.scanners[0], &world.workers[0], &given);
		require_same_scan(&first, &again);
		scan_release(&again);
	}
	if (str_hash(text) % 4 == 0)
		require_written(world.registry, world.rulebook, &first, size % 2 ? LANGUAGE_SV : LANGUAGE_EN);
	scan_release(&first);
	text_free(text);
	return 0;
}
