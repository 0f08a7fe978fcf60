#include "bin/start/scaffold.h"

#include "registry/base/vec.h"

static const char *const marks[] = {"sv",           "en",          "canonical", "swedish", "municipality",
                                    "organisation", "association", "software",  NULL};

typedef VEC(char) text_built;

static void add(text_built *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		vec_push(out, text.at[i]);
}

/* "{name}" at the head of the text. */
static bool begins(struct str text, const char *name)
{
	size_t n = strlen(name);

	return text.n >= n + 2 && text.at[0] == '{' && memcmp(text.at + 1, name, n) == 0 && text.at[n + 1] == '}';
}

static const char *mark_of(struct str line)
{
	for (const char *const *mark = marks; *mark; mark++)
		if (begins(line, *mark))
			return *mark;
	return NULL;
}

static bool is_kept(const struct scaffold *scaffold, const char *mark)
{
	for (const char *const *kept = scaffold->kept; *kept; kept++)
		if (strcmp(*kept, mark) == 0)
			return true;
	return false;
}

/* Takes the marks off; false when one of them is not kept. */
static bool take_marks(struct str *line, const struct scaffold *scaffold)
{
	const char *mark = NULL;

	while ((mark = mark_of(*line))) {
		if (!is_kept(scaffold, mark))
			return false;
		*line = str_part(*line, strlen(mark) + 2, line->n);
	}
	return true;
}

static const struct scaffold_value *value_at(struct str text, const struct scaffold *scaffold)
{
	for (const struct scaffold_value *value = scaffold->values; value->name; value++)
		if (begins(text, value->name))
			return value;
	return NULL;
}

static void fill(text_built *out, struct str line, const struct scaffold *scaffold)
{
	while (line.n) {
		const struct scaffold_value *value = value_at(line, scaffold);
		add(out, value ? value->text : str_part(line, 0, 1));
		line = str_part(line, value ? strlen(value->name) + 2 : 1, line.n);
	}
	vec_push(out, '\n');
}

struct str scaffold_text(struct arena *arena, struct str template, const struct scaffold *scaffold)
{
	text_built out = {0};
	struct str line = STR_EMPTY, copied = STR_EMPTY;

	while (str_next_line(&template, &line))
		if (take_marks(&line, scaffold))
			fill(&out, line, scaffold);
	copied = arena_copy(arena, (struct str){out.at, out.n});
	vec_release(&out);
	return copied;
}
