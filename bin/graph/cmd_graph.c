/* styrdok graph: documents and their relations as a picture. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/graph/graph.h"
#include "bin/graph/graph_picture.h"
#include "bin/timeline/timeline_svg.h"
#include "registry/graph/load.h"

#include <stdio.h>

struct graph_options {
	struct options common;
	int depth; /* -1: not stated */
	bool timeline;
};

struct graphing {
	const struct options *options;
	const struct graph_options *mine; /* the same */
	const struct registry *registry;
	enum language language;
	struct arena arena;
	struct subgraph view;
	struct str subject;
	bool partial; /* not everything could be read: the subject says so */
};

/* The words with one text in them. */
static struct str filled(struct graphing *graphing, struct bilingual words, struct str text)
{
	return arena_format(&graphing->arena, bilingual_in(words, graphing->language), STR_ARG(text));
}

static int select_topic(struct graphing *graphing)
{
	static const struct bilingual subject = {"Documents on %.*s", "Dokument om ämnet %.*s"};
	const struct topic *topics = graphing->registry->vocabulary.topics;
	struct str name = STR_EMPTY;
	uint32_t topic = 0;
	int status = lookup_vocabulary(graphing->registry, VOCABULARY_TOPICS, graphing->options->topic,
	                               graphing->language, &topic);

	if (status)
		return status;
	subgraph_of_topic(&graphing->view, &graphing->arena, graphing->registry, topic, graphing->options->on);
	name = bilingual_str(topics[topic].label, graphing->language);
	graphing->subject = filled(graphing, subject, name.n ? name : topics[topic].id);
	return 0;
}

static struct str neighbourhood_subject(struct graphing *graphing, const uint32_t *documents)
{
	static const struct bilingual around = {"Around %.*s", "Kring %.*s"};
	static const struct bilingual more = {"%.*s and %d more", "%.*s och %d till"};
	const struct document *first = &graphing->registry->documents[documents[0]];
	struct str names = first->title.n ? first->title : first->id;
	int others = -1;

	for (uint32_t i = 0; i < graphing->view.count; i++)
		others += graphing->view.asked[i];
	if (others > 0)
		names = arena_format(&graphing->arena, bilingual_in(more, graphing->language), STR_ARG(names), others);
	return filled(graphing, around, names);
}

static int select_neighbours(struct graphing *graphing)
{
	const struct options *options = graphing->options;
	size_t count = (size_t)options->arg_count;
	uint32_t *documents = ARENA_ARRAY(&graphing->arena, uint32_t, count);

	for (size_t i = 0; i < count; i++) {
		int status = lookup_document(graphing->registry, options->args[i], graphing->language, &documents[i]);
		if (status)
			return status;
	}
	subgraph_of_neighbours(&graphing->view, &graphing->arena, graphing->registry, documents, count,
	                       graphing->mine->depth < 0 ? 1 : (unsigned)graphing->mine->depth, options->on);
	graphing->subject = neighbourhood_subject(graphing, documents);
	return 0;
}

/* What is asked for: a neighbourhood, a topic, or all. */
static int select_documents(struct graphing *graphing)
{
	static const struct bilingual all = {"The whole register", "Hela registret"};

	if (graphing->options->arg_count)
		return select_neighbours(graphing);
	if (graphing->options->topic)
		return select_topic(graphing);
	subgraph_of_all(&graphing->view, &graphing->arena, graphing->registry, graphing->options->on);
	graphing->subject = bilingual_str(all, graphing->language);
	return 0;
}

static int too_large(const struct graphing *graphing)
{
	static const struct bilingual text = {
		"%u documents with %zu relations are too many, or too tangled, for a picture (at most %u and %u); "
		"choose a "
		"topic (--topic) or a document (DOC --depth=1), or write dot, mermaid or json",
		"%u dokument med %zu relationer är för många, eller för intrasslade, för en bild (högst %u och %u); "
		"välj ett "
		"ämne (--topic) eller ett dokument (DOK --depth=1), eller skriv dot, mermaid eller json"};

	fputs("styrdok: ", stderr);
	fprintf(stderr, bilingual_in(text, graphing->language), graphing->view.count, graphing->view.edge_count,
	        PICTURE_DOCUMENTS_MAX, PICTURE_RELATIONS_MAX);
	fputc('\n', stderr);
	return EXIT_SYSTEM;
}

static const struct graph_format {
	struct format format;
	int (*write)(FILE *out,
	             const struct graph *graph); /* -1, with nothing written, when it is too much for a picture */
	bool draws_timelines, tells_unread;
} formats[] = {{{"svg"}, graph_write_svg, true, false},
               {{"dot"}, graph_write_dot, false, false},
               {{"mermaid"}, graph_write_mermaid, false, false},
               {{"json"}, graph_write_json, false, true},
               {{NULL}, NULL, false, false}};

static int write_graph(struct graphing *graphing)
{
	struct graph graph = {.registry = graphing->registry,
	                      .view = &graphing->view,
	                      .telling = {graphing->registry, &graphing->arena, graphing->language, false},
	                      .on = graphing->options->on,
	                      .subject = graphing->subject};

	return FORMAT_CHOSEN(graphing->options, struct graph_format)->write(stdout, &graph) == 0 ? EXIT_CLEAN
	                                                                                         : too_large(graphing);
}

static int write_timeline(struct graphing *graphing)
{
	const struct subgraph *view = &graphing->view;
	struct timeline_view timeline = {.on = graphing->options->on,
	                                 .from = graphing->options->from,
	                                 .to = graphing->options->to,
	                                 .language = graphing->language};
	uint32_t *named = ARENA_ARRAY(&graphing->arena, uint32_t, view->count);

	for (uint32_t i = 0; i < view->count; i++)
		if (view->asked[i])
			named[timeline.named_count++] = view->documents[i];
	timeline.named = named;
	if (graphing->options->arg_count || graphing->options->topic || graphing->partial)
		timeline.subject = graphing->subject;
	timeline_write(stdout, graphing->registry, view->documents, view->count, &timeline);
	return EXIT_CLEAN;
}

/* EXIT_CLEAN, or EXIT_USAGE with a message. */
static int check_timeline(const struct options *options)
{
	bool timeline = ((const struct graph_options *)options)->timeline;
	struct date from = options->from, to = options->to;

	if (!timeline && (from.known || to.known))
		return usage_error(
			language_of_command_line(options),
			(struct bilingual){"--from and --to go with --timeline", "--from och --to hör till --timeline"},
			NULL);
	if (timeline && !FORMAT_CHOSEN(options, struct graph_format)->draws_timelines)
		return usage_error(
			language_of_command_line(options),
			(struct bilingual){"a timeline is written as svg alone", "en tidslinje skrivs bara som svg"},
			NULL);
	if (from.known && to.known && from.first > to.last)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"--from is later than --to", "--from är senare än --to"}, NULL);
	return EXIT_CLEAN;
}

/* EXIT_CLEAN, or EXIT_USAGE with a message. */
static int check_options(const struct options *options)
{
	if (options->arg_count && options->topic)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"name documents or a topic, not both",
		                                      "ange dokument eller ett ämne, inte båda"},
		                   NULL);
	if (!options->arg_count && ((const struct graph_options *)options)->depth >= 0)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"--depth needs a document to begin from",
		                                      "--depth behöver ett dokument att utgå från"},
		                   NULL);
	return check_timeline(options);
}

static int run(const struct options *options)
{
	struct graphing graphing = {.options = options, .mine = (const struct graph_options *)options};
	struct registry *registry = NULL;
	struct footing footing;
	struct str note;
	struct error error;
	int status = check_options(options);

	if (status)
		return status;
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	graphing.registry = registry;
	graphing.language = language_of(options, registry);
	footing = footing_of(registry, graphing.language);
	status = select_documents(&graphing);
	note = unread_note(footing);
	graphing.partial = note.n > 0;
	if (graphing.partial)
		graphing.subject =
			arena_format(&graphing.arena, "%.*s. %.*s", STR_ARG(graphing.subject), STR_ARG(note));
	if (!status && graphing.partial && !FORMAT_CHOSEN(options, struct graph_format)->tells_unread)
		text_unread(stderr, footing);
	if (!status)
		status = graphing.mine->timeline ? write_timeline(&graphing) : write_graph(&graphing);
	status = status_with_unread(status, footing);
	arena_release(&graphing.arena);
	registry_free(registry);
	return status;
}

#define AT(member) offsetof(struct graph_options, member)

static const struct option_row graph_rows[] = {{"depth",
                                                OPTION_NUMBER,
                                                AT(depth),
                                                {"N", "N"},
                                                {"how many relations away from the named documents (default: 1)",
                                                 "hur många relationer bort från de angivna dokumenten (annars: 1)"},
                                                NULL,
                                                NULL},
                                               {"timeline",
                                                OPTION_FLAG,
                                                AT(timeline),
                                                {0},
                                                {"draw when the documents apply, instead of how they relate",
                                                 "rita när dokumenten gäller, i stället för hur de hänger ihop"},
                                                NULL,
                                                NULL},
                                               {0}};

const struct command command_graph = {
	.name = "graph",
	.arguments = {"[OPTIONS] [DOC..]", "[FLAGGOR] [DOK..]"},
	.summary = {"documents and their relations as a picture", "dokument och deras relationer som en bild"},
	.details = {"Without DOC and --topic, the whole register. Of a topic, the documents that name it; relations "
                    "that lead out of the picture are counted. Links lead to the files from the register's folder: "
                    "keep the picture there.\n\nA timeline (--timeline) has a lane for each governing document, and "
                    "for what ends or changes one: bars for when it applies, arrows for what ends or changes it, and a "
                    "line for --on. What is not known exactly is shown as such.",
                    "Utan DOK och --topic: hela registret. Av ett ämne visas de dokument som anger det; relationer som "
                    "leder ut ur bilden räknas. Länkarna utgår från registrets mapp: spara bilden där.\n\nEn tidslinje "
                    "(--timeline) har en rad för varje styrdokument, och för det som upphäver eller ändrar ett sådant: "
                    "staplar för när det gäller, pilar för det som upphäver eller ändrar det, och ett streck för --on. "
                    "Det som inte är känt exakt visas så."},
	.extent = REGISTRY_GRAPH,
	COMMAND_OPTIONS(option_repo, option_rev, option_on, option_topic, graph_rows, option_period),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct graph_options),
	.run = run,
};
