/* Which bodies would be left without a document on a topic, if a document were repealed. */
#include "bin/impact/impact_common.h"

#define DOCUMENTS_SHOWN 3 /* that cover a topic */

/* --- bodies --------------------------------------------------------------------------------------------------------- */

static struct str topic_name(const struct telling_impact *telling, const struct uncovered_topic *topic)
{
	struct str name = topic->topic == MAP_NONE
	                          ? STR_EMPTY
	                          : bilingual_str(telling->report->registry->vocabulary.topics[topic->topic].label,
	                                          telling->language);

	return name.n ? name : topic->name;
}

static struct str bodies_told(const struct telling_impact *telling, const struct uncovered_bodies *bodies)
{
	struct str *names = ARENA_ARRAY(telling->arena, struct str, bodies->n);

	for (uint32_t i = 0; i < bodies->n; i++) {
		const struct body *body = &telling->report->registry->vocabulary.bodies[bodies->at[i].body];
		bool company = bodies->at[i].all && str_equal(body->kind, STR("company"));
		names[i] =
			arena_format(telling->arena, "%.*s%s%s", STR_ARG(body->name.n ? body->name : body->id),
		                     company ? impact_say(telling, " with subsidiaries", " med dotterbolag") : "",
		                     bodies->at[i].exists == TRI_UNKNOWN
		                             ? impact_say(telling, " (it cannot be determined whether it existed then)",
		                                          " (det går inte att avgöra om organet fanns då)")
		                             : "");
	}
	return arena_list(telling->arena, names, bodies->n, STR(", "));
}

static struct str documents_told(const struct telling_impact *telling, const struct uncovered_documents *documents)
{
	struct str list = STR_EMPTY;

	for (uint32_t i = 0; i < documents->n && i < DOCUMENTS_SHOWN; i++)
		list = arena_format(telling->arena, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "",
		                    STR_ARG(telling->report->registry->documents[documents->at[i]].id));
	if (documents->n > DOCUMENTS_SHOWN)
		list = arena_format(telling->arena, impact_say(telling, "%.*s and %u more", "%.*s med flera (%u till)"),
		                    STR_ARG(list), documents->n - DOCUMENTS_SHOWN);
	return list;
}

static void tell_topic(struct telling_impact *telling, const struct uncovered_topic *topic)
{
	struct str name = topic_name(telling, topic);

	if (topic->bare.n)
		impact_put_item(telling, false,
		                arena_format(telling->arena, "%.*s: %.*s", STR_ARG(name),
		                             STR_ARG(bodies_told(telling, &topic->bare))),
		                STR_EMPTY, 0, 0);
	if (topic->bare.n && topic->narrower.n)
		impact_put_item(telling, true,
		                arena_format(telling->arena,
		                             impact_say(telling, "a narrower topic is covered by %.*s",
		                                        "ett snävare ämne täcks av %.*s"),
		                             STR_ARG(documents_told(telling, &topic->narrower))),
		                STR_EMPTY, 0, 0);
	if (topic->unsure.n)
		impact_put_item(
			telling, false,
			arena_format(telling->arena,
		                     impact_say(telling, "%.*s: cannot be determined for %.*s; it depends on %.*s",
		                                "%.*s: går inte att avgöra för %.*s; det beror på %.*s"),
		                     STR_ARG(name), STR_ARG(bodies_told(telling, &topic->unsure)),
		                     STR_ARG(documents_told(telling, &topic->perhaps))),
			STR_EMPTY, 0, 0);
}

static void tell_covered(struct telling_impact *telling)
{
	const struct uncovered *cover = &telling->report->cover;
	bool told = false;

	for (uint32_t i = 0; i < cover->topic_count; i++) {
		const struct uncovered_topic *topic = &cover->topics[i];
		if (topic->covered < cover->body_count || !cover->body_count)
			continue;
		if (!told)
			impact_heading(telling, 3, "Topics that would still be covered",
			               "Ämnen som fortfarande skulle täckas");
		told = true;
		impact_put_item(telling, false,
		                arena_format(telling->arena, impact_say(telling, "%.*s, by %.*s", "%.*s, av %.*s"),
		                             STR_ARG(topic_name(telling, topic)),
		                             STR_ARG(documents_told(telling, &topic->by))),
		                STR_EMPTY, 0, 0);
	}
}

void impact_tell_cover(struct telling_impact *telling)
{
	const struct uncovered *cover = &telling->report->cover;
	bool told = false;

	if (telling->impact->part == MARKDOWN_NO_PART && !impact_asks_cover(telling->report))
		return;
	impact_heading(telling, 3, "Bodies that, by the register, would be left without a document on the topic",
	               "Organ som enligt registret skulle stå utan styrdokument i ämnet");
	if (telling->impact->part != MARKDOWN_NO_PART) {
		impact_sentence(telling, "Cannot be determined: topics are stated for the document as a whole.",
		                "Kan inte avgöras: ämnena anges för dokumentet som helhet.");
		return;
	}
	if (!cover->topic_count)
		impact_sentence(telling, "Cannot be determined: the document states no topics.",
		                "Kan inte avgöras: dokumentet anger inga ämnen.");
	if (!cover->scope_known)
		impact_sentence(telling,
		                "Whom the document binds is not fully stated, so this cannot be determined for all.",
		                "Det är inte fullständigt angivet vilka dokumentet gäller för, så för alla går det "
		                "inte att avgöra.");
	for (uint32_t i = 0; i < cover->topic_count; i++) {
		told = told || cover->topics[i].bare.n || cover->topics[i].unsure.n;
		tell_topic(telling, &cover->topics[i]);
	}
	if (!told && cover->topic_count && cover->scope_known)
		impact_sentence(telling, "None.", "Inget.");
	tell_covered(telling);
}
