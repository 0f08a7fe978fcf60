/* `impact` for programs. */
#include "bin/impact/impact_common.h"
#include "bin/impact/impact_report.h"
#include "bin/wording/source_lines.h"

struct writing {
	const struct impact_report *report;
	struct json json;
	struct lines lines;
};

static const struct document *document_at(const struct writing *writing, uint32_t document)
{
	return &writing->report->registry->documents[document];
}

static void put_number(struct writing *writing, const char *key, uint32_t number)
{
	json_key(&writing->json, key);
	json_number(&writing->json, (long)number);
}

static void put_place(struct writing *writing, struct str path, struct location at)
{
	json_pair(&writing->json, "path", path);
	put_number(writing, "line", at.line ? at.line : 1);
}

static void open_list(struct writing *writing, const char *key)
{
	json_key(&writing->json, key);
	json_open(&writing->json, '[');
}

static void put_document(struct writing *writing, uint32_t document, enum status status)
{
	json_pair(&writing->json, "document", document_at(writing, document)->id);
	json_pair(&writing->json, "status", status_key(writing->report->registry, document, status));
}

/* Its kind, part, state and note, and where it is stated. */
static void put_relation(struct writing *writing, const struct relation *relation)
{
	static const char *const states[] = {"", "proposed", "conditional", "decided", "disputed"};

	json_pair(&writing->json, "type", str_from(relation_name(relation->type)));
	json_pair(&writing->json, "part", relation->target.part);
	json_pair(&writing->json, "state", str_from(states[relation->state]));
	json_pair(&writing->json, "note", relation->note);
	put_place(writing, document_at(writing, relation->stated_in)->path, relation->target.at);
}

static void put_citation(struct writing *writing, uint32_t document, const struct citation *citation)
{
	struct str path = document_at(writing, document)->path;

	json_pair(&writing->json, "text", citation->text);
	json_pair(&writing->json, "part", citation->part);
	put_place(writing, path, citation->at);
	put_number(writing, "column", lines_column(&writing->lines, path, citation->at));
}

static void put_links(struct writing *writing, const char *key, const struct impact_link *links, uint32_t count)
{
	open_list(writing, key);
	for (uint32_t i = 0; i < count; i++) {
		json_open(&writing->json, '{');
		put_document(writing, links[i].document, links[i].status);
		if (links[i].relation)
			put_relation(writing, links[i].relation);
		else
			put_citation(writing, links[i].document, links[i].citation);
		if (links[i].citation && !links[i].certain)
			json_pair(&writing->json, "meaning", STR("open"));
		if (links[i].more)
			put_number(writing, "more", links[i].more);
		json_close(&writing->json);
	}
	json_close(&writing->json);
}

static void put_rules(struct writing *writing)
{
	static const char *const live[] = {"no", "unknown", "yes"};
	const struct impact_report *report = writing->report;

	open_list(writing, "rules");
	for (size_t i = 0; i < report->rule_count; i++) {
		const struct rule *rule = report->rules[i].rule;
		json_open(&writing->json, '{');
		json_pair(&writing->json, "rule", rule->id);
		json_pair(&writing->json, "strength", str_from(strength_name(rule->strength)));
		json_pair(&writing->json, "part", rule->clause.target.part);
		json_pair(&writing->json, "applies", str_from(live[report->rules[i].live]));
		put_place(writing, rule->pack->path, rule->at);
		json_close(&writing->json);
	}
	json_close(&writing->json);
	open_list(writing, "waivers");
	for (size_t i = 0; i < report->waivers.n; i++) {
		const struct waiver *waiver = &report->waivers.at[i];
		json_open(&writing->json, '{');
		json_pair(&writing->json, "rule", waiver->rule.text);
		json_pair(&writing->json, "granted_by", waiver->granted_by);
		if (waiver->until.known)
			json_pair(&writing->json, "until", date_text(report->arena, waiver->until));
		put_place(writing, waiver->path, waiver->rule.at);
		json_close(&writing->json);
	}
	json_close(&writing->json);
}

static void put_dependants(struct writing *writing)
{
	const struct impact *impact = &writing->report->impact;

	open_list(writing, "dependants");
	for (uint32_t i = 0; i < impact->dependant_count; i++) {
		const struct impact_dependant *dependant = &impact->dependants[i];
		json_open(&writing->json, '{');
		put_document(writing, dependant->document, dependant->status);
		put_number(writing, "depth", dependant->depth);
		json_pair(&writing->json, "on", document_at(writing, dependant->on)->id);
		put_relation(writing, dependant->relation);
		json_close(&writing->json);
	}
	json_close(&writing->json);
	open_list(writing, "orders");
	for (uint32_t i = 0; i < impact->order_count; i++) {
		json_open(&writing->json, '{');
		json_pair(&writing->json, "name", impact->orders[i]->target.name);
		put_place(writing, document_at(writing, impact->document)->path, impact->orders[i]->target.at);
		json_close(&writing->json);
	}
	json_close(&writing->json);
}

static void put_effects(struct writing *writing, const char *key, const struct impact_effect *effects, uint32_t count)
{
	static const char *const names[] = {"none", "pending", "unsure", "taken"};

	open_list(writing, key);
	for (uint32_t i = 0; i < count; i++) {
		json_open(&writing->json, '{');
		json_pair(&writing->json, "document", document_at(writing, effects[i].relation->target.document)->id);
		json_pair(&writing->json, "effect", str_from(names[effects[i].answer.effect]));
		if (effects[i].answer.when.known)
			json_pair(&writing->json, "from", date_text(writing->report->arena, effects[i].answer.when));
		if (effects[i].remaining)
			json_pair(&writing->json, "remaining", document_at(writing, effects[i].remaining->actor)->id);
		put_relation(writing, effects[i].relation);
		json_close(&writing->json);
	}
	json_close(&writing->json);
}

static void put_bodies(struct writing *writing, const char *key, const struct uncovered_bodies *bodies)
{
	const struct vocabulary *vocabulary = &writing->report->registry->vocabulary;

	open_list(writing, key);
	for (uint32_t i = 0; i < bodies->n; i++) {
		json_open(&writing->json, '{');
		json_pair(&writing->json, "body", vocabulary->bodies[bodies->at[i].body].id);
		json_pair(&writing->json, "including", bodies->at[i].all ? STR("members") : STR_EMPTY);
		json_pair(&writing->json, "exists", bodies->at[i].exists == TRI_UNKNOWN ? STR("unknown") : STR_EMPTY);
		json_close(&writing->json);
	}
	json_close(&writing->json);
}

static void put_documents(struct writing *writing, const char *key, const struct uncovered_documents *documents)
{
	open_list(writing, key);
	for (uint32_t i = 0; i < documents->n; i++)
		json_string(&writing->json, document_at(writing, documents->at[i])->id);
	json_close(&writing->json);
}

static void put_cover(struct writing *writing)
{
	const struct uncovered *cover = &writing->report->cover;

	if (!impact_asks_cover(writing->report))
		return;
	put_number(writing, "bodies", cover->body_count);
	json_pair(&writing->json, "bodies_known", cover->scope_known ? STR("yes") : STR("no"));
	open_list(writing, "topics");
	for (uint32_t i = 0; i < cover->topic_count; i++) {
		const struct uncovered_topic *topic = &cover->topics[i];
		json_open(&writing->json, '{');
		json_pair(&writing->json, "topic", topic->name);
		put_bodies(writing, "without", &topic->bare);
		put_bodies(writing, "cannot_tell", &topic->unsure);
		put_number(writing, "covered", topic->covered);
		put_documents(writing, "by", &topic->by);
		put_documents(writing, "perhaps", &topic->perhaps);
		put_documents(writing, "narrower", &topic->narrower);
		json_close(&writing->json);
	}
	json_close(&writing->json);
}

static void put_consequences(struct writing *writing)
{
	static const char *const cases[] = {"repeal", "unsure", "withdraw", "undecided", "ended"};
	const struct impact *impact = &writing->report->impact;

	json_key(&writing->json, "if_repealed");
	json_open(&writing->json, '{');
	json_pair(&writing->json, "case", str_from(cases[impact->kind]));
	put_links(writing, "dangling", impact->dangling, impact->dangling_count);
	put_dependants(writing);
	put_effects(writing, "falling", impact->falling, impact->falling_count);
	put_effects(writing, "lasting", impact->lasting, impact->lasting_count);
	put_cover(writing);
	json_close(&writing->json);
}

static void put_head(struct writing *writing)
{
	const struct impact *impact = &writing->report->impact;
	const struct document *document = document_at(writing, impact->document);
	const struct part_status *part = impact->part == MARKDOWN_NO_PART ? NULL : &impact->status.parts[impact->part];
	char date[DATE_TEXT];

	put_number(writing, "schema_version", 1);
	json_pair(&writing->json, "revision", str_from(source_revision(writing->report->registry->source)));
	json_pair(&writing->json, "on", str_from(date_format(impact->on, date)));
	json_unread(&writing->json, impact_footing(writing->report));
	json_pair(&writing->json, "id", document->id);
	json_pair(&writing->json, "title", document->title);
	json_pair(&writing->json, "path", document->path);
	if (part)
		json_pair(&writing->json, "part", document->parts[impact->part].anchor);
	json_pair(&writing->json, "status",
	          status_key(writing->report->registry, impact->document, impact->part_status));
	json_reasons(&writing->json, &writing->report->telling, part ? part->reasons : impact->status.reasons,
	             part ? part->reason_count : impact->status.reason_count);
	json_amendments(&writing->json, &writing->report->telling, part ? part->amendments : impact->status.amendments,
	                part ? part->amendment_count : impact->status.amendment_count);
	if (!part)
		return;
	json_key(&writing->json, "whole");
	json_open(&writing->json, '{');
	put_number(writing, "relations", impact->whole_relations);
	put_number(writing, "citations", impact->whole_citations);
	put_number(writing, "rules", writing->report->whole_rules);
	put_number(writing, "unplaced", impact->unplaced);
	json_close(&writing->json);
}

void impact_as_json(FILE *out, const struct impact_report *report)
{
	struct writing writing = {.report = report, .json = {.out = out}, .lines = {.registry = report->registry}};
	const struct impact *impact = &report->impact;

	json_open(&writing.json, '{');
	put_head(&writing);
	put_links(&writing, "relations", impact->relations, impact->relation_count);
	put_links(&writing, "citations", impact->citations, impact->citation_count);
	put_rules(&writing);
	if (report->if_decided)
		impact_put_if_decided(&writing.json, report);
	else
		put_consequences(&writing);
	json_close(&writing.json);
	lines_release(&writing.lines);
}
