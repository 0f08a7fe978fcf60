#include "bin/site/site_pictures.h"

#include "bin/graph/graph.h"
#include "bin/timeline/timeline_svg.h"
#include "bin/write/escape.h"

#include <pthread.h>
#include <stdlib.h>

struct drawing {
	const struct site *site;
	struct arena *arena;
	struct str folder; /* of the pictures */
	struct subgraph view;
	struct str subject;
};

/* From one folder of a page to another. */
static struct str address_of(void *context, struct str id)
{
	const struct drawing *drawing = context;
	uint32_t document = registry_find(drawing->site->registry, id);
	struct page page = {
		.site = drawing->site, .arena = drawing->arena, .up = site_up(drawing->arena, drawing->folder)};

	return document == NO_DOCUMENT ? STR_EMPTY : page_document(&page, document, STR_EMPTY);
}

typedef bool draw_fn(FILE *out, struct drawing *drawing);

static bool draw_timeline(FILE *out, struct drawing *drawing)
{
	const struct site *site = drawing->site;
	const struct subgraph *view = &drawing->view;
	struct timeline_view timeline = {.on = site->on,
	                                 .from = DATE_NONE,
	                                 .to = DATE_NONE,
	                                 .language = site->language,
	                                 .links = {address_of, drawing},
	                                 .subject = drawing->subject};
	uint32_t *named = ARENA_ARRAY(drawing->arena, uint32_t, view->count);

	for (uint32_t i = 0; i < view->count; i++)
		if (view->asked[i])
			named[timeline.named_count++] = view->documents[i];
	timeline.named = named;
	timeline_write(out, site->registry, view->documents, view->count, &timeline);
	return true;
}

/* Graphviz is for one thread at a time. */
static bool draw_graph(FILE *out, struct drawing *drawing)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	const struct site *site = drawing->site;
	struct graph graph = {.registry = site->registry,
	                      .view = &drawing->view,
	                      .telling = {site->registry, drawing->arena, site->language, false},
	                      .on = site->on,
	                      .links = {address_of, drawing},
	                      .subject = drawing->subject};
	bool drawn;

	pthread_mutex_lock(&mutex);
	drawn = graph_write_svg(out, &graph) == 0;
	pthread_mutex_unlock(&mutex);
	return drawn;
}

static bool draw(struct drawing *drawing, const char *name, draw_fn *draws)
{
	struct site_text picture;
	struct str bytes;
	bool drawn = false;

	site_text_open(&picture);
	drawn = draws(picture.out, drawing);
	bytes = site_text_close(&picture);
	if (drawn)
		site_folder_put(drawing->site->folder,
		                arena_format(drawing->arena, "%.*s%s", STR_ARG(drawing->folder), name), bytes);
	free(picture.bytes);
	return drawn;
}

static struct site_pictures draw_both(struct drawing *drawing)
{
	struct site_pictures drawn = {0};

	drawn.timeline = draw(drawing, "tidslinje.svg", draw_timeline);
	drawn.graph = draw(drawing, "grannar.svg", draw_graph);
	return drawn;
}

struct site_pictures site_draw(const struct site *site, struct arena *arena, uint32_t document)
{
	struct drawing drawing = {.site = site, .arena = arena};

	if (!site->pictures ||
	    !(edges_count(&site->registry->by, document) + edges_count(&site->registry->to, document)))
		return (struct site_pictures){0};
	drawing.folder = arena_format(arena, "dokument/%.*s/", STR_ARG(site->document_segments[document]));
	drawing.subject =
		arena_format(arena, site_say(site, "Around %.*s", "Kring %.*s"), STR_ARG(site_title(site, document)));
	subgraph_of_neighbours(&drawing.view, arena, site->registry, &document, 1, 1, site->on);
	return draw_both(&drawing);
}

struct site_pictures site_draw_all(const struct site *site, struct arena *arena)
{
	struct drawing drawing = {.site = site, .arena = arena, .folder = STR("graf/")};

	if (!site->pictures)
		return (struct site_pictures){0};
	drawing.subject = site_str(site, "The whole register", "Hela registret");
	subgraph_of_all(&drawing.view, arena, site->registry, site->on);
	return draw_both(&drawing);
}

void page_picture(struct page *page, const char *name, struct str heading, struct str words)
{
	FILE *out = page->out;

	fputs("<section class=\"picture\">\n<h2>", out);
	put_html(out, heading);
	fprintf(out, "</h2>\n<a href=\"%s\"><img src=\"%s\" loading=\"lazy\" alt=\"", name, name);
	put_html(out, words);
	fputs("\"></a>\n</section>\n", out);
}
