#include "registry/cache/document_codec.h"

/* A struct that grows needs a look at its walk: what is left out is lost when it is stored. */
#define WALKED(type, size) _Static_assert(sizeof(void *) != 8 || sizeof(type) == (size), "its walk is not complete")
WALKED(struct document, 488);
WALKED(struct scope, 56);
WALKED(struct relation, 256);
WALKED(struct markdown_part, 56);
WALKED(struct problem, 96);
WALKED(struct citation, 88);

static void named_code(struct code *code, struct named *named)
{
	code_text(code, &named->text);
	code_place(code, &named->at);
}

static void names_code(struct code *code, struct names *names)
{
	names->at = code_items(code, names->at, &names->n, sizeof *names->at);
	for (uint32_t i = 0; i < names->n; i++)
		named_code(code, &names->at[i]);
}

static void scope_code(struct code *code, struct scope *scope)
{
	named_code(code, &scope->body);
	named_code(code, &scope->via);
	code_bool(code, &scope->subsidiaries);
	if (!code->out)
		scope->body_index = NO_BODY;
}

static void reference_code(struct code *code, struct reference *reference)
{
	code_text(code, &reference->name);
	code_text(code, &reference->part);
	code_place(code, &reference->at);
	code_place(code, &reference->part_at);
	if (!code->out)
		reference->document = NO_DOCUMENT;
}

static void relation_code(struct code *code, struct relation *relation)
{
	CODE_WORD(code, relation->type, RELATION_TYPES);
	CODE_WORD(code, relation->state, STATE_DISPUTED + 1);
	code_bool(code, &relation->inverse);
	reference_code(code, &relation->target);
	CODE_WORD(code, relation->condition, CONDITION_TEXT + 1);
	reference_code(code, &relation->when);
	code_date(code, &relation->from);
	code_place(code, &relation->from_at);
	code_place(code, &relation->state_at);
	reference_code(code, &relation->source);
	code_text(code, &relation->note);
	if (!code->out)
		relation->actor = relation->stated_in = NO_DOCUMENT;
}

/* A part lies in one before it, or in none: no walk from part to part goes round. */
static void part_code(struct code *code, struct markdown_part *part, uint32_t index)
{
	uint32_t parent = !code->out || part->parent == MARKDOWN_NO_PART ? 0 : part->parent + 1;

	code_text(code, &part->title);
	code_text(code, &part->anchor);
	code_bool(code, &part->given);
	code_bool(code, &part->has_text);
	CODE_WORD(code, part->level, 7);
	code_place(code, &part->at);
	code_number(code, &part->last_line);
	code_below(code, &parent, index + 1);
	part->parent = parent ? parent - 1 : MARKDOWN_NO_PART;
}

static void problem_code(struct code *code, struct problem *problem)
{
	CODE_WORD(code, problem->kind, PROBLEM_KINDS);
	code_place(code, &problem->at);
	code_place(code, &problem->other);
	code_bool(code, &problem->sure);
	for (size_t i = 0; i < 4; i++)
		code_text(code, &problem->args[i]);
}

/* --- problems: those of the path are left out, those of the citations go with them --------------------------------- */

enum share { SHARE_TEXT, SHARE_CITATIONS, SHARE_PATH };

static enum share share_of(const struct problem *problem)
{
	if (problem->kind == PROBLEM_NAME_FORM)
		return SHARE_PATH;
	return problem_is_of_citations(problem) ? SHARE_CITATIONS : SHARE_TEXT;
}

static void problems_code(struct code *code, struct document *document, enum share share)
{
	struct problem problem = {0};
	uint32_t count = 0;

	for (uint32_t i = 0; i < document->problem_count; i++)
		count += share_of(&document->problems[i]) == share;
	code_number(code, &count);
	for (uint32_t i = 0; code->out && i < document->problem_count; i++)
		if (share_of(&document->problems[i]) == share)
			problem_code(code, &document->problems[i]);
	for (uint32_t i = 0; !code->out && !code->broken && i < count; i++) {
		problem_code(code, &problem);
		code->broken = code->broken || share_of(&problem) != share;
		document_add_problem(document, code->arena, problem);
	}
}

/* --- the document -------------------------------------------------------------------------------------------------- */

static void front_matter_code(struct code *code, struct document *document)
{
	code_bool(code, &document->id_stated);
	if (document->id_stated)
		code_text(code, &document->id);
	else if (!code->out)
		document->id = document_stem(document->path);
	code_text(code, &document->title);
	code_text(code, &document->type);
	names_code(code, &document->aliases);
	names_code(code, &document->dnr);
	names_code(code, &document->topics);
	CODE_WORD(code, document->stage, STAGE_WITHDRAWN + 1);
	CODE_WORD(code, document->holding, HOLDING_REFERENCE + 1);
	code_text(code, &document->decided_by);
	code_text(code, &document->steward);
	code_date(code, &document->decided);
	code_date(code, &document->dated);
	code_date(code, &document->referred);
	code_date(code, &document->reply_by);
	code_date(code, &document->in_force);
	code_date(code, &document->expires);
	code_date(code, &document->review_by);
	for (size_t i = 0; i < KEY_COUNT; i++)
		code_place(code, &document->keys[i]);
}

void document_code(struct code *code, struct document *document)
{
	front_matter_code(code, document);
	document->scopes = code_items(code, document->scopes, &document->scope_count, sizeof *document->scopes);
	for (uint32_t i = 0; i < document->scope_count; i++)
		scope_code(code, &document->scopes[i]);
	document->relations =
		code_items(code, document->relations, &document->relation_count, sizeof *document->relations);
	for (uint32_t i = 0; i < document->relation_count; i++)
		relation_code(code, &document->relations[i]);
	document->parts = code_items(code, document->parts, &document->part_count, sizeof *document->parts);
	for (uint32_t i = 0; i < document->part_count; i++)
		part_code(code, &document->parts[i], i);
	problems_code(code, document, SHARE_TEXT);
	code_number(code, &document->bytes);
	code_number(code, &document->body_at);
	code_number(code, &document->body_line);
	code_bool(code, &document->readable);
	code_bool(code, &document->body_empty);
	code_bool(code, &document->parts_unread);
	if (!code->out)
		document->type_index = document->decided_by_index = document->steward_index = NO_BODY;
}

/* --- citations ----------------------------------------------------------------------------------------------------- */

static void citation_code(struct code *code, struct citation *citation)
{
	CODE_WORD(code, citation->kind, CITATION_LINK + 1);
	code_place(code, &citation->at);
	code_text(code, &citation->text);
	code_text(code, &citation->part);
	code_date(code, &citation->decided);
	code_text(code, &citation->decided_by);
	if (!code->out) {
		citation->document = NO_DOCUMENT;
		citation->name = NO_NAME;
	}
}

void document_code_citations(struct code *code, struct document *document)
{
	document->citations =
		code_items(code, document->citations, &document->citation_count, sizeof *document->citations);
	for (uint32_t i = 0; i < document->citation_count; i++)
		citation_code(code, &document->citations[i]);
	problems_code(code, document, SHARE_CITATIONS);
}
