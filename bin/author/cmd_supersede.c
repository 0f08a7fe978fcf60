/* styrdok supersede: one document takes another's place. */
#include "bin/author/authoring.h"
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/start/draft.h"
#include "bin/write/terminal.h"
#include "registry/port/unicode.h"

#include <stddef.h>
#include <stdio.h>

struct supersede_options {
	struct options common;
	const char *part;
};

struct superseding {
	struct authoring authoring;
	const struct supersede_options *options;
	uint32_t old, new; /* new: NO_DOCUMENT when it is to be made */
	uint32_t part;     /* of the old one, or MARKDOWN_NO_PART */
	struct str id;     /* of the new one */
	struct new_relation relation;
};

/* --- which documents ------------------------------------------------------------------------------------------------- */

static int find_new(struct superseding *superseding)
{
	struct authoring *authoring = &superseding->authoring;
	const struct options *options = authoring->options;
	const char *name = options->arg_count > 1 ? options->args[1] : NULL;

	superseding->new = name ? lookup_document_quietly(authoring->registry, name) : NO_DOCUMENT;
	if (superseding->new != NO_DOCUMENT) {
		superseding->id = authoring->registry->documents[superseding->new].id;
		return EXIT_CLEAN;
	}
	superseding->id = name ? str_from(name) : authoring_next_id(authoring, superseding->old, options->on);
	/* what no new document could be called was meant for one that exists */
	if (name && !str_equal(unicode_slug(&authoring->arena, superseding->id), superseding->id))
		return lookup_document(authoring->registry, name, authoring->language, &superseding->new);
	if (authoring_type(authoring, superseding->old))
		return EXIT_CLEAN;
	return usage_error(authoring->language,
	                   (struct bilingual){"'%s' states no type, so the new document cannot be begun: "
	                                      "make it first, and name it",
	                                      "”%s” anger ingen typ, så det nya dokumentet kan inte påbörjas: "
	                                      "skapa det först och ange det"},
	                   authoring->registry->documents[superseding->old].id.at);
}

/* Is it said already, of the whole or of this part; or the other way round? */
static bool is_said(const struct superseding *superseding, uint32_t by, uint32_t of)
{
	const struct registry *registry = superseding->authoring.registry;
	const struct document *document = &registry->documents[of];

	if (by == NO_DOCUMENT)
		return false;
	EDGES_EACH(relation, registry->by, by) {
		if (relation->type != RELATION_SUPERSEDES || relation->target.document != of || relation->inverse)
			continue;
		if (!relation->target.part.n || (superseding->part != MARKDOWN_NO_PART &&
		                                 str_equal(document_part_anchor(document, relation->target.part),
		                                           document->parts[superseding->part].anchor)))
			return true;
	}
	return false;
}

static int find(struct superseding *superseding)
{
	struct authoring *authoring = &superseding->authoring;
	const struct options *options = authoring->options;
	int status = lookup_document(authoring->registry, options->args[0], authoring->language, &superseding->old);

	superseding->part = MARKDOWN_NO_PART;
	if (!status && superseding->options->part)
		status = lookup_part(authoring->registry, superseding->old, superseding->options->part,
		                     authoring->language, &superseding->part);
	if (!status)
		status = find_new(superseding);
	if (status)
		return status;
	if (superseding->new == superseding->old)
		return usage_error(
			authoring->language,
			(struct bilingual){"'%s' cannot supersede itself", "”%s” kan inte ersätta sig självt"},
			options->args[0]);
	if (is_said(superseding, superseding->old,
	            superseding->new == NO_DOCUMENT ? superseding->old : superseding->new))
		return usage_error(authoring->language,
		                   (struct bilingual){"'%s' is the newer one: it supersedes the other",
		                                      "”%s” är det nyare: det ersätter det andra"},
		                   options->args[0]);
	return EXIT_CLEAN;
}

/* --- what is written ------------------------------------------------------------------------------------------------- */

static int new_text(struct superseding *superseding, struct str *text)
{
	struct authoring *authoring = &superseding->authoring;
	const struct document *old = &authoring->registry->documents[superseding->old];
	struct draft draft = {.type = authoring_type(authoring, superseding->old),
	                      .id = superseding->id,
	                      .title = old->title,
	                      .dated = date_today(),
	                      .in_force = superseding->options->part ? DATE_NONE : authoring_day(authoring),
	                      .like = superseding->old};

	for (uint32_t i = 0; i < old->topics.n; i++)
		draft.topics = arena_format(&authoring->arena, "%.*s%s%.*s", STR_ARG(draft.topics), i ? ", " : "",
		                            STR_ARG(old->topics.at[i].text));
	return draft_text(text, &authoring->arena, authoring->registry, &draft, authoring->language);
}

/* Do documents of this register say by what they were superseded? */
static bool has_habit(const struct registry *registry)
{
	for (uint32_t i = 0; i < registry->count; i++)
		RELATIONS_EACH(relation, &registry->documents[i])
			if (relation->inverse && relation->type == RELATION_SUPERSEDES)
				return true;
	return false;
}

static int put_new(struct superseding *superseding)
{
	struct authoring *authoring = &superseding->authoring;
	const struct registry *registry = authoring->registry;
	struct str before = STR_EMPTY, after = STR_EMPTY, path = STR_EMPTY;
	int status = EXIT_CLEAN;

	if (superseding->new == NO_DOCUMENT) {
		path = authoring_path(authoring, superseding->old, superseding->id);
		status = new_text(superseding, &after);
	} else {
		path = registry->documents[superseding->new].path;
		status = authoring_read(authoring, superseding->new, &before);
		after = before;
	}
	if (!status)
		status = authoring_relate(authoring, path, &after, &superseding->relation);
	authoring_put(authoring, superseding->new, path, before, after);
	return status;
}

static int put_old(struct superseding *superseding)
{
	struct authoring *authoring = &superseding->authoring;
	struct new_relation inverse = {
		.type = RELATION_SUPERSEDES, .inverse = true, .doc = superseding->id, .from = DATE_NONE};
	struct str before = STR_EMPTY, after = STR_EMPTY, path = authoring->registry->documents[superseding->old].path;
	int status = authoring_read(authoring, superseding->old, &before);

	after = before;
	if (!status)
		status = authoring_relate(authoring, path, &after, &inverse);
	authoring_put(authoring, superseding->old, path, before, after);
	return status;
}

static int prepare(struct superseding *superseding)
{
	struct authoring *authoring = &superseding->authoring;
	const struct document *old = &authoring->registry->documents[superseding->old];
	int status = EXIT_CLEAN;

	superseding->relation =
		(struct new_relation){.type = RELATION_SUPERSEDES, .doc = old->id, .from = authoring_day(authoring)};
	if (superseding->part != MARKDOWN_NO_PART)
		superseding->relation.part = old->parts[superseding->part].anchor;
	status = put_new(superseding);
	if (!status && superseding->part == MARKDOWN_NO_PART && has_habit(authoring->registry))
		status = put_old(superseding);
	return status;
}

/* --- the command ------------------------------------------------------------------------------------------------------ */

static int answer(struct superseding *superseding)
{
	static const struct bilingual said = {"'%s' supersedes it already; nothing was written",
	                                      "”%s” ersätter det redan; inget har skrivits"};
	struct authoring *authoring = &superseding->authoring;
	int status = find(superseding), told = EXIT_CLEAN;

	if (status)
		return status;
	if (is_said(superseding, superseding->new, superseding->old)) {
		fputs("styrdok: ", stderr);
		put_format(stderr, bilingual_in(said, authoring->language), superseding->id.at);
		fputc('\n', stderr);
	} else {
		status = prepare(superseding);
	}
	if (status)
		return status;
	/* what hangs on it, as long as it is not superseded */
	told = authoring_impact(authoring, superseding->old, superseding->options->part);
	if (authoring->count)
		status = authoring_write(authoring);
	return status ? status : told;
}

static int run(const struct options *options)
{
	struct superseding superseding = {.options = (const struct supersede_options *)options};
	int status = EXIT_CLEAN;

	if (options->arg_count < 1 || options->arg_count > 2)
		return usage_error(
			language_of_command_line(options),
			(struct bilingual){"name the document that is superseded, and the one that takes its place",
		                           "ange det dokument som ersätts, och det som träder i dess ställe"},
			NULL);
	status = authoring_begin(&superseding.authoring, options);
	if (!status)
		status = answer(&superseding);
	authoring_end(&superseding.authoring);
	return status;
}

static const struct option_row option_supersede[] = {{"part",
                                                      OPTION_TEXT,
                                                      offsetof(struct supersede_options, part),
                                                      {"PART", "DEL"},
                                                      {"only this part of the old document; once for each part",
                                                       "bara denna del av det äldre dokumentet; en gång för varje del"},
                                                      NULL,
                                                      NULL},
                                                     {0}};

const struct command command_supersede = {
	.name = "supersede",
	.arguments = {"[OPTIONS] OLD [NEW]", "[FLAGGOR] ÄLDRE [NYTT]"},
	.summary = {"let one document take another's place", "låt ett dokument ersätta ett annat"},
	.details =
		{"Writes into the NEW document what it supersedes and (--on) from which day, and into the OLD one what "
                 "supersedes it, if the register's documents say that. A NEW document that does not exist, or is not "
                 "named, is begun beside the old one. Comments and all else stay. Then it tells what depends on the "
                 "OLD document, and may have to be changed as well.",
                 "Skriver i det NYA dokumentet vad det ersätter och (--on) från vilken dag, och i det ÄLDRE vad som "
                 "ersätter det, om registrets dokument brukar säga det. Ett NYTT dokument som inte finns, eller inte "
                 "anges, påbörjas bredvid det äldre. Kommentarer och allt annat står kvar. Sedan visas vad som hänger "
                 "på det ÄLDRE dokumentet och också kan behöva ändras."},
	COMMAND_OPTIONS(option_repo, option_on, option_supersede),
	.size = sizeof(struct supersede_options),
	.run = run,
	.extent = REGISTRY_GRAPH,
};
