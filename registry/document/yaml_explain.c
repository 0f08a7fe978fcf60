#include "registry/document/yaml_explain.h"

#include "registry/base/ascii.h"
#include "registry/document/text_faults.h"
#include "registry/document/yaml_line.h"

#define TEXT_MAX 65536u /* a larger text is not parsed again and again */

struct trial { /* what is tried on one text */
	struct arena *arena;
	struct str text;
	uint32_t first_line;
	struct yaml_limits limits;
	const struct yaml_error *error;
	word_knower *knows; /* or NULL */
};

struct remedy {
	enum term cause;
	uint32_t line, lines; /* what it replaces, in the text's own numbers from 0 */
	struct str write;     /* one line */
	bool sure;
};

static size_t line_offset(struct str text, uint32_t line)
{
	size_t at = 0;

	for (; line && at != SIZE_MAX; line--) {
		at = str_find(text, STR("\n"), at);
		at += at != SIZE_MAX;
	}
	return at == SIZE_MAX ? text.n : at;
}

static struct str line_at(struct str text, uint32_t line)
{
	struct str rest = str_part(text, line_offset(text, line), SIZE_MAX), found = STR_EMPTY;

	(void)str_next_line(&rest, &found);
	return found;
}

/* Does the error go away? Empty lines stand for those that were joined, so that the rest keep their numbers. */
static bool helps(const struct trial *trial, const struct remedy *remedy)
{
	size_t from = line_offset(trial->text, remedy->line);
	size_t to = line_offset(trial->text, remedy->line + remedy->lines);
	uint32_t last = trial->first_line + remedy->line + remedy->lines - 1;
	struct arena scratch = ARENA_EMPTY;
	struct yaml_node *root = NULL;
	struct yaml_error error = {.problem = YAML_OK};
	struct str text =
		arena_format(&scratch, "%.*s%.*s\n", STR_ARG(str_part(trial->text, 0, from)), STR_ARG(remedy->write));
	enum yaml_problem problem = YAML_OK;

	for (uint32_t i = 1; i < remedy->lines; i++)
		text = arena_format(&scratch, "%.*s\n", STR_ARG(text));
	text = arena_format(&scratch, "%.*s%.*s", STR_ARG(text), STR_ARG(str_part(trial->text, to, SIZE_MAX)));
	problem = yaml_parse(&root, &scratch, text, trial->first_line, trial->limits, &error);
	arena_release(&scratch);
	return problem == YAML_OK || problem == YAML_DUPLICATE_KEY ||
	       (error.at.line > last && error.at.line > trial->error->at.line);
}

/* --- one line ----------------------------------------------------------------------------------------------------------- */

/* Each gives the line to write, or "" when it does not apply. */
typedef struct str line_remedy(const struct trial *trial, const struct yaml_line *line);

static bool is_key(const struct trial *trial, struct str word)
{
	return trial->knows && trial->knows(word) != WORD_UNKNOWN;
}

static struct str tabs_out(const struct trial *trial, const struct yaml_line *line)
{
	struct str out = STR_EMPTY, rest = line->whole;

	for (size_t at = str_find(rest, STR("\t"), 0); at != SIZE_MAX; at = str_find(rest, STR("\t"), 0)) {
		const char *space = out.n || at ? " " : "  ";
		out = arena_format(trial->arena, "%.*s%.*s%s", STR_ARG(out), STR_ARG(str_part(rest, 0, at)), space);
		rest = str_part(rest, at + 1, SIZE_MAX);
	}
	return out.n ? arena_format(trial->arena, "%.*s%.*s", STR_ARG(out), STR_ARG(rest)) : STR_EMPTY;
}

static struct str invisible_out(const struct trial *trial, const struct yaml_line *line)
{
	struct str out = yaml_line_visible(trial->arena, line->whole);

	return str_equal(out, line->whole) ? STR_EMPTY : out;
}

static struct str curly_out(const struct trial *trial, const struct yaml_line *line)
{
	struct str bare = yaml_without_curly(line->value);

	return bare.n == line->value.n || !bare.n
	               ? STR_EMPTY
	               : yaml_line_with(trial->arena, line, yaml_in_quotes(trial->arena, bare));
}

static struct str quote_closed(const struct trial *trial, const struct yaml_line *line)
{
	struct str value = line->value;
	char mark = value.n ? value.at[0] : ' ';

	if ((mark != '"' && mark != '\'') || yaml_quote_end(value) != SIZE_MAX)
		return STR_EMPTY;
	value = yaml_without_curly(str_part(value, 1, SIZE_MAX));
	return yaml_line_with(trial->arena, line, yaml_in_quotes(trial->arena, value));
}

/* "Policy" för inköp; "Policy "A""; "C:\Mapp" */
static struct str quoted_anew(const struct trial *trial, const struct yaml_line *line)
{
	struct str value = line->value;
	size_t end = value.n && (value.at[0] == '"' || value.at[0] == '\'') ? yaml_quote_end(value) : SIZE_MAX;

	if (end == SIZE_MAX)
		return STR_EMPTY;
	if (value.at[value.n - 1] == value.at[0] && value.n > 2)
		value = str_part(value, 1, value.n - 2);
	return yaml_line_with(trial->arena, line, yaml_in_quotes(trial->arena, value));
}

static struct str quoted(const struct trial *trial, const struct yaml_line *line)
{
	return yaml_line_with(trial->arena, line, yaml_in_quotes(trial->arena, line->value));
}

static struct str flow_text(const struct trial *trial, const struct yaml_line *line)
{
	bool flow = line->value.n && (line->value.at[0] == '[' || line->value.at[0] == '{');

	return flow && yaml_flow_end(line->value) < line->value.n ? quoted(trial, line) : STR_EMPTY;
}

static struct str bracket_closed(const struct trial *trial, const struct yaml_line *line)
{
	bool flow = line->value.n && (line->value.at[0] == '[' || line->value.at[0] == '{');

	if (!flow || yaml_flow_end(line->value) != SIZE_MAX)
		return STR_EMPTY;
	return yaml_line_with(trial->arena, line, yaml_flow_closed(trial->arena, line->value));
}

static struct str odd_beginning(const struct trial *trial, const struct yaml_line *line)
{
	return line->value.n && strchr("*&!|>@%`?,]}-", line->value.at[0]) ? quoted(trial, line) : STR_EMPTY;
}

static struct str space_added(const struct trial *trial, const struct yaml_line *line)
{
	struct str all = str_part(line->whole, line->lead.n, SIZE_MAX), key = STR_EMPTY, value = STR_EMPTY;
	size_t colon = str_find(all, STR(":"), 0);
	struct yaml_line made = *line;

	if (colon == SIZE_MAX)
		return STR_EMPTY;
	key = str_part(all, 0, colon);
	value = str_part(all, colon + 1, SIZE_MAX);
	if (!yaml_is_key(key) || !value.n || value.at[0] == ' ' || value.at[0] == '/')
		return STR_EMPTY;
	made.key = key;
	return yaml_line_with(trial->arena, &made,
	                      yaml_needs_quotes(value) ? yaml_in_quotes(trial->arena, value) : value);
}

/* "type policy", "type = policy" */
static struct str colon_added(const struct trial *trial, const struct yaml_line *line)
{
	struct str all = str_part(line->whole, line->lead.n, SIZE_MAX), value = STR_EMPTY;
	struct yaml_line made = *line;
	size_t end = 0;

	while (end < all.n && ((all.at[end] >= 'a' && all.at[end] <= 'z') || all.at[end] == '-'))
		end++;
	value = str_trim(str_part(all, end, SIZE_MAX));
	made.key = str_part(all, 0, end);
	if (!is_key(trial, made.key) || !value.n || end == all.n || all.at[end] == ':')
		return STR_EMPTY;
	if (str_starts(value, STR("\xEF\xBC\x9A"))) /* a full-width colon */
		value = str_trim(str_part(value, 3, SIZE_MAX));
	else if (strchr("=;", value.at[0]))
		value = str_trim(str_part(value, 1, SIZE_MAX));
	return yaml_line_with(trial->arena, &made,
	                      yaml_needs_quotes(value) ? yaml_in_quotes(trial->arena, value) : value);
}

static struct str margin(const struct trial *trial, const struct yaml_line *line)
{
	struct yaml_line made = *line;

	if (!line->lead.n || !is_key(trial, line->key))
		return STR_EMPTY;
	made.lead = STR_EMPTY;
	return yaml_line_with(trial->arena, &made, line->value);
}

static struct str colon_quoted(const struct trial *trial, const struct yaml_line *line)
{
	bool second = str_find(line->value, STR(": "), 0) != SIZE_MAX || str_ends(line->value, STR(":"));

	return second ? quoted(trial, line) : STR_EMPTY;
}

static bool is_list_key(const struct trial *trial, struct str key)
{
	return trial->knows && trial->knows(key) == WORD_LIST_KEY;
}

/* "- a"; "[a], b"; "[a]]" */
static struct str list_made(const struct trial *trial, const struct yaml_line *line)
{
	struct str value = line->value, out = STR_EMPTY;
	bool dash = str_starts(value, STR("- ")) || str_starts(value, STR("* "));

	if (!is_list_key(trial, line->key) || !value.n || (!dash && value.at[0] != '[') ||
	    str_find(value, STR(":"), 0) != SIZE_MAX)
		return STR_EMPTY;
	value = dash ? str_part(value, 2, SIZE_MAX) : value;
	for (size_t i = 0; i < value.n; i++)
		if (!strchr("[]", value.at[i]))
			out = arena_format(trial->arena, "%.*s%c", STR_ARG(out), value.at[i]);
	return yaml_line_with(trial->arena, line, arena_format(trial->arena, "[%.*s]", STR_ARG(out)));
}

/* ["A" "B"] */
static struct str comma_added(const struct trial *trial, const struct yaml_line *line)
{
	size_t at = str_find(line->value, STR("\" \""), 0);

	if (at == SIZE_MAX || line->value.at[0] != '[')
		return STR_EMPTY;
	return yaml_line_with(trial->arena, line,
	                      arena_format(trial->arena, "%.*s\", \"%.*s", STR_ARG(str_part(line->value, 0, at)),
	                                   STR_ARG(str_part(line->value, at + 3, SIZE_MAX))));
}

/* "- doc: policy-2010, part: par-2" */
static struct str map_braced(const struct trial *trial, const struct yaml_line *line)
{
	size_t comma = str_find(line->value, STR(", "), 0);
	struct yaml_line second;

	if (comma == SIZE_MAX || !line->key.n || !str_ends(line->lead, STR("- ")))
		return STR_EMPTY;
	second = yaml_line_of(str_trim(str_part(line->value, comma + 1, SIZE_MAX)));
	return !second.key.n ? STR_EMPTY
	                     : arena_format(trial->arena, "%.*s{%.*s: %.*s}%.*s", STR_ARG(line->lead),
	                                    STR_ARG(line->key), STR_ARG(line->value), STR_ARG(line->rest));
}

/* "type: policy, with a quotation mark before the key */
static struct str stray_quote(const struct trial *trial, const struct yaml_line *line)
{
	struct str all = str_part(line->whole, line->lead.n, SIZE_MAX);

	if (!all.n || all.at[0] != '"' || line->key.n)
		return STR_EMPTY;
	all = str_part(all, 1, SIZE_MAX);
	if (str_ends(all, STR("\"")))
		all = str_part(all, 0, all.n - 1);
	return yaml_line_of(all).key.n ? arena_format(trial->arena, "%.*s%.*s", STR_ARG(line->lead), STR_ARG(all))
	                               : STR_EMPTY;
}

static const struct {
	line_remedy *line;
	enum term cause;
	bool sure;
} line_remedies[] = {
	{tabs_out, TERM_YAML_TAB, true},
	{invisible_out, TERM_YAML_INVISIBLE, true},
	{curly_out, TERM_YAML_CURLY, true},
	{quote_closed, TERM_YAML_QUOTE, false},
	{bracket_closed, TERM_YAML_BRACKET_OPEN, false},
	{list_made, TERM_YAML_LIST, false},
	{flow_text, TERM_YAML_FLOW_TEXT, true},
	{quoted_anew, TERM_YAML_QUOTE_WITHIN, false},
	{odd_beginning, TERM_YAML_START, true},
	{space_added, TERM_YAML_NO_SPACE, true},
	{margin, TERM_YAML_MARGIN, false},
	{map_braced, TERM_YAML_MAP, false},
	{colon_quoted, TERM_YAML_COLON, true},
	{colon_added, TERM_YAML_KEY, false},
	{comma_added, TERM_YAML_BRACKET, false},
	{stray_quote, TERM_YAML_QUOTE, false},
};

static bool line_mended(const struct trial *trial, uint32_t number, struct remedy *out)
{
	struct yaml_line line = yaml_line_of(line_at(trial->text, number));

	for (size_t i = 0; i < sizeof line_remedies / sizeof *line_remedies; i++) {
		*out = (struct remedy){line_remedies[i].cause, number, 1, line_remedies[i].line(trial, &line),
		                       line_remedies[i].sure};
		if (out->write.n && !str_equal(out->write, line.whole) && helps(trial, out))
			return true;
	}
	return false;
}

/* --- several lines ------------------------------------------------------------------------------------------------------ */

/* The line at or above this one that begins at the margin. */
static uint32_t entry_above(struct str text, uint32_t line)
{
	while (line && (!line_at(text, line).n || is_space(line_at(text, line).at[0])))
		line--;
	return line;
}

/* What goes on over several lines, in one: a list whose bracket is never closed, a text with a colon in its second line. */
static bool lines_joined(const struct trial *trial, uint32_t from, struct remedy *out)
{
	struct str joined = line_at(trial->text, from);
	struct yaml_line line = yaml_line_of(joined);

	for (uint32_t i = from + 1; i < from + 10; i++) {
		struct str next = line_at(trial->text, i);
		if (!next.n || !is_space(next.at[0]) || str_starts(str_trim(next), STR("- ")))
			return false;
		joined = arena_format(trial->arena, "%.*s %.*s", STR_ARG(joined), STR_ARG(str_trim(next)));
		line = yaml_line_of(joined);
		*out = (struct remedy){TERM_YAML_BRACKET_OPEN, from, i - from + 1, bracket_closed(trial, &line), false};
		if (!out->write.n) {
			out->cause = TERM_YAML_COLON;
			out->write = colon_quoted(trial, &line);
		}
		if (out->write.n && helps(trial, out))
			return true;
	}
	return false;
}

/* The line indented as one above it is. */
static bool line_aligned(const struct trial *trial, uint32_t number, struct remedy *out)
{
	struct str rest = str_trim(line_at(trial->text, number));

	for (uint32_t i = number; i-- > 0 && number - i < 4 && rest.n;) {
		struct yaml_line above = yaml_line_of(line_at(trial->text, i));
		size_t indents[] = {yaml_indent(above.whole), above.lead.n};
		for (size_t k = 0; k < 2; k++) {
			*out = (struct remedy){
				TERM_YAML_INDENT, number, 1,
				arena_format(trial->arena, "%*s%.*s", (int)indents[k], "", STR_ARG(rest)), false};
			if (indents[k] < 100 && helps(trial, out))
				return true;
		}
	}
	return false;
}

/* A remark among the keys. */
static bool line_commented(const struct trial *trial, uint32_t number, struct remedy *out)
{
	struct yaml_line line = yaml_line_of(line_at(trial->text, number));

	*out = (struct remedy){TERM_YAML_REMARK, number, 1, arena_format(trial->arena, "# %.*s", STR_ARG(line.value)),
	                       false};
	return !line.key.n && line.value.n && str_find(line.lead, STR("-"), 0) == SIZE_MAX && helps(trial, out);
}

/* --- all together ------------------------------------------------------------------------------------------------------- */

/* Where it was begun, when it was never ended; where libyaml gave up; the line before. */
static bool remedy_find(const struct trial *trial, struct remedy *out)
{
	uint32_t at = trial->error->at.line - trial->first_line, before = at, begun = at;

	if (trial->error->other.line)
		begun = trial->error->other.line - trial->first_line;
	while (before && !str_trim(line_at(trial->text, --before)).n)
		;
	return line_mended(trial, begun, out) || (at != begun && line_mended(trial, at, out)) ||
	       lines_joined(trial, entry_above(trial->text, begun), out) ||
	       (before != begun && before != at && line_mended(trial, before, out)) ||
	       lines_joined(trial, entry_above(trial->text, before), out) || line_aligned(trial, at, out) ||
	       line_commented(trial, begun, out);
}

/* libyaml's words in plain ones, as far as people meet them. */
static struct argument cause_words(struct str detail)
{
	static const struct {
		struct str says;
		enum term means;
	} known[] = {
		{STR("mapping values are not allowed"), TERM_YAML_COLON},
		{STR("did not find expected key"), TERM_YAML_INDENT},
		{STR("did not find expected '-' indicator"), TERM_YAML_INDENT},
		{STR("block sequence entries are not allowed"), TERM_YAML_INDENT},
		{STR("could not find expected ':'"), TERM_YAML_KEY},
		{STR("found unexpected end of stream"), TERM_YAML_QUOTE},
		{STR("found unexpected document indicator"), TERM_YAML_QUOTE},
		{STR("did not find expected ',' or"), TERM_YAML_BRACKET},
		{STR("did not find expected node content"), TERM_YAML_BRACKET},
		{STR("that cannot start any token"), TERM_YAML_START},
		{STR("tab"), TERM_YAML_TAB},
		{STR("tag"), TERM_YAML_TAG},
		{STR("UTF-8"), TERM_YAML_ENCODING},
		{STR("control characters"), TERM_YAML_ENCODING},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_find(detail, known[i].says, 0) != SIZE_MAX)
			return argument_term(known[i].means);
	return argument_text(detail);
}

/* Where the line that was found and the one to write part. */
static struct location parting(const struct trial *trial, const struct remedy *remedy)
{
	struct str old = line_at(trial->text, remedy->line);
	size_t same = 0;

	while (same < old.n && same < remedy->write.n && old.at[same] == remedy->write.at[same])
		same++;
	while (same && same < old.n && ((unsigned char)old.at[same] & 0xC0) == 0x80)
		same--;
	return (struct location){trial->first_line + remedy->line, (uint32_t)same + 1};
}

/* "title: *viktig*" is no alias; of other keys it can be one. */
static bool can_be_text(const struct trial *trial)
{
	struct yaml_line line = yaml_line_of(line_at(trial->text, trial->error->at.line - trial->first_line));

	return trial->error->problem != YAML_ALIAS || str_equal(line.key, STR("title")) ||
	       str_equal(line.key, STR("note"));
}

struct yaml_explanation yaml_explain(struct arena *arena, struct str text, uint32_t first_line,
                                     struct yaml_limits limits, const struct yaml_error *error, word_knower *knows)
{
	struct trial trial = {arena, text, first_line, limits, error, knows};
	bool alias = error->problem == YAML_ALIAS;
	struct yaml_explanation out = {.at = error->at,
	                               .cause = alias ? argument_text(error->detail) : cause_words(error->detail),
	                               .advice = argument_term(TERM_YAML_HELP)};
	struct location begin, end;
	struct remedy remedy = {.sure = false};

	if (text_conflict(text, &begin, &end)) {
		out.at = (struct location){first_line + begin.line - 1, 1};
		out.cause = argument_term(TERM_YAML_CONFLICT);
		out.advice = argument_term(TERM_CONFLICT_HELP);
	} else if (text.n <= TEXT_MAX && error->at.line >= first_line && can_be_text(&trial) &&
	           remedy_find(&trial, &remedy)) {
		out.at = alias ? out.at : parting(&trial, &remedy);
		out.cause = alias ? out.cause : argument_term(remedy.cause);
		out.advice = TERM_AROUND(remedy.lines > 1 ? TERM_WRITE_ONE_LINE : TERM_WRITE_LINE, remedy.write);
	} else if (alias) {
		out.advice = argument_text(STR_EMPTY);
	}
	out.sure = remedy.sure && remedy.lines == 1;
	return out;
}
