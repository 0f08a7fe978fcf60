/* Names as people write them where ids belong: several in one text, or one among other words. */
#include "registry/base/ascii.h"
#include "registry/base/vec.h"
#include "registry/document/vocabulary_names.h"
#include "registry/document/yaml_line.h"
#include "registry/graph/called.h"
#include "rules/checks/checks.h"

#define PIECES_MAX 24u /* of one text */

struct pieces {
	struct str at[PIECES_MAX];
	size_t n;
};

/* Can it be a case number by itself? */
static bool is_number(struct str text)
{
	size_t digits = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (strchr(",;", text.at[i]))
			return false;
		digits += is_digit(text.at[i]);
	}
	return digits > 2 && str_find(text, STR(" och "), 0) == SIZE_MAX && str_find(text, STR(" and "), 0) == SIZE_MAX;
}

static struct str id_of(const struct check *check, enum named_kind kind, struct str name)
{
	const struct vocabulary *vocabulary = &check->registry->vocabulary;
	uint32_t found = NO_DOCUMENT;

	if (kind == NAMED_NUMBERS)
		return is_number(name) ? name : STR_EMPTY;
	if (kind == NAMED_DOCUMENTS) {
		found = registry_find(check->registry, name);
		if (found == NO_DOCUMENT)
			found = registry_called(check->registry, name, NO_DOCUMENT, NULL);
		return found == NO_DOCUMENT ? STR_EMPTY : check->registry->documents[found].id;
	}
	found = vocabulary_find(vocabulary, kind == NAMED_BODIES ? VOCABULARY_BODIES : VOCABULARY_TOPICS, name);
	if (found == MAP_NONE)
		return STR_EMPTY;
	return kind == NAMED_BODIES ? vocabulary->bodies[found].id : vocabulary->topics[found].id;
}

/* The bytes of what parts two names at the offset, or 0; at the beginning only a bullet does. */
static size_t separator_at(struct str text, size_t at)
{
	static const char *const bullets[] = {
		"\xE2\x80\xA2", "\xC2\xB7", "\xE2\x96\xAA", "\xE2\x97\xA6", "\xE2\x80\x93", "\xE2\x80\x94", "*", "-"};
	static const char *const others[] = {",", ";", "/", "\n", " och ", " samt ", " and ", " & ", " - ", " -"};

	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
		if (str_starts(str_part(text, at, SIZE_MAX), str_from(bullets[i])) && (i < 6 || at == 0))
			return strlen(bullets[i]);
	for (size_t i = 0; at && i < sizeof others / sizeof *others; i++)
		if (str_starts(str_part(text, at, SIZE_MAX), str_from(others[i])))
			return strlen(others[i]);
	return 0;
}

static void piece_add(struct pieces *pieces, struct str text, size_t from, size_t to)
{
	struct str piece = str_trim(str_part(text, from, to - from));

	if (piece.n && pieces->n < PIECES_MAX)
		pieces->at[pieces->n++] = piece;
}

/* Cuts at separators; with `words`, at spaces. */
static void pieces_cut(struct pieces *pieces, struct str text, bool words)
{
	size_t from = 0;

	for (size_t at = 0; at < text.n;) {
		size_t size = words ? text.at[at] == ' ' : separator_at(text, at);
		if (size) {
			piece_add(pieces, text, from, at);
			from = at + size;
		}
		at += size ? size : 1;
	}
	piece_add(pieces, text, from, text.n);
}

/* The text from one piece to another, both included. */
static struct str pieces_whole(const struct pieces *pieces, size_t from, size_t to)
{
	struct str last = pieces->at[to];

	return (struct str){pieces->at[from].at, (size_t)(last.at - pieces->at[from].at) + last.n};
}

/* The pieces as a list; names that hold a separator ("Miljö- och byggnadsnämnden") are put together again. */
static struct str list_of(const struct check *check, enum named_kind kind, const struct pieces *pieces, size_t *known,
                          size_t *count)
{
	struct str list = STR_EMPTY;

	*known = *count = 0;
	for (size_t i = 0; i < pieces->n; (*count)++) {
		struct str id = STR_EMPTY;
		size_t last = pieces->n;
		while (!id.n && last-- > i)
			id = id_of(check, kind, pieces_whole(pieces, i, last));
		*known += id.n > 0;
		if (!id.n)
			id = yaml_needs_quotes(pieces->at[i]) ? yaml_in_quotes(check->arena, pieces->at[i])
			                                      : pieces->at[i];
		list = arena_format(check->arena, "%.*s%s%.*s", STR_ARG(list), *count ? ", " : "[", STR_ARG(id));
		i = last < pieces->n && last > i ? last + 1 : i + 1;
	}
	return arena_format(check->arena, "%.*s]", STR_ARG(list));
}

struct str list_meant(const struct check *check, enum named_kind kind, struct str text, bool *sure)
{
	if (str_starts(text, STR("(")) && str_ends(text, STR(")")))
		text = str_part(text, 1, text.n - 2);
	for (int words = 0; words < 2; words++) {
		struct pieces pieces = {.n = 0};
		size_t known = 0, count = 0;
		struct str list = STR_EMPTY;
		pieces_cut(&pieces, text, words);
		if (!pieces.n || (pieces.n == 1 && pieces.at[0].n == text.n))
			continue;
		list = list_of(check, kind, &pieces, &known, &count);
		if (count == 1 && pieces_whole(&pieces, 0, pieces.n - 1).n == text.n)
			continue; /* one name that holds a separator */
		*sure = known == count;
		if (known && (!words || *sure))
			return list;
	}
	*sure = false;
	return STR_EMPTY;
}

#define LISTED_MAX 20u

struct str vocabulary_listed(const struct check *check, enum vocabulary_file file)
{
	const struct vocabulary *vocabulary = &check->registry->vocabulary;
	struct str listed = STR_EMPTY, id = STR_EMPTY;
	uint32_t count = vocabulary_count(vocabulary, file);

	for (uint32_t i = 0; i < count && i < LISTED_MAX && vocabulary_name(vocabulary, file, i, 0, &id); i++)
		listed = arena_format(check->arena, "%.*s%s%.*s", STR_ARG(listed), i ? ", " : "", STR_ARG(id));
	return count > LISTED_MAX ? arena_format(check->arena, "%.*s ...", STR_ARG(listed)) : listed;
}

struct str name_within(const struct check *check, enum named_kind kind, struct str text)
{
	struct pieces pieces = {.n = 0};

	pieces_cut(&pieces, text, true);
	for (size_t n = pieces.n; n-- > 0;)
		for (size_t from = 0; from + n < pieces.n; from++) {
			struct str run = pieces_whole(&pieces, from, from + n), id = STR_EMPTY;
			while (run.n && strchr(",;.:()", run.at[run.n - 1]))
				run = str_part(run, 0, run.n - 1);
			id = run.n ? id_of(check, kind, run) : STR_EMPTY;
			if (id.n)
				return id;
		}
	return STR_EMPTY;
}
