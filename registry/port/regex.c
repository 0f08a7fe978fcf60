#include "registry/port/regex.h"

#include "registry/base/memory.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Sizes of the stack that compiled code runs on, one per thread; a pattern that needs more counts as pathological. */
#define STACK_START (32u * 1024)
#define STACK_MAX (1024u * 1024)

/* Bounds for the interpreter, which runs where the system forbids compiled code. */
#define HEAP_KIB 16384u

struct regex {
	pcre2_code *code;
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

struct regex *regex_new(struct str pattern, struct regex_error *error)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	int code;
	PCRE2_SIZE offset;
	if (!context)
		memory_failed();
	pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
	/* \C would match half a character */
	pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)(pattern.at ? pattern.at : ""), pattern.n,
	                                     PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &code, &offset, context);
	pcre2_compile_context_free(context);
	if (!compiled) {
		regex_error_fill(error, code, offset);
		return NULL;
	}
	/* without JIT (not built in, or forbidden by the system) the interpreter does the same, more slowly */
	(void)pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
	struct regex *regex = memory_new(1, sizeof *regex);
	regex->code = compiled;
	return regex;
}

void regex_free(struct regex *regex)
{
	if (regex)
		pcre2_code_free(regex->code);
	free(regex);
}

int regex_match(const struct regex *regex, struct str text, size_t from, struct regex_span *spans, size_t count)
{
	struct matcher *matcher = matcher_get();
	if (from > text.n)
		return 0;
	int found = pcre2_match(regex->code, (PCRE2_SPTR)(text.at ? text.at : ""), text.n, from, PCRE2_NO_UTF_CHECK,
	                        matcher->data, matcher->context);
	if (found < 0)
		return found == PCRE2_ERROR_NOMATCH ? 0 : -1;
	/* 0: more groups than fit; those that fit are filled */
	size_t filled = found > 0 ? (size_t)found : REGEX_GROUPS_MAX + 1;
	const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(matcher->data);
	for (size_t i = 0; i < count; i++) {
		bool set = i < filled && offsets[2 * i] != PCRE2_UNSET;
		spans[i] = set ? (struct regex_span){offsets[2 * i], offsets[2 * i + 1]}
		               : (struct regex_span){SIZE_MAX, SIZE_MAX};
	}
	return 1;
}

int regex_group(const struct regex *regex, const char *name)
{
	int number = pcre2_substring_number_from_name(regex->code, (PCRE2_SPTR)name);
	return number > 0 ? number : -1;
}
