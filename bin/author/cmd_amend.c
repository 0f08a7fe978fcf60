/* styrdok amend: a document that amends another, and the new wordings in that one. */
#include "bin/author/authoring.h"
#include "bin/author/wording_insert.h"
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/start/draft.h"
#include "bin/write/terminal.h"
#include "registry/base/path.h"
#include "registry/base/utf8.h"
#include "registry/port/unicode.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>

struct amend_options {
	struct options common;
	const char *part, *from, *title, *type;
	struct date decided;
};

struct amending {
	struct authoring authoring;
	const struct amend_options *options;
	const struct document *target;
	uint32_t target_index, new; /* new: the amending document, or NO_DOCUMENT when it is to be made */
	const struct document_type *type;
	struct str id, text; /* of the amending document; its operative text, or "" */
	const char *source;  /* where that was read, for messages */
	uint32_t first_line; /* of it there */
	struct operative operative;
	struct wording_insert *inserts;
	struct date in_force, decided;
};

static enum language language_in_use(const struct amending *amending)
{
	return amending->authoring.language;
}

/* --- the operative text ------------------------------------------------------------------------------------------------ */

static int refuse(const struct amending *amending, struct bilingual text, const char *argument)
{
	return usage_error_briefly(language_in_use(amending), text, argument);
}

static int read_file(struct amending *amending, const char *name)
{
	size_t limit = amending->authoring.registry->config.limits.document_bytes;
	bool input = strcmp(name, "-") == 0;
	FILE *file = input ? stdin : fopen(name, "rb");
	VEC(char) all = {0};
	int c = 0, reason = errno;
	struct error error = {0};

	while (file && all.n <= limit && (c = getc(file)) != EOF)
		vec_push(&all, (char)c);
	amending->text = arena_copy(&amending->authoring.arena, (struct str){all.at, all.n});
	if (file && ferror(file))
		error_set(&error, ERROR_READ, name, strerror(errno));
	if (file && !input)
		fclose(file);
	vec_release(&all);
	if (!file)
		error_set(&error, ERROR_READ, name, strerror(reason));
	else if (amending->text.n > limit || !utf8_is_text(amending->text))
		error_set(&error, ERROR_DAMAGED, name, NULL);
	amending->source = name;
	amending->first_line = 1;
	if (error.kind)
		tell_error(&error, language_in_use(amending));
	return error.kind ? EXIT_SYSTEM : EXIT_CLEAN;
}

/* That of an amending document which there is. */
static int read_body(struct amending *amending)
{
	const struct document *document = &amending->authoring.registry->documents[amending->new];
	int status = authoring_read(&amending->authoring, amending->new, &amending->text);

	amending->source = document->path.at;
	amending->first_line = document->body_line;
	if (!status)
		amending->text = str_part(amending->text, document->body_at, SIZE_MAX);
	return status;
}

static struct bilingual fault_text(enum operative_fault fault)
{
	static const struct bilingual texts[] = {
		[OPERATIVE_NOTHING] =
			{"it amends nothing that is understood; write for example '2 § ska ha följande lydelse:'",
	                 "inget i den ändrar något på ett sätt som förstås; skriv till exempel ”2 § ska ha "
	                 "följande lydelse:”"},
		[OPERATIVE_OTHER] =
			{"this way of amending is not understood; write that a whole paragraph is to have a "
	                 "wording, be inserted or cease to apply",
	                 "detta sätt att ändra förstås inte; skriv att en hel paragraf ska ha en lydelse, införas "
	                 "eller upphöra att gälla"},
		[OPERATIVE_NO_NUMBER] =
			{"which paragraph it is about is not said; write for example '2 § ska ha följande "
	                 "lydelse:'",
	                 "det sägs inte vilken paragraf det gäller; skriv till exempel ”2 § ska ha följande "
	                 "lydelse:”"},
		[OPERATIVE_NO_TEXT] = {"the new wording of %s is missing", "den nya lydelsen av %s saknas"},
		[OPERATIVE_WHOSE] = {"it is not clear which paragraph's wording this is; begin it with its number%s",
	                             "det framgår inte vilken paragrafs lydelse detta är; börja den med dess nummer%s"},
		[OPERATIVE_TWICE] = {"%s is amended twice", "%s ändras två gånger"},
	};

	return texts[fault];
}

/* What is not understood, with its line; nothing is written. EXIT_FINDINGS. */
static int tell_fault(const struct amending *amending, uint32_t line, struct bilingual text, struct str part)
{
	static const struct bilingual nothing = {"nothing was written", "inget har skrivits"};
	struct arena arena = ARENA_EMPTY;

	put_text(stderr, str_from(amending->source));
	fprintf(stderr, ":%u: ", line + amending->first_line - 1);
	put_format(stderr, bilingual_in(text, language_in_use(amending)), arena_copy(&arena, part).at);
	fprintf(stderr, "\n%s\n", bilingual_in(nothing, language_in_use(amending)));
	arena_release(&arena);
	return EXIT_FINDINGS;
}

/* Where each amended paragraph stands in the target. */
static int place(struct amending *amending)
{
	const struct operative *operative = &amending->operative;
	static const struct bilingual missing = {"the document has no %s", "dokumentet har ingen %s"},
				      there = {"the document has %s already, or nothing beside which it could stand",
	                                       "dokumentet har redan %s, eller inget som den kan stå bredvid"};

	amending->inserts = ARENA_ARRAY(&amending->authoring.arena, struct wording_insert, operative->parts.n);
	for (size_t i = 0; i < operative->parts.n; i++) {
		const struct operative_part *part = &operative->parts.at[i];
		if (!wording_place(&amending->inserts[i], &amending->authoring.arena, amending->target, part,
		                   amending->id))
			return tell_fault(amending, part->line, part->kind == OPERATIVE_INSERTS ? there : missing,
			                  part->name);
	}
	return EXIT_CLEAN;
}

static int understand(struct amending *amending)
{
	static const struct bilingual when = {"it is not said when it enters into force: write --on DATE",
	                                      "det sägs inte när ändringen träder i kraft: skriv --on DATUM"},
				      other = {"it enters into force on another day than --on says",
	                                       "den träder i kraft en annan dag än --on säger"};
	struct operative *operative = &amending->operative;
	struct date asked = authoring_day(&amending->authoring);

	operative_read(operative, &amending->authoring.arena, amending->text);
	if (operative->fault)
		return tell_fault(amending, operative->line, fault_text(operative->fault), operative->part);
	if (!operative->in_force.known && amending->new != NO_DOCUMENT)
		operative->in_force = amending->authoring.registry->documents[amending->new].in_force;
	if (asked.known && operative->in_force.known && date_same(asked, operative->in_force) != TRI_YES)
		return refuse(amending, other, NULL);
	amending->in_force = operative->in_force.known ? operative->in_force : asked;
	if (!amending->in_force.known)
		return refuse(amending, when, NULL);
	if (!amending->decided.known)
		amending->decided = operative->decided;
	return place(amending);
}

/* --- what is asked ---------------------------------------------------------------------------------------------------- */

static int find_type(struct amending *amending)
{
	const struct vocabulary *vocabulary = &amending->authoring.registry->vocabulary;

	uint32_t type = NO_BODY;
	int status = EXIT_CLEAN;

	if (amending->options->type)
		status = lookup_vocabulary(amending->authoring.registry, VOCABULARY_TYPES, amending->options->type,
		                           language_in_use(amending), &type);
	for (uint32_t i = 0; type == NO_BODY && i < vocabulary->type_count; i++)
		if (str_equal(vocabulary->types[i].id, STR("beslut")))
			type = i;
	amending->type = type == NO_BODY ? authoring_type(&amending->authoring, amending->target_index)
	                                 : &vocabulary->types[type];
	if (status || amending->type || amending->new != NO_DOCUMENT)
		return status;
	return refuse(amending,
	              (struct bilingual){"the amending document needs a type of the vocabulary: write --type TYPE",
	                                 "ändringen behöver en typ ur vokabulären: skriv --type TYP"},
	              NULL);
}

static int find_id(struct amending *amending)
{
	struct authoring *authoring = &amending->authoring;
	const struct options *options = authoring->options;
	const char *name = options->arg_count > 1 ? options->args[1] : NULL;
	int year = 0;
	unsigned month = 0, day = 0;

	amending->new = name ? lookup_document_quietly(authoring->registry, name) : NO_DOCUMENT;
	amending->id = name ? str_from(name) : STR_EMPTY;
	if (amending->new != NO_DOCUMENT) {
		amending->id = authoring->registry->documents[amending->new].id;
	} else if (name && !str_equal(unicode_slug(&authoring->arena, amending->id), amending->id)) {
		return lookup_document(authoring->registry, name, authoring->language, &amending->new);
	} else if (!name) {
		day_to_civil(date_today().first, &year, &month, &day);
		amending->id =
			arena_format(&authoring->arena, "%.*s-andring-%04d", STR_ARG(amending->target->id), year);
		for (unsigned i = 2; registry_find(authoring->registry, amending->id) != NO_DOCUMENT; i++)
			amending->id = arena_format(&authoring->arena, "%.*s-andring-%04d-%u",
			                            STR_ARG(amending->target->id), year, i);
	}
	if (amending->new != amending->target_index)
		return find_type(amending);
	return refuse(amending, (struct bilingual){"'%s' cannot amend itself", "”%s” kan inte ändra sig självt"},
	              options->args[0]);
}

/* --- what is written ------------------------------------------------------------------------------------------------- */

/* The text of a new amendment without one: the part as it reads, to be changed. */
static struct str text_to_fill(struct amending *amending, uint32_t part, struct str target)
{
	struct arena *arena = &amending->authoring.arena;
	struct str name = STR("1 §"), wording = STR_EMPTY, line = STR_EMPTY, rest = target, day = STR("DATUM");

	if (part != MARKDOWN_NO_PART) {
		const struct markdown_part *at = &amending->target->parts[wording_last(amending->target, part)];
		name = document_part_name(arena, amending->target, at->anchor);
		for (uint32_t number = 1; number <= at->last_line && str_next_line(&rest, &line); number++)
			if (number > at->at.line)
				wording = arena_format(arena, "%.*s%.*s\n", STR_ARG(wording), STR_ARG(line));
	}
	if (amending->in_force.known)
		day = date_text(arena, amending->in_force);
	return arena_format(arena,
	                    "%.*s ska ha följande lydelse:\n\n%.*s\n\n%.*s\n\nDenna ändring träder i kraft den %.*s.\n",
	                    STR_ARG(name), STR_ARG(name), STR_ARG(str_trim(wording)), STR_ARG(day));
}

static int new_text(struct amending *amending, struct str *text)
{
	struct authoring *authoring = &amending->authoring;
	const char *prefix = language_in_use(amending) == LANGUAGE_EN ? "Amendment of " : "Ändring av ";
	struct draft draft = {.type = amending->type,
	                      .id = amending->id,
	                      .title = amending->options->title ? str_trim(str_from(amending->options->title))
	                                                        : arena_format(&authoring->arena, "%s%.*s", prefix,
	                                                                       STR_ARG(amending->target->title)),
	                      .dated = date_today(),
	                      .body = amending->target->decided_by,
	                      .in_force = amending->in_force,
	                      .decided = amending->decided,
	                      .text = arena_format(&authoring->arena, "%.*s\n", STR_ARG(str_trim(amending->text))),
	                      .like = amending->target_index};

	for (uint32_t i = 0; i < amending->target->topics.n; i++)
		draft.topics = arena_format(&authoring->arena, "%.*s%s%.*s", STR_ARG(draft.topics), i ? ", " : "",
		                            STR_ARG(amending->target->topics.at[i].text));
	return draft_text(text, &authoring->arena, authoring->registry, &draft, authoring->language);
}

static bool is_stated(const struct amending *amending, enum relation_type type, struct str part)
{
	if (amending->new == NO_DOCUMENT)
		return false;
	EDGES_EACH(relation, amending->authoring.registry->by, amending->new)
		if (relation->type == type && relation->target.document == amending->target_index &&
		    str_equal(document_part_anchor(amending->target, relation->target.part), part))
			return true;
	return false;
}

/* The day of the relations, where it is not that of the amending document. */
static struct date effect_day(const struct amending *amending)
{
	if (amending->new == NO_DOCUMENT ||
	    date_same(amending->authoring.registry->documents[amending->new].in_force, amending->in_force) == TRI_YES)
		return DATE_NONE;
	return amending->in_force;
}

static int relate(struct amending *amending, struct str path, struct str *text, uint32_t part)
{
	int status = EXIT_CLEAN;
	struct new_relation whole = {.type = RELATION_AMENDS, .doc = amending->target->id, .from = DATE_NONE};

	if (part != MARKDOWN_NO_PART)
		whole.part = amending->target->parts[part].anchor;
	if (!amending->operative.parts.n)
		return is_stated(amending, whole.type, whole.part)
		               ? EXIT_CLEAN
		               : authoring_relate(&amending->authoring, path, text, &whole);
	for (size_t i = 0; !status && i < amending->operative.parts.n; i++) {
		bool repeals = amending->operative.parts.at[i].kind == OPERATIVE_REPEALS;
		struct new_relation relation = {.type = repeals ? RELATION_REPEALS : RELATION_AMENDS,
		                                .doc = amending->target->id,
		                                .part = amending->inserts[i].anchor,
		                                .from = effect_day(amending),
		                                .except = amending->operative.except};
		if (!is_stated(amending, relation.type, relation.part))
			status = authoring_relate(&amending->authoring, path, text, &relation);
	}
	return status;
}

static int put_target(struct amending *amending, struct str before)
{
	struct authoring *authoring = &amending->authoring;
	struct str after = wordings_inserted(&authoring->arena, amending->target, before, amending->inserts,
	                                     amending->operative.parts.n, amending->in_force, amending->id);

	if (!str_equal(before, after) && amending->target->holding == HOLDING_FULL)
		authoring_put(authoring, amending->target_index, amending->target->path, before, after);
	return EXIT_CLEAN;
}

static int put_amendment(struct amending *amending, uint32_t part)
{
	struct authoring *authoring = &amending->authoring;
	struct str before = STR_EMPTY, after = STR_EMPTY, path = STR_EMPTY;
	int status = EXIT_CLEAN;

	if (amending->new == NO_DOCUMENT) {
		path = authoring_path(authoring, amending->target_index, amending->id);
		status = new_text(amending, &after);
	} else {
		path = authoring->registry->documents[amending->new].path;
		status = authoring_read(authoring, amending->new, &before);
		after = before;
	}
	if (!status)
		status = relate(amending, path, &after, part);
	if (!str_equal(before, after))
		authoring_put(authoring, amending->new, path, before, after);
	return status;
}

/* --- the command ------------------------------------------------------------------------------------------------------ */

static int prepare(struct amending *amending)
{
	static const struct bilingual nothing = {"all of it is written already", "allt står där redan"};
	struct str target = STR_EMPTY;
	uint32_t part = MARKDOWN_NO_PART;
	int status = authoring_read(&amending->authoring, amending->target_index, &target);
	bool operative = amending->options->from || amending->new != NO_DOCUMENT;

	amending->decided = amending->options->decided;
	amending->in_force = authoring_day(&amending->authoring);
	if (!status && amending->options->part)
		status = lookup_part(amending->authoring.registry, amending->target_index, amending->options->part,
		                     language_in_use(amending), &part);
	if (!status && operative)
		status = amending->options->from ? read_file(amending, amending->options->from) : read_body(amending);
	if (!status && operative)
		status = understand(amending);
	if (!status && !operative)
		amending->text = text_to_fill(amending, part, target);
	if (!status)
		status = put_amendment(amending, part);
	if (!status && operative)
		status = put_target(amending, target);
	if (!status && !amending->authoring.count)
		fprintf(stderr, "styrdok: %s\n", bilingual_in(nothing, language_in_use(amending)));
	return status ? status : authoring_write(&amending->authoring);
}

static int answer(struct amending *amending)
{
	struct authoring *authoring = &amending->authoring;
	int status = lookup_document(authoring->registry, authoring->options->args[0], authoring->language,
	                             &amending->target_index);

	if (status)
		return status;
	amending->target = &authoring->registry->documents[amending->target_index];
	status = find_id(amending);
	return status ? status : prepare(amending);
}

static int run(const struct options *options)
{
	struct amending amending = {.options = (const struct amend_options *)options, .new = NO_DOCUMENT};
	int status = EXIT_CLEAN;

	if (options->arg_count < 1 || options->arg_count > 2)
		return usage_error(
			language_of_command_line(options),
			(struct bilingual){"name the document that is amended, and perhaps the one that amends it",
		                           "ange det dokument som ändras, och kanske det som ändrar det"},
			NULL);
	status = authoring_begin(&amending.authoring, options);
	if (!status)
		status = answer(&amending);
	vec_release(&amending.operative.parts);
	authoring_end(&amending.authoring);
	return status;
}

static const struct option_row option_amend[] = {
	{"part",
         OPTION_TEXT,
         offsetof(struct amend_options, part),
         {"PART", "DEL"},
         {"the part that is amended: its anchor, heading or number",
          "den del som ändras: dess ankare, rubrik eller nummer"},
         NULL,
         NULL},
	{"from",
         OPTION_TEXT,
         offsetof(struct amend_options, from),
         {"FILE", "FIL"},
         {"the amendment's operative text; - reads standard input", "ändringens text; - läser standard in"},
         NULL,
         NULL},
	{"decided",
         OPTION_DATE,
         offsetof(struct amend_options, decided),
         {"DATE", "DATUM"},
         {"the day on which the amendment was decided; without it, and if its text does not say, it is a draft",
          "dagen då ändringen beslutades; utan den, och om texten inte säger det, är den ett utkast"},
         NULL,
         NULL},
	{"title",
         OPTION_TEXT,
         offsetof(struct amend_options, title),
         {"TITLE", "TITEL"},
         {"the amending document's title", "ändringens titel"},
         NULL,
         NULL},
	{"type",
         OPTION_TEXT,
         offsetof(struct amend_options, type),
         {"TYPE", "TYP"},
         {"its type (default: beslut, else that of the document)", "dess typ (annars: beslut, eller dokumentets)"},
         NULL,
         NULL},
	{0}};

const struct command command_amend = {
	.name = "amend",
	.arguments = {"[OPTIONS] DOC [AMENDMENT]", "[FLAGGOR] DOK [ÄNDRING]"},
	.summary = {"amend a document", "ändra ett dokument"},
	.details =
		{"Begins a document that amends DOC, or a part of it, with the wording to be changed. With --from, or "
                 "for an "
                 "AMENDMENT that exists, its operative text is read (\"2 § ska ha följande lydelse:\", \"dels att 4 § "
                 "ska "
                 "upphöra att gälla\", \"införas en ny paragraf, 5 a §\", \"träder i kraft den\"), and the new "
                 "wordings "
                 "are put into DOC, each with its day and what decided it. What is not understood is told, and nothing "
                 "is written.",
                 "Påbörjar ett dokument som ändrar DOK, eller en del av det, med den lydelse som ska ändras. Med "
                 "--from, "
                 "eller för en ÄNDRING som finns, läses dess text (”2 § ska ha följande lydelse:”, ”dels att 4 § ska "
                 "upphöra att gälla”, ”införas en ny paragraf, 5 a §”, ”träder i kraft den”), och de nya lydelserna "
                 "förs in i DOK, var och en med sin dag och vad som beslutade den. Det som inte förstås sägs, och "
                 "inget "
                 "skrivs."},
	COMMAND_OPTIONS(option_repo, option_on, option_amend),
	.size = sizeof(struct amend_options),
	.run = run,
	.extent = REGISTRY_GRAPH,
};
