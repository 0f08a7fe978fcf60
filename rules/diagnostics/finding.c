#include "rules/diagnostics/finding.h"

#include "registry/base/date.h"
#include "registry/base/template.h"
#include "registry/graph/registry.h"
#include "registry/validity/status.h"

static const struct bilingual related_texts[] = {
#define RELATED(name, en, sv) {en, sv},
#include "rules/diagnostics/notes.def"
#undef RELATED
};

static const struct {
	struct str name;
	struct bilingual texts;
} terms[] = {
#define TERM(name, en, sv) {STR(name), {en, sv}},
#include "rules/diagnostics/terms.def"
#undef TERM
};

int finding_compare(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int order = str_compare(x->path, y->path);

	if (!order && x->at.line != y->at.line)
		order = x->at.line < y->at.line ? -1 : 1;
	if (!order && x->at.column != y->at.column)
		order = x->at.column < y->at.column ? -1 : 1;
	if (!order)
		order = str_compare(diagnostic_row(x->diagnostic)->code, diagnostic_row(y->diagnostic)->code);
	for (size_t i = 0; !order && i < FINDING_ARGS; i++)
		order = str_compare(x->args[i], y->args[i]);
	return order;
}

static uint64_t mix(uint64_t hash, struct str text)
{
	return (hash ^ str_hash(text)) * UINT64_C(0x100000001b3);
}

uint64_t finding_identity(const struct finding *finding, const struct registry *registry)
{
	const struct diagnostic_row *row = diagnostic_row(finding->diagnostic);
	struct str id = finding->document == NO_DOCUMENT ? STR_EMPTY : registry->documents[finding->document].id;
	uint64_t hash = mix(str_hash(row->code), id.n ? id : finding->path);
	char location[] = "{1}";

	for (size_t i = 0; i < FINDING_ARGS; i++) {
		location[1] = (char)('1' + i);
		if (str_find(str_from(row->message.en), str_from(location), 0) != SIZE_MAX)
			hash = mix(hash, finding->args[i]);
	}
	return hash;
}

struct str date_in_words(struct arena *arena, struct str text, enum language language)
{
	bool english = language == LANGUAGE_EN;
	size_t slash = str_find(text, STR("/"), 0);
	struct str from = str_part(text, 0, slash), to = STR_EMPTY;
	struct date date = DATE_NONE;

	if (slash == SIZE_MAX || !date_parse(text, &date))
		return text;
	to = str_part(text, slash + 1, text.n);
	if (date.first == DAY_MIN)
		return arena_format(arena, english ? "%.*s or earlier" : "%.*s eller tidigare", STR_ARG(to));
	if (date.last == DAY_MAX)
		return arena_format(arena, english ? "%.*s or later" : "%.*s eller senare", STR_ARG(from));
	return arena_format(arena, english ? "some time from %.*s to %.*s" : "någon gång %.*s till %.*s", STR_ARG(from),
	                    STR_ARG(to));
}

/* "@list" and "@expected:@list" in words; anything else as it is. */
static struct str term(struct arena *arena, struct str arg, enum language language)
{
	size_t colon = str_find(arg, STR(":"), 0);
	struct str name = STR_EMPTY, rest = STR_EMPTY;

	if (!str_starts(arg, STR("@")))
		return date_in_words(arena, arg, language);
	name = str_part(arg, 1, colon == SIZE_MAX ? arg.n : colon - 1);
	if (str_equal(name, STR("status")))
		return status_label(status_named(str_part(arg, colon + 1, arg.n)), language);
	if (colon != SIZE_MAX)
		rest = term(arena, str_part(arg, colon + 1, arg.n), language);
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
		if (str_equal(terms[i].name, name))
			return template_fill(arena, bilingual_str(terms[i].texts, language), &rest, 1);
	return arg;
}

struct str text_render(struct arena *arena, struct bilingual texts, const struct str *args, size_t count,
                       enum language language)
{
	struct str words[FINDING_ARGS] = {{0}};

	for (size_t i = 0; i < count; i++)
		words[i] = term(arena, args[i], language);
	return template_fill(arena, bilingual_str(texts, language), words, count);
}

struct str finding_message(const struct finding *finding, struct arena *arena, enum language language)
{
	return text_render(arena, diagnostic_row(finding->diagnostic)->message, finding->args, FINDING_ARGS, language);
}

struct str finding_help(const struct finding *finding, struct arena *arena, enum language language)
{
	return text_render(arena, diagnostic_row(finding->diagnostic)->help, finding->args, FINDING_ARGS, language);
}

struct str related_message(const struct related *related, struct arena *arena, enum language language)
{
	return text_render(arena, related_texts[related->kind], related->args, 3, language);
}
