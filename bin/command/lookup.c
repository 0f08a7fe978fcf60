#include "bin/command/lookup.h"

#include "bin/command/options.h"
#include "bin/write/terminal.h"
#include "registry/port/unicode.h"

#include <stdio.h>

static int unknown(struct bilingual text, const char *name, struct str nearest, enum language language)
{
	if (nearest.n) {
		fputs(bilingual_in((struct bilingual){"styrdok: did you mean '", "styrdok: menade du ”"}, language),
		      stderr);
		put_text(stderr, nearest);
		fputs(bilingual_in((struct bilingual){"'?\n", "”?\n"}, language), stderr);
	}
	return usage_error(language, text, name);
}

int ask_document(const struct registry *registry, const char *name, enum language language, uint32_t *out)
{
	*out = registry_find(registry, str_from(name));
	if (*out != NO_DOCUMENT)
		return 0;
	return unknown((struct bilingual){"there is no document '%s' in the register",
	                                  "det finns inget dokument ”%s” i registret"},
	               name, registry_nearest(registry, str_from(name)), language);
}

/* Is it the same, however it is capitalised? */
static bool is_called(struct str asked, struct str name, struct arena *arena)
{
	return name.n && str_equal(unicode_fold(arena, asked), unicode_fold(arena, name));
}

static bool body_is_called(const struct body *body, struct str name, struct arena *arena)
{
	if (is_called(name, body->id, arena) || is_called(name, body->name, arena))
		return true;
	for (uint32_t i = 0; i < body->aliases.n; i++)
		if (is_called(name, body->aliases.at[i].text, arena))
			return true;
	return false;
}

int ask_body(const struct registry *registry, const char *name, enum language language, uint32_t *out)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;
	struct arena arena = ARENA_EMPTY;
	struct str asked = str_from(name), slug = STR_EMPTY, nearest = STR_EMPTY;
	int status = 0;

	*out = map_get(&vocabulary->body_by_id, asked);
	for (uint32_t i = 0; *out == MAP_NONE && i < vocabulary->body_count; i++)
		if (body_is_called(&vocabulary->bodies[i], asked, &arena))
			*out = i;
	if (*out == MAP_NONE) {
		slug = unicode_slug(&arena, asked);
		nearest = vocabulary_nearest(vocabulary, VOCABULARY_BODIES, slug);
		status = unknown((struct bilingual){"there is no body '%s' in the vocabulary",
		                                    "det finns inget organ ”%s” i vokabulären"},
		                 name, nearest, language);
	}
	arena_release(&arena);
	return status;
}

int ask_topic(const struct registry *registry, const char *name, enum language language, uint32_t *out)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;
	struct arena arena = ARENA_EMPTY;
	struct str asked = str_from(name), nearest = STR_EMPTY;
	int status = 0;

	*out = map_get(&vocabulary->topic_by_id, asked);
	for (uint32_t i = 0; *out == MAP_NONE && i < vocabulary->topic_count; i++)
		if (is_called(asked, str_from(vocabulary->topics[i].label.sv), &arena) ||
		    is_called(asked, str_from(vocabulary->topics[i].label.en), &arena))
			*out = i;
	if (*out == MAP_NONE) {
		nearest = vocabulary_nearest(vocabulary, VOCABULARY_TOPICS, unicode_slug(&arena, asked));
		status = unknown((struct bilingual){"there is no topic '%s' in the vocabulary",
		                                    "det finns inget ämne ”%s” i vokabulären"},
		                 name, nearest, language);
	}
	arena_release(&arena);
	return status;
}

int ask_part(const struct registry *registry, uint32_t document, const char *name, enum language language,
             uint32_t *out)
{
	struct str anchor = str_from(*name == '#' ? name + 1 : name);

	*out = document_part(&registry->documents[document], anchor);
	if (*out != MARKDOWN_NO_PART)
		return 0;
	return unknown((struct bilingual){"the document has no part '%s'", "dokumentet har ingen del ”%s”"}, name,
	               document_nearest_part(&registry->documents[document], anchor), language);
}
