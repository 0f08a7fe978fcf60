#include "bin/start/new_document.h"

#include "bin/command/error_text.h"
#include "bin/command/help.h"
#include "bin/command/lookup.h"
#include "bin/command/open_registry.h"
#include "bin/start/file_make.h"
#include "registry/document/key_table.h"
#include "registry/document/yaml_line.h"
#include "registry/port/unicode.h"

#include <stdio.h>

struct writing {
	const struct new_options *options;
	const struct registry *registry;
	const struct document_type *type;
	enum language language;
	struct arena arena;
	struct str id, title, path; /* path: "" for standard output */
	uint32_t body, topic;       /* as asked for, or NO_BODY */
	struct str text;
};

static void add(struct writing *writing, struct str line)
{
	writing->text = arena_format(&writing->arena, "%.*s%.*s\n", STR_ARG(writing->text), STR_ARG(line));
}

/* --- front matter ------------------------------------------------------------------------------------------------------- */

static struct str key_text(const struct writing *writing, enum document_key key)
{
	struct str own = writing->registry->config.own_keys[key];

	return own.n ? own : str_from(document_keys.rows[key].key);
}

/* "title: Policy för resor" */
static void add_key(struct writing *writing, enum document_key key, struct str value)
{
	add(writing, arena_format(&writing->arena, "%.*s: %.*s", STR_ARG(key_text(writing, key)), STR_ARG(value)));
}

/* What is not known yet: a comment that says what the key is for, with a likely value, if there is one. */
static void add_hint(struct writing *writing, enum document_key key, struct str likely)
{
	const struct key_row *row = &document_keys.rows[key];

	add(writing, arena_format(&writing->arena, "# %.*s: %.*s  # %s", STR_ARG(key_text(writing, key)),
	                          STR_ARG(likely), writing->language == LANGUAGE_EN ? row->en : row->sv));
}

/* The collection's own word for a draft. */
static struct str draft_word(const struct writing *writing)
{
	const struct config *config = &writing->registry->config;

	for (uint32_t i = 0; i < config->stage_word_count; i++)
		if (config->stage_words[i].stage == STAGE_DRAFT)
			return config->stage_words[i].word;
	return str_from(stage_name(STAGE_DRAFT));
}

/* The body that was asked for, else the only one that may decide the type. */
static struct str decider(const struct writing *writing)
{
	if (writing->body != NO_BODY)
		return writing->registry->vocabulary.bodies[writing->body].id;
	return writing->type->decided_by.n == 1 ? writing->type->decided_by.at[0].text : STR_EMPTY;
}

static void add_front_matter(struct writing *writing)
{
	struct arena *arena = &writing->arena;
	const struct vocabulary *vocabulary = &writing->registry->vocabulary;

	add(writing, STR("---"));
	add_key(writing, KEY_ID, writing->id);
	add_key(writing, KEY_TITLE,
	        yaml_needs_quotes(writing->title) ? yaml_in_quotes(arena, writing->title) : writing->title);
	add_key(writing, KEY_TYPE, writing->type->id);
	add_hint(writing, KEY_DNR, STR_EMPTY);
	add_key(writing, KEY_STATUS, draft_word(writing));
	add_key(writing, KEY_DATED, date_text(arena, writing->options->common.on));
	add_hint(writing, KEY_DECIDED_BY, decider(writing));
	add_hint(writing, KEY_DECIDED, STR_EMPTY);
	add_hint(writing, KEY_IN_FORCE, STR_EMPTY);
	add_hint(writing, KEY_STEWARD, STR_EMPTY);
	add_hint(writing, KEY_APPLIES_TO, STR_EMPTY);
	if (writing->topic == NO_BODY)
		add_hint(writing, KEY_TOPICS, STR_EMPTY);
	else
		add_key(writing, KEY_TOPICS,
		        arena_format(arena, "[%.*s]", STR_ARG(vocabulary->topics[writing->topic].id)));
	add_hint(writing, KEY_REVIEW_BY, STR_EMPTY);
	add(writing, STR("---"));
}

/* --- the text ----------------------------------------------------------------------------------------------------------- */

static void add_body(struct writing *writing)
{
	static const struct bilingual headings[] = {{"Purpose", "Syfte"},
	                                            {"Scope", "Omfattning"},
	                                            {"Provisions", "Bestämmelser"},
	                                            {"Responsibility", "Ansvar"},
	                                            {"Review", "Uppföljning"}};

	add(writing, arena_format(&writing->arena, "\n# %.*s", STR_ARG(writing->title)));
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
		add(writing,
		    arena_format(&writing->arena, "\n## %zu. %s", i + 1, bilingual_in(headings[i], writing->language)));
}

/* --- the file ----------------------------------------------------------------------------------------------------------- */

/* "policy-for-resor": "Policy for resor"; the title is what a person would correct first. */
static struct str title_from(struct arena *arena, struct str id)
{
	struct str title = arena_format(arena, "%.*s", STR_ARG(id));
	char *at = (char *)title.at; /* the arena's own */

	for (size_t i = 0; i < title.n; i++)
		if (at[i] == '-')
			at[i] = ' ';
	if (title.n && at[0] >= 'a' && at[0] <= 'z')
		at[0] = (char)(at[0] - 'a' + 'A');
	return title;
}

static int name_it(struct writing *writing)
{
	const struct options *options = &writing->options->common;
	struct arena *arena = &writing->arena;
	struct str asked = options->arg_count > 1 ? str_from(options->args[1]) : STR_EMPTY;
	struct str stem = str_ends(asked, STR(".md")) ? document_stem(asked) : asked;

	writing->title = writing->options->title ? str_trim(str_from(writing->options->title)) : STR_EMPTY;
	writing->id = unicode_slug(arena, stem.n ? stem : writing->title);
	if (stem.n && !str_equal(writing->id, stem))
		return usage_error(
			writing->language,
			(struct bilingual){"an id is lower case letters a-z, digits and hyphens: write '%s'",
		                           "ett id är små bokstäver a–z, siffror och bindestreck: skriv ”%s”"},
			writing->id.n ? writing->id.at : "policy-for-resor");
	if (!writing->id.n)
		writing->id = arena_format(arena, writing->language == LANGUAGE_EN ? "%.*s-name" : "%.*s-namn",
		                           STR_ARG(writing->type->id));
	if (!writing->title.n)
		writing->title = title_from(arena, writing->id);
	if (asked.n)
		writing->path =
			stem.n < asked.n
				? asked
				: arena_format(arena, "%s/%.*s%s%.*s.md", source_root(writing->registry->source),
		                               STR_ARG(writing->registry->config.documents),
		                               writing->registry->config.documents.n ? "/" : "", STR_ARG(writing->id));
	return EXIT_CLEAN;
}

/* An id is never used again. */
static int is_taken(const struct writing *writing)
{
	uint32_t other = registry_find(writing->registry, writing->id);
	struct str path = STR_EMPTY;

	if (other == NO_DOCUMENT || !writing->path.n)
		return EXIT_CLEAN;
	path = writing->registry->documents[other].path;
	return usage_error(writing->language,
	                   (struct bilingual){"the id is taken, by '%s'", "id:t är upptaget, av ”%s”"}, path.at);
}

static int find(struct writing *writing)
{
	const struct options *options = &writing->options->common;
	int status = EXIT_CLEAN;

	writing->body = writing->topic = NO_BODY;
	if (options->body)
		status = lookup_vocabulary(writing->registry, VOCABULARY_BODIES, options->body, writing->language,
		                           &writing->body);
	if (!status && options->topic)
		status = lookup_vocabulary(writing->registry, VOCABULARY_TOPICS, options->topic, writing->language,
		                           &writing->topic);
	return status;
}

int new_document(const struct new_options *options, const struct registry *registry, uint32_t type)
{
	static const struct bilingual made = {"'%s' has been made: fill it in, and try it with 'styrdok check'",
	                                      "”%s” har skapats: fyll i den och pröva den med ”styrdok check”"};
	struct writing writing = {.options = options,
	                          .registry = registry,
	                          .type = &registry->vocabulary.types[type],
	                          .language = language_of(&options->common, registry)};
	int status = find(&writing);

	if (!status)
		status = name_it(&writing);
	if (!status)
		status = is_taken(&writing);
	if (!status) {
		add_front_matter(&writing);
		add_body(&writing);
		if (writing.path.n)
			status = new_file(writing.path.at, writing.text, made, writing.language);
		else
			fwrite(writing.text.at, 1, writing.text.n, stdout);
	}
	arena_release(&writing.arena);
	return status;
}
