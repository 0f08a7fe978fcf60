/* A document's card for programs, tests/schema/show.json. */
#include "bin/command/command.h"
#include "bin/status/show.h"
#include "bin/wording/field_values.h"
#include "registry/federation/federation.h"
#include "registry/query/disambiguate.h"

static void json_names(struct json *json, const char *key, struct names names)
{
	if (!names.n)
		return;
	json_key(json, key);
	json_open(json, '[');
	for (uint32_t i = 0; i < names.n; i++)
		json_string(json, names.at[i].text);
	json_close(json);
}

static void json_revisions(struct json *json, struct showing *showing)
{
	const struct document *document = showing->document;

	if (!document->revision_count)
		return;
	json_key(json, "revisions");
	json_open(json, '[');
	for (uint32_t i = 0; i < document->revision_count; i++) {
		json_open(json, '{');
		json_pair(json, "on", stated_date(showing, document->revisions[i].on));
		json_pair(json, "by", document->revisions[i].by.text);
		if (document->revisions[i].paragraph) {
			json_key(json, "paragraph");
			json_number(json, document->revisions[i].paragraph);
		}
		json_close(json);
	}
	json_close(json);
}

static void json_card(struct json *json, struct showing *showing)
{
	const struct document *document = showing->document;

	json_pair(json, "type", document->type);
	json_names(json, "aliases", document->aliases);
	json_names(json, "dnr", document->dnr);
	json_pair(json, "stage", str_from(stage_name(document->stage)));
	json_pair(json, "decided_by", document->decided_by);
	json_pair(json, "decided", stated_date(showing, document->decided));
	if (document->paragraph) {
		json_key(json, "paragraph");
		json_number(json, document->paragraph);
	}
	json_pair(json, "minutes", value_minutes(&showing->telling, document));
	json_revisions(json, showing);
	json_pair(json, "dated", stated_date(showing, document->dated));
	json_pair(json, "referred", stated_date(showing, document->referred));
	json_pair(json, "reply_by", stated_date(showing, document->reply_by));
	json_pair(json, "in_force", stated_date(showing, document->in_force));
	json_pair(json, "expires", stated_date(showing, document->expires));
	json_pair(json, "review_by", stated_date(showing, document->review_by));
	json_pair(json, "number", document->number);
	json_pair(json, "announced", stated_date(showing, document->announced));
	json_pair(json, "annulled", stated_date(showing, document_annulled(document)));
	json_pair(json, "known_until", stated_date(showing, document->known_until));
	json_pair(json, "steward", document->steward);
	json_names(json, "topics", document->topics);
	json_pair(json, "text", str_from(holding_name(document->holding)));
}

static void json_scopes(struct json *json, const struct document *document)
{
	if (!document->scope_count)
		return;
	json_key(json, "applies_to");
	json_open(json, '[');
	for (uint32_t i = 0; i < document->scope_count; i++) {
		json_open(json, '{');
		json_pair(json, "body", document->scopes[i].body.text);
		json_pair(json, "including", document->scopes[i].subsidiaries ? STR("subsidiaries") : STR_EMPTY);
		json_pair(json, "via", document->scopes[i].via.text);
		json_pair(json, "state",
		          document->scopes[i].reach == REACH_STATED     ? STR_EMPTY
		          : document->scopes[i].reach == REACH_DISPUTED ? STR("disputed")
		                                                        : STR("unknown"));
		json_pair(json, "made_binding_by", document->scopes[i].made_binding.by.text);
		json_pair(json, "note", document->scopes[i].note);
		json_close(json);
	}
	json_close(json);
}

static void json_relation(struct json *json, struct showing *showing, const struct relation *relation, bool outgoing)
{
	const struct registry *registry = showing->registry;

	json_open(json, '{');
	json_pair(json, "type", str_from(relation_name(relation->type)));
	json_pair(json, outgoing ? "target" : "actor",
	          outgoing ? (relation->target.document == NO_DOCUMENT
	                              ? relation->target.name
	                              : registry->documents[relation->target.document].id)
	                   : registry->documents[relation->actor].id);
	json_pair(json, "part", relation->target.part);
	json_pair(json, "state", str_from(relation_state_name(relation->state)));
	json_pair(json, "from", stated_date(showing, relation->from));
	json_pair(json, "note", relation->note);
	json_pair(json, "path", registry->documents[relation->stated_in].path);
	json_key(json, "line");
	json_number(json, (long)relation->target.at.line);
	json_close(json);
}

static void json_relations(struct json *json, struct showing *showing)
{
	const struct edge_rows *by = &showing->registry->by, *to = &showing->registry->to;

	json_key(json, "relations");
	json_open(json, '[');
	for (uint32_t i = by->start[showing->index]; i < by->start[showing->index + 1]; i++)
		json_relation(json, showing, by->at[i], true);
	for (uint32_t i = 0; i < showing->document->relation_count; i++)
		if (!showing->document->relations[i].inverse &&
		    showing->document->relations[i].target.document == NO_DOCUMENT)
			json_relation(json, showing, &showing->document->relations[i], true);
	json_close(json);
	json_key(json, "related_from");
	json_open(json, '[');
	for (uint32_t i = to->start[showing->index]; i < to->start[showing->index + 1]; i++)
		json_relation(json, showing, to->at[i], false);
	json_close(json);
}

static void json_cited(struct json *json, struct showing *showing)
{
	const struct registry *registry = showing->registry;

	json_key(json, "cites");
	json_open(json, '[');
	for (uint32_t i = 0; i < showing->document->citation_count; i++) {
		const struct citation *citation = &showing->document->citations[i];
		uint32_t cited = citation_disambiguate(registry, showing->index, i).document;
		struct foreign foreign = foreign_cited(registry, citation, document_date(showing->document));
		const struct document *theirs = foreign_document(foreign);
		if (citation->remark)
			continue; /* the register speaks there, not the text */
		json_open(json, '{');
		json_pair(json, "text", citation->text);
		json_key(json, "line");
		json_number(json, (long)citation->at.line);
		json_key(json, "column");
		json_number(json, (long)citation->at.column);
		json_pair(json, "document",
		          theirs                 ? foreign_id(&showing->arena, foreign.other, foreign.document)
		          : cited == NO_DOCUMENT ? STR_EMPTY
		                                 : registry->documents[cited].id);
		json_pair(json, "number",
		          citation->kind == CITATION_DNR  ? citation->text
		          : !citation->number.n && theirs ? theirs->number
		                                          : citation->number);
		json_pair(json, "part", citation->part);
		json_close(json);
	}
	json_close(json);
}

static void json_citations(struct json *json, struct showing *showing)
{
	json_key(json, "cited_by");
	json_open(json, '[');
	for (uint32_t i = 0; i < showing->registry->count; i++) {
		const struct document *document = &showing->registry->documents[i];
		const struct citation *citation = show_citation(showing, document);
		if (!citation)
			continue;
		json_open(json, '{');
		json_pair(json, "document", document->id);
		json_pair(json, "path", document->path);
		json_key(json, "line");
		json_number(json, (long)citation->at.line);
		json_close(json);
	}
	json_close(json);
}

static void json_parts(struct json *json, struct showing *showing, const struct status_answer *answer)
{
	json_key(json, "parts");
	json_open(json, '[');
	for (uint32_t i = 0; i < answer->part_count; i++) {
		json_open(json, '{');
		json_pair(json, "part", showing->document->parts[i].anchor);
		json_pair(json, "title", showing->document->parts[i].title);
		json_pair(json, "status", status_key(showing->registry, showing->index, answer->parts[i].status));
		json_amendments(json, &showing->telling, answer->parts[i].amendments, answer->parts[i].amendment_count);
		json_key(json, "line");
		json_number(json, (long)showing->document->parts[i].at.line);
		json_close(json);
	}
	json_close(json);
}

static void json_events(struct json *json, struct showing *showing)
{
	event_vec events = {0};

	show_events(showing, &events);
	json_key(json, "timeline");
	json_open(json, '[');
	for (size_t i = 0; i < events.n; i++) {
		json_open(json, '{');
		json_pair(json, "date", stated_date(showing, events.at[i].date));
		json_pair(json, "says", events.at[i].text);
		json_close(json);
	}
	json_close(json);
	vec_release(&events);
}

void show_as_json(FILE *out, struct showing *showing)
{
	struct json json = {.out = out};
	struct status_answer answer;
	char date[DATE_TEXT];

	status_explain(&answer, &showing->arena, showing->registry, showing->index, showing->options->on);
	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "revision", str_from(source_revision(showing->registry->source)));
	json_pair(&json, "on", str_from(date_format(showing->options->on, date)));
	json_unread(&json, footing_of(showing->registry, showing->telling.language));
	json_pair(&json, "id", showing->document->id);
	json_pair(&json, "title", showing->document->title);
	json_pair(&json, "path", showing->document->path);
	json_pair(&json, "status", status_key(showing->registry, showing->index, answer.status));
	json_reasons(&json, &showing->telling, answer.reasons, answer.reason_count);
	json_amendments(&json, &showing->telling, answer.amendments, answer.amendment_count);
	json_card(&json, showing);
	json_scopes(&json, showing->document);
	json_parts(&json, showing, &answer);
	json_relations(&json, showing);
	json_cited(&json, showing);
	json_citations(&json, showing);
	json_events(&json, showing);
	json_close(&json);
}
