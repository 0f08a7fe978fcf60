#include "registry/cache/document_codec.h"

#include "registry/document/key_table.h"

/* A struct that grows needs a look at its walk: what is left out is lost when it is stored. */
#define WALKED(type, size) _Static_assert(sizeof(void *) != 8 || sizeof(type) == (size), "its walk is not complete")
WALKED(struct document, 752);
WALKED(struct relation, 280);
WALKED(struct markdown_part, 88);
WALKED(struct argument, 56);
WALKED(struct problem, 256);
WALKED(struct citation, 128);

static void named_code(struct codec *codec, struct named *named)
{
	codec_text(codec, &named->text);
	codec_location(codec, &named->at);
}

static void names_code(struct codec *codec, struct names *names)
{
	names->at = codec_items(codec, names->at, &names->n, sizeof *names->at);
	for (uint32_t i = 0; i < names->n; i++)
		named_code(codec, &names->at[i]);
}

static void reference_code(struct codec *codec, struct reference *reference)
{
	codec_text(codec, &reference->name);
	codec_text(codec, &reference->part);
	codec_location(codec, &reference->at);
	codec_location(codec, &reference->part_at);
	if (!codec->out)
		reference->document = NO_DOCUMENT;
}

/* --- what is read by rows ------------------------------------------------------------------------------------------ */

static void entries_code(struct codec *codec, const struct key_row *row, void *into);

static void word_code(struct codec *codec, const struct key_row *row, void *value)
{
	uint32_t word = 0, count = (uint32_t)row->first;

	if (codec->out)
		memcpy(&word, value, sizeof word); /* an enum */
	for (const struct allowed *words = row->words; words->name; words++)
		count++;
	codec_below(codec, &word, count);
	memcpy(value, &word, sizeof word);
}

static void value_code(struct codec *codec, const struct key_row *row, void *into)
{
	void *value = (char *)into + row->to;

	if (row->place)
		codec_location(codec, (struct location *)(void *)((char *)into + row->place - 1));
	switch (row->type) {
	case VALUE_TEXT:
		codec_text(codec, value);
		break;
	case VALUE_NAMES:
	case VALUE_LISTED:
		names_code(codec, value);
		break;
	case VALUE_DATE:
		codec_date(codec, value);
		break;
	case VALUE_NUMBER:
		codec_number(codec, value);
		break;
	case VALUE_WORD:
		word_code(codec, row, value);
		break;
	case VALUE_REFERENCE:
		reference_code(codec, value);
		break;
	case VALUE_MAP:
	case VALUE_ENTRY:
		for (size_t i = 0; i < row->table->n; i++)
			value_code(codec, &row->table->rows[i], value);
		break;
	case VALUE_ENTRIES:
		entries_code(codec, row, into);
		break;
	default: /* no document has such */
		break;
	}
}

static void entries_code(struct codec *codec, const struct key_row *row, void *into)
{
	const struct key_table *table = row->table;
	char *items = NULL;
	uint32_t count = 0;

	if (codec->out) {
		memcpy(&items, (char *)into + row->to, sizeof items);
		memcpy(&count, (char *)into + row->count, sizeof count);
	}
	items = codec_items(codec, items, &count, table->size);
	for (uint32_t i = 0; i < count; i++) {
		if (!codec->out && table->begun)
			memcpy(items + i * table->size, table->begun, table->size);
		for (size_t k = 0; k < table->n; k++)
			value_code(codec, &table->rows[k], items + i * table->size);
	}
	memcpy((char *)into + row->to, &items, sizeof items);
	memcpy((char *)into + row->count, &count, sizeof count);
}

static void relation_code(struct codec *codec, struct relation *relation)
{
	CODEC_WORD(codec, relation->type, RELATION_TYPES);
	CODEC_WORD(codec, relation->state, STATE_DISPUTED + 1);
	codec_bool(codec, &relation->inverse);
	reference_code(codec, &relation->target);
	CODEC_WORD(codec, relation->condition, CONDITION_TEXT + 1);
	reference_code(codec, &relation->when);
	codec_date(codec, &relation->from);
	codec_location(codec, &relation->from_at);
	codec_location(codec, &relation->state_at);
	reference_code(codec, &relation->source);
	codec_text(codec, &relation->note);
	codec_text(codec, &relation->except);
	codec_bool(codec, &relation->retroactive);
	if (!codec->out)
		relation->actor = relation->stated_in = NO_DOCUMENT;
}

/* A part lies in one before it, or in none: no walk from part to part goes round. */
static void part_code(struct codec *codec, struct markdown_part *part, uint32_t index)
{
	uint32_t parent = !codec->out || part->parent == MARKDOWN_NO_PART ? 0 : part->parent + 1;

	codec_text(codec, &part->title);
	codec_text(codec, &part->anchor);
	codec_text(codec, &part->slug);
	codec_text(codec, &part->attributes);
	codec_bool(codec, &part->given);
	codec_bool(codec, &part->has_text);
	CODEC_WORD(codec, part->level, 7);
	codec_location(codec, &part->at);
	codec_number(codec, &part->last_line);
	codec_below(codec, &parent, index + 1);
	part->parent = parent ? parent - 1 : MARKDOWN_NO_PART;
}

static void argument_code(struct codec *codec, struct argument *argument)
{
	CODEC_WORD(codec, argument->term, TERMS);
	CODEC_WORD(codec, argument->inner, TERMS);
	codec_text(codec, &argument->text); /* problems tell no dates and no labels */
}

static void problem_code(struct codec *codec, struct problem *problem)
{
	CODEC_WORD(codec, problem->kind, PROBLEM_KINDS);
	codec_location(codec, &problem->at);
	codec_location(codec, &problem->other);
	codec_bool(codec, &problem->sure);
	for (size_t i = 0; i < 4; i++)
		argument_code(codec, &problem->args[i]);
}

/* --- problems: those of the path are left out, those of the citations go with them --------------------------------- */

enum share { SHARE_TEXT, SHARE_CITATIONS, SHARE_PATH };

static enum share share_of(const struct problem *problem)
{
	if (problem->kind == PROBLEM_NAME_FORM)
		return SHARE_PATH;
	return problem_is_of_citations(problem) ? SHARE_CITATIONS : SHARE_TEXT;
}

static void problems_code(struct codec *codec, struct document *document, enum share share)
{
	struct problem problem = {0};
	uint32_t count = 0;

	for (uint32_t i = 0; i < document->problem_count; i++)
		count += share_of(&document->problems[i]) == share;
	codec_number(codec, &count);
	for (uint32_t i = 0; codec->out && i < document->problem_count; i++)
		if (share_of(&document->problems[i]) == share)
			problem_code(codec, &document->problems[i]);
	for (uint32_t i = 0; !codec->out && !codec->broken && i < count; i++) {
		problem_code(codec, &problem);
		codec->broken = codec->broken || share_of(&problem) != share;
		document_add_problem(document, codec->arena, problem);
	}
}

/* --- the document -------------------------------------------------------------------------------------------------- */

static void front_matter_code(struct codec *codec, struct document *document)
{
	codec_bool(codec, &document->id_stated);
	if (document->id_stated)
		codec_text(codec, &document->id);
	else if (!codec->out)
		document->id = document_stem(document->path);
	for (int i = 0; i < KEY_COUNT; i++) {
		if (i != KEY_ID)
			value_code(codec, &document_keys.rows[i], document);
		codec_location(codec, &document->keys[i]);
	}
}

void document_code(struct codec *codec, struct document *document)
{
	front_matter_code(codec, document);
	codec_text(codec, &document->ended);
	document->relations =
		codec_items(codec, document->relations, &document->relation_count, sizeof *document->relations);
	for (uint32_t i = 0; i < document->relation_count; i++)
		relation_code(codec, &document->relations[i]);
	document->parts = codec_items(codec, document->parts, &document->part_count, sizeof *document->parts);
	for (uint32_t i = 0; i < document->part_count; i++)
		part_code(codec, &document->parts[i], i);
	document->anchors = codec_items(codec, document->anchors, &document->anchor_count, sizeof *document->anchors);
	for (uint32_t i = 0; i < document->anchor_count; i++)
		codec_text(codec, &document->anchors[i]);
	problems_code(codec, document, SHARE_TEXT);
	codec_number(codec, &document->bytes);
	codec_number(codec, &document->body_at);
	codec_number(codec, &document->body_line);
	codec_bool(codec, &document->readable);
	codec_bool(codec, &document->body_empty);
	codec_bool(codec, &document->parts_unread);
	codec_bool(codec, &document->paragraphs_recur);
	if (!codec->out)
		document->type_index = document->decided_by_index = document->steward_index = NO_BODY;
}

/* --- citations ----------------------------------------------------------------------------------------------------- */

static void citation_code(struct codec *codec, struct citation *citation)
{
	CODEC_WORD(codec, citation->kind, CITATION_ACT + 1);
	codec_bool(codec, &citation->remark);
	codec_location(codec, &citation->at);
	codec_text(codec, &citation->text);
	codec_text(codec, &citation->part);
	codec_text(codec, &citation->called);
	codec_text(codec, &citation->number);
	CODEC_WORD(codec, citation->stance, CITED_MARK + 1);
	codec_date(codec, &citation->decided);
	codec_text(codec, &citation->decided_by);
	if (!codec->out) {
		citation->document = NO_DOCUMENT;
		citation->name = NO_NAME;
	}
}

void document_codec_citations(struct codec *codec, struct document *document)
{
	document->citations =
		codec_items(codec, document->citations, &document->citation_count, sizeof *document->citations);
	for (uint32_t i = 0; i < document->citation_count; i++)
		citation_code(codec, &document->citations[i]);
	problems_code(codec, document, SHARE_CITATIONS);
}
