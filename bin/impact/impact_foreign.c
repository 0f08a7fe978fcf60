/* What of this register rests on a document of another one: on an act, say, that has been repealed. */
#include "bin/impact/impact_foreign.h"
#include "bin/command/command.h"
#include "registry/validity/status.h"

#define PLACES_MAX 1000u

struct place { /* where a document of this register points at it */
	uint32_t document;
	enum status status; /* of that document */
	struct location at;
	struct str text, part;
	bool rests;
};

struct places {
	struct place at[PLACES_MAX];
	size_t n;
};

static bool is_same(struct foreign a, struct foreign b)
{
	return a.other == b.other && a.document == b.document;
}

static void put(struct places *places, const struct registry *registry, struct place place, struct date on)
{
	if (places->n == PLACES_MAX)
		return;
	place.status = status_on(registry, place.document, MARKDOWN_NO_PART, on);
	places->at[places->n++] = place;
}

static void find(struct places *places, const struct registry *registry, struct foreign asked, struct date on)
{
	for (uint32_t i = 0; i < registry->count; i++) {
		const struct document *document = &registry->documents[i];
		struct foreign found;
		RELATIONS_EACH(relation, document)
			if (foreign_named(registry, relation->target.name, &found) && is_same(found, asked))
				put(places, registry,
				    (struct place){i, STATUS_UNKNOWN, relation->target.at, relation->target.name,
				                   relation->target.part, relation->type != RELATION_REFERS_TO},
				    on);
		for (uint32_t k = 0; k < document->citation_count; k++) {
			const struct citation *citation = &document->citations[k];
			found = foreign_cited(registry, citation, document_date(document));
			if (is_same(found, asked) && !citation->remark)
				put(places, registry,
				    (struct place){i, STATUS_UNKNOWN, citation->at, citation->text, citation->part,
				                   citation->stance == CITED_RESTS},
				    on);
		}
	}
}

static void as_json(FILE *out, const struct impact_report *report, const struct places *places, struct foreign asked,
                    struct date on)
{
	const struct registry *registry = report->registry;
	struct telling theirs = {asked.other->registry, report->arena, report->telling.language, false};
	static const char *const empty[] = {"relations", "rules", "waivers"};
	struct status_answer answer;
	struct json json = {.out = out};

	status_explain(&answer, report->arena, asked.other->registry, asked.document, on);
	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "revision", str_from(source_revision(registry->source)));
	json_pair(&json, "on", date_text(report->arena, on));
	json_unread(&json, impact_footing(report));
	json_pair(&json, "id", foreign_id(report->arena, asked.other, asked.document));
	json_pair(&json, "title", foreign_document(asked)->title);
	json_pair(&json, "path",
	          arena_format(report->arena, "%.*s:%.*s", STR_ARG(asked.other->name),
	                       STR_ARG(foreign_document(asked)->path)));
	json_pair(&json, "status", status_key(asked.other->registry, asked.document, answer.status));
	json_reasons(&json, &theirs, answer.reasons, answer.reason_count);
	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
		json_key(&json, empty[i]);
		json_open(&json, '[');
		json_close(&json);
	}
	json_key(&json, "citations");
	json_open(&json, '[');
	for (size_t i = 0; i < places->n; i++) {
		const struct place *place = &places->at[i];
		json_open(&json, '{');
		json_pair(&json, "document", registry->documents[place->document].id);
		json_pair(&json, "status", status_key(registry, place->document, place->status));
		json_pair(&json, "text", place->text);
		json_pair(&json, "part", place->part);
		json_pair(&json, "how", place->rests ? STR("rests") : STR("mentions"));
		json_pair(&json, "path", registry->documents[place->document].path);
		json_key(&json, "line");
		json_number(&json, (long)place->at.line);
		json_key(&json, "column");
		json_number(&json, (long)place->at.column);
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
}

static void tell_places(struct outline *outline, const struct impact_report *report, const struct places *places,
                        struct bilingual heading, bool applies, bool rests)
{
	const struct registry *registry = report->registry;

	outline_open(outline, NODE_SECTION, bilingual_str(heading, report->telling.language));
	for (size_t i = 0; i < places->n; i++) {
		const struct place *place = &places->at[i];
		const struct document *document = &registry->documents[place->document];
		if (status_applies(place->status) == applies && (!applies || place->rests == rests))
			outline_item(outline,
			             arena_format(report->arena, "%.*s: %.*s%s%.*s", STR_ARG(document->id),
			                          STR_ARG(place->text), place->part.n ? ", " : "",
			                          STR_ARG(place->part)),
			             document->path, place->at);
	}
	outline_close(outline);
}

static void as_outline(FILE *out, const struct impact_report *report, const struct places *places, struct foreign asked,
                       struct date on, outline_writer *write)
{
	enum status status = status_on(asked.other->registry, asked.document, MARKDOWN_NO_PART, on);
	enum language language = report->telling.language;
	struct outline outline = {0};

	outline_init(&outline, report->arena, language);
	outline.color = report->telling.color;
	outline_put(&outline, NODE_TITLE, foreign_document(asked)->title);
	outline_unread(&outline, impact_footing(report));
	outline_put(&outline, NODE_PARAGRAPH,
	            arena_format(report->arena, "%.*s, %.*s: %.*s",
	                         STR_ARG(foreign_id(report->arena, asked.other, asked.document)),
	                         STR_ARG(date_text(report->arena, on)), STR_ARG(status_label(status, language))));
	tell_places(&outline, report, places,
	            (struct bilingual){"In force, and rest on it", "Gäller, och vilar på den"}, true, true);
	tell_places(&outline, report, places, (struct bilingual){"In force, and mention it", "Gäller, och nämner den"},
	            true, false);
	tell_places(&outline, report, places,
	            (struct bilingual){"Not in force, and point at it", "Gäller inte, och pekar på den"}, false, false);
	write(out, &outline);
}

int impact_foreign(const struct impact_report *report, struct foreign asked, struct date on, bool json,
                   outline_writer *write)
{
	struct places *places = ARENA_NEW(report->arena, struct places);

	places->n = 0;
	if (asked.document == NO_DOCUMENT)
		return EXIT_FINDINGS;
	find(places, report->registry, asked, on);
	if (json)
		as_json(stdout, report, places, asked, on);
	else
		as_outline(stdout, report, places, asked, on, write);
	return EXIT_CLEAN;
}
