/* What a message tells, typed: a text is told as it was written, all else is put into words once, last, in the reader's language. */
#ifndef STYRDOK_REGISTRY_BASE_ARGUMENT_H
#define STYRDOK_REGISTRY_BASE_ARGUMENT_H

#include "registry/base/date.h"
#include "registry/base/language.h"

enum term {
	TERM_NONE,
#define TERM(name, text, en, sv) TERM_##name,
#include "registry/base/terms.def"
#undef TERM
	TERMS
};

enum argument_kind { ARGUMENT_TEXT, ARGUMENT_DATE, ARGUMENT_LABEL };
#define ARGUMENT_KINDS 3

struct argument {                      /* all zero: the empty text */
	enum term term, inner;         /* stand around the value, or around nothing: "a list is expected" */
	enum argument_kind kind;       /* of the value */
	struct str text;               /* TEXT; not owned */
	struct date date;              /* DATE */
	const struct bilingual *label; /* LABEL: a word that has a table of its own; static */
};

static inline struct argument argument_text(struct str text)
{
	return (struct argument){.text = text};
}

static inline struct argument argument_itself(struct argument argument)
{
	return argument;
}

static inline struct argument argument_date(struct date date)
{
	return (struct argument){.kind = ARGUMENT_DATE, .date = date};
}

static inline struct argument argument_label(const struct bilingual *label)
{
	return (struct argument){.kind = ARGUMENT_LABEL, .label = label};
}

static inline struct argument argument_term(enum term term)
{
	return (struct argument){.term = term};
}

/* The term around an argument, which has one term around it at most. */
static inline struct argument argument_around(enum term term, struct argument rest)
{
	rest.inner = rest.term;
	rest.term = term;
	return rest;
}

/* A text, a date or an argument as an argument; the term around one. */
#define ARGUMENT(value)                                                                                                \
	_Generic((value), struct str                                                                                   \
	         : argument_text, struct date                                                                          \
	         : argument_date, struct argument                                                                      \
	         : argument_itself)(value)
#define TERM_AROUND(term, value) argument_around((term), ARGUMENT(value))

/* Up to five of these as the arguments of a message. */
#define MESSAGE_ARGUMENTS 5
#define ARGUMENTS(...)                                                                                                 \
	(struct argument[MESSAGE_ARGUMENTS])                                                                           \
	{                                                                                                              \
		__VA_OPT__(ARGUMENTS_OF_(__VA_ARGS__, ARGUMENTS_5_, ARGUMENTS_4_, ARGUMENTS_3_, ARGUMENTS_2_,          \
		                         ARGUMENT)(__VA_ARGS__))                                                       \
	}
#define ARGUMENTS_OF_(a, b, c, d, e, which, ...) which
#define ARGUMENTS_2_(a, b) ARGUMENT(a), ARGUMENT(b)
#define ARGUMENTS_3_(a, b, c) ARGUMENT(a), ARGUMENTS_2_(b, c)
#define ARGUMENTS_4_(a, b, c, d) ARGUMENT(a), ARGUMENTS_3_(b, c, d)
#define ARGUMENTS_5_(a, b, c, d, e) ARGUMENT(a), ARGUMENTS_4_(b, c, d, e)

/* Nothing to tell. */
bool argument_is_empty(const struct argument *argument);

/* The same in every language, for sorting and for identities that are kept: "2001/..", "@list", "@expected:@list", the text. */
int argument_compare(const struct argument *a, const struct argument *b);
uint64_t argument_hash(const struct argument *argument);

/* An argument in words, and a template filled with up to MESSAGE_ARGUMENTS of them; owned by the arena, or the argument's text. */
struct str argument_words(struct arena *arena, const struct argument *argument, enum language language);
struct str arguments_fill(struct arena *arena, struct str text, const struct argument *arguments, size_t count,
                          enum language language);

#endif
