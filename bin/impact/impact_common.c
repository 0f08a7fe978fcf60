#include "bin/impact/impact_common.h"
#include "registry/validity/horizon.h"

struct footing impact_footing(const struct impact_report *report)
{
	return (struct footing){report->registry, NULL, report->rulebook, report->telling.language};
}

bool impact_asks_cover(const struct impact_report *report)
{
	const struct impact *impact = &report->impact;

	return impact->part == MARKDOWN_NO_PART && registry_governs(report->registry, impact->document) &&
	       (impact->kind == IMPACT_REPEAL || impact->kind == IMPACT_UNSURE);
}

const char *impact_say(const struct telling_impact *telling, const char *en, const char *sv)
{
	return bilingual_in((struct bilingual){en, sv}, telling->language);
}

/* Leaves what is open, down to the root or, of an entry, down to its section. */
static void leave(struct outline *outline, bool section)
{
	while (outline->at->kind == NODE_ENTRY || (section && outline->at->kind == NODE_SECTION))
		outline_close(outline);
}

void impact_put_heading(struct telling_impact *telling, unsigned level, struct str text)
{
	leave(telling->outline, level < 3);
	if (level == 1)
		outline_put(telling->outline, NODE_TITLE, text);
	else
		outline_open(telling->outline, level == 2 ? NODE_SECTION : NODE_ENTRY, text);
}

void impact_put_item(struct telling_impact *telling, bool deep, struct str text, struct str path, uint32_t line,
                     uint32_t column)
{
	struct outline *outline = telling->outline;
	struct node *at = outline->at;

	if (deep)
		outline->at = at->last;
	outline_item(outline, text, line ? path : STR_EMPTY, (struct location){.line = line});
	if (line)
		outline->at->last->last->column = column;
	outline->at = at;
}

void impact_put_sentence(struct telling_impact *telling, struct str text)
{
	outline_put(telling->outline, telling->outline->at == telling->outline->root ? NODE_PARAGRAPH : NODE_ITEM,
	            text);
}

void impact_sentence(struct telling_impact *telling, const char *en, const char *sv)
{
	impact_put_sentence(telling, str_from(impact_say(telling, en, sv)));
}

void impact_heading(struct telling_impact *telling, unsigned level, const char *en, const char *sv)
{
	impact_put_heading(telling, level, str_from(impact_say(telling, en, sv)));
}

/* The status in words. Of what governs nothing, its type, and that it was decided; of a draft, the stage, even if it cannot be determined whether
 * it existed then. */
static struct str standing(const struct telling_impact *telling, uint32_t index, enum status status)
{
	const struct registry *registry = telling->report->registry;
	const struct document *document = &registry->documents[index];
	enum stage stage = document_stage(document);
	struct str words = status_words(&telling->report->telling, index, status), type = document->type;

	if (is_beyond_horizon(registry, index, telling->impact->on))
		stage = STAGE_NONE;
	if (status == STATUS_UNKNOWN && stage == STAGE_DRAFT)
		words = status_label(STATUS_DRAFT, telling->language);
	if (status == STATUS_UNKNOWN && stage == STAGE_REFERRED)
		words = status_label(STATUS_REFERRED, telling->language);
	if (registry_governs(registry, index))
		return words;
	if (document->type_index != NO_BODY)
		type = bilingual_str(registry->vocabulary.types[document->type_index].name, telling->language);
	if (status == STATUS_UNKNOWN && stage == STAGE_NONE)
		return type.n ? type : words;
	if (status == STATUS_NOT_YET_IN_FORCE)
		words = str_from(impact_say(telling, "did not exist yet", "fanns inte än"));
	return arena_format(telling->arena, "%.*s, %.*s", STR_ARG(type), STR_ARG(words));
}

struct str impact_named(const struct telling_impact *telling, uint32_t index, enum status status)
{
	const struct document *document = &telling->report->registry->documents[index];

	return arena_format(telling->arena, "%.*s%s%.*s (%.*s)", STR_ARG(document->id), document->title.n ? ", " : "",
	                    STR_ARG(document->title), STR_ARG(standing(telling, index, status)));
}

void impact_item(struct telling_impact *telling, bool deep, struct str text, uint32_t document, struct location at)
{
	impact_put_item(telling, deep, text, telling->report->registry->documents[document].path, at.line ? at.line : 1,
	                0);
}
