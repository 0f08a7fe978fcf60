#include "registry/document/document.h"

#include "registry/base/path.h"
#include "registry/base/spelling.h"
#include "registry/document/part_number.h"
#include "registry/document/yaml_fields.h"

const struct allowed stage_words[] = {
	{"draft", "utkast, förslag, koncept, arbetsutkast"},
	{"referred", "remiss, på remiss, remitterad, remitterat, remissutgåva, remissversion"},
	{"decided",
         "beslutad, beslutat, antagen, antaget, fastställd, fastställt, gäller, gällande, i kraft, adopted, accepted, "
         "approved, final, in force"},
	{"withdrawn", "återkallad, återkallat, indragen, indraget, tillbakadragen, tillbakadraget, rejected"},
	{0},
};

const struct allowed holding_words[] = {
	{"full", "fullständig, fulltext, hela, helt"},
	{"digest", "sammandrag, sammanfattning, referat, summary"},
	{"reference", "hänvisning, referens, ingen, none"},
	{0},
};

const char *stage_name(enum stage stage)
{
	return stage == STAGE_NONE ? "" : stage_words[stage - STAGE_DRAFT].name;
}

const char *holding_name(enum holding holding)
{
	return holding_words[holding].name;
}

struct str document_stem(struct str path)
{
	static const char *const endings[] = {".md", ".rst", ".mediawiki", ".markdown", ".txt", ".yaml", ".json"};
	struct str name = path_name(path), folder = str_part(path, 0, path.n - name.n);

	if (folder.n &&
	    (str_equal(name, STR("README.md")) || str_ends(name, STR(".yaml")) || str_ends(name, STR(".json"))))
		return path_name(str_part(folder, 0, folder.n - 1));
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(name, str_from(endings[i])))
			return str_part(name, 0, name.n - strlen(endings[i]));
	return name;
}

struct str document_place(const struct document *document, struct location *at)
{
	if (!document->text_path.n || at->line < document->body_line)
		return document->path;
	at->line -= document->body_line - 1;
	return document->text_path;
}

bool document_is_markdown(const struct document *document)
{
	struct str path = document->text_path.n ? document->text_path : document->path;

	return !str_ends(path, STR(".rst")) && !str_ends(path, STR(".mediawiki")) && !str_ends(path, STR(".txt"));
}

void document_add_problem(struct document *document, struct arena *arena, struct problem problem)
{
	uint32_t count = document->problem_count;

	/* room for the next power of two */
	if ((count & (count - 1)) == 0) {
		struct problem *grown = ARENA_ARRAY(arena, struct problem, count ? (size_t)count * 2 : 1);
		if (count)
			memcpy(grown, document->problems, count * sizeof *grown);
		document->problems = grown;
	}
	document->problems[document->problem_count++] = problem;
}

bool problem_is_of_citations(const struct problem *problem)
{
	return problem->kind == PROBLEM_LIMIT_citations || problem->kind == PROBLEM_PATTERN_STUCK;
}

void document_add_limit(struct document *document, struct arena *arena, enum problem_kind kind, struct location at,
                        uint32_t limit)
{
	struct problem problem = {.kind = kind, .at = at};

	problem.args[0].text = arena_format(arena, "%u", limit);
	document_add_problem(document, arena, problem);
}

static uint32_t part_by_anchor(const struct document *document, struct str anchor)
{
	for (uint32_t i = 0; anchor.n && i < document->part_count; i++)
		if (str_equal(document->parts[i].anchor, anchor))
			return i;
	return MARKDOWN_NO_PART;
}

/* "14 §" of a text where each number stands once, in whatever chapter. */
static uint32_t part_by_paragraph(const struct document *document, struct str anchor)
{
	for (uint32_t i = 0; !document->paragraphs_recur && i < document->part_count; i++) {
		struct str whole = document->parts[i].anchor;
		if (str_starts(whole, STR("kap-")) && str_ends(whole, anchor) &&
		    whole.at[whole.n - anchor.n - 1] == '-')
			return i;
	}
	return MARKDOWN_NO_PART;
}

/* "kapitel 3" is the part that begins so, or with "3."; "6.4" the one that begins so. */
static uint32_t part_by_section(const struct document *document, const struct part_number *asked)
{
	const char *wanted = asked->section[0] ? asked->section : asked->chapter;
	struct part_number number;

	for (uint32_t i = 0; !asked->paragraph[0] && i < document->part_count; i++)
		if (part_number_read(document->parts[i].title, true, &number) && !number.paragraph[0] &&
		    (strcmp(number.section, wanted) == 0 || strcmp(number.chapter, wanted) == 0))
			return i;
	return MARKDOWN_NO_PART;
}

static uint32_t part_by_number(const struct document *document, struct str name)
{
	struct part_number number;
	char text[PART_ANCHOR_MAX];
	struct str anchor = STR_EMPTY;
	uint32_t part = MARKDOWN_NO_PART;

	if (str_starts(name, STR("par-")) && memchr(name.at, ' ', name.n) == NULL)
		return part_by_paragraph(document, name);
	if (!part_number_is(name, &number) || number.bad)
		return MARKDOWN_NO_PART;
	anchor = part_number_put(text, &number);
	part = part_by_anchor(document, anchor);
	if (part == MARKDOWN_NO_PART && number.paragraph[0] && !number.chapter[0])
		part = part_by_paragraph(document, anchor);
	return part == MARKDOWN_NO_PART ? part_by_section(document, &number) : part;
}

/* Of parts with the same heading none is meant, unless they are wordings of one. */
static uint32_t part_by_heading(const struct document *document, struct str name)
{
	uint32_t found = MARKDOWN_NO_PART;

	for (uint32_t i = 0; i < document->part_count; i++) {
		const struct markdown_part *part = &document->parts[i];
		if (str_equal(part->slug, name))
			return i;
		if (!str_equal(part->title, name))
			continue;
		if (found != MARKDOWN_NO_PART && !str_equal(document->parts[found].anchor, part->anchor))
			return MARKDOWN_NO_PART;
		found = found == MARKDOWN_NO_PART ? i : found;
	}
	return found;
}

uint32_t document_part(const struct document *document, struct str name)
{
	uint32_t part = part_by_anchor(document, name);

	if (part == MARKDOWN_NO_PART)
		part = part_by_number(document, name);
	return part == MARKDOWN_NO_PART && name.n ? part_by_heading(document, name) : part;
}

struct str document_part_anchor(const struct document *document, struct str name)
{
	uint32_t part = name.n ? document_part(document, name) : MARKDOWN_NO_PART;

	return part == MARKDOWN_NO_PART ? name : document->parts[part].anchor;
}

struct str document_part_name(struct arena *arena, const struct document *document, struct str anchor)
{
	uint32_t part = part_by_anchor(document, anchor);
	struct part_number number = {0};
	struct str words = STR_EMPTY;
	size_t chapter = 0;

	if (part != MARKDOWN_NO_PART)
		(void)part_number_read(document->parts[part].title, true, &number);
	if (number.paragraph[0] || (number.chapter[0] && !number.worded))
		words = part_in_words(arena, anchor);
	if (!words.n)
		return anchor;
	chapter = str_find(words, STR(" kap. "), 0);
	return document->paragraphs_recur || chapter == SIZE_MAX ? words : str_part(words, chapter + 6, words.n);
}

struct str document_part_words(struct arena *arena, const struct document *document, struct str anchor)
{
	struct str name = document_part_name(arena, document, anchor);

	return str_equal(name, anchor) && name.n ? arena_format(arena, "#%.*s", STR_ARG(name)) : name;
}

/* HTML: "top", however it is capitalised, is the top of every page. */
static bool is_top(struct str anchor)
{
	return anchor.n == 3 && (anchor.at[0] | 0x20) == 't' && (anchor.at[1] | 0x20) == 'o' &&
	       (anchor.at[2] | 0x20) == 'p';
}

bool document_has_anchor(const struct document *document, struct str anchor)
{
	for (uint32_t i = 0; i < document->anchor_count; i++)
		if (str_equal(document->anchors[i], anchor))
			return true;
	return is_top(anchor) || (anchor.n && document_part(document, anchor) != MARKDOWN_NO_PART);
}

struct str document_nearest_part(const struct document *document, struct str anchor)
{
	struct spelling spelling = spelling_of(anchor);

	for (uint32_t i = 0; i < document->part_count; i++)
		spelling_try(&spelling, document->parts[i].anchor);
	for (uint32_t i = 0; i < document->anchor_count; i++)
		spelling_try(&spelling, document->anchors[i]);
	return spelling_nearest(&spelling);
}

struct date document_date(const struct document *document)
{
	if (document->decided.known)
		return document->decided;
	if (document->dated.known)
		return document->dated;
	if (document->referred.known)
		return document->referred;
	return document->in_force;
}

struct date document_start(const struct document *document, bool *assumed)
{
	struct date start = document->dated;

	*assumed = !document->in_force.known;
	if (!*assumed)
		return document->in_force;
	if (document->decided.known || document->stage != STAGE_DECIDED || !start.known)
		return document->decided;
	start.last = start.first < date_today().first ? date_today().first : start.last;
	return start;
}

struct date document_ended(const struct document *document)
{
	bool assumed = false;
	struct date start = document_start(document, &assumed), today = date_today();

	if (!document->ended.n)
		return DATE_NONE;
	return (struct date){start.known && start.first < today.first ? start.first : DAY_MIN, today.first, true};
}

struct location document_location(const struct document *document, enum document_key key)
{
	return document->keys[key];
}

#define REVIEW_AHEAD 365 /* days: a review made so long before it was due counts as that review */

bool document_is_reviewed(const struct document *document)
{
	struct date from = date_plus(document->review_by, -REVIEW_AHEAD);

	for (uint32_t i = 0; i < document->reviewed_count; i++)
		if (date_not_after(from, document->reviewed[i].on) == TRI_YES)
			return true;
	return false;
}

struct date document_annulled(const struct document *document)
{
	if (!document->keys[KEY_ANNULLED].line)
		return DATE_NONE;
	return document->annulled.on.known ? document->annulled.on : document->decided;
}
