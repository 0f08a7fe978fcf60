#include "bin/site/site_feed.h"

#include "bin/site/site_changes.h"
#include "bin/site/site_words.h"
#include "bin/write/xml.h"
#include "registry/base/date_words.h"
#include "registry/base/uri.h"

#define ENTRIES_MAX 50u

static void put_element(FILE *out, const char *name, struct str text)
{
	fprintf(out, "<%s>", name);
	put_xml(out, text);
	fprintf(out, "</%s>\n", name);
}

/* Its address as a name; where it is published is not always known, and a name stays the same. */
static struct str name_of(const struct site *site, struct arena *arena, struct str path)
{
	if (site->url.n)
		return site_absolute(site, arena, path);
	return arena_format(arena, "urn:x-styrdok:%.*s", STR_ARG(uri_path(arena, path)));
}

/* The address of a path, from the feed where the site's is not known. */
static struct str address_of(const struct site *site, struct arena *arena, struct str feed, struct str path)
{
	if (site->url.n)
		return site_absolute(site, arena, path);
	return arena_format(arena, "%.*s%.*s", STR_ARG(site_up(arena, feed)), STR_ARG(uri_path(arena, path)));
}

static void put_link(FILE *out, const char *relation, const char *type, struct str address)
{
	fprintf(out, "<link rel=\"%s\" type=\"%s\"", relation, type);
	put_attribute(out, "href", address);
	fputs("/>\n", out);
}

static void put_updated(FILE *out, struct arena *arena, int32_t day)
{
	put_element(out, "updated",
	            arena_format(arena, "%.*sT00:00:00Z", STR_ARG(date_text(arena, date_from_day(day)))));
}

static void put_entry(FILE *out, const struct site *site, struct arena *arena, const struct site_feed *feed,
                      const struct site_change *change)
{
	struct telling telling = {site->registry, arena, site->language, false};
	struct str page =
		arena_format(arena, "dokument/%.*s/index.html", STR_ARG(site->document_segments[change->document]));
	struct str day = date_text(arena, date_from_day(change->day));
	struct str status = status_words(&telling, change->document, change->status);

	fputs("<entry>\n", out);
	put_element(out, "id",
	            arena_format(arena, "%.*s#%.*s-%s", STR_ARG(name_of(site, arena, page)), STR_ARG(day),
	                         status_name(change->status)));
	put_element(out, "title",
	            arena_format(arena, "%.*s: %.*s", STR_ARG(site_title(site, change->document)), STR_ARG(status)));
	put_updated(out, arena, change->day);
	put_link(out, "alternate", "text/html", address_of(site, arena, feed->path, page));
	put_element(out, "summary",
	            arena_format(arena, site_say(site, "%.*s, from %.*s", "%.*s, från och med %.*s"), STR_ARG(status),
	                         STR_ARG(date_spoken(arena, date_from_day(change->day), site->language))));
	fputs("</entry>\n", out);
}

static bool is_told(const struct site *site, const struct site_change *change, const bool *member)
{
	return change->day <= site->on.last && (!member || member[change->document]);
}

static void put_feed(FILE *out, const struct site *site, struct arena *arena, const struct site_feed *feed,
                     const bool *member)
{
	size_t first = 0, told = 0;

	while (first < feed->count && !is_told(site, &feed->changes[first], member))
		first++;
	fprintf(out,
	        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
	        "xml:lang=\"%s\">\n",
	        language_code(site->language));
	put_element(out, "id", name_of(site, arena, feed->path));
	put_element(out, "title", feed->title);
	put_updated(out, arena, first < feed->count ? feed->changes[first].day : site->on.first);
	fputs("<author>", out);
	put_element(out, "name", site->owner.n ? site->owner : site_str(site, "The register", "Registret"));
	fputs("</author>\n<generator>styrdok</generator>\n", out);
	put_link(out, "self", "application/atom+xml", address_of(site, arena, feed->path, feed->path));
	put_link(out, "alternate", "text/html", address_of(site, arena, feed->path, feed->page));
	for (size_t i = first; i < feed->count && told < ENTRIES_MAX; i++)
		if (is_told(site, &feed->changes[i], member) && ++told)
			put_entry(out, site, arena, feed, &feed->changes[i]);
	fputs("</feed>\n", out);
}

void site_feed_put(const struct site *site, struct arena *arena, const struct site_feed *feed, const bool *member)
{
	struct site_text text;

	site_text_open(&text);
	put_feed(text.out, site, arena, feed, member);
	site_text_put(&text, site->folder, feed->path);
}
