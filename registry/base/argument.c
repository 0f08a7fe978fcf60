#include "registry/base/argument.h"

#include "registry/base/date_words.h"
#include "registry/base/template.h"

static const struct {
	struct str name;
	struct bilingual texts;
} terms[] = {
	[TERM_NONE] = {{0}, {0}},
#define TERM(name, text, en, sv) [TERM_##name] = {STR(text), {en, sv}},
#include "registry/base/terms.def"
#undef TERM
};

bool argument_is_empty(const struct argument *argument)
{
	return !argument->term && argument->kind == ARGUMENT_TEXT && !argument->text.n;
}

/* The value as it is compared: a text, or a date in ISO form. */
static struct str value_canonical(const struct argument *argument, char buffer[DATE_TEXT])
{
	return argument->kind == ARGUMENT_DATE ? str_from(date_format(argument->date, buffer)) : argument->text;
}

int argument_compare(const struct argument *a, const struct argument *b)
{
	char text_a[DATE_TEXT], text_b[DATE_TEXT];
	int order = str_compare(terms[a->term].name, terms[b->term].name);

	if (!order)
		order = str_compare(terms[a->inner].name, terms[b->inner].name);
	return order ? order : str_compare(value_canonical(a, text_a), value_canonical(b, text_b));
}

static uint64_t term_hash(uint64_t hash, enum term term, bool last)
{
	if (!term)
		return hash;
	hash = str_hash_more(str_hash_more(hash, STR("@")), terms[term].name);
	return last ? hash : str_hash_more(hash, STR(":"));
}

uint64_t argument_hash(const struct argument *argument)
{
	char buffer[DATE_TEXT];
	struct str value = value_canonical(argument, buffer);
	uint64_t hash = term_hash(str_hash(STR_EMPTY), argument->term, !argument->inner && !value.n);

	return str_hash_more(term_hash(hash, argument->inner, !value.n), value);
}

struct str argument_words(struct arena *arena, const struct argument *argument, enum language language)
{
	const enum term around[] = {argument->inner, argument->term};
	struct str words = argument->text;

	if (argument->kind == ARGUMENT_DATE)
		words = date_in_words(arena, argument->date, language);
	else if (argument->kind == ARGUMENT_LABEL)
		words = bilingual_str(*argument->label, language);
	for (int i = 0; i < 2; i++)
		if (around[i])
			words = template_fill(arena, bilingual_str(terms[around[i]].texts, language), &words, 1);
	return words;
}

struct str arguments_fill(struct arena *arena, struct str text, const struct argument *arguments, size_t count,
                          enum language language)
{
	struct str words[MESSAGE_ARGUMENTS] = {{0}};

	for (size_t i = 0; i < count; i++)
		words[i] = argument_words(arena, &arguments[i], language);
	return template_fill(arena, text, words, count);
}
