/* Patterns: compiled once each, with named ones filled in. */
#include "registry/base/spelling.h"
#include "registry/port/regex.h"
#include "rules/packs/rule_reading.h"
#include "rules/prefilter/required_literals.h"

uint32_t rulebook_pattern(struct rulebook *rulebook, struct str source, bool case_counts, struct regex_error *error)
{
	struct str text = case_counts ? source : arena_format(&rulebook->arena, "(?i)%.*s", STR_ARG(source));
	uint32_t found = map_get(&rulebook->pattern_by_source, text);
	struct literals literals = {0};
	struct pattern pattern = {.source = text};

	*error = (struct regex_error){0};
	if (found != MAP_NONE)
		return found;
	if (rulebook->pattern_count >= rulebook->registry->config.limits.patterns)
		return NO_PATTERN;
	pattern.regex = regex_parse(text, error);
	if (!pattern.regex)
		return NO_PATTERN;
	literals = literals_of(&rulebook->arena, source);
	pattern.literals = literals.at;
	pattern.literal_count = literals.n;
	/* from where a match can begin matters to \G, and to what passes over a stretch */
	if (str_find(source, STR("\\G"), 0) == SIZE_MAX && str_find(source, STR("(*SKIP)"), 0) == SIZE_MAX) {
		pattern.starts = literals.starts;
		pattern.start_count = literals.start_count;
	}
	if (rulebook->pattern_count == rulebook->pattern_room) {
		rulebook->pattern_room = rulebook->pattern_room ? rulebook->pattern_room * 2 : 64;
		rulebook->patterns =
			memory_resize(rulebook->patterns, rulebook->pattern_room, sizeof *rulebook->patterns);
	}
	rulebook->patterns[rulebook->pattern_count] = pattern;
	map_add(&rulebook->pattern_by_source, text, rulebook->pattern_count);
	return rulebook->pattern_count++;
}

void pattern_ready(struct pattern *pattern, struct arena *arena)
{
	struct regex_error unused;

	regex_ready(pattern->regex);
	if (pattern->start_count)
		pattern->anchored = regex_new(arena_format(arena, "\\G(?:%.*s)", STR_ARG(pattern->source)), &unused);
}

void pattern_limit_told(struct pack_reading *reading, struct location at)
{
	reading->refused++;
	for (size_t i = 0; i < reading->fields.problems->n; i++)
		if (reading->fields.problems->at[i].kind == PROBLEM_LIMIT_patterns)
			return;
	fields_problem(
		&reading->fields, PROBLEM_LIMIT_patterns, at,
		arena_format(&reading->rulebook->arena, "%u", reading->rulebook->registry->config.limits.patterns),
		STR_EMPTY);
}

static bool is_name_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || byte == '-' || (byte >= '0' && byte <= '9') || (byte & 0x80);
}

/* {name} at the position: its length with the braces, or 0. \p{..}, \x{..} and the like are none, nor is {2,3}. */
static size_t name_at(struct str text, size_t at)
{
	size_t end = at + 1;

	if (text.at[at] != '{' || (at > 0 && text.at[at - 1] == '\\') ||
	    (at > 1 && text.at[at - 2] == '\\' && strchr("pPxogkN", text.at[at - 1])) || end >= text.n ||
	    (text.at[end] >= '0' && text.at[end] <= '9') || text.at[end] == '-')
		return 0;
	while (end < text.n && is_name_byte(text.at[end]))
		end++;
	return end > at + 1 && end < text.n && text.at[end] == '}' ? end + 1 - at : 0;
}

/* The names within a named pattern, filled in once; false when that cannot be done, which is told where it stands. */
static bool named_fill(struct pack_reading *reading, size_t index)
{
	struct named_pattern *named = &reading->named.at[index];
	struct str source = STR_EMPTY;

	if (named->state == NAMED_FILLING)
		fields_problem(&reading->fields, PROBLEM_PATTERN, named->at, named->name,
		               TERM_AROUND(TERM_PATTERN_CIRCLE, named->name));
	reading->refused += named->state == NAMED_WRONG; /* told where it stands */
	if (named->state != NAMED_WRITTEN)
		return named->state == NAMED_FILLED;
	named->state = NAMED_FILLING;
	if (pattern_fill(reading, named->text, named->at, &source)) { /* no deeper than there are names */
		named->source = source;
		named->state = NAMED_FILLED;
	} else {
		named->state = NAMED_WRONG;
	}
	return named->state == NAMED_FILLED;
}

static bool name_unknown(struct pack_reading *reading, struct str name, struct location at)
{
	struct spelling spelling = spelling_of(name);

	for (size_t i = 0; i < reading->named.n; i++)
		spelling_try(&spelling, reading->named.at[i].name);
	fields_problem(&reading->fields, PROBLEM_PATTERN, at, STR("pattern"), TERM_AROUND(TERM_NO_PATTERN, name));
	reading->fields.problems->at[reading->fields.problems->n - 1].args[2].text = spelling_nearest(&spelling);
	return false;
}

typedef VEC(char) buffer;

static void put_str(buffer *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		vec_push(out, text.at[i]);
}

static bool named_put(struct pack_reading *reading, struct str name, struct location at, buffer *out)
{
	for (size_t i = 0; i < reading->named.n; i++)
		if (str_equal(name, reading->named.at[i].name)) {
			if (!named_fill(reading, i))
				return false;
			put_str(out, STR("(?:"));
			put_str(out, reading->named.at[i].source);
			put_str(out, STR(")"));
			return true;
		}
	return name_unknown(reading, name, at);
}

bool pattern_fill(struct pack_reading *reading, struct str text, struct location at, struct str *out)
{
	buffer filled = {0};
	bool known = true;
	size_t n = 0;

	/* what is longer than a pattern may be will not compile; so what refers to itself twice, ten times, is not built up */
	for (size_t i = 0; known && i < text.n && filled.n <= REGEX_PATTERN_MAX; i += n ? n : 1) {
		n = name_at(text, i);
		if (n)
			known = named_put(reading, str_part(text, i + 1, n - 2), at, &filled);
		else
			vec_push(&filled, text.at[i]);
	}
	*out = arena_copy(&reading->rulebook->arena, (struct str){filled.at, filled.n});
	vec_release(&filled);
	return known;
}

/* One that is wrong by itself is told where it stands, not wherever it is used. */
static void named_check(struct pack_reading *reading, struct named_pattern *named)
{
	struct regex_error error = {0};
	struct regex *regex = regex_parse(named->source, &error);

	if (!regex) {
		fields_problem(&reading->fields, PROBLEM_PATTERN, named->at, named->text, str_from(error.message));
		named->state = NAMED_WRONG;
	}
	regex_free(regex);
}

void patterns_named_read(struct pack_reading *reading, struct str name, const struct yaml_node *map)
{
	uint32_t limit = reading->rulebook->registry->config.limits.patterns;

	if (!value_is_map(&reading->fields, name, map))
		return;
	for (const struct yaml_node *key = map->first; key; key = key->next)
		if (key->value->kind != YAML_SCALAR || !str_trim(key->value->text).n)
			fields_problem(&reading->fields, PROBLEM_SHAPE, key->value->at, key->text,
			               argument_term(TERM_TEXT));
		else if (reading->named.n >= limit)
			pattern_limit_told(reading, key->at);
		else
			vec_push(&reading->named, (struct named_pattern){.name = key->text,
			                                                 .text = key->value->text,
			                                                 .at = key->value->at});
	for (size_t i = 0; i < reading->named.n; i++)
		if (named_fill(reading, i))
			named_check(reading, &reading->named.at[i]);
}
