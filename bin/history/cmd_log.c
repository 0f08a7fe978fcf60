/* styrdok log: a document's legal history. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/history/diff_text.h"
#include "registry/graph/load.h"
#include "registry/history/history.h"
#include "registry/port/git/git.h"

#include <stddef.h>
#include <stdio.h>

#define SHORT_ID 10 /* characters shown of a commit's id */

struct log_options {
	struct options common;
	int limit; /* -1: not stated */
};

struct logging {
	const struct options *options;
	struct registry *registry;
	struct arena arena;
	struct change_telling telling;
	struct str id, path;
	bool gone;           /* the register no longer holds it */
	struct str seen_hex; /* gone: the newest commit that had it */
	struct history history;
	struct history_effect *effects;
	size_t effect_count;
};

static const char *say(const struct logging *logging, const char *en, const char *sv)
{
	return bilingual_in((struct bilingual){en, sv}, logging->telling.new.language);
}

static struct str day_text(struct logging *logging, struct date day)
{
	return day.known ? date_text(&logging->arena, day) : STR("?");
}

/* --- text and Markdown --------------------------------------------------------------------------------------------- */

static void tell_entry(struct logging *logging, struct outline *outline, const struct history_entry *entry)
{
	outline_open(outline, NODE_ENTRY,
	             arena_format(&logging->arena, "%.*s  %.*s", STR_ARG(day_text(logging, entry->day)), SHORT_ID,
	                          entry->hex));
	outline_put(outline, NODE_TEXT,
	            arena_format(&logging->arena, "%.*s%s", STR_ARG(entry->subject),
	                         entry->merge ? say(logging, " (merge)", " (sammanfogning)") : ""));
	if (entry->change.kind == CHANGE_ADDED)
		outline_put(outline, NODE_ITEM,
		            str_from(say(logging, "entered in the register", "fördes in i registret")));
	if (entry->change.kind == CHANGE_GONE)
		outline_put(outline, NODE_ITEM,
		            str_from(say(logging, "taken out of the register", "togs bort ur registret")));
	else
		tell_change(outline, &logging->telling, &entry->change);
	if (entry->change.kind == CHANGE_NONE)
		outline_put(outline, NODE_ITEM,
		            str_from(say(logging, "nothing in law, only the form", "inget i sak, bara formen")));
	outline_close(outline);
}

static void tell_effects(struct logging *logging, struct outline *outline)
{
	if (!logging->effect_count)
		return;
	outline_open(outline, NODE_SECTION,
	             str_from(say(logging, "What others say of it now", "Vad andra dokument nu säger om det")));
	for (size_t i = 0; i < logging->effect_count; i++) {
		const struct history_effect *effect = &logging->effects[i];
		struct str text = stated_text(&logging->telling.new, &effect->stated);
		if (effect->dated)
			text = arena_format(&logging->arena,
			                    say(logging, "%.*s; stated since %.*s  %.*s  %.*s",
			                        "%.*s; står så sedan %.*s  %.*s  %.*s"),
			                    STR_ARG(text), STR_ARG(day_text(logging, effect->day)), SHORT_ID,
			                    effect->hex, STR_ARG(effect->subject));
		outline_item(outline, text, effect->stated.in->path, effect->stated.relation->target.at);
	}
	outline_close(outline);
}

/* What was not looked at, and why. */
static void tell_end(struct logging *logging, struct outline *outline)
{
	const struct history *history = &logging->history;
	struct str text = STR_EMPTY;

	if (history->cut_off)
		text = str_from(say(
			logging, "Older history is not here: the repository is a shallow clone (git fetch --unshallow)",
			"Äldre historik finns inte här: git-repot är en grund kopia (git fetch --unshallow)"));
	else if (history->limited)
		text = arena_format(&logging->arena,
		                    say(logging, "%zu commits were looked at; to go on: --rev %.*s",
		                        "%zu incheckningar söktes igenom; fortsätt med --rev %.*s"),
		                    history->looked_at, SHORT_ID, history->next_hex);
	else if (!history->count && logging->gone)
		text = arena_format(&logging->arena,
		                    say(logging,
		                        "It was only on a branch that was never merged as such; last in commit %.*s",
		                        "Det fanns bara på en gren vid sidan av; senast i incheckning %.*s"),
		                    SHORT_ID, logging->seen_hex.at);
	if (text.n)
		outline_put(outline, NODE_PARAGRAPH, text);
}

/* The title that it has or, when it is gone, had last. */
static struct str title_of(const struct logging *logging)
{
	uint32_t index = registry_find(logging->registry, logging->id);
	struct str title = index == NO_DOCUMENT ? STR_EMPTY : logging->registry->documents[index].title;

	for (size_t i = 0; !title.n && i < logging->history.count; i++) {
		const struct document_change *change = &logging->history.entries[i].change;
		title = change->new && change->new->title.n ? change->new->title
		        : change->old                       ? change->old->title
		                                            : STR_EMPTY;
	}
	return title;
}

static void log_write(struct logging *logging, outline_writer *writer)
{
	struct outline outline;
	struct str title = title_of(logging);

	outline_init(&outline, &logging->arena, logging->telling.new.language);
	outline.level = writer == outline_as_html ? 1 : 2; /* Markdown is pasted below a heading */
	outline.color = logging->options->color;
	outline_put(&outline, NODE_TITLE,
	            title.n ? arena_format(&logging->arena, "%.*s  %.*s", STR_ARG(logging->id), STR_ARG(title))
	                    : logging->id);
	outline_put(&outline, NODE_PARAGRAPH,
	            logging->gone ? str_from(say(logging, "No longer in the register", "Finns inte längre i registret"))
	                          : logging->path);
	outline_unread(&outline, footing_of(logging->registry, logging->telling.new.language));
	outline_open(&outline, NODE_ENTRIES, STR_EMPTY);
	for (size_t i = 0; i < logging->history.count; i++)
		tell_entry(logging, &outline, &logging->history.entries[i]);
	outline_close(&outline);
	tell_effects(logging, &outline);
	tell_end(logging, &outline);
	writer(stdout, &outline);
}

/* --- JSON ---------------------------------------------------------------------------------------------------------- */

static void json_commit(struct json *json, const char hex[41], struct date day, struct str subject)
{
	json_pair(json, "commit", str_from(hex));
	if (day.known)
		json_day(json, "day", day.first);
	json_pair(json, "subject", subject);
}

static void json_entries(struct json *json, const struct history *history)
{
	json_key(json, "commits");
	json_open(json, '[');
	for (size_t i = 0; i < history->count; i++) {
		const struct history_entry *entry = &history->entries[i];
		json_open(json, '{');
		json_commit(json, entry->hex, entry->day, entry->subject);
		json_bool(json, "merge", entry->merge);
		json_change(json, &entry->change);
		json_close(json);
	}
	json_close(json);
}

static void json_effects(struct json *json, const struct logging *logging)
{
	json_key(json, "affected_by");
	json_open(json, '[');
	for (size_t i = 0; i < logging->effect_count; i++) {
		const struct history_effect *effect = &logging->effects[i];
		json_open(json, '{');
		json_stated(json, &effect->stated);
		json_pair(json, "path", effect->stated.in->path);
		json_key(json, "line");
		json_number(json, (long)effect->stated.relation->target.at.line);
		if (effect->dated)
			json_commit(json, effect->hex, effect->day, effect->subject);
		json_close(json);
	}
	json_close(json);
}

static void write_json(const struct logging *logging)
{
	struct json json = {.out = stdout};

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "revision", str_from(source_revision(logging->registry->source)));
	json_unread(&json, footing_of(logging->registry, logging->telling.new.language));
	json_pair(&json, "id", logging->id);
	if (!logging->gone)
		json_pair(&json, "path", logging->path);
	json_entries(&json, &logging->history);
	json_effects(&json, logging);
	json_key(&json, "looked_at");
	json_number(&json, (long)logging->history.looked_at);
	json_bool(&json, "complete", !logging->history.cut_off && !logging->history.limited);
	json_close(&json);
}

static const struct log_format {
	struct format format;
	outline_writer *writer; /* NULL: it is JSON, which is not an outline */
} formats[] = {{{"text"}, outline_as_text},
               {{"md"}, outline_as_markdown},
               {{"html"}, outline_as_html},
               {{"json"}, NULL},
               {{NULL}, NULL}};

/* --- the command --------------------------------------------------------------------------------------------------- */

static int unknown(const struct logging *logging)
{
	uint32_t index = NO_DOCUMENT;
	int status =
		lookup_document(logging->registry, logging->options->args[0], logging->telling.new.language, &index);

	fprintf(stderr, "styrdok: %s\n",
	        say(logging, "log reads what has been committed, in HEAD unless --rev says otherwise",
	            "log läser det som är incheckat, i HEAD om inte --rev säger annat"));
	return status;
}

/* Finds the document in the register or, when it is gone, in history. 0, or EXIT_USAGE. */
static int find(struct logging *logging)
{
	struct registry *registry = logging->registry;
	struct str folder = registry->config.documents;
	uint32_t index = lookup_document_quietly(registry, logging->options->args[0]);
	struct git_seen seen = {0};

	logging->id = str_from(logging->options->args[0]);
	if (index != NO_DOCUMENT) {
		logging->id = registry->documents[index].id;
		logging->path = registry->documents[index].path;
		return 0;
	}
	seen.name = arena_format(&logging->arena, "%.*s.md", STR_ARG(logging->id));
	source_last_seen(registry->source, folder, &seen, 1, &logging->arena);
	if (!seen.path.n)
		return unknown(logging);
	logging->gone = true;
	logging->seen_hex = arena_copy(&logging->arena, str_from(seen.hex));
	logging->path =
		folder.n ? arena_format(&logging->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(seen.path)) : seen.path;
	return 0;
}

static int tell(struct logging *logging)
{
	const struct log_format *format = FORMAT_CHOSEN(logging->options, struct log_format);
	int limit = ((const struct log_options *)logging->options)->limit;
	struct error error = {0};
	int status = find(logging);

	if (status)
		return status;
	if (history_of(&logging->history, &logging->arena, logging->registry, logging->id, logging->path,
	               limit < 0 ? HISTORY_COMMITS_MAX : (size_t)limit, &error) < 0 ||
	    history_effects(&logging->effects, &logging->effect_count, &logging->arena, logging->registry, logging->id,
	                    HISTORY_COMMITS_MAX, &error) < 0) {
		tell_error(&error, logging->telling.new.language);
		return EXIT_SYSTEM;
	}
	if (format->writer)
		log_write(logging, format->writer);
	else
		write_json(logging);
	return EXIT_CLEAN;
}

static int run(const struct options *options)
{
	struct logging logging = {.options = options};
	struct options asked = *options;
	struct error error;
	int status = EXIT_SYSTEM;

	if (options->arg_count != 1)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"name one document", "ange ett dokument"}, NULL);
	if (!asked.rev)
		asked.rev = "HEAD";
	logging.registry = open_registry(&asked, false, &error);
	if (!logging.registry)
		return EXIT_SYSTEM;
	logging.telling.old = logging.telling.new = (struct telling){
		logging.registry, &logging.arena, language_of(options, logging.registry), options->color};
	status = status_with_unread(tell(&logging), footing_of(logging.registry, logging.telling.new.language));
	arena_release(&logging.arena);
	registry_free(logging.registry);
	return status;
}

static const struct option_row log_rows[] = {{"limit",
                                              OPTION_NUMBER,
                                              offsetof(struct log_options, limit),
                                              {"N", "N"},
                                              {"how many commits are looked at (default: 10,000)",
                                               "hur många incheckningar som söks igenom (annars: 10 000)"},
                                              NULL,
                                              NULL},
                                             {0}};

const struct command command_log = {
	.name = "log",
	.arguments = {"[OPTIONS] DOC", "[FLAGGOR] DOK"},
	.summary = {"a document's legal history, commit by commit",
                    "ett dokuments historik i sak, incheckning för incheckning"},
	.details = {"Newest first, back along first parents from --rev (default: HEAD). Also of a document that is "
                    "gone: name it by its id.",
                    "Nyast först, bakåt längs huvudlinjen från --rev (annars: HEAD). Även för dokument som är borta: "
                    "ange dem med id."},
	COMMAND_OPTIONS(option_repo, option_rev, log_rows),
	COMMAND_FORMATS(formats),
	.extent = REGISTRY_GRAPH,
	.size = sizeof(struct log_options),
	.run = run,
};
