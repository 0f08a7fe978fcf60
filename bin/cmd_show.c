/* styrdok show: a document's card. */
#include "bin/ask.h"
#include "bin/commands.h"
#include "bin/reasons.h"
#include "registry/base/vec.h"
#include "registry/effect.h"

#include <stdlib.h>

struct showing {
	const struct options *options;
	const struct registry *registry;
	struct telling telling;
	struct arena arena;
	const struct document *document;
	uint32_t index;
};

static const struct {
	const char *key;
	struct texts label;
} labels[] = {
	{"type", {"type", "typ"}},
	{"dnr", {"case number", "diarienummer"}},
	{"stage", {"stated stage", "angivet skede"}},
	{"decided_by", {"decided by", "beslutat av"}},
	{"decided", {"decided", "beslutat"}},
	{"dated", {"dated", "daterat"}},
	{"referred", {"referred", "remitterat"}},
	{"reply_by", {"reply by", "svar senast"}},
	{"in_force", {"applies from", "tillämpas från"}},
	{"expires", {"last day", "sista dag"}},
	{"review_by", {"review by", "översyn senast"}},
	{"steward", {"steward", "förvaltas av"}},
	{"applies_to", {"applies to", "gäller för"}},
	{"topics", {"topics", "ämnen"}},
	{"aliases", {"also called", "kallas även"}},
	{"text", {"text held", "text"}},
};

static struct str stated_date(struct showing *showing, struct date date)
{
	return date.known ? date_text(&showing->arena, date) : STR_EMPTY;
}

static struct str joined(struct showing *showing, struct names names)
{
	struct str list = STR_EMPTY;

	for (uint32_t i = 0; i < names.n; i++)
		list = arena_format(&showing->arena, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "",
		                    STR_ARG(names.at[i].text));
	return list;
}

/* A body by its name; by its id where the vocabulary does not know it. */
static struct str body_text(const struct showing *showing, struct str id)
{
	uint32_t body = id.n ? map_get(&showing->registry->vocabulary.body_by_id, id) : MAP_NONE;

	return body == MAP_NONE ? id : showing->registry->vocabulary.bodies[body].name;
}

static struct str scopes_text(struct showing *showing)
{
	struct str list = STR_EMPTY;
	bool english = str_equal(showing->telling.language, STR("en"));

	for (uint32_t i = 0; i < showing->document->scope_count; i++) {
		const struct scope *scope = &showing->document->scopes[i];
		list = arena_format(&showing->arena, "%.*s%s%.*s%s", STR_ARG(list), i ? ", " : "",
		                    STR_ARG(body_text(showing, scope->body.text)),
		                    !scope->subsidiaries ? ""
		                    : english            ? " with subsidiaries"
		                                         : " med dotterbolag");
		if (scope->via.text.n)
			list = arena_format(&showing->arena, "%.*s (%s %.*s)", STR_ARG(list),
			                    english ? "through" : "genom",
			                    STR_ARG(body_text(showing, scope->via.text)));
	}
	return list;
}

static struct str topics_text(struct showing *showing)
{
	const struct vocabulary *vocabulary = &showing->registry->vocabulary;
	struct str list = STR_EMPTY;

	for (uint32_t i = 0; i < showing->document->topics.n; i++) {
		struct str name = showing->document->topics.at[i].text;
		uint32_t topic = map_get(&vocabulary->topic_by_id, name);
		if (topic != MAP_NONE)
			name = str_equal(showing->telling.language, STR("en")) ? vocabulary->topics[topic].label.en
			                                                       : vocabulary->topics[topic].label.sv;
		if (!name.n)
			name = showing->document->topics.at[i].text;
		list = arena_format(&showing->arena, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "", STR_ARG(name));
	}
	return list;
}

static struct str type_text(const struct showing *showing)
{
	uint32_t type = showing->document->type_index;
	struct label name = {0};

	if (type == NO_BODY)
		return showing->document->type;
	name = showing->registry->vocabulary.types[type].name;
	name.sv = str_equal(showing->telling.language, STR("en")) ? name.en : name.sv;
	return name.sv.n ? name.sv : showing->document->type;
}

static void collect(struct showing *showing, struct str values[])
{
	static const struct texts stages[] = {{"", ""},
	                                      {"draft", "utkast"},
	                                      {"referred for consideration", "på remiss"},
	                                      {"decided", "beslutat"},
	                                      {"withdrawn", "återkallat"}};
	static const struct texts holdings[] = {
		{"in full", "hela texten"},
		{"a digest", "ett sammandrag"},
		{"not held, known by reference", "finns inte här, bara känd genom hänvisningar"}};
	const struct document *document = showing->document;

	values[0] = type_text(showing);
	values[1] = joined(showing, document->dnr);
	values[2] = str_from(in_language(stages[document->stage], showing->telling.language));
	values[3] = body_text(showing, document->decided_by);
	values[4] = stated_date(showing, document->decided);
	values[5] = stated_date(showing, document->dated);
	values[6] = stated_date(showing, document->referred);
	values[7] = stated_date(showing, document->reply_by);
	values[8] = stated_date(showing, document->in_force);
	values[9] = stated_date(showing, document->expires);
	values[10] = stated_date(showing, document->review_by);
	values[11] = body_text(showing, document->steward);
	values[12] = scopes_text(showing);
	values[13] = topics_text(showing);
	values[14] = joined(showing, document->aliases);
	values[15] = str_from(in_language(holdings[document->holding], showing->telling.language));
}

/* --- events ------------------------------------------------------------------------------------------------------- */

struct event {
	struct date date;
	struct str text;
};

typedef VEC(struct event) event_vec;

static int compare_events(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->date.first != y->date.first)
		return x->date.first < y->date.first ? -1 : 1;
	if (x->date.last != y->date.last)
		return x->date.last < y->date.last ? -1 : 1;
	return str_compare(x->text, y->text);
}

static void add_event(struct showing *showing, event_vec *events, struct date date, struct texts text)
{
	if (date.known)
		vec_push(events, (struct event){date, str_from(in_language(text, showing->telling.language))});
}

/* What ends or changes it, and when. */
static void add_relation_event(struct showing *showing, event_vec *events, const struct relation *relation)
{
	struct date effect = relation_effect(showing->registry, relation);
	const struct document *actor = &showing->registry->documents[relation->actor];
	bool english = str_equal(showing->telling.language, STR("en"));

	if (!effect.known || relation->state == STATE_PROPOSED || actor->stage == STAGE_DRAFT ||
	    actor->stage == STAGE_REFERRED)
		return;
	vec_push(
		events,
		(struct event){effect,
	                       arena_format(&showing->arena, english ? "'%.*s' %.*s it%s%.*s" : "”%.*s” %.*s det%s%.*s",
	                                    STR_ARG(actor->id),
	                                    STR_ARG(relation_words(relation->type, false, showing->telling.language)),
	                                    relation->target.part.n ? " #" : "", STR_ARG(relation->target.part))});
}

static void collect_events(struct showing *showing, event_vec *events)
{
	const struct document *document = showing->document;
	const struct edge_rows *ending = &showing->registry->ending;

	add_event(showing, events, document->dated, (struct texts){"dated", "daterat"});
	add_event(showing, events, document->referred, (struct texts){"referred for consideration", "remitterat"});
	add_event(showing, events, document->reply_by, (struct texts){"last day for replies", "sista svarsdag"});
	add_event(showing, events, document->decided, (struct texts){"decided", "beslutat"});
	add_event(showing, events, document->in_force,
	          (struct texts){"first day of application", "första tillämpningsdag"});
	add_event(showing, events, document->review_by, (struct texts){"to be reviewed", "ska ses över"});
	add_event(showing, events, document->expires,
	          (struct texts){"last day of application", "sista tillämpningsdag"});
	for (uint32_t i = ending->start[showing->index]; i < ending->start[showing->index + 1]; i++)
		add_relation_event(showing, events, ending->at[i]);
	if (events->n)
		qsort(events->at, events->n, sizeof *events->at, compare_events);
}

/* --- who cites it ------------------------------------------------------------------------------------------------- */

/* A case number stands for the documents of the case that govern, not for their drafts and attachments. */
static bool cites(const struct showing *showing, const struct citation *citation)
{
	const struct registry *registry = showing->registry;
	bool named = citation->document == showing->index, another_governs = false;

	for (uint32_t name = citation->name; name != NO_NAME; name = names_at(registry->names, name)->next) {
		uint32_t document = names_at(registry->names, name)->document;
		named = named || document == showing->index;
		another_governs =
			another_governs || (document != showing->index && registry_governs(registry, document));
	}
	return named && (!another_governs || registry_governs(registry, showing->index));
}

/* The first citation in a document of the one that is shown, or NULL. */
static const struct citation *first_citation(const struct showing *showing, const struct document *document)
{
	if (document == showing->document)
		return NULL;
	for (uint32_t i = 0; i < document->citation_count; i++)
		if (cites(showing, &document->citations[i]))
			return &document->citations[i];
	return NULL;
}

/* --- text --------------------------------------------------------------------------------------------------------- */

static void heading(const struct showing *showing, struct texts text)
{
	struct colors colors = colors_of(showing->options->color);

	printf("\n%s%s%s\n", colors.bold, in_language(text, showing->telling.language), colors.off);
}

static void put_where(const struct showing *showing, struct str path, uint32_t line)
{
	struct colors colors = colors_of(showing->options->color);

	printf("  %s", colors.dim);
	put_text(stdout, path);
	printf(":%u%s\n", line, colors.off);
}

static void text_relation(struct showing *showing, const struct relation *relation, bool outgoing)
{
	const struct registry *registry = showing->registry;
	struct str other = outgoing ? (relation->target.document == NO_DOCUMENT
	                                       ? relation->target.name
	                                       : registry->documents[relation->target.document].id)
	                            : registry->documents[relation->actor].id;

	printf("  ");
	put_padded(stdout, relation_words(relation->type, !outgoing, showing->telling.language), 16);
	fputc(' ', stdout);
	put_text(stdout, other);
	if (relation->target.part.n) {
		printf(" #");
		put_text(stdout, relation->target.part);
	}
	printf("%s", relation_state_text(relation->state, showing->telling.language));
	put_where(showing, registry->documents[relation->stated_in].path, relation->target.at.line);
	if (relation->note.n) {
		printf("                   ");
		put_text(stdout, relation->note);
		fputc('\n', stdout);
	}
}

/* Relations out: the edges, and those that name what is not in the register. */
static void text_relations(struct showing *showing)
{
	const struct registry *registry = showing->registry;
	const struct edge_rows *by = &registry->by, *to = &registry->to;
	bool told = false;

	for (uint32_t i = by->start[showing->index]; i < by->start[showing->index + 1]; i++) {
		if (!told)
			heading(showing, (struct texts){"Relations to others", "Relationer till andra"});
		told = true;
		text_relation(showing, by->at[i], true);
	}
	for (uint32_t i = 0; i < showing->document->relation_count; i++)
		if (!showing->document->relations[i].inverse &&
		    showing->document->relations[i].target.document == NO_DOCUMENT) {
			if (!told)
				heading(showing, (struct texts){"Relations to others", "Relationer till andra"});
			told = true;
			text_relation(showing, &showing->document->relations[i], true);
		}
	told = false;
	for (uint32_t i = to->start[showing->index]; i < to->start[showing->index + 1]; i++) {
		if (!told)
			heading(showing, (struct texts){"Relations from others", "Relationer från andra"});
		told = true;
		text_relation(showing, to->at[i], false);
	}
}

static void text_citations(struct showing *showing)
{
	bool told = false;

	for (uint32_t i = 0; i < showing->registry->count; i++) {
		const struct document *document = &showing->registry->documents[i];
		const struct citation *citation = first_citation(showing, document);
		if (!citation)
			continue;
		if (!told)
			heading(showing, (struct texts){"Cited by", "Omnämns i"});
		told = true;
		printf("  ");
		put_text(stdout, document->id);
		put_where(showing, document->path, citation->at.line);
	}
}

static void text_parts(struct showing *showing, const struct status_answer *answer)
{
	for (uint32_t i = 0; i < answer->part_count; i++) {
		const struct markdown_part *part = &showing->document->parts[i];
		if (!i)
			heading(showing, (struct texts){"Parts", "Delar"});
		printf("  %*s", (part->level > 2 ? part->level - 2 : 0) * 2, "");
		put_text(stdout, part->title);
		printf("  #");
		put_text(stdout, part->anchor);
		if (answer->parts[i].status != answer->status)
			printf("  [%.*s]", STR_ARG(status_label(answer->parts[i].status, showing->telling.language)));
		fputc('\n', stdout);
	}
}

static void text_events(struct showing *showing)
{
	event_vec events = {0};

	collect_events(showing, &events);
	if (events.n)
		heading(showing, (struct texts){"Timeline", "Tidslinje"});
	for (size_t i = 0; i < events.n; i++) {
		printf("  ");
		put_padded(stdout, stated_date(showing, events.at[i].date), 24);
		put_text(stdout, events.at[i].text);
		fputc('\n', stdout);
	}
	vec_release(&events);
}

static void print_text(struct showing *showing)
{
	const struct document *document = showing->document;
	struct colors colors = colors_of(showing->options->color);
	struct str values[sizeof labels / sizeof *labels];
	struct status_answer answer;
	char date[DATE_TEXT];

	status_explain(&answer, &showing->arena, showing->registry, showing->index, showing->options->on);
	collect(showing, values);
	fputs(colors.bold, stdout);
	put_text(stdout, document->title.n ? document->title : document->id);
	printf("%s\n  ", colors.off);
	put_text(stdout, document->id);
	printf("  %s", colors.dim);
	put_text(stdout, document->path);
	printf("%s\n\n%s: %s%.*s%s\n", colors.off, date_format(showing->options->on, date),
	       status_color(&colors, answer.status),
	       STR_ARG(status_words(&showing->telling, showing->index, answer.status)), colors.off);
	text_reasons(&showing->telling, answer.reasons, answer.reason_count);
	fputc('\n', stdout);
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		if (!values[i].n)
			continue;
		printf("  ");
		put_padded(stdout, str_from(in_language(labels[i].label, showing->telling.language)), 16);
		fputc(' ', stdout);
		put_text(stdout, values[i]);
		fputc('\n', stdout);
	}
	text_parts(showing, &answer);
	text_relations(showing);
	text_citations(showing);
	text_events(showing);
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static void json_names(struct json *json, const char *key, struct names names)
{
	if (!names.n)
		return;
	json_key(json, key);
	json_open(json, '[');
	for (uint32_t i = 0; i < names.n; i++)
		json_string(json, names.at[i].text);
	json_close(json);
}

static void json_card(struct json *json, struct showing *showing)
{
	const struct document *document = showing->document;

	json_pair(json, "type", document->type);
	json_names(json, "aliases", document->aliases);
	json_names(json, "dnr", document->dnr);
	json_pair(json, "stage", str_from(stage_name(document->stage)));
	json_pair(json, "decided_by", document->decided_by);
	json_pair(json, "decided", stated_date(showing, document->decided));
	json_pair(json, "dated", stated_date(showing, document->dated));
	json_pair(json, "referred", stated_date(showing, document->referred));
	json_pair(json, "reply_by", stated_date(showing, document->reply_by));
	json_pair(json, "in_force", stated_date(showing, document->in_force));
	json_pair(json, "expires", stated_date(showing, document->expires));
	json_pair(json, "review_by", stated_date(showing, document->review_by));
	json_pair(json, "steward", document->steward);
	json_names(json, "topics", document->topics);
	json_pair(json, "text", str_from(holding_name(document->holding)));
}

static void json_scopes(struct json *json, const struct document *document)
{
	if (!document->scope_count)
		return;
	json_key(json, "applies_to");
	json_open(json, '[');
	for (uint32_t i = 0; i < document->scope_count; i++) {
		json_open(json, '{');
		json_pair(json, "body", document->scopes[i].body.text);
		json_pair(json, "including", document->scopes[i].subsidiaries ? STR("subsidiaries") : STR_EMPTY);
		json_pair(json, "via", document->scopes[i].via.text);
		json_close(json);
	}
	json_close(json);
}

static void json_relation(struct json *json, struct showing *showing, const struct relation *relation, bool outgoing)
{
	static const char *const states[] = {"", "proposed", "conditional", "decided", "disputed"};
	const struct registry *registry = showing->registry;

	json_open(json, '{');
	json_pair(json, "type", str_from(relation_name(relation->type)));
	json_pair(json, outgoing ? "target" : "actor",
	          outgoing ? (relation->target.document == NO_DOCUMENT
	                              ? relation->target.name
	                              : registry->documents[relation->target.document].id)
	                   : registry->documents[relation->actor].id);
	json_pair(json, "part", relation->target.part);
	json_pair(json, "state", str_from(states[relation->state]));
	json_pair(json, "from", stated_date(showing, relation->from));
	json_pair(json, "note", relation->note);
	json_pair(json, "path", registry->documents[relation->stated_in].path);
	json_key(json, "line");
	json_number(json, (long)relation->target.at.line);
	json_close(json);
}

static void json_relations(struct json *json, struct showing *showing)
{
	const struct edge_rows *by = &showing->registry->by, *to = &showing->registry->to;

	json_key(json, "relations");
	json_open(json, '[');
	for (uint32_t i = by->start[showing->index]; i < by->start[showing->index + 1]; i++)
		json_relation(json, showing, by->at[i], true);
	for (uint32_t i = 0; i < showing->document->relation_count; i++)
		if (!showing->document->relations[i].inverse &&
		    showing->document->relations[i].target.document == NO_DOCUMENT)
			json_relation(json, showing, &showing->document->relations[i], true);
	json_close(json);
	json_key(json, "related_from");
	json_open(json, '[');
	for (uint32_t i = to->start[showing->index]; i < to->start[showing->index + 1]; i++)
		json_relation(json, showing, to->at[i], false);
	json_close(json);
}

static void json_citations(struct json *json, struct showing *showing)
{
	json_key(json, "cited_by");
	json_open(json, '[');
	for (uint32_t i = 0; i < showing->registry->count; i++) {
		const struct document *document = &showing->registry->documents[i];
		const struct citation *citation = first_citation(showing, document);
		if (!citation)
			continue;
		json_open(json, '{');
		json_pair(json, "document", document->id);
		json_pair(json, "path", document->path);
		json_key(json, "line");
		json_number(json, (long)citation->at.line);
		json_close(json);
	}
	json_close(json);
}

static void json_parts(struct json *json, struct showing *showing, const struct status_answer *answer)
{
	json_key(json, "parts");
	json_open(json, '[');
	for (uint32_t i = 0; i < answer->part_count; i++) {
		json_open(json, '{');
		json_pair(json, "part", showing->document->parts[i].anchor);
		json_pair(json, "title", showing->document->parts[i].title);
		json_pair(json, "status", str_from(status_name(answer->parts[i].status)));
		json_key(json, "line");
		json_number(json, (long)showing->document->parts[i].at.line);
		json_close(json);
	}
	json_close(json);
}

static void json_events(struct json *json, struct showing *showing)
{
	event_vec events = {0};

	collect_events(showing, &events);
	json_key(json, "timeline");
	json_open(json, '[');
	for (size_t i = 0; i < events.n; i++) {
		json_open(json, '{');
		json_pair(json, "date", stated_date(showing, events.at[i].date));
		json_pair(json, "says", events.at[i].text);
		json_close(json);
	}
	json_close(json);
	vec_release(&events);
}

static void print_json(struct showing *showing)
{
	struct json json = {.out = stdout};
	struct status_answer answer;
	char date[DATE_TEXT];

	status_explain(&answer, &showing->arena, showing->registry, showing->index, showing->options->on);
	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "revision", str_from(source_revision(showing->registry->source)));
	json_pair(&json, "on", str_from(date_format(showing->options->on, date)));
	json_pair(&json, "id", showing->document->id);
	json_pair(&json, "title", showing->document->title);
	json_pair(&json, "path", showing->document->path);
	json_pair(&json, "status", str_from(status_name(answer.status)));
	json_reasons(&json, &showing->telling, answer.reasons, answer.reason_count);
	json_card(&json, showing);
	json_scopes(&json, showing->document);
	json_parts(&json, showing, &answer);
	json_relations(&json, showing);
	json_citations(&json, showing);
	json_events(&json, showing);
	json_close(&json);
}

static int show(struct showing *showing)
{
	int status =
		ask_document(showing->registry, showing->options->args[0], showing->telling.language, &showing->index);
	if (status)
		return status;
	showing->document = &showing->registry->documents[showing->index];
	(showing->options->format == FORMAT_JSON ? print_json : print_text)(showing);
	return EXIT_CLEAN;
}

static int run(const struct options *options)
{
	struct showing showing = {.options = options};
	struct registry *registry = NULL;
	struct error error;
	int status = EXIT_SYSTEM;

	if (options->arg_count != 1)
		return usage_error(language_of_shell(options),
		                   (struct texts){"name one document%s", "ange ett dokument%s"}, "");
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	showing.registry = registry;
	showing.telling = (struct telling){registry, &showing.arena, language_of(options, registry), options->color};
	status = show(&showing);
	arena_release(&showing.arena);
	registry_free(registry);
	return status;
}

const struct command command_show = {
	.name = "show",
	.arguments = {"[OPTIONS] DOC", "[FLAGGOR] DOK"},
	.summary = {"a document's card: status, parts, relations in and out, timeline",
                    "ett dokuments kort: status, delar, relationer till och från, tidslinje"},
	.formats = "text|json",
	.options = OPTION_REPO | OPTION_REV | OPTION_ON,
	.run = run,
};
