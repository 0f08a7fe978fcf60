/* All packs of a registry. */
#include "registry/base/spelling.h"
#include "registry/port/regex.h"
#include "rules/packs/condition_sharing.h"
#include "rules/packs/fingerprint.h"
#include "rules/packs/rule_reading.h"
#include "rules/prefilter/aho_corasick.h"

#include <stdlib.h>

/* --- which files are packs ------------------------------------------------------------------------------------------ */

struct loading {
	struct rulebook *rulebook;
	struct reader *reader;
	VEC(struct pack *) packs;
};

static bool is_yaml(struct str path)
{
	return str_ends(path, STR(".yaml")) || str_ends(path, STR(".yml"));
}

/* Where styrdok.yaml does not say where rules are, only files that say they are packs are taken for packs. */
static bool is_pack(struct str text)
{
	return str_starts(text, STR("pack:")) || str_find(text, STR("\npack:"), 0) != SIZE_MAX;
}

static int pack_load(struct loading *loading, struct str path, struct error *error)
{
	struct rulebook *rulebook = loading->rulebook;
	struct pack *pack = ARENA_NEW(&rulebook->arena, struct pack);
	uint32_t limit = rulebook->registry->config.limits.data_bytes;
	struct str text = STR_EMPTY;
	size_t size = 0;

	for (size_t i = 0; i < loading->packs.n; i++)
		if (str_equal(loading->packs.at[i]->path, path))
			return 0; /* a file that two entries of `rules` name */
	if (reader_read_path(loading->reader, path, limit, &text, &size, error) < 0)
		return -1;
	if (!rulebook->registry->config.rules_stated && !is_pack(text))
		return 0;
	pack->path = arena_copy(&rulebook->arena, path);
	/* what is too large comes as nothing with its size, and is reported so */
	pack_read(rulebook, loading->reader, pack,
	          size > limit ? (struct str){"", size} : arena_copy(&rulebook->arena, text));
	vec_push(&loading->packs, pack);
	return 0;
}

static int folder_load(struct loading *loading, struct str folder, struct error *error)
{
	struct rulebook *rulebook = loading->rulebook;
	const struct limits *limits = &rulebook->registry->config.limits;
	struct source_file *files = NULL;
	size_t count = 0;

	if (source_list(rulebook->registry->source, folder, limits->documents, limits->folder_depth, &rulebook->arena,
	                &files, &count, error) < 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (files[i].kind == FILE_PLAIN && is_yaml(files[i].path) &&
		    pack_load(loading, files[i].path, error) < 0)
			return -1;
	return 0;
}

/* What does not exist is told by check_rules. */
static int entry_load(struct loading *loading, struct str entry, struct error *error)
{
	struct rulebook *rulebook = loading->rulebook;
	struct str stated = entry;

	while (entry.n && entry.at[entry.n - 1] == '/')
		entry.n--;
	if (str_starts(entry, STR("./")))
		entry = str_part(entry, 2, entry.n);
	if (!entry.n || entry.at[0] == '/' || str_equal(entry, STR("..")) || str_find(entry, STR("../"), 0) != SIZE_MAX)
		return 0;
	if (!reader_has(loading->reader, entry))
		return 0;
	rulebook->entries[rulebook->entry_count++] = stated;
	if (source_has_folder(rulebook->registry->source, entry))
		return folder_load(loading, entry, error);
	return pack_load(loading, entry, error);
}

static int compare_packs(const void *a, const void *b)
{
	return str_compare((*(struct pack *const *)a)->path, (*(struct pack *const *)b)->path);
}

static int packs_load(struct loading *loading, struct error *error)
{
	struct rulebook *rulebook = loading->rulebook;
	const struct names *entries = &rulebook->registry->config.rules;

	rulebook->entries = ARENA_ARRAY(&rulebook->arena, struct str, entries->n);
	for (uint32_t i = 0; i < entries->n; i++)
		if (entry_load(loading, entries->at[i].text, error) < 0)
			return -1;
	if (loading->packs.n)
		qsort(loading->packs.at, loading->packs.n, sizeof *loading->packs.at, compare_packs);
	rulebook->packs = ARENA_ARRAY(&rulebook->arena, struct pack *, loading->packs.n);
	rulebook->pack_count = loading->packs.n;
	for (size_t i = 0; i < loading->packs.n; i++) {
		rulebook->packs[i] = loading->packs.at[i];
		rulebook->rule_count += loading->packs.at[i]->rule_count;
	}
	return 0;
}

/* --- clauses -------------------------------------------------------------------------------------------------------- */

struct clause_reading { /* most rules of a pack cite one document, which is read once for all that follow each other */
	struct rulebook *rulebook;
	struct reader *reader;
	uint32_t document; /* whose text is the reader's last, or NO_DOCUMENT */
	struct str text;
};

static int document_text(struct clause_reading *reading, uint32_t document, struct error *error)
{
	const struct registry *registry = reading->rulebook->registry;
	size_t size = 0;

	if (document == reading->document)
		return 0;
	reading->document = document;
	return reader_read(reading->reader, &registry->files[document], registry->config.limits.document_bytes,
	                   &reading->text, &size, error);
}

static int clause_resolve(struct clause_reading *reading, struct clause *clause, struct error *error)
{
	struct rulebook *rulebook = reading->rulebook;
	const struct registry *registry = rulebook->registry;
	uint32_t index = clause->target.document;
	const struct document *document = NULL;

	clause->part = MARKDOWN_NO_PART;
	if (index == NO_DOCUMENT || !registry->documents[index].readable)
		return 0;
	document = &registry->documents[index];
	if (clause->target.part.n)
		clause->part = document_part(document, clause->target.part);
	clause->known = !clause->target.part.n || clause->part != MARKDOWN_NO_PART;
	if (!clause->known || document->holding == HOLDING_REFERENCE)
		return 0;
	if (document_text(reading, index, error) < 0)
		return -1;
	clause->actual =
		fingerprint_of(&rulebook->arena, document, clause->part, reading->text, &registry->config.limits);
	clause->suspect = clause->fingerprint.text.n && !str_equal(clause->fingerprint.text, clause->actual) &&
	                  !fingerprint_is_of_source(&rulebook->arena, document, clause->part, reading->text,
	                                            clause->fingerprint.text);
	return 0;
}

/* The clause's document is of a type that governs nothing. */
static bool rests_on_opinion(const struct registry *registry, const struct clause *clause)
{
	uint32_t document = clause->target.document;

	return document != NO_DOCUMENT && registry->documents[document].readable &&
	       registry->documents[document].type_index != NO_BODY && !registry_governs(registry, document);
}

static int rules_gather(struct rulebook *rulebook, struct reader *reader, struct error *error)
{
	struct clause_reading reading = {.rulebook = rulebook, .reader = reader, .document = NO_DOCUMENT};

	rulebook->rules = ARENA_ARRAY(&rulebook->arena, struct rule *, rulebook->rule_count);
	rulebook->rule_count = 0;
	for (size_t i = 0; i < rulebook->pack_count; i++)
		for (uint32_t k = 0; k < rulebook->packs[i]->rule_count; k++) {
			struct rule *rule = &rulebook->packs[i]->rules[k];
			if (rule->id.n &&
			    map_add(&rulebook->by_id, rule->id, (uint32_t)rulebook->rule_count) != rulebook->rule_count)
				rule->sound = false;
			rulebook->rules[rulebook->rule_count++] = rule;
			if (rule->has_clause && clause_resolve(&reading, &rule->clause, error) < 0)
				return -1;
			if (rule->has_clause && rests_on_opinion(rulebook->registry, &rule->clause))
				rule->sound = false;
		}
	return 0;
}

/* --- the automaton -------------------------------------------------------------------------------------------------- */

static void automaton_make(struct rulebook *rulebook)
{
	VEC(struct str) words = {0};
	VEC(uint32_t) owners = {0};

	for (uint32_t i = 0; i < rulebook->pattern_count; i++) {
		const struct pattern *pattern = &rulebook->patterns[i];
		for (uint32_t k = 0; k < (pattern->anchored ? pattern->start_count : pattern->literal_count); k++) {
			vec_push(&words, pattern->anchored ? pattern->starts[k] : pattern->literals[k]);
			vec_push(&owners, i);
		}
	}
	rulebook->automaton = automaton_new(words.at, owners.at, words.n, rulebook->pattern_count);
	vec_release(&words);
	vec_release(&owners);
}

void rulebook_ready(struct rulebook *rulebook)
{
	for (uint32_t i = 0; i < rulebook->pattern_count; i++)
		pattern_ready(&rulebook->patterns[i], &rulebook->arena);
	automaton_make(rulebook);
	conditions_number(rulebook);
}

int rulebook_load(struct rulebook **out, const struct registry *registry, struct error *error)
{
	struct rulebook *rulebook = memory_new(1, sizeof *rulebook);
	struct loading loading = {.rulebook = rulebook};
	int result = 0;

	*out = NULL;
	rulebook->registry = registry;
	if (reader_new(&loading.reader, registry->source, error) < 0 || packs_load(&loading, error) < 0 ||
	    rules_gather(rulebook, loading.reader, error) < 0 || source_doubt(registry->source, error) < 0)
		result = -1;
	reader_free(loading.reader);
	if (result == 0) {
		*out = rulebook;
	} else {
		for (size_t i = 0; !rulebook->pack_count && i < loading.packs.n; i++)
			vec_release(&loading.packs.at[i]->problems);
		rulebook_free(rulebook);
	}
	vec_release(&loading.packs);
	return result;
}

void rulebook_free(struct rulebook *rulebook)
{
	if (!rulebook)
		return;
	for (size_t i = 0; i < rulebook->pack_count; i++)
		vec_release(&rulebook->packs[i]->problems);
	for (uint32_t i = 0; i < rulebook->pattern_count; i++)
		regex_free(rulebook->patterns[i].regex);
	for (uint32_t i = 0; i < rulebook->pattern_count; i++)
		regex_free(rulebook->patterns[i].anchored);
	free(rulebook->patterns);
	automaton_free(rulebook->automaton);
	lexicon_release(&rulebook->lexicon);
	map_release(&rulebook->by_id);
	map_release(&rulebook->pattern_by_source);
	map_release(&rulebook->condition_by_text);
	arena_release(&rulebook->arena);
	free(rulebook);
}

bool rulebook_has(const struct rulebook *rulebook, struct str entry)
{
	for (uint32_t i = 0; i < rulebook->entry_count; i++)
		if (str_equal(rulebook->entries[i], entry))
			return true;
	return false;
}

const struct rule *rulebook_find(const struct rulebook *rulebook, struct str id, struct str *nearest)
{
	uint32_t found = map_get(&rulebook->by_id, id);
	struct spelling spelling = spelling_of(id);

	*nearest = STR_EMPTY;
	if (found != MAP_NONE)
		return rulebook->rules[found];
	for (size_t i = 0; i < rulebook->rule_count; i++)
		spelling_try(&spelling, rulebook->rules[i]->id);
	*nearest = spelling_nearest(&spelling);
	return NULL;
}
