/* import as Markdown with front matter: what was found with its place, what is doubtful as comments. */
#include "bin/command/lookup.h"
#include "bin/import/import_words.h"
#include "bin/import/import_write.h"
#include "registry/document/yaml_line.h"

struct writing {
	struct arena *arena;
	struct import *import;
	const struct registry *registry;
	enum language language;
	struct str text;
};

static void add(struct writing *writing, struct str line)
{
	writing->text = arena_format(writing->arena, "%.*s%.*s\n", STR_ARG(writing->text), STR_ARG(line));
}

/* Digits with colons or an underscore, and what looks like a number or date, would be read as such. */
static struct str yaml(struct writing *writing, struct str value)
{
	bool plain = value.n && !yaml_needs_quotes(value);

	for (size_t i = 0; plain && i < value.n; i++)
		plain = !strchr(",[]{}#:&*!|>'\"%@`", value.at[i]);
	return plain ? value : yaml_in_quotes(writing->arena, value);
}

/* "  # sida 2" of what was found. */
static struct str place_of(struct writing *writing, const char *key)
{
	for (size_t i = 0; i < writing->import->found.n; i++) {
		const struct import_found *found = &writing->import->found.at[i];
		struct str words = strcmp(found->key, key)
		                           ? STR_EMPTY
		                           : place_words(writing->arena, found->place, writing->language);
		if (words.n)
			return arena_format(writing->arena, "  # %.*s", STR_ARG(words));
	}
	return STR_EMPTY;
}

static void add_map(struct writing *writing, const struct import_value *value)
{
	struct str line = STR_EMPTY;

	for (unsigned i = 0; i < value->pair_count; i++) {
		struct str text = value->pairs[i].value;
		bool bare = !strcmp(value->pairs[i].key, "on") || !strcmp(value->pairs[i].key, "paragraph");
		line = arena_format(writing->arena, "%.*s%s%s: %.*s", STR_ARG(line), i ? ", " : "", value->pairs[i].key,
		                    STR_ARG(bare ? text : yaml(writing, text)));
	}
	add(writing, arena_format(writing->arena, "  - {%.*s}", STR_ARG(line)));
}

/* The document of the register that is meant, by case number, then title; NO_DOCUMENT when there is none. */
static uint32_t target_of(const struct writing *writing, const struct import_value *value)
{
	static const char *const ways[] = {"dnr", "title"};

	for (size_t k = 0; writing->registry && k < 2; k++)
		for (unsigned i = 0; i < value->pair_count; i++) {
			uint32_t found =
				strcmp(value->pairs[i].key, ways[k])
					? NO_DOCUMENT
					: lookup_document_quietly(writing->registry,
			                                          arena_copy(writing->arena, value->pairs[i].value).at);
			if (found != NO_DOCUMENT)
				return found;
		}
	return NO_DOCUMENT;
}

/* A relation needs the other document's id: without one, what is known of it is a comment. */
static void add_superseded(struct writing *writing, const struct import_key *key)
{
	static const struct import_doubt unknown = {.kind = DOUBT_TARGET};
	bool headed = false;

	for (size_t i = 0; i < key->values.n; i++) {
		uint32_t target = target_of(writing, &key->values.at[i]);
		if (target == NO_DOCUMENT)
			continue;
		if (!headed)
			add(writing, STR("supersedes:"));
		headed = true;
		add(writing,
		    arena_format(writing->arena, "  - %.*s%.*s", STR_ARG(writing->registry->documents[target].id),
		                 STR_ARG(place_of(writing, key->key))));
	}
	for (size_t i = 0; i < key->values.n; i++)
		if (target_of(writing, &key->values.at[i]) == NO_DOCUMENT)
			add(writing, arena_format(writing->arena, "# supersedes: %.*s  # %.*s",
			                          STR_ARG(value_words(writing->arena, &key->values.at[i])),
			                          STR_ARG(doubt_words(writing->arena, &unknown, writing->language))));
}

static struct str not_in_register(struct writing *writing)
{
	static const struct import_doubt unknown = {.kind = DOUBT_REGISTER};

	return doubt_words(writing->arena, &unknown, writing->language);
}

static void add_list(struct writing *writing, const struct import_key *key)
{
	struct str line = STR_EMPTY, unknown = STR_EMPTY;

	if (key->values.at[0].pair_count) {
		add(writing, arena_format(writing->arena, "%s:%.*s", key->key, STR_ARG(place_of(writing, key->key))));
		for (size_t i = 0; i < key->values.n; i++)
			add_map(writing, &key->values.at[i]);
		return;
	}
	for (size_t i = 0; i < key->values.n; i++) {
		struct str *to =
			import_is_unknown(writing->import, key->key, key->values.at[i].text) ? &unknown : &line;
		*to = arena_format(writing->arena, "%.*s%s%.*s", STR_ARG(*to), to->n ? ", " : "",
		                   STR_ARG(yaml(writing, key->values.at[i].text)));
	}
	if (line.n)
		add(writing, arena_format(writing->arena, "%s: [%.*s]%.*s", key->key, STR_ARG(line),
		                          STR_ARG(place_of(writing, key->key))));
	if (unknown.n)
		add(writing, arena_format(writing->arena, "# %s: [%.*s]%.*s; %.*s", key->key, STR_ARG(unknown),
		                          STR_ARG(place_of(writing, key->key)), STR_ARG(not_in_register(writing))));
}

static bool is_bare(const char *key)
{
	static const char *const days[] = {"decided",   "in-force",  "expires", "review-by",
	                                   "announced", "paragraph", "status"};

	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (!strcmp(key, days[i]))
			return true;
	return false;
}

static void add_key(struct writing *writing, const struct import_key *key)
{
	bool unknown;
	struct str value;

	if (!key->values.n)
		return;
	if (!strcmp(key->key, "supersedes")) {
		add_superseded(writing, key);
	} else if (key->list) {
		add_list(writing, key);
	} else {
		value = key->values.at[0].text;
		unknown = strcmp(key->key, "type") && import_is_unknown(writing->import, key->key, value);
		add(writing, arena_format(writing->arena, "%s%s: %.*s%.*s%s%.*s", unknown ? "# " : "", key->key,
		                          STR_ARG(is_bare(key->key) ? value : yaml(writing, value)),
		                          STR_ARG(place_of(writing, key->key)), unknown ? "; " : "",
		                          STR_ARG(unknown ? not_in_register(writing) : STR_EMPTY)));
	}
}

/* "# tveksamt: decided: 2019-05-02: ett datum, men ..." */
static void add_doubt(struct writing *writing, const struct import_doubt *doubt)
{
	static const struct bilingual doubtful = {"doubtful", "tveksamt"};
	struct str place = place_words(writing->arena, doubt->place, writing->language);

	add(writing,
	    arena_format(writing->arena, "# %s: %s%s%.*s%s%.*s%s%.*s%s", bilingual_in(doubtful, writing->language),
	                 doubt->key, doubt->key[0] ? ": " : "", STR_ARG(doubt->value), doubt->value.n ? ": " : "",
	                 STR_ARG(doubt_words(writing->arena, doubt, writing->language)), place.n ? " (" : "",
	                 STR_ARG(place), place.n ? ")" : ""));
}

struct str import_markdown(struct arena *arena, struct import *import, const struct registry *registry,
                           enum language language)
{
	struct writing writing = {.arena = arena, .import = import, .registry = registry, .language = language};
	const struct import_key *title = import_key(import, "title", false);

	add(&writing, STR("---"));
	add(&writing, arena_format(arena, "id: %.*s", STR_ARG(yaml(&writing, import->id))));
	for (size_t i = 0; i < import->keys.n; i++)
		add_key(&writing, &import->keys.at[i]);
	for (size_t i = 0; i < import->doubts.n; i++)
		if (import->doubts.at[i].kind != DOUBT_REGISTER) /* told where it stands */
			add_doubt(&writing, &import->doubts.at[i]);
	add(&writing, STR("---\n"));
	if (title->values.n)
		add(&writing, arena_format(arena, "# %.*s\n", STR_ARG(title->values.at[0].text)));
	return arena_format(arena, "%.*s%.*s", STR_ARG(writing.text), STR_ARG(import->body));
}
