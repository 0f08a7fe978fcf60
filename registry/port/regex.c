#include "registry/port/regex.h"

#include "registry/base/memory.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Sizes of the stack that compiled code runs on, one per thread; a pattern that needs more counts as pathological. */
#define STACK_START (32u * 1024)
#define STACK_MAX (1024u * 1024)

/* Bounds for the interpreter, which runs where the system forbids compiled code. */
#define HEAP_KIB 16384u

/* Texts longer than this are tried in stretches of starts, with a look at the clock in between. They double, since
 * PCRE2 forgets from one to the next what it knows about failures. */
#define WHOLE_MAX 4096u
#define STRETCH 256u

struct regex {
	pcre2_code *code;
	bool whole; /* uses \G, which means another place in each stretch of starts */
};

/* What a thread needs to match: too dear to make for each call. Freed when the thread ends. */
struct matcher {
	pcre2_match_context *context;
	pcre2_match_data *data;
	pcre2_jit_stack *stack;
};

static pthread_key_t matcher_key;
static pthread_once_t matcher_once = PTHREAD_ONCE_INIT;
static _Thread_local struct matcher *matcher_mine;

static void matcher_free(void *data)
{
	struct matcher *matcher = data;
	pcre2_match_data_free(matcher->data);
	pcre2_match_context_free(matcher->context);
	pcre2_jit_stack_free(matcher->stack);
	free(matcher);
}

static void matcher_key_make(void)
{
	if (pthread_key_create(&matcher_key, matcher_free) != 0)
		memory_failed();
}

static struct matcher *matcher_new(void)
{
	struct matcher *matcher = memory_new(1, sizeof *matcher);
	matcher->context = pcre2_match_context_create(NULL);
	matcher->data = pcre2_match_data_create(REGEX_GROUPS_MAX + 1, NULL);
	matcher->stack = pcre2_jit_stack_create(STACK_START, STACK_MAX, NULL);
	if (!matcher->context || !matcher->data)
		memory_failed();
	pcre2_set_match_limit(matcher->context, REGEX_MATCH_LIMIT);
	pcre2_set_heap_limit(matcher->context, HEAP_KIB);
	if (matcher->stack)
		pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
	return matcher;
}

static struct matcher *matcher_get(void)
{
	if (!matcher_mine) {
		pthread_once(&matcher_once, matcher_key_make);
		matcher_mine = matcher_new();
		if (pthread_setspecific(matcher_key, matcher_mine) != 0)
			memory_failed();
	}
	return matcher_mine;
}

static void regex_error_fill(struct regex_error *error, int code, size_t offset)
{
	error->offset = offset;
	if (pcre2_get_error_message(code, (PCRE2_UCHAR *)error->message, sizeof error->message) < 0)
		snprintf(error->message, sizeof error->message, "error %d", code);
}

struct regex *regex_parse(struct str pattern, struct regex_error *error)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	int code;
	PCRE2_SIZE offset;
	if (!context)
		memory_failed();
	pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
	pcre2_set_max_pattern_length(context, REGEX_PATTERN_MAX);
	/* \C would match half a character */
	pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)(pattern.at ? pattern.at : ""), pattern.n,
	                                     PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT,
	                                     &code, &offset, context);
	pcre2_compile_context_free(context);
	if (!compiled) {
		regex_error_fill(error, code, offset);
		return NULL;
	}
	struct regex *regex = memory_new(1, sizeof *regex);
	regex->code = compiled;
	regex->whole = str_find(pattern, STR("\\G"), 0) != SIZE_MAX;
	return regex;
}

void regex_ready(struct regex *regex)
{
	/* without JIT (not built in, or forbidden by the system) the interpreter does the same, more slowly */
	(void)pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
}

struct regex *regex_new(struct str pattern, struct regex_error *error)
{
	struct regex *regex = regex_parse(pattern, error);
	if (regex)
		regex_ready(regex);
	return regex;
}

void regex_free(struct regex *regex)
{
	if (regex)
		pcre2_code_free(regex->code);
	free(regex);
}

static bool is_inside_point(struct str text, size_t at)
{
	return at < text.n && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

static double seconds_used(void)
{
	struct timespec time;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* A match that begins at from..last. */
static int match_from(const struct regex *regex, struct matcher *matcher, struct str text, size_t from, size_t last)
{
	pcre2_set_offset_limit(matcher->context, last);
	return pcre2_match(regex->code, (PCRE2_SPTR)(text.at ? text.at : ""), text.n, from, PCRE2_NO_UTF_CHECK,
	                   matcher->data, matcher->context);
}

/* PCRE2's limits are per start, so a text of n bytes can cost n times as much, or n times n. */
static int match_in_stretches(const struct regex *regex, struct matcher *matcher, struct str text, size_t from)
{
	double begun = seconds_used();
	int found = PCRE2_ERROR_NOMATCH;
	for (size_t stretch = STRETCH; from <= text.n && found == PCRE2_ERROR_NOMATCH; stretch *= 2) {
		size_t next = text.n - from < stretch ? text.n + 1 : from + stretch;
		while (is_inside_point(text, next))
			next++;
		found = match_from(regex, matcher, text, from, next - 1);
		if (found == PCRE2_ERROR_NOMATCH && next <= text.n && seconds_used() - begun > REGEX_SECONDS_MAX)
			return PCRE2_ERROR_MATCHLIMIT;
		from = next;
	}
	return found;
}

static void spans_fill(const struct matcher *matcher, size_t filled, struct regex_span *spans, size_t count)
{
	const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(matcher->data);
	for (size_t i = 0; i < count; i++) {
		bool set = i < filled && offsets[2 * i] != PCRE2_UNSET;
		spans[i] = set ? (struct regex_span){offsets[2 * i], offsets[2 * i + 1]}
		               : (struct regex_span){SIZE_MAX, SIZE_MAX};
	}
}

int regex_match(const struct regex *regex, struct str text, size_t from, struct regex_span *spans, size_t count)
{
	struct matcher *matcher = matcher_get();
	int found;
	while (is_inside_point(text, from))
		from++;
	if (from > text.n)
		return 0;
	if (text.n - from <= WHOLE_MAX || regex->whole)
		found = match_from(regex, matcher, text, from, text.n);
	else
		found = match_in_stretches(regex, matcher, text, from);
	if (found < 0)
		return found == PCRE2_ERROR_NOMATCH ? 0 : -1;
	/* 0: more groups than fit; those that fit are filled */
	spans_fill(matcher, found > 0 ? (size_t)found : REGEX_GROUPS_MAX + 1, spans, count);
	return 1;
}

int regex_group(const struct regex *regex, const char *name)
{
	int number = pcre2_substring_number_from_name(regex->code, (PCRE2_SPTR)name);
	return number > 0 ? number : -1;
}
