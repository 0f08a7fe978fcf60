/* Files for other programs: the calendar, the feed of all, and the map of the site. */
#include "bin/list/due_calendar.h"
#include "bin/site/site.h"
#include "bin/site/site_changes.h"
#include "bin/site/site_feed.h"
#include "bin/write/xml.h"

static void make_calendar(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct due_items items = {0};
	struct site_text text;

	site_text_open(&text);
	due_find(&items, &arena, site->registry, site->on, date_plus(site->on, SITE_COMING_DAYS));
	due_calendar(text.out, site->registry, &items, site->on, site->language);
	site_text_put(&text, site->folder, STR("kommande.ics"));
	arena_release(&arena);
}

static void make_map(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct site_text text;

	site_text_open(&text);
	fputs("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset "
	      "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
	      text.out);
	site_folder_sort(site->folder);
	for (size_t i = 0; i < site_folder_count(site->folder); i++) {
		struct str path = site_folder_path(site->folder, i), page = STR("index.html");
		if (!str_ends(path, page))
			continue;
		fputs("<url><loc>", text.out);
		put_xml(text.out, site_absolute(site, &arena, str_part(path, 0, path.n - page.n)));
		fputs("</loc></url>\n", text.out);
	}
	fputs("</urlset>\n", text.out);
	site_text_put(&text, site->folder, STR("sitemap.xml"));
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
