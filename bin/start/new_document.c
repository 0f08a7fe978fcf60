#include "bin/start/new_document.h"

#include "bin/command/error_text.h"
#include "bin/command/help.h"
#include "bin/command/lookup.h"
#include "bin/command/open_registry.h"
#include "bin/start/draft.h"
#include "bin/start/file_make.h"
#include "registry/port/unicode.h"

#include <stdio.h>

struct writing {
	const struct new_options *options;
	const struct registry *registry;
	enum language language;
	struct arena arena;
	struct draft draft;
	struct str path;      /* "" for standard output */
	uint32_t body, topic; /* as asked for, or NO_BODY */
};

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

	writing->draft.title = writing->options->title ? str_trim(str_from(writing->options->title)) : STR_EMPTY;
	writing->draft.id = unicode_slug(arena, stem.n ? stem : writing->draft.title);
	if (stem.n && !str_equal(writing->draft.id, stem))
		return usage_error(
			writing->language,
			(struct bilingual){"an id is lower case letters a-z, digits and hyphens: write '%s'",
		                           "ett id är små bokstäver a–z, siffror och bindestreck: skriv ”%s”"},
			writing->draft.id.n ? writing->draft.id.at : "policy-for-resor");
	if (!writing->draft.id.n)
		writing->draft.id = arena_format(arena, writing->language == LANGUAGE_EN ? "%.*s-name" : "%.*s-namn",
		                                 STR_ARG(writing->draft.type->id));
	if (!writing->draft.title.n)
		writing->draft.title = title_from(arena, writing->draft.id);
	if (asked.n)
		writing->path = stem.n < asked.n ? asked
		                                 : arena_format(arena, "%s/%.*s%s%.*s.md",
		                                                source_root(writing->registry->source),
		                                                STR_ARG(writing->registry->config.documents),
		                                                writing->registry->config.documents.n ? "/" : "",
		                                                STR_ARG(writing->draft.id));
	return EXIT_CLEAN;
}

/* An id is never used again. */
static int is_taken(const struct writing *writing)
{
	uint32_t other = registry_find(writing->registry, writing->draft.id);
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
	if (!status && writing->body != NO_BODY)
		writing->draft.body = writing->registry->vocabulary.bodies[writing->body].id;
	if (!status && writing->topic != NO_BODY)
		writing->draft.topics = writing->registry->vocabulary.topics[writing->topic].id;
	return status;
}

int new_document(const struct new_options *options, const struct registry *registry, uint32_t type)
{
	static const struct bilingual made = {"'%s' has been made: fill it in, and try it with 'styrdok check'",
	                                      "”%s” har skapats: fyll i den och pröva den med ”styrdok check”"};
	struct writing writing = {.options = options,
	                          .registry = registry,
	                          .draft = {.type = &registry->vocabulary.types[type],
	                                    .like = NO_DOCUMENT,
	                                    .dated = options->common.on,
	                                    .in_force = DATE_NONE},
	                          .language = language_of(&options->common, registry)};
	struct str text = STR_EMPTY;
	int status = find(&writing);

	if (!status)
		status = name_it(&writing);
	if (!status)
		status = is_taken(&writing);
	if (!status)
		status = draft_text(&text, &writing.arena, registry, &writing.draft, writing.language);
	if (!status) {
		if (writing.path.n)
			status = new_file(writing.path.at, text, made, writing.language);
		else
			fwrite(text.at, 1, text.n, stdout);
	}
	arena_release(&writing.arena);
	return status;
}
