/* What running text cites: a whole Markdown text, scanned block by block against a small register. */
#include "registry/base/ascii.h"
#include "registry/base/date.h"
#include "registry/citation/citation.h"
#include "registry/port/markdown/markdown.h"
#include "tests/fuzz/invariants.h"

#define DOCUMENTS 6

static struct {
	bool ready;
	struct arena arena;
	struct document documents[DOCUMENTS];
	struct config configs[2]; /* without and with patterns of its own */
	struct vocabulary vocabulary;
	struct names_index *names;
} world;

static void world_make(void)
{
	static const char *const texts[DOCUMENTS] = {
		"---\nid: it-program-2008\ntitle: IT-program för Stockholms stad\naliases: [IT-programmet, "
		"it-program]\ntype: program\ndnr: [031-2486/2007, 031-2487/2007]\n---\n",
		"---\nid: telefonpolicy-1996\ntitle: Telefonpolicy\ntype: policy\ndnr: ['1995:195', 033-1/1996]\n---\n",
		"---\nid: infosak\ntitle: Policy för informationssäkerhet i Stockholms stad\naliases: [Policy för "
		"informationssäkerhet]\ntype: policy\ndnr: 1.5.1.-576/2012\n---\n",
		"---\nid: vision-2030\ntitle: Vision 2030\naliases: [Vision 2030, Visionen]\ntype: vision\n---\n",
		"---\nid: regler\ntitle: IT-program för Stockholms stad\ntype: regler\ndnr: 031-2486/2007\n---\n",
		"---\nid: oe\ntitle: 'ÅÄÖ  – é'\naliases: [S, a b c d e, a b c d]\ntype: x\n---\n",
	};
	static const char config[] =
		"citations:\n  - {name: kf, pattern: '(?i)\\bkf\\s*(?<dnr>\\d{4}\\s*:\\s*\\d+)'}\n"
		"  - {name: eip, pattern: '\\bEIP-(?<id>\\d*)'}\n  - {name: tom, pattern: '(?<id>)x|y(?<dnr>z)?'}\n"
		"  - {name: bak, pattern: '(?<=(?<id>bak))(?=fram)'}\n";
	struct arena scratch = ARENA_EMPTY;

	config_read(&world.configs[0], &world.arena, STR_EMPTY);
	config_read(&world.configs[1], &world.arena, str_from(config));
	require(world.configs[1].citation_count == 4 && world.configs[1].problems.n == 0);
	for (size_t i = 0; i < DOCUMENTS; i++) {
		world.documents[i].path = STR("x.md");
		document_read_front_matter(&world.documents[i], &world.arena, &scratch, &world.configs[0],
		                           str_from(texts[i]));
		require(world.documents[i].readable && world.documents[i].problem_count == 0);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	vocabulary_read(&world.vocabulary, VOCABULARY_BODIES, &world.arena,
	                STR("- {id: kommunfullmaktige, name: Kommunfullmäktige, aliases: [KF, fullmäktige]}\n"),
	                &limits_default);
	vocabulary_resolve(&world.vocabulary, &world.arena);
	world.names = names_new(world.documents, DOCUMENTS);
	world.ready = true;
}

/* The names of one chain, each another document's. */
static void require_chain(uint32_t name)
{
	bool seen[DOCUMENTS] = {false};

	for (; name != NO_NAME; name = names_at(world.names, name)->next) {
		uint32_t document = names_at(world.names, name)->document;
		require(document < DOCUMENTS && !seen[document]);
		seen[document] = true;
	}
}

static void require_near(struct str dnr)
{
	uint32_t found[3];
	size_t count = dnr_near(world.names, dnr, found, 3);

	require(count <= 3);
	for (size_t i = 0; i < count; i++) {
		require_chain(found[i]);
		for (size_t k = 0; k < i; k++)
			require(found[i] != found[k]);
	}
}

/* The first byte that the place points at, past white space. */
static char byte_at(struct str text, struct location at)
{
	size_t i = 0;

	for (uint32_t line = 1; line < at.line; line++)
		i = str_find(text, STR("\n"), i) + 1;
	for (i += at.column - 1; i < text.n && is_space(text.at[i]); i++)
		;
	require(i < text.n);
	return text.at[i];
}

static void require_citation(struct str text, const struct markdown_block *block, const struct citation *citation)
{
	require_text(citation->text);
	require_text(citation->part);
	require_text(citation->decided_by);
	require_place(text, citation->at);
	require(citation->at.line >= block->first_line && citation->at.line <= block->last_line);
	require(citation->document == NO_DOCUMENT);
	require(citation->text.n || citation->kind == CITATION_WIKI);
	if (citation->text.n && !is_space(citation->text.at[0]))
		require(byte_at(text, citation->at) == citation->text.at[0]);
	require(citation->decided.known || !citation->decided_by.n);
	require((citation->name == NO_NAME) == (citation->outcome == CITATION_UNKNOWN ||
	                                        citation->kind == CITATION_WIKI || citation->kind == CITATION_ACT));
	require_text(citation->called);
	require_text(citation->number);
	require(citation->kind != CITATION_ACT || citation->called.n || citation->number.n);
	require_chain(citation->name);
	if (citation->kind == CITATION_DNR)
		require_near(citation->text);
	if (citation->kind == CITATION_TITLE)
		require(citation->outcome == CITATION_FOUND);
}

static void scan_all(struct str text, const struct markdown *markdown, const struct config *config, uint32_t self)
{
	struct citation_scan scan = {
		.names = world.names, .config = config, .vocabulary = &world.vocabulary, .self = self, .limit = 20000};
	struct act_memory acts = {0}, fewer = {0};
	struct arena arena = ARENA_EMPTY;

	for (uint32_t i = 0; i < markdown->block_count; i++) {
		struct citations found = {0}, few = {0};
		struct citation_scan narrow = scan;
		scan.acts = &acts;
		narrow.acts = &fewer;
		require(citations_scan(&found, &arena, &scan, &markdown->blocks[i]));
		for (size_t k = 0; k < found.n; k++)
			require_citation(text, &markdown->blocks[i], &found.at[k]);
		narrow.limit = 1;
		require(citations_scan(&few, &arena, &narrow, &markdown->blocks[i]) == (found.n <= 1));
		require(few.n == (found.n > 1 ? 1 : found.n));
		vec_release(&found);
		vec_release(&few);
	}
	vec_release(&acts.names);
	vec_release(&fewer.names);
	arena_release(&arena);
}

/* Case numbers read at every byte; what was read is read again the same. */
static void read_numbers(struct str text)
{
	struct dnr dnr, again;

	for (size_t i = 0; i < text.n; i++) {
		struct str rest = str_part(text, i, text.n);
		size_t used = dnr_read(rest, i % 2, NULL, &dnr);
		require(used <= rest.n && (!used || dnr.n <= DNR_MAX) && (!used || (dnr.n > 0 && dnr.n <= used)));
		if (!used)
			continue;
		require(dnr_read((struct str){dnr.form, dnr.n}, i % 2, NULL, &again) == dnr.n && again.n == dnr.n &&
		        !memcmp(dnr.form, again.form, dnr.n));
		require(dnr_is_valid((struct str){dnr.form, dnr.n}));
		require_near((struct str){dnr.form, dnr.n});
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct markdown_limits limits = {2000, 20000, 50000, 64, 1000};
	struct str text = {(const char *)data, size};
	struct arena arena = ARENA_EMPTY, scratch = ARENA_EMPTY;
	struct markdown markdown;
	struct location at;

	if (!world.ready)
		world_make();
	read_numbers(text);
	if (utf8_invalid_at(text) != SIZE_MAX || memchr(text.at ? text.at : "", 0, text.n))
		return 0;
	if (markdown_parse(&markdown, &arena, &scratch, text, 1, limits, &at) == MARKDOWN_OK) {
		arena_reset(&scratch);
		scan_all(text, &markdown, &world.configs[0], DOCUMENTS);
		scan_all(text, &markdown, &world.configs[1], 0);
	}
	arena_release(&scratch);
	arena_release(&arena);
	return 0;
}
