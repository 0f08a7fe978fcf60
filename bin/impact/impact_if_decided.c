/* What a draft would do if it were decided: what it would end, amend or have updated, and who would then refer to, or rest on, what has ended. */
#include "bin/impact/impact_common.h"
#include "bin/write/json.h"

enum doing { DOING_END, DOING_AMEND, DOING_UPDATE, DOINGS };

static enum doing doing_of(const struct relation *relation)
{
	if (relation_family(relation->type) == FAMILY_ENDS)
		return DOING_END;
	return relation_family(relation->type) != FAMILY_CHANGES ? DOINGS
	       : relation->type == RELATION_AFFECTS              ? DOING_UPDATE
	                                                         : DOING_AMEND;
}

/* What points at the whole of a document that the draft would end, or rests on it, but for the draft itself. */
struct left {
	const struct impact_report *report;
	struct impact impact;
	bool *told;
};

static bool left_begin(struct left *left, const struct relation *relation)
{
	const struct impact *asked = &left->report->impact;

	if (doing_of(relation) != DOING_END || relation->target.part.n)
		return false;
	impact_of(&left->impact, left->report->arena, left->report->registry, relation->target.document,
	          MARKDOWN_NO_PART, asked->on);
	return true;
}

static bool is_left(struct left *left, uint32_t document)
{
	if (document == left->report->impact.document || left->told[document])
		return false;
	left->told[document] = true;
	return true;
}

static struct left left_of(const struct impact_report *report)
{
	return (struct left){.report = report,
	                     .told = ARENA_ARRAY(report->arena, bool, (size_t)report->registry->count + 1)};
}

/* --- for people ------------------------------------------------------------------------------------------------------ */

static struct str target_told(const struct telling_impact *telling, const struct relation *relation)
{
	struct str part = relation_part_words(telling->report->registry, telling->arena, relation);

	return arena_format(telling->arena, "%.*s%s%.*s%s",
	                    STR_ARG(impact_named(telling, relation->target.document,
	                                         status_on(telling->report->registry, relation->target.document,
	                                                   MARKDOWN_NO_PART, telling->impact->on))),
	                    part.n ? ", " : "", STR_ARG(part), relation_state_text(relation->state, telling->language));
}

static void tell_doing(struct telling_impact *telling, enum doing doing)
{
	static const struct bilingual headings[] = {
		[DOING_END] = {"Would end", "Skulle upphöra"},
		[DOING_AMEND] = {"Would be amended", "Skulle ändras"},
		[DOING_UPDATE] = {"Would have to be updated", "Skulle behöva uppdateras"}};
	const struct registry *registry = telling->report->registry;
	bool any = false;

	impact_heading(telling, 3, headings[doing].en, headings[doing].sv);
	EDGES_EACH(relation, registry->by, telling->impact->document) {
		if (doing_of(relation) != doing)
			continue;
		any = true;
		impact_item(telling, false, target_told(telling, relation), relation->stated_in, relation->target.at);
	}
	if (!any)
		impact_sentence(telling, "Nothing.", "Inget.");
}

static void tell_left(struct telling_impact *telling)
{
	const struct registry *registry = telling->report->registry;
	struct left left = left_of(telling->report);
	bool any = false;

	impact_heading(telling, 3, "Would refer to, or rest on, what has ended",
	               "Skulle hänvisa till eller vila på det som har upphört");
	EDGES_EACH(relation, registry->by, telling->impact->document) {
		if (!left_begin(&left, relation))
			continue;
		for (uint32_t i = 0; i < left.impact.dangling_count; i++) {
			const struct impact_link *link = &left.impact.dangling[i];
			if (!is_left(&left, link->document))
				continue;
			any = true;
			impact_item(telling, false, impact_named(telling, link->document, link->status), link->document,
			            link->relation ? link->relation->target.at : link->citation->at);
		}
		for (uint32_t i = 0; i < left.impact.dependant_count; i++) {
			const struct impact_dependant *dependant = &left.impact.dependants[i];
			if (!is_left(&left, dependant->document))
				continue;
			any = true;
			impact_item(telling, false, impact_named(telling, dependant->document, dependant->status),
			            dependant->relation->stated_in, dependant->relation->target.at);
		}
	}
	if (!any)
		impact_sentence(telling, "No document.", "Inget dokument.");
}

void impact_tell_if_decided(struct telling_impact *telling)
{
	char date[DATE_TEXT];

	impact_put_heading(telling, 2,
	                   arena_format(telling->arena,
	                                impact_say(telling, "If it were decided on %s", "Om det beslutades %s"),
	                                date_format(telling->impact->on, date)));
	for (int doing = 0; doing < DOINGS; doing++)
		tell_doing(telling, (enum doing)doing);
	tell_left(telling);
}

/* --- for programs ---------------------------------------------------------------------------------------------------- */

static void put_item(struct json *json, const struct registry *registry, uint32_t document,
                     const struct relation *relation, struct location at, uint32_t in)
{
	json_open(json, '{');
	json_pair(json, "document", registry->documents[document].id);
	if (relation) {
		json_pair(json, "part", relation->target.part);
		json_pair(json, "type", str_from(relation_name(relation->type)));
	}
	json_pair(json, "path", registry->documents[in].path);
	json_key(json, "line");
	json_number(json, at.line ? (long)at.line : 1);
	json_close(json);
}

static void put_left(struct json *json, const struct impact_report *report)
{
	const struct registry *registry = report->registry;
	struct left left = left_of(report);

	EDGES_EACH(relation, registry->by, report->impact.document) {
		if (!left_begin(&left, relation))
			continue;
		for (uint32_t i = 0; i < left.impact.dangling_count; i++) {
			const struct impact_link *link = &left.impact.dangling[i];
			if (is_left(&left, link->document))
				put_item(json, registry, link->document, NULL,
				         link->relation ? link->relation->target.at : link->citation->at,
				         link->document);
		}
		for (uint32_t i = 0; i < left.impact.dependant_count; i++) {
			const struct impact_dependant *dependant = &left.impact.dependants[i];
			if (is_left(&left, dependant->document))
				put_item(json, registry, dependant->document, NULL, dependant->relation->target.at,
				         dependant->relation->stated_in);
		}
	}
}

void impact_put_if_decided(struct json *json, const struct impact_report *report)
{
	static const char *const names[] = {"ends", "amends", "updates"};
	const struct registry *registry = report->registry;

	json_key(json, "if_decided");
	json_open(json, '{');
	for (int doing = 0; doing < DOINGS; doing++) {
		json_key(json, names[doing]);
		json_open(json, '[');
		EDGES_EACH(relation, registry->by, report->impact.document) {
			if (doing_of(relation) == (enum doing)doing)
				put_item(json, registry, relation->target.document, relation, relation->target.at,
				         relation->stated_in);
		}
		json_close(json);
	}
	json_key(json, "dangling");
	json_open(json, '[');
	put_left(json, report);
	json_close(json);
	json_close(json);
}
