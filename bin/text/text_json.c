/* The wording for programs, tests/schema/text.json. */
#include "bin/text/text_report.h"
#include "bin/wording/unread.h"

static struct str state_key(const struct part_wording *part)
{
	static const char *const keys[] = {"known", "unknown", "not-held"};

	return str_from(keys[part->state]);
}

static void json_wording(struct json *json, struct text_report *report, const struct part_wording *part)
{
	const struct document *document = &report->registry->documents[report->document];
	struct date from = part->from.known ? part->from : document_start(document, &(bool){false});

	json_pair(json, "wording", state_key(part));
	json_pair(json, "status", status_key(report->registry, report->document, part->status));
	json_pair(json, "from", from.known ? date_text(report->telling.arena, from) : STR_EMPTY);
	json_pair(json, "by", part->by.n ? part->by : document->id);
	json_pair(json, "was", part->was);
	json_pair(json, "because", text_doubt(report, part));
	json_pair(json, "text", text_source(report, part));
	json_amendments(json, &report->telling, part->amendments, part->amendment_count);
}

static void json_redline(struct json *json, const struct redline *redline)
{
	static const char *const kinds[] = {"same", "deleted", "inserted"};

	json_key(json, "redline");
	json_open(json, '[');
	for (size_t i = 0; i < redline->n; i++) {
		json_open(json, '{');
		json_pair(json, "op", str_from(kinds[redline->at[i].kind]));
		json_pair(json, "text", redline->at[i].text);
		json_close(json);
	}
	json_close(json);
}

static void json_part(struct json *json, struct text_report *report, const struct text_part *part)
{
	const struct document *document = &report->registry->documents[report->document];
	uint32_t index = part->now ? part->now->part : part->then->part;

	json_open(json, '{');
	json_key(json, "part");
	json_string(json, index == MARKDOWN_NO_PART ? STR_EMPTY : document->parts[index].anchor);
	json_key(json, "heading");
	json_string(json, index == MARKDOWN_NO_PART ? STR_EMPTY : document->parts[index].title);
	if (part->now)
		json_wording(json, report, part->now);
	if (report->against.known) {
		json_bool(json, "differs", part->differs);
		if (part->then) {
			json_key(json, "against");
			json_open(json, '{');
			json_wording(json, report, part->then);
			json_close(json);
		}
		json_redline(json, &part->redline);
	}
	json_close(json);
}

/* What stands before the first heading is a part only where something stands there. */
static bool is_told(struct text_report *report, const struct text_part *part)
{
	const struct part_wording *one = part->now ? part->now : part->then;

	return one->part != MARKDOWN_NO_PART || text_source(report, part->now).n || text_source(report, part->then).n;
}

void text_as_json(FILE *out, struct text_report *report)
{
	const struct document *document = &report->registry->documents[report->document];
	struct json json = {.out = out};
	char date[DATE_TEXT];

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "document", document->id);
	json_pair(&json, "title", document->title);
	json_pair(&json, "on", str_from(date_format(report->on, date)));
	if (report->against.known)
		json_pair(&json, "against", date_text(report->telling.arena, report->against));
	json_pair(&json, "revision", str_from(source_revision(report->registry->source)));
	json_pair(&json, "status", status_key(report->registry, report->document, report->now.status));
	json_pair(&json, "held", str_from(holding_name(document->holding)));
	json_unread(&json, footing_of(report->registry, report->telling.language));
	json_amendments(&json, &report->telling, report->now.amendments, report->now.amendment_count);
	json_key(&json, "parts");
	json_open(&json, '[');
	for (size_t i = 0; i < report->count; i++)
		if (is_told(report, &report->parts[i]))
			json_part(&json, report, &report->parts[i]);
	json_close(&json);
	json_close(&json);
}
