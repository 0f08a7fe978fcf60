/* styrdok graph: documents and their relations as a picture. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/graph/graph.h"
#include "bin/graph/graph_picture.h"
#include "bin/timeline/timeline_svg.h"
#include "registry/graph/load.h"

#include <stdio.h>

struct graphing {
	const struct options *options;
	const struct registry *registry;
	enum language language;
	struct arena arena;
	struct subgraph view;
	struct str subject;
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
	int status = ask_topic(graphing->registry, graphing->options->topic, graphing->language, &topic);

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
		int status = ask_document(graphing->registry, options->args[i], graphing->language, &documents[i]);
		if (status)
			return status;
	}
	subgraph_of_neighbours(&graphing->view, &graphing->arena, graphing->registry, documents, count,
	                       options->depth == DEPTH_ALL ? 1 : options->depth, options->on);
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

static int write_graph(struct graphing *graphing)
{
	struct graph graph = {.registry = graphing->registry,
	                      .view = &graphing->view,
	                      .telling = {graphing->registry, &graphing->arena, graphing->language, false},
	                      .on = graphing->options->on,
	                      .subject = graphing->subject};

	switch (graphing->options->format) {
	case FORMAT_JSON:
		graph_write_json(stdout, &graph);
		return EXIT_CLEAN;
	case FORMAT_DOT:
		graph_write_dot(stdout, &graph);
		return EXIT_CLEAN;
	case FORMAT_MERMAID:
		graph_write_mermaid(stdout, &graph);
		return EXIT_CLEAN;
	default:
		return graph_write_svg(stdout, &graph) == 0 ? EXIT_CLEAN : too_large(graphing);
	}
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
	if (graphing->options->arg_count || graphing->options->topic)
		timeline.subject = graphing->subject;
	timeline_write(stdout, graphing->registry, view->documents, view->count, &timeline);
	return EXIT_CLEAN;
}

/* EXIT_CLEAN, or EXIT_USAGE with a message. */
static int check_timeline(const struct options *options)
{
	struct date from = options->from, to = options->to;

	if (!options->timeline && (from.known || to.known))
		return usage_error(language_of_shell(options),
		                   (struct bilingual){"--from and --to go with --timeline%s",
		                                      "--from och --to hör till --timeline%s"},
		                   "");
	if (options->timeline && options->format != FORMAT_SVG)
		return usage_error(language_of_shell(options),
		                   (struct bilingual){"a timeline is written as svg alone%s",
		                                      "en tidslinje skrivs bara som svg%s"},
		                   "");
	if (from.known && to.known && from.first > to.last)
		return usage_error(language_of_shell(options),
		                   (struct bilingual){"--from is later than --to%s", "--from är senare än --to%s"}, "");
	return EXIT_CLEAN;
}

/* EXIT_CLEAN, or EXIT_USAGE with a message. */
static int check_options(const struct options *options)
{
	if (options->arg_count && options->topic)
		return usage_error(language_of_shell(options),
		                   (struct bilingual){"name documents or a topic, not both%s",
		                                      "ange dokument eller ett ämne, inte båda%s"},
		                   "");
	if (!options->arg_count && options->depth != DEPTH_ALL)
		return usage_error(language_of_shell(options),
		                   (struct bilingual){"--depth needs a document to begin from%s",
		                                      "--depth behöver ett dokument att utgå från%s"},
		                   "");
	return check_timeline(options);
}

static int run(const struct options *options)
{
	struct graphing graphing = {.options = options};
	struct registry *registry = NULL;
	struct error error;
	int status = check_options(options);

	if (status)
		return status;
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	graphing.registry = registry;
	graphing.language = language_of(options, registry);
	status = select_documents(&graphing);
	if (!status)
		status = options->timeline ? write_timeline(&graphing) : write_graph(&graphing);
	arena_release(&graphing.arena);
	registry_free(registry);
	return status;
}

const struct command command_graph = {
	.name = "graph",
	.arguments = {"[OPTIONS] [DOC..]", "[FLAGGOR] [DOK..]"},
	.summary = {"documents and their relations as a picture", "dokument och deras relationer som en bild"},
	.details =
		{"Without DOC or --topic, the whole register. Of a topic, the documents that name it; relations "
                 "that lead out of\nthe picture are counted. Links lead to the files from the register's folder: keep "
                 "the "
                 "picture there.\n\nA timeline (--timeline) has a lane for each document that governs, and for what "
                 "ends or "
                 "changes one: bars for when\nit applies, arrows for what ends or changes it, and a line for --on. "
                 "What "
                 "is not known exactly is shown as such.",
                 "Utan DOK och --topic: hela registret. Av ett ämne visas de dokument som anger det; relationer som "
                 "leder ut ur\nbilden räknas. Länkarna utgår från registrets mapp: spara bilden där.\n\nEn tidslinje "
                 "(--timeline) har en rad för varje styrdokument, och för det som upphäver eller ändrar ett sådant:\n"
                 "staplar för när det gäller, pilar för det som upphäver eller ändrar det, och ett streck för --on. "
                 "Det som "
                 "inte är\nkänt exakt visas så."},
	.extent = REGISTRY_GRAPH,
	.formats = "svg|dot|mermaid|json",
	.options =
		OPTION_REPO | OPTION_REV | OPTION_ON | OPTION_SUBJECT | OPTION_DEPTH | OPTION_TIMELINE | OPTION_PERIOD,
	.run = run,
};
