#include "bin/check/finding_text.h"

#include "bin/write/terminal.h"

void telling_begin(struct telling *telling, const struct report *report)
{
	*telling = (struct telling){.report = report, .lines = {.registry = report->registry}};
	telling->below = source_below(report->registry->source, &telling->kept);
}

void telling_end(struct telling *telling)
{
	lines_release(&telling->lines);
	arena_release(&telling->arena);
	arena_release(&telling->kept);
}

struct str telling_path(struct telling *telling, struct str path)
{
	return telling->below.n ? arena_format(&telling->arena, "%.*s/%.*s", STR_ARG(telling->below), STR_ARG(path))
	                        : path;
}

struct str telling_message(struct telling *telling, const struct finding *finding)
{
	return text_clean(&telling->arena, finding_message(finding, &telling->arena, telling->report->language));
}

static struct str help_of(struct telling *telling, const struct finding *finding)
{
	return text_clean(&telling->arena, finding_help(finding, &telling->arena, telling->report->language));
}

struct str telling_line(struct telling *telling, const struct finding *finding)
{
	struct str message = telling_message(telling, finding), help = help_of(telling, finding);

	return help.n ? arena_format(&telling->arena, "%.*s – %.*s", STR_ARG(message), STR_ARG(help)) : message;
}

/* As in the text form, a place of its own is named, and the finding's own place needs none. */
static struct str note(struct telling *telling, const struct finding *finding, const struct related *related)
{
	struct str message = related_message(related, &telling->arena, telling->report->language);
	struct str path = telling_path(telling, related->path);

	if (str_equal(related->path, finding->path) && related->at.line == finding->at.line &&
	    related->at.column == finding->at.column)
		return text_clean(&telling->arena, message);
	message = arena_format(
		&telling->arena, "%.*s:%u:%u: %.*s", STR_ARG(path), related->at.line ? related->at.line : 1,
		related->at.line ? lines_column(&telling->lines, related->path, related->at) : 1, STR_ARG(message));
	return text_clean(&telling->arena, message);
}

struct str telling_lines(struct telling *telling, const struct finding *finding, bool notes)
{
	struct str text = telling_message(telling, finding), help = help_of(telling, finding);

	if (help.n)
		text = arena_format(&telling->arena, "%.*s\nhelp: %.*s", STR_ARG(text), STR_ARG(help));
	for (const struct related *related = notes ? finding->related : NULL; related; related = related->next) {
		struct str more = note(telling, finding, related);
		text = arena_format(&telling->arena, "%.*s\nnote: %.*s", STR_ARG(text), STR_ARG(more));
	}
	return text;
}

struct str telling_identity(struct telling *telling, const struct finding *finding)
{
	return arena_format(&telling->arena, "%016llx",
	                    (unsigned long long)finding_identity(finding, telling->report->registry));
}

size_t telling_file(const struct report *report, size_t from)
{
	size_t to = from;

	while (to < report->count && str_equal(report->findings[to].path, report->findings[from].path))
		to++;
	return to - from;
}

uint32_t numbering_next(struct numbering *numbering, struct str key)
{
	uint32_t group = map_get(&numbering->groups, key);

	if (group == MAP_NONE) {
		group = (uint32_t)numbering->counts.n;
		map_add(&numbering->groups, arena_copy(&numbering->arena, key), group);
		vec_push(&numbering->counts, 0);
	}
	return ++numbering->counts.at[group];
}

void numbering_release(struct numbering *numbering)
{
	map_release(&numbering->groups);
	vec_release(&numbering->counts);
	arena_release(&numbering->arena);
}
