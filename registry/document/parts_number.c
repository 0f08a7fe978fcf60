/* The parts of a document by their numbers. */
#include "registry/base/map.h"
#include "registry/document/document.h"
#include "registry/document/part_number.h"

struct numbering {
	struct document *document;
	struct arena *arena;
	struct map taken;              /* anchors, each with its first part */
	struct map paragraphs;         /* their numbers without the chapter, each with its first part */
	char chapter[PART_NUMBER_MAX]; /* that the text has come to, */
	uint8_t level;                 /* of its heading */
};

/* A heading that is no chapter, at the level of chapters or above, ends the chapter before it; a § at that level stands in it. */
static void chapter_follow(struct numbering *numbering, const struct markdown_part *part,
                           const struct part_number *number)
{
	if (number->chapter[0] && !number->paragraph[0]) {
		memcpy(numbering->chapter, number->chapter, sizeof numbering->chapter);
		numbering->level = part->level;
	} else if (numbering->chapter[0] &&
	           (part->level < numbering->level || (part->level == numbering->level && !number->paragraph[0]))) {
		numbering->chapter[0] = '\0';
	}
}

static void number_problem(struct numbering *numbering, const struct markdown_part *part, size_t used)
{
	struct problem problem = {.kind = PROBLEM_PART_NUMBER, .at = part->at};

	problem.args[0].text = str_trim(str_part(part->title, 0, used));
	document_add_problem(numbering->document, numbering->arena, problem);
}

/* Does the part, or one that holds it, stand in several wordings? Then its anchor may recur. */
static bool is_worded(const struct document *document, uint32_t part)
{
	for (; part != MARKDOWN_NO_PART; part = document->parts[part].parent)
		if (document->parts[part].attributes.n)
			return true;
	return false;
}

static struct str anchor_free(struct numbering *numbering, struct str anchor, uint32_t part)
{
	struct str unique = anchor;
	uint32_t other = map_add(&numbering->taken, unique, part);

	for (unsigned i = 1;
	     other != part && !is_worded(numbering->document, part) && !is_worded(numbering->document, other); i++) {
		unique = arena_format(numbering->arena, "%.*s-%u", STR_ARG(anchor), i);
		other = map_add(&numbering->taken, unique, part);
	}
	return unique;
}

static void paragraph_note(struct numbering *numbering, const struct part_number *number, uint32_t part)
{
	struct str text = arena_copy(numbering->arena, str_from(number->paragraph));

	if (text.n && map_add(&numbering->paragraphs, text, part) != part && !is_worded(numbering->document, part))
		numbering->document->paragraphs_recur = true;
}

static void part_number_one(struct numbering *numbering, uint32_t index)
{
	struct markdown_part *part = &numbering->document->parts[index];
	struct part_number number;
	size_t used = part_number_read(part->title, true, &number);
	struct str anchor = STR_EMPTY;
	char text[PART_ANCHOR_MAX];

	if (used && number.bad && (number.chapter[0] || number.paragraph[0]))
		number_problem(numbering, part, used);
	chapter_follow(numbering, part, &number);
	if (!used || number.bad)
		number = (struct part_number){0};
	if (number.paragraph[0] && !number.chapter[0])
		memcpy(number.chapter, numbering->chapter, sizeof number.chapter);
	paragraph_note(numbering, &number, index);
	if (part->given)
		return;
	if (!number.several && !(number.worded && !number.paragraph[0]))
		anchor = arena_copy(numbering->arena, part_number_put(text, &number));
	if (!anchor.n && is_worded(numbering->document, index))
		anchor = markdown_anchor(numbering->arena, part->title);
	if (!anchor.n)
		return;
	anchor = anchor_free(numbering, anchor, index);
	if (!part->slug.n)
		part->slug = part->anchor;
	part->anchor = anchor;
}

void parts_number(struct document *document, struct arena *arena)
{
	struct numbering numbering = {.document = document, .arena = arena};

	for (uint32_t i = 0; i < document->part_count; i++)
		if (document->parts[i].given)
			map_add(&numbering.taken, document->parts[i].anchor, i);
	for (uint32_t i = 0; i < document->part_count; i++)
		part_number_one(&numbering, i);
	map_release(&numbering.taken);
	map_release(&numbering.paragraphs);
}
