#include "registry/import/word_styles.h"

#include "registry/base/ascii.h"
#include "registry/port/unicode.h"

#define INHERIT_MAX 16u    /* styles based on each other */
#define DECLARED_MAX 4096u /* styles, and lists; what is beyond is as if it were not there. Word itself stops at 4079 */
#define NUMBER_MAX 64u     /* bytes of a number's pattern */

uint32_t word_integer(struct str text)
{
	uint32_t value = 0;

	for (size_t i = 0; i < text.n && is_digit(text.at[i]) && value < 1000000; i++)
		value = value * 10 + (uint32_t)(text.at[i] - '0');
	return value;
}

static struct str value_of(const struct markup_node *node, const char *child)
{
	return markup_attribute(markup_child(node, child), "val");
}

/* --- styles ------------------------------------------------------------------------------------------------------------ */

/* By their names, which are English in every language's Word, but for those that a municipality has made. */
static void role_read(struct word_style *style, struct arena *arena, struct str name)
{
	static const struct {
		struct str name;
		enum word_role role;
	} roles[] = {{STR("title"), WORD_TITLE},          {STR("titel"), WORD_TITLE},
	             {STR("dokumenttitel"), WORD_TITLE},  {STR("subtitle"), WORD_SUBTITLE},
	             {STR("underrubrik"), WORD_SUBTITLE}, {STR("toc"), WORD_CONTENTS},
	             {STR("innehåll"), WORD_CONTENTS},    {STR("list"), WORD_LIST}};
	static const struct str headings[] = {STR("heading "), STR("rubrik ")};

	name = unicode_fold(arena, name);
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
		if (str_starts(name, headings[i]))
			style->level = (uint8_t)(word_integer(str_part(name, headings[i].n, 1)) % 10);
	for (size_t i = 0; i < sizeof roles / sizeof *roles && !style->role; i++)
		if (roles[i].role >= WORD_CONTENTS ? str_starts(name, roles[i].name) : str_equal(name, roles[i].name))
			style->role = roles[i].role;
}

static void style_read(struct word_styles *styles, const struct markup_node *node)
{
	const struct markup_node *paragraph = markup_child(node, "pPr"), *number = NULL;
	struct word_style style = {.id = markup_attribute(node, "styleId"), .based_on = value_of(node, "basedOn")};
	struct str outline = value_of(paragraph, "outlineLvl");

	role_read(&style, styles->arena, value_of(node, "name"));
	if (outline.n && !style.level && word_integer(outline) < WORD_LEVELS)
		style.level = (uint8_t)(word_integer(outline) + 1);
	number = markup_child(paragraph, "numPr");
	style.list = word_integer(value_of(number, "numId"));
	style.list_level = (uint8_t)(word_integer(value_of(number, "ilvl")) % WORD_LEVELS);
	style.bold = markup_child(markup_child(node, "rPr"), "b") != NULL;
	vec_push(&styles->styles, style);
}

void word_styles_read(struct word_styles *styles, const struct markup_node *root)
{
	for (const struct markup_node *node = markup_first(root); node; node = markup_next(node))
		if (markup_is(node, "style") && styles->styles.n < DECLARED_MAX)
			style_read(styles, node);
}

struct word_style word_style_of(const struct word_styles *styles, struct str id)
{
	struct word_style style = {.id = id};

	for (unsigned depth = 0; id.n && depth < INHERIT_MAX; depth++) {
		const struct word_style *found = NULL;
		for (size_t i = 0; i < styles->styles.n && !found; i++)
			if (str_equal(styles->styles.at[i].id, id))
				found = &styles->styles.at[i];
		if (!found)
			break;
		style.role = style.role ? style.role : found->role;
		style.level = style.level ? style.level : found->level;
		style.bold = style.bold || found->bold;
		if (!style.list) {
			style.list = found->list;
			style.list_level = found->list_level;
		}
		id = found->based_on;
	}
	return style;
}

/* --- lists ------------------------------------------------------------------------------------------------------------- */

static void level_read(struct word_level *level, const struct markup_node *node)
{
	struct str start = value_of(node, "start");

	level->format = value_of(node, "numFmt");
	level->text = value_of(node, "lvlText");
	level->start = start.n ? word_integer(start) : 1;
	level->known = true;
}

static void list_read(struct word_styles *styles, const struct markup_node *node)
{
	struct word_list list = {.id = markup_attribute(node, "abstractNumId")};

	for (const struct markup_node *child = markup_first(node); child; child = markup_next(child)) {
		uint32_t at = word_integer(markup_attribute(child, "ilvl"));
		if (markup_is(child, "lvl") && at < WORD_LEVELS)
			level_read(&list.levels[at], child);
	}
	vec_push(&styles->lists, list);
}

static void number_read(struct word_styles *styles, const struct markup_node *node)
{
	struct word_number number = {.id = word_integer(markup_attribute(node, "numId")), .list = UINT32_MAX};
	struct str of = value_of(node, "abstractNumId");

	for (uint32_t i = 0; i < styles->lists.n; i++)
		if (str_equal(styles->lists.at[i].id, of))
			number.list = i;
	for (const struct markup_node *child = markup_first(node); child; child = markup_next(child)) {
		uint32_t at = word_integer(markup_attribute(child, "ilvl"));
		struct str start = value_of(child, "startOverride");
		if (!markup_is(child, "lvlOverride") || at >= WORD_LEVELS)
			continue;
		number.restarts[at] = start.n > 0;
		number.starts[at] = word_integer(start);
	}
	vec_push(&styles->numbers, number);
}

void word_numbers_read(struct word_styles *styles, const struct markup_node *root)
{
	const struct markup_node *node = NULL;

	for (node = markup_first(root); node; node = markup_next(node))
		if (markup_is(node, "abstractNum") && styles->lists.n < DECLARED_MAX)
			list_read(styles, node);
	for (node = markup_first(root); node; node = markup_next(node))
		if (markup_is(node, "num") && styles->numbers.n < DECLARED_MAX)
			number_read(styles, node);
}

void word_styles_release(struct word_styles *styles)
{
	vec_release(&styles->styles);
	vec_release(&styles->lists);
	vec_release(&styles->numbers);
}

/* --- numbers ----------------------------------------------------------------------------------------------------------- */

static struct str roman(struct arena *arena, uint32_t value, bool upper)
{
	static const struct {
		uint32_t value;
		const char *upper, *lower;
	} signs[] = {{100, "C", "c"}, {90, "XC", "xc"}, {50, "L", "l"},  {40, "XL", "xl"}, {10, "X", "x"},
	             {9, "IX", "ix"}, {5, "V", "v"},    {4, "IV", "iv"}, {1, "I", "i"}};
	char text[64] = "";

	for (size_t i = 0; i < sizeof signs / sizeof *signs && value < 400; i++)
		for (; value >= signs[i].value; value -= signs[i].value)
			strcat(text, upper ? signs[i].upper : signs[i].lower); /* at most 12 letters below 400 */
	return arena_copy(arena, str_from(text));
}

static struct str count_text(struct arena *arena, struct str format, uint32_t value)
{
	if (str_ends(format, STR("Roman")))
		return roman(arena, value, str_starts(format, STR("upper")));
	if (str_ends(format, STR("Letter")))
		return arena_format(arena, "%c",
		                    (str_starts(format, STR("upper")) ? 'A' : 'a') + (int)((value + 25) % 26));
	return arena_format(arena, str_equal(format, STR("decimalZero")) ? "%02u" : "%u", value);
}

/* "%1 §" with the counts in place of their marks. */
static struct str number_text(struct word_styles *styles, const struct word_list *list, uint32_t level)
{
	struct str text = str_part(list->levels[level].text, 0, NUMBER_MAX), out = STR_EMPTY;

	for (size_t i = 0; i < text.n; i++) {
		uint32_t of = i + 1 < text.n && text.at[i] == '%' ? (uint32_t)(text.at[i + 1] - '1') : WORD_LEVELS;
		struct str piece = str_part(text, i, 1);
		if (of < WORD_LEVELS) {
			piece = count_text(styles->arena, list->levels[of].format, list->counts[of]);
			i++;
		}
		out = arena_format(styles->arena, "%.*s%.*s", STR_ARG(out), STR_ARG(piece));
	}
	return str_trim(out);
}

/* Levels above that have not been counted yet stand at their beginning; those below begin anew. */
static void count_on(struct word_list *list, struct word_number *number, uint32_t level)
{
	if (number->restarts[level]) {
		number->restarts[level] = false;
		list->counts[level] = number->starts[level];
	} else {
		list->counts[level] = list->counts[level] ? list->counts[level] + 1 : list->levels[level].start;
	}
	for (uint32_t i = 0; i < level; i++)
		if (!list->counts[i])
			list->counts[i] = list->levels[i].start;
	for (uint32_t i = level + 1; i < WORD_LEVELS; i++)
		list->counts[i] = 0;
}

struct str word_number_next(struct word_styles *styles, uint32_t id, uint32_t level, bool *bullet)
{
	struct word_number *number = NULL;
	struct word_list *list = NULL;

	*bullet = false;
	for (size_t i = 0; i < styles->numbers.n; i++)
		if (styles->numbers.at[i].id == id)
			number = &styles->numbers.at[i];
	if (!number || number->list == UINT32_MAX || level >= WORD_LEVELS)
		return STR_EMPTY;
	list = &styles->lists.at[number->list];
	if (!list->levels[level].known || str_equal(list->levels[level].format, STR("none")))
		return STR_EMPTY;
	*bullet = str_equal(list->levels[level].format, STR("bullet"));
	if (*bullet)
		return STR_EMPTY;
	count_on(list, number, level);
	return number_text(styles, list, level);
}
