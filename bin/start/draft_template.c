#include "bin/start/draft_template.h"

#include "bin/command/error_text.h"
#include "bin/command/help.h"
#include "bin/write/terminal.h"
#include "registry/base/spelling.h"
#include "registry/document/yaml_line.h"

#include <stdio.h>

enum value { VALUE_ID, VALUE_TITLE, VALUE_KIND, VALUE_DATED, VALUE_BODY, VALUE_TOPIC_IDS, VALUE_TEXT_BELOW, VALUES };

static const struct {
	const char *en, *sv;
} names[VALUES] = {{"id", "id"},      {"title", "titel"},  {"type", "typ"}, {"date", "datum"},
                   {"body", "organ"}, {"topics", "ämnen"}, {"text", "text"}};

struct filling {
	struct arena *arena;
	struct str path, template, values[VALUES];
	enum language language;
	struct str out;
	bool text_filled; /* {text} has been there */
};

/* What is wrong, with its line. -1. */
static int broken(const struct filling *filling, uint32_t line, struct bilingual text, struct str argument)
{
	put_text(stderr, filling->path);
	fprintf(stderr, ":%u: ", line);
	put_format(stderr, bilingual_in(text, filling->language), arena_copy(filling->arena, argument).at);
	fputc('\n', stderr);
	return -1;
}

/* "{title}" at the head of the text: the word between the braces, or "". */
static struct str word_at(struct str text)
{
	size_t n = 1;

	while (n < text.n && ((text.at[n] >= 'a' && text.at[n] <= 'z') || (text.at[n] & 0x80)))
		n++;
	return n > 1 && n < text.n && text.at[n] == '}' ? str_part(text, 1, n - 1) : STR_EMPTY;
}

static int value_named(struct str word, struct spelling *spelling)
{
	for (int i = 0; i < VALUES; i++) {
		if (str_equal(word, str_from(names[i].en)) || str_equal(word, str_from(names[i].sv)))
			return i;
		spelling_try(spelling, str_from(names[i].en));
	}
	return -1;
}

static int fill_line(struct filling *filling, struct str line, uint32_t number, bool front)
{
	static const struct bilingual unknown = {
		"the template has '{%s}', which stands for nothing; there are {id}, {title}, "
		"{type}, {date}, {body}, {topics} and {text}",
		"mallen har ”{%s}”, som inte står för något; det finns {id}, {titel}, {typ}, "
		"{datum}, {organ}, {ämnen} och {text}"};
	size_t from = 0, at = 0;

	while ((at = str_find(line, STR("{"), from)) != SIZE_MAX) {
		struct str word = word_at(str_part(line, at, SIZE_MAX)), value = STR_EMPTY;
		struct spelling spelling = spelling_of(word);
		int found = word.n ? value_named(word, &spelling) : -1;
		if (word.n && found < 0)
			return broken(filling, number, unknown, word);
		value = found < 0 ? STR("{") : filling->values[found];
		if (found == VALUE_TITLE && front && yaml_needs_quotes(value))
			value = yaml_in_quotes(filling->arena, value);
		filling->text_filled = filling->text_filled || found == VALUE_TEXT_BELOW;
		filling->out = arena_format(filling->arena, "%.*s%.*s%.*s", STR_ARG(filling->out),
		                            STR_ARG(str_part(line, from, at - from)), STR_ARG(value));
		from = at + (found < 0 ? 1 : word.n + 2);
	}
	filling->out = arena_format(filling->arena, "%.*s%.*s\n", STR_ARG(filling->out),
	                            STR_ARG(str_part(line, from, SIZE_MAX)));
	return 0;
}

static int fill(struct filling *filling)
{
	struct str rest = filling->template, line = STR_EMPTY;
	uint32_t fences = 0;

	for (uint32_t number = 1; str_next_line(&rest, &line); number++) {
		fences += str_equal(str_trim(line), STR("---"));
		if (fill_line(filling, line, number, fences < 2) < 0)
			return -1;
	}
	if (filling->values[VALUE_TEXT_BELOW].n && !filling->text_filled)
		filling->out = arena_format(filling->arena, "%.*s\n%.*s", STR_ARG(filling->out),
		                            STR_ARG(filling->values[VALUE_TEXT_BELOW]));
	return 0;
}

/* Would what comes of it be read, under this id? */
static int try_out(const struct filling *filling, const struct registry *registry)
{
	static const struct bilingual wrong = {"the template's line is not right as front matter: %s",
	                                       "mallens rad duger inte som metadata: %s"},
				      other = {"the template's id is another: write 'id: {id}'%s",
	                                       "mallens id är ett annat: skriv ”id: {id}”%s"};
	struct arena scratch = ARENA_EMPTY;
	struct document document = {
		.path = arena_format(filling->arena, "%.*s.md", STR_ARG(filling->values[VALUE_ID]))};
	struct str rest = filling->template, line = STR_EMPTY;
	uint32_t at = 0;
	int status = 0;

	document_read_front_matter(&document, filling->arena, &scratch, &registry->config, filling->out);
	arena_release(&scratch);
	if (document.problem_count) {
		at = document.problems[0].at.line ? document.problems[0].at.line : 1;
		for (uint32_t i = 0; i < at; i++)
			(void)str_next_line(&rest, &line);
		status = broken(filling, at, wrong, str_trim(line));
	} else if (!str_equal(document.id, filling->values[VALUE_ID])) {
		status = broken(filling, document.keys[KEY_ID].line, other, STR_EMPTY);
	}
	return status;
}

int draft_from_template(struct str *out, struct arena *arena, const struct registry *registry,
                        const struct draft *draft, enum language language)
{
	struct filling filling = {.arena = arena, .language = language, .out = STR_EMPTY};
	struct error error = {0};
	size_t size = 0;
	int found = 0;

	filling.path = arena_format(arena, "templates/%.*s.md", STR_ARG(draft->type->id));
	found = reader_read_path(registry->reader, filling.path, registry->config.limits.document_bytes,
	                         &filling.template, &size, &error);
	if (found < 0)
		tell_error(&error, language);
	if (found <= 0)
		return found;
	filling.template = arena_copy(arena, filling.template);
	filling.values[VALUE_ID] = draft->id;
	filling.values[VALUE_TITLE] = draft->title;
	filling.values[VALUE_KIND] = draft->type->id;
	filling.values[VALUE_DATED] = date_text(arena, draft->dated);
	filling.values[VALUE_BODY] = draft->body;
	filling.values[VALUE_TOPIC_IDS] = draft->topics;
	filling.values[VALUE_TEXT_BELOW] = draft->text;
	if (fill(&filling) < 0 || try_out(&filling, registry) < 0)
		return -1;
	*out = filling.out;
	return 1;
}
