/* Files for other programs: the calendar, the feed of all, and the map of the site. */
#include "bin/list/due_calendar.h"
#include "bin/site/site.h"
#include "bin/site/site_changes.h"
#include "bin/site/site_feed.h"
#include "bin/write/xml.h"

#include "registry/base/memory.h"

#include <stdlib.h>

static FILE *text_open(char **bytes, size_t *size)
{
	FILE *out = open_memstream(bytes, size);

	if (!out)
		memory_failed();
	return out;
}

static void text_put(const struct site *site, FILE *out, const char *path, char **bytes, size_t *size)
{
	if (fclose(out) != 0)
		memory_failed();
	site_folder_put(site->folder, str_from(path), (struct str){*bytes, *size});
	free(*bytes);
}

static void make_calendar(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct due_items items = {0};
	char *bytes = NULL;
	size_t size = 0;
	FILE *out = text_open(&bytes, &size);

	due_find(&items, &arena, site->registry, site->on, date_plus(site->on, SITE_COMING_DAYS));
	due_calendar(out, site->registry, &items, site->on, site->language);
	text_put(site, out, "kommande.ics", &bytes, &size);
	arena_release(&arena);
}

static void make_map(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	char *bytes = NULL;
	size_t size = 0;
	FILE *out = text_open(&bytes, &size);

	fputs("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset "
	      "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
	      out);
	site_folder_sort(site->folder);
	for (size_t i = 0; i < site_folder_count(site->folder); i++) {
		struct str path = site_folder_path(site->folder, i), page = STR("index.html");
		if (!str_ends(path, page))
			continue;
		fputs("<url><loc>", out);
		put_xml(out, site_absolute(site, &arena, str_part(path, 0, path.n - page.n)));
		fputs("</loc></url>\n", out);
	}
	fputs("</urlset>\n", out);
	text_put(site, out, "sitemap.xml", &bytes, &size);
	arena_release(&arena);
}

void site_make_machines(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct site_feed feed = {.path = STR("feed/alla.atom"),
	                         .title = site_str(site, "Governing documents: changes", "Styrdokument: ändringar"),
	                         .page = STR("index.html"),
	                         .changes = site->changes,
	                         .count = site->change_count};

	site_feed_put(site, &arena, &feed, NULL);
	make_calendar(site);
	make_map(site); /* last: it names the pages of all others */
	arena_release(&arena);
}
