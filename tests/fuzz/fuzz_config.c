/* styrdok.yaml, and the patterns that it holds on a small text. */
#include "registry/document/config.h"
#include "tests/fuzz/invariants.h"

static void require_names(struct str text, const struct names *names)
{
	for (uint32_t i = 0; i < names->n; i++) {
		require(names->at[i].text.n > 0);
		require_text(names->at[i].text);
		require_place(text, names->at[i].at);
	}
}

/* The folder of documents never leads out of the registry. */
static void require_folder(struct str folder)
{
	require_text(folder);
	require(!str_starts(folder, STR("/")) && !str_ends(folder, STR("/")) && !str_equal(folder, STR(".")));
	while (folder.n) {
		size_t slash = str_find(folder, STR("/"), 0);
		struct str name = str_part(folder, 0, slash == SIZE_MAX ? folder.n : slash);
		require(!str_equal(name, STR("..")));
		folder = slash == SIZE_MAX ? STR_EMPTY : str_part(folder, slash + 1, folder.n);
	}
}

static void require_pattern(const struct config_citation *citation)
{
	static const struct str text = STR("Se dnr 031-2486/2007 (KF 2008-03-03) och EIP-1, åäö.");
	struct regex_span spans[REGEX_GROUPS_MAX];

	require(citation->regex);
	require_text(citation->name);
	require(citation->dnr_group >= -1 && citation->id_group >= -1);
	if (regex_match(citation->regex, text, 0, spans, REGEX_GROUPS_MAX) == 1)
		/* \K in a lookahead may let a match end before it begins */
		require(spans[0].from <= text.n && spans[0].to <= text.n);
}

static void require_severity(struct str text, const struct config_severity *severity)
{
	static const char *const levels[] = {"error", "warning", "note", "off"};
	bool known = false;

	for (size_t i = 0; i < 4; i++)
		known = known || str_equal(severity->level, str_from(levels[i]));
	require(known);
	require_text(severity->code.text);
	require_place(text, severity->code.at);
}

static void require_config(struct str text, const struct config *config)
{
	require(config->language == LANGUAGE_SV || config->language == LANGUAGE_EN);
	require_folder(config->documents);
	require_names(text, &config->rules);
	require_names(text, &config->proposals);
	for (uint32_t i = 0; i < config->complete_count; i++) {
		require_names(text, &config->complete[i].topics);
		require(config->complete[i].from.first <= config->complete[i].from.last);
	}
	for (uint32_t i = 0; i < config->citation_count; i++)
		require_pattern(&config->citations[i]);
	for (uint32_t i = 0; i < config->severity_count; i++)
		require_severity(text, &config->severities[i]);
	for (uint32_t i = 0; i < config->map.stage_word_count; i++) {
		require_text(config->map.stage_words[i].word);
		require(config->map.stage_words[i].stage >= STAGE_DRAFT &&
		        config->map.stage_words[i].stage <= STAGE_WITHDRAWN);
	}
	for (size_t i = 0; i < config->problems.n; i++)
		require_problem(text, &config->problems.at[i]);
		/* every canonical key means something */
#define KEY(name, word, ...) require(map_get(&config->keys, STR(word)) != MAP_NONE);
#include "registry/document/document.def"
#undef KEY
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size}, copy = text_copy(text);
	struct arena arena = ARENA_EMPTY;
	struct config config;

	config_read(&config, &arena, copy);
	text_free(copy);
	require_config(text, &config);
	config_release(&config);
	arena_release(&arena);
	return 0;
}
