/* styrdok search: the documents that speak of something. */
#include "bin/command/command.h"
#include "bin/list/document_filter.h"
#include "bin/search/hits.h"
#include "registry/search/search.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#define HITS 20 /* that are told, unless --limit says otherwise */

struct search_options {
	struct filter_options filter;
	int limit;
};

static const struct hits_format {
	struct format format;
	hits_write_fn *write;
} formats[] = {{{"text"}, hits_as_text}, {{"csv"}, hits_as_csv}, {{"json"}, hits_as_json}, {{NULL}, NULL}};

/* The arguments with a space between them: quoted or not, they are words. */
static struct str words_of(struct arena *arena, const struct options *options)
{
	struct str *words = ARENA_ARRAY(arena, struct str, (size_t)options->arg_count);

	for (int i = 0; i < options->arg_count; i++)
		words[i] = str_from(options->args[i]);
	return arena_list(arena, words, (size_t)options->arg_count, STR(" "));
}

static void add_hit(struct hits *hits, struct search *search, const struct search_hit *found, struct str status,
                    enum status on_the_day)
{
	struct hit *hit = &hits->at[hits->n++];

	*hit = (struct hit){found->document, found->relevance, status, STR_EMPTY, {0}};
	hit->status_words = status_words(&hits->telling, found->document, on_the_day);
	search_place(&hit->place, search, hits->telling.arena, found->document);
}

/* Those that are asked for; beyond the limit they are only counted. */
static void select_hits(struct hits *hits, struct search *search, const struct document_filter *filter,
                        const struct search_hit *found, size_t count, size_t limit)
{
	const struct registry *registry = hits->telling.registry;

	hits->at = ARENA_ARRAY(hits->telling.arena, struct hit, limit < count ? limit : count);
	for (size_t i = 0; i < count; i++) {
		uint32_t document = found[i].document;
		bool shown = hits->n < limit;
		enum status status = STATUS_UNKNOWN;
		struct str key = STR_EMPTY;
		if (shown || filter->status != STATUS_COUNT) {
			status = status_on(registry, document, MARKDOWN_NO_PART, filter->options->on);
			key = status_key(registry, document, status);
		}
		if (!filter_lets_through(filter, document, key))
			continue;
		hits->found++;
		if (shown)
			add_hit(hits, search, &found[i], key, status);
	}
}

static int answer(const struct search_options *options, struct hits *hits, const struct document_filter *filter)
{
	const struct options *common = &options->filter.common;
	struct search *search = NULL;
	struct search_hit *found = NULL;
	size_t count = 0;
	struct error error;

	if (search_new(&search, hits->telling.registry, true, &error) < 0 ||
	    search_find(&found, &count, search, hits->telling.arena, hits->query, &error) < 0) {
		tell_error(&error, hits->telling.language);
		search_free(search);
		return EXIT_SYSTEM;
	}
	select_hits(hits, search, filter, found, count, (size_t)(options->limit < 0 ? HITS : options->limit));
	search_free(search);
	FORMAT_CHOSEN(common, struct hits_format)->write(stdout, hits);
	return EXIT_CLEAN;
}

static int run(const struct options *common)
{
	const struct search_options *options = (const struct search_options *)common;
	struct arena arena = ARENA_EMPTY;
	struct hits hits = {.on = common->on};
	struct registry *registry = NULL;
	struct document_filter filter;
	struct error error;
	int status = EXIT_CLEAN;

	if (!common->arg_count)
		return usage_error(language_of_command_line(common),
		                   (struct bilingual){"say what to search for", "skriv vad som ska sökas"}, NULL);
	registry = open_registry(common, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	hits.query = words_of(&arena, common);
	hits.telling = (struct telling){registry, &arena, language_of(common, registry), common->color};
	hits.footing = footing_of(registry, hits.telling.language);
	status = filter_look_up(&filter, &options->filter, registry, hits.telling.language);
	if (!status)
		status = answer(options, &hits, &filter);
	status = status_with_unread(status, hits.footing);
	arena_release(&arena);
	registry_free(registry);
	return status;
}

static const struct option_row search_rows[] = {
	{"limit",
         OPTION_NUMBER,
         offsetof(struct search_options, limit),
         {"N", "N"},
         {"at most so many documents (default: 20)", "högst så många dokument (annars: 20)"},
         NULL,
         NULL},
	{0}};

const struct command command_search = {
	.name = "search",
	.arguments = {"[OPTIONS] WORDS", "[FLAGGOR] ORD"},
	.summary = {"the documents that speak of something", "de dokument som talar om något"},
	.details =
		{"Finds documents that hold all the words, in any form (avtal, avtalet), at the beginning of a word "
                 "and within "
                 "compounds (telefon, mobiltelefonpolicy). --body is the same as --decided-by; --from and --to ask for "
                 "documents that were decided in that time.",
                 "Finner dokument som innehåller alla orden, i vilken form som helst (avtal, avtalet), i början av ett "
                 "ord och "
                 "i sammansättningar (telefon, mobiltelefonpolicy). --body är detsamma som --decided-by; --from och "
                 "--to "
                 "frågar efter dokument som beslutades under den tiden."},
	COMMAND_OPTIONS(option_repo, option_rev, option_on, filter_rows, option_body, option_topic, option_period,
                        search_rows),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct search_options),
	.run = run,
	.extent = REGISTRY_GRAPH,
};
