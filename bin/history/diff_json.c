#include "bin/history/diff_text.h"

static void json_place(struct json *json, bool newer, struct str path, struct location at)
{
	json_pair(json, "side", newer ? STR("new") : STR("old"));
	json_pair(json, "path", path);
	json_key(json, "line");
	json_number(json, at.line ? (long)at.line : 1);
}

void json_day(struct json *json, const char *key, int32_t day)
{
	char text[DATE_TEXT];

	if (day != DAY_MIN && day != DAY_MAX)
		json_pair(json, key, str_from(date_format(date_from_day(day), text)));
}

static void json_list(struct json *json, const char *key)
{
	json_key(json, key);
	json_open(json, '[');
}

/* --- what changed in a document ------------------------------------------------------------------------------------ */

static void json_fields(struct json *json, const struct document_change *change)
{
	json_list(json, "fields");
	for (size_t i = 0; i < change->field_count; i++) {
		const struct field_change *field = &change->fields[i];
		bool newer = change->new && (change->new->keys[field->key].line > 0 || !change->old);
		const struct document *in = newer ? change->new : change->old;
		static const char *const keys[] = {
#define KEY(name, text, ...) text,
#include "registry/document/document.def"
#undef KEY
		};
		json_open(json, '{');
		json_pair(json, "key", str_from(keys[field->key]));
		json_pair(json, "old", field->old);
		json_pair(json, "new", field->new);
		json_place(json, newer, in->path, in->keys[field->key]);
		json_close(json);
	}
	json_close(json);
}

static void json_terms(struct json *json, const char *key, const struct relation *relation)
{
	static const char *const states[] = {"", "proposed", "conditional", "decided", "disputed"};
	char date[DATE_TEXT];

	if (!relation)
		return;
	json_key(json, key);
	json_open(json, '{');
	json_pair(json, "part", relation->target.part);
	json_pair(json, "state", str_from(states[relation->state]));
	if (relation->condition == CONDITION_ADOPTED)
		json_pair(json, "when_adopted", relation->when.name);
	if (relation->condition == CONDITION_TEXT)
		json_pair(json, "when", relation->when.name);
	if (relation->from.known)
		json_pair(json, "from", str_from(date_format(relation->from, date)));
	json_close(json);
}

void json_stated(struct json *json, const struct stated *stated)
{
	json_pair(json, "type",
	          str_from((stated->inverse ? relation_inverse_name : relation_name)(stated->relation->type)));
	json_pair(json, "document", stated->other);
}

static void json_relations(struct json *json, const struct document_change *change)
{
	json_list(json, "relations");
	for (size_t i = 0; i < change->relation_count; i++) {
		const struct relation_change *relation = &change->relations[i];
		bool newer = relation->new.relation, both = newer && relation->old.relation;
		const struct stated *shown = newer ? &relation->new : &relation->old;
		json_open(json, '{');
		json_pair(json, "change", both ? STR("changed") : newer ? STR("added") : STR("gone"));
		json_stated(json, shown);
		json_terms(json, "old", relation->old.relation);
		json_terms(json, "new", relation->new.relation);
		json_place(json, newer, shown->in->path, shown->relation->target.at);
		json_close(json);
	}
	json_close(json);
}

static void json_part(struct json *json, const struct document *document, uint32_t part, const char *anchor,
                      const char *title)
{
	if (!document || part == MARKDOWN_NO_PART)
		return;
	json_pair(json, anchor, document->parts[part].anchor);
	json_pair(json, title, document->parts[part].title);
}

static void json_parts(struct json *json, const struct document_change *change)
{
	static const char *const kinds[] = {"added", "gone", "renamed", "text"};

	json_list(json, "parts");
	for (size_t i = 0; change->old && change->new &&i < change->part_count; i++) {
		const struct part_change *part = &change->parts[i];
		bool newer = part->kind != PART_GONE;
		json_open(json, '{');
		json_pair(json, "change", str_from(kinds[part->kind]));
		json_part(json, newer ? change->new : change->old, newer ? part->new : part->old, "part", "title");
		if (part->kind == PART_RENAMED)
			json_part(json, change->old, part->old, "old_part", "old_title");
		json_pair(json, "old_sentence", part->old_sentence);
		json_pair(json, "sentence", part->sentence);
		json_place(json, newer, newer ? change->new->path : change->old->path, part->at);
		json_close(json);
	}
	json_close(json);
}

void json_change(struct json *json, const struct document_change *change)
{
	static const char *const kinds[] = {
		[CHANGE_ADDED] = "added",   [CHANGE_GONE] = "gone",   [CHANGE_CHANGED] = "changed",
		[CHANGE_STATUS] = "status", [CHANGE_MOVED] = "moved", [CHANGE_NONE] = "none",
	};
	const struct document *document = change->new ? change->new : change->old;

	json_pair(json, "change", str_from(kinds[change->kind]));
	json_pair(json, "title", document->title);
	json_pair(json, "path", document->path);
	if (change->moved)
		json_pair(json, "old_path", change->old->path);
	if ((change->old && !change->old->readable) || (change->new && !change->new->readable))
		json_pair(json, "unreadable",
		          !change->old || change->old->readable   ? STR("new")
		          : !change->new || change->new->readable ? STR("old")
		                                                  : STR("both"));
	json_fields(json, change);
	json_relations(json, change);
	json_parts(json, change);
}

/* --- statuses ------------------------------------------------------------------------------------------------------ */

static void json_some_reasons(struct json *json, const char *key, const struct telling *telling,
                              const struct reason *reasons, uint32_t count)
{
	if (!count)
		return;
	json_key(json, key);
	json_open(json, '{'); /* json_reasons has its own key */
	json_reasons(json, telling, reasons, count);
	json_close(json);
}

static void json_spans(struct json *json, const char *key, const struct change_telling *telling,
                       const struct status_changes *spans)
{
	json_list(json, key);
	for (size_t i = 0; i < spans->n; i++) {
		const struct status_change *span = &spans->at[i];
		json_open(json, '{');
		json_day(json, "from", span->first);
		json_day(json, "to", span->last);
		if (span->old != STATUS_COUNT)
			json_pair(json, "old", str_from(status_name(span->old)));
		if (span->new != STATUS_COUNT)
			json_pair(json, "new", str_from(status_name(span->new)));
		json_some_reasons(json, "gained", &telling->new, span->gained, span->gained_count);
		json_some_reasons(json, "lost", &telling->old, span->lost, span->lost_count);
		json_close(json);
	}
	json_close(json);
}

static void json_part_statuses(struct json *json, const struct change_telling *telling,
                               const struct document_change *change)
{
	if (!change->part_status_count)
		return;
	json_list(json, "part_statuses");
	for (size_t i = 0; i < change->part_status_count; i++) {
		json_open(json, '{');
		json_pair(json, "part", change->new->parts[change->part_statuses[i].new].anchor);
		json_spans(json, "statuses", telling, &change->part_statuses[i].changes);
		json_close(json);
	}
	json_close(json);
}

/* --- the report ---------------------------------------------------------------------------------------------------- */

static void json_document(struct json *json, const struct change_telling *telling, const struct document_change *change)
{
	json_open(json, '{');
	json_pair(json, "id", change->id);
	json_change(json, change);
	json_pair(json, "same_text_as", change->namesake);
	if (change->ending.relation) {
		json_key(json, "ended_by");
		json_open(json, '{');
		json_stated(json, &change->ending);
		json_place(json, true, change->ending.in->path, change->ending.relation->target.at);
		json_close(json);
	}
	json_spans(json, "statuses", telling, &change->statuses);
	json_part_statuses(json, telling, change);
	json_close(json);
}

static void json_bodies(struct json *json, const struct diff_report *report)
{
	static const char *const kinds[] = {"still", "now", "no-longer", "unsure-now", "sure-now"};
	const struct registry_diff *comparison = report->comparison;

	json_list(json, "bodies");
	for (size_t i = 0; i < comparison->body_count; i++) {
		const struct body_changes *bodies = &comparison->bodies[i];
		json_open(json, '{');
		json_list(json, "bodies");
		for (uint32_t k = 0; k < bodies->body_count; k++)
			json_string(json, bodies->bodies[k]);
		json_close(json);
		if (bodies->except_count)
			json_list(json, "except");
		for (uint32_t k = 0; k < bodies->except_count; k++)
			json_string(json, bodies->except[k]);
		if (bodies->except_count)
			json_close(json);
		json_list(json, "changes");
		for (size_t k = 0; k < bodies->count; k++) {
			json_open(json, '{');
			json_pair(json, "document", bodies->changes[k]->id);
			json_pair(json, "bound", str_from(kinds[bodies->changes[k]->kind]));
			json_spans(json, "spans", &report->telling, &bodies->changes[k]->spans);
			json_close(json);
		}
		json_close(json);
		json_close(json);
	}
	json_close(json);
}

static void json_summary(struct json *json, const struct registry_diff *comparison)
{
	const struct {
		const char *key;
		size_t n;
	} counts[] = {
		{"added", comparison->by_kind[CHANGE_ADDED]},
		{"gone", comparison->by_kind[CHANGE_GONE]},
		{"changed", comparison->by_kind[CHANGE_CHANGED]},
		{"status", comparison->by_kind[CHANGE_STATUS]},
		{"moved", comparison->by_kind[CHANGE_MOVED]},
		{"other_status", comparison->other_status},
		{"form_only", comparison->unmoved},
	};

	json_key(json, "summary");
	json_open(json, '{');
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		json_key(json, counts[i].key);
		json_number(json, (long)counts[i].n);
	}
	json_close(json);
}

void diff_as_json(FILE *out, const struct diff_report *report)
{
	const struct registry_diff *comparison = report->comparison;
	struct json json = {.out = out};

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "from", str_from(source_revision(comparison->old->source)));
	json_pair(&json, "to", str_from(source_revision(comparison->new->source)));
	json_unread(&json, (struct footing){comparison->new, comparison->old, NULL, report->telling.new.language});
	json_pair(&json, "body", report->body);
	json_pair(&json, "topic", report->topic);
	json_list(&json, "documents");
	for (size_t i = 0; i < comparison->count; i++)
		json_document(&json, &report->telling, &comparison->documents[i]);
	json_close(&json);
	json_bodies(&json, report);
	json_list(&json, "unbound");
	for (size_t i = 0; i < comparison->unbound_count; i++)
		json_string(&json, comparison->unbound[i]->id);
	json_close(&json);
	json_list(&json, "data");
	for (size_t i = 0; i < comparison->data_count; i++)
		json_string(&json, comparison->data[i]);
	json_close(&json);
	json_summary(&json, comparison);
	json_close(&json);
}
