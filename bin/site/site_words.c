#include "bin/site/site_words.h"

#include "bin/site/site_document.h"
#include "bin/wording/field_values.h"
#include "registry/base/ascii.h"
#include "registry/base/date_words.h"
#include "registry/base/uri.h"

struct str site_title(const struct site *site, uint32_t document)
{
	const struct document *of = &site->registry->documents[document];

	return of->title.n ? of->title : of->id;
}

struct str site_owner(const struct site *site)
{
	const struct vocabulary *vocabulary = &site->registry->vocabulary;

	for (uint32_t i = 0; i < vocabulary->body_count; i++)
		if (str_equal(vocabulary->bodies[i].kind, STR("city")))
			return vocabulary->bodies[i].name;
	for (uint32_t i = 0; i < vocabulary->body_count; i++)
		if (vocabulary->bodies[i].rank == 1)
			return vocabulary->bodies[i].name;
	return STR_EMPTY;
}

struct str site_day_text(struct site *site)
{
	struct arena *arena = &site->arena;
	struct str day = date_spoken(arena, site->on, site->language);

	if (site->horizon)
		return arena_format(
			arena,
			site_say(site, "The register knows of nothing after %.*s; its pages tell how it stood then.",
		                 "Registret känner till läget till och med %.*s; sidorna visar hur det var då."),
			STR_ARG(day));
	return arena_format(arena, site_say(site, "As it stands on %.*s.", "Läget %.*s."), STR_ARG(day));
}

struct str site_source_text(struct site *site)
{
	struct arena *arena = &site->arena;
	struct source *source = site->registry->source;
	struct date day = source_date(source);

	if (!day.known)
		return site_str(site, "Made from the register's files as they were, no fixed revision.",
		                "Framställd ur registrets filer som de var, ingen bestämd version.");
	return arena_format(arena,
	                    site_say(site, "Made from the register's revision %.10s of %.*s.",
	                             "Framställd ur registrets version %.10s av %.*s."),
	                    source_revision(source), STR_ARG(date_spoken(arena, day, site->language)));
}

static struct str named(struct str name, struct str id)
{
	return name.n ? name : id;
}

struct str site_body_name(const struct site *site, uint32_t body)
{
	const struct body *of = &site->registry->vocabulary.bodies[body];

	return named(of->name, of->id);
}

struct str site_topic_name(const struct site *site, uint32_t topic)
{
	const struct topic *of = &site->registry->vocabulary.topics[topic];

	return named(bilingual_str(of->label, site->language), of->id);
}

struct str site_type_name(const struct site *site, uint32_t type)
{
	const struct document_type *of = &site->registry->vocabulary.types[type];

	return named(bilingual_str(of->name, site->language), of->id);
}

struct str site_type(const struct site *site, const struct document *document)
{
	return document->type_index == NO_BODY ? document->type : site_type_name(site, document->type_index);
}

/* --- citing ----------------------------------------------------------------------------------------------------------------- */

/* "KF 2008-03-03 § 45"; without the paragraph where that is not stated. */
static struct str decision_cited(const struct site *site, struct arena *arena, const struct document *document)
{
	struct telling telling = {site->registry, arena, site->language, false};
	struct str minutes = value_minutes(&telling, document), by = document->decided_by;

	if (minutes.n || !document->decided.known)
		return minutes;
	if (document->decided_by_index != NO_BODY) {
		const struct body *body = &site->registry->vocabulary.bodies[document->decided_by_index];
		by = body->aliases.n ? body->aliases.at[0].text : body->name;
	}
	return arena_format(arena, "%.*s%s%.*s", STR_ARG(by), by.n ? " " : "",
	                    STR_ARG(date_text(arena, document->decided)));
}

/* The number that a heading begins with: "2.2" of "2.2 Telefoni"; "" where it begins with none. */
static struct str heading_number(struct str title)
{
	size_t n = 0;

	while (n < title.n && (is_digit(title.at[n]) || title.at[n] == '.'))
		n++;
	if (n < title.n && title.at[n] != ' ')
		n = 0;
	while (n && title.at[n - 1] == '.')
		n--;
	return str_part(title, 0, n);
}

struct str site_citation(const struct site *site, struct arena *arena, uint32_t document, uint32_t part)
{
	const struct document *of = &site->registry->documents[document];
	struct str decision = decision_cited(site, arena, of), name = site_title(site, document), place = STR_EMPTY;

	if (of->aliases.n)
		name = of->aliases.at[0].text;
	if (part != MARKDOWN_NO_PART) {
		place = document_part_words(arena, of, of->parts[part].anchor);
		if (str_starts(place, STR("#")))
			place = heading_number(of->parts[part].title);
		if (!place.n)
			place = arena_format(arena, site_say(site, "“%.*s”", "”%.*s”"), STR_ARG(of->parts[part].title));
	}
	return arena_format(arena, "%.*s%s%.*s%s%.*s", STR_ARG(decision), decision.n ? ", " : "", STR_ARG(name),
	                    place.n ? ", " : "", STR_ARG(place));
}

const char *site_tone(enum status status)
{
	if (status == STATUS_IN_FORCE)
		return "good";
	if (status_applies(status) || status == STATUS_UNKNOWN)
		return "doubt";
	return status_is_final(status) ? "bad" : "quiet";
}

/* --- addresses -------------------------------------------------------------------------------------------------------------- */

bool site_shows_text(const struct document *document)
{
	return document->readable && document->holding != HOLDING_REFERENCE && !document->body_empty;
}

struct str site_anchor(const struct site *site, uint32_t document, struct str part)
{
	const struct document *of = &site->registry->documents[document];
	uint32_t at = part.n && site_shows_text(of) ? document_part(of, part) : MARKDOWN_NO_PART;

	return at == MARKDOWN_NO_PART ? STR_EMPTY : of->parts[at].anchor;
}

#define SEGMENT_BYTES 120u

struct str site_segment(struct arena *arena, struct str id)
{
	struct str whole = id;
	char *out = arena_alloc(arena, id.n * 3 + 1, 1);
	size_t n = 0;

	if (id.n > SEGMENT_BYTES) { /* cut where a character begins */
		for (id.n = SEGMENT_BYTES; ((unsigned char)id.at[id.n] & 0xc0) == 0x80; id.n--)
			;
	}
	for (size_t i = 0; i < id.n; i++) {
		unsigned char byte = (unsigned char)id.at[i];
		bool plain = is_digit(id.at[i]) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
		             byte >= 0x80 || byte == '-' || (byte == '.' && i);
		if (plain || (byte == '_' && i))
			out[n++] = id.at[i];
		else
			n += (size_t)sprintf(out + n, "_%02x", byte);
	}
	if (id.n < whole.n)
		return arena_format(arena, "%.*s_%016llx", (int)n, out, (unsigned long long)str_hash(whole));
	return n ? (struct str){out, n} : STR("_");
}

struct str site_absolute(const struct site *site, struct arena *arena, struct str path)
{
	return arena_format(arena, "%.*s/%.*s", STR_ARG(site->url), STR_ARG(uri_path(arena, path)));
}

struct str site_up(struct arena *arena, struct str path)
{
	struct str up = STR_EMPTY;

	for (size_t i = 0; i < path.n; i++)
		if (path.at[i] == '/')
			up = arena_format(arena, "%.*s../", STR_ARG(up));
	return up;
}
