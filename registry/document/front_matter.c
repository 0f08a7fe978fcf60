#include "registry/document/front_matter.h"

#include "registry/base/invisible.h"
#include "registry/base/utf8.h"
#include "registry/document/head_lines.h"
#include "registry/document/text_faults.h"
#include "registry/document/yaml_line.h"
#include "registry/source/source.h"

static struct str skip_bom(struct str text)
{
	return str_starts(text, STR("\xEF\xBB\xBF")) ? str_part(text, 3, text.n) : text;
}

static bool is_fence(struct str line)
{
	return str_equal(line, STR("---")) || (str_starts(line, STR("---")) && !str_trim(str_part(line, 3, line.n)).n);
}

/* How YAML ends a document as well. */
static bool is_dots(struct str line)
{
	return str_starts(line, STR("...")) && !str_trim(str_part(line, 3, line.n)).n;
}

static bool is_plus(struct str line)
{
	return str_starts(line, STR("+++")) && !str_trim(str_part(line, 3, line.n)).n;
}

/* Up to the line that closes what the first line has opened. */
static void split_fenced(struct front_matter *front, struct str text)
{
	bool toml = front->form == FORM_TOML;
	struct str line = STR_EMPTY;

	front->inner.at = front->rest.at;
	front->lines = 1;
	front->first_line = 2;
	for (const char *before = front->rest.at; str_next_line(&front->rest, &line); before = front->rest.at) {
		front->lines++;
		if (toml ? is_plus(line) : is_fence(line) || is_dots(line)) {
			front->closed = true;
			front->inner.n = (size_t)(before - front->inner.at);
			return;
		}
	}
	front->inner.n = (size_t)(text.at + text.n - front->inner.at);
}

static void split_head(struct front_matter *front, struct str text, enum head_form form)
{
	struct head head = {0};

	if (!head_headers_find(text, &head) || (form == FORM_BARE && head.first_line != 1))
		return;
	*front = (struct front_matter){form, head.inner, head.rest, head.lines, head.first_line, head.closed};
}

/* The file beside, and behind the mark the text; of a file by itself, nothing. */
static void split_beside(struct front_matter *front, struct str text)
{
	size_t mark = str_find(text, STR(BESIDE_MARK), 0);

	*front = (struct front_matter){.form = FORM_BESIDE, .first_line = 1, .closed = true};
	front->inner = str_part(text, 0, mark);
	front->rest =
		mark == SIZE_MAX ? str_part(text, text.n, 0) : str_part(text, mark + strlen(BESIDE_MARK), SIZE_MAX);
	for (size_t i = 0; i < text.n - front->rest.n; i++)
		front->lines += text.at[i] == '\n';
}

static void split(struct front_matter *front, struct str text, unsigned forms)
{
	struct str line = STR_EMPTY, whole = skip_bom(text);

	*front = (struct front_matter){.rest = whole};
	if (forms == FORM_BESIDE) {
		split_beside(front, whole);
		return;
	}
	if (!str_next_line(&front->rest, &line))
		return;
	front->form = (forms & FORM_YAML) && is_fence(line)  ? FORM_YAML
	              : (forms & FORM_TOML) && is_plus(line) ? FORM_TOML
	                                                     : 0;
	if (front->form)
		split_fenced(front, text);
	else if (forms & (FORM_HEADERS | FORM_BARE))
		split_head(front, whole, forms & FORM_HEADERS ? FORM_HEADERS : FORM_BARE);
	if (!front->form && (forms & (FORM_LINES | FORM_NONE)))
		*front = (struct front_matter){.form = forms & FORM_LINES ? FORM_LINES : FORM_NONE,
		                               .rest = whole,
		                               .first_line = 1,
		                               .closed = true};
}

/* Told once: with two versions of the front matter there is nothing to read, with two of the text there is. */
static bool is_torn(struct fields *fields, struct str text)
{
	struct front_matter front;
	struct location begin, end;

	if (!text_conflict(text, &begin, &end))
		return false;
	fields_problem(fields, PROBLEM_CONFLICT, begin, STR_EMPTY, STR_EMPTY);
	fields->problems->at[fields->problems->n - 1].other = end;
	split(&front, text, FORM_DEFAULT);
	return !front.closed || begin.line <= front.lines;
}

bool front_matter_is_text(struct fields *fields, struct str text)
{
	size_t invalid = utf8_invalid_at(text);
	const char *nul = text.n ? memchr(text.at, 0, text.n) : NULL;

	if (!str_trim(skip_bom(text)).n) {
		fields_problem(fields, PROBLEM_EMPTY, LOCATION_FILE, STR_EMPTY, STR_EMPTY);
		return false;
	}
	if (nul) {
		fields_problem(fields, PROBLEM_NUL, fields_location(text, (size_t)(nul - text.at)), STR_EMPTY,
		               STR_EMPTY);
		return false;
	}
	if (invalid != SIZE_MAX) {
		fields_problem(fields, PROBLEM_NOT_UTF8, fields_location(text, invalid), STR_EMPTY, STR_EMPTY);
		return false;
	}
	if (text_is_lfs_pointer(text)) {
		fields_problem(fields, PROBLEM_LFS, ((struct location){1, 1}), STR_EMPTY, STR_EMPTY);
		return false;
	}
	if (skip_bom(text).n != text.n)
		fields_problem(fields, PROBLEM_BOM, ((struct location){1, 1}), STR_EMPTY, STR_EMPTY);
	return !is_torn(fields, text);
}

/* What stands there instead of the line "---", or TERM_NONE. */
static enum term fence_fault(struct str line)
{
	static const char *const dashes[] = {"\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x88\x92", "\xE2\x80\x90", "-"};
	bool space = false, odd = false, any = false;
	size_t at = 0;

	if (is_plus(line))
		return TERM_FENCE_TOML;
	while (at < line.n) {
		size_t size = invisible_at(line, at, &space), i = 0;
		odd = odd || size;
		size = size ? size : strchr(" \t", line.at[at]) ? 1 : 0;
		for (; !size && i < sizeof dashes / sizeof *dashes; i++)
			if (str_starts(str_part(line, at, SIZE_MAX), str_from(dashes[i])))
				break;
		if (!size && i == sizeof dashes / sizeof *dashes)
			return TERM_NONE;
		any = any || !size;
		at += size ? size : strlen(dashes[i]);
	}
	return !any ? TERM_NONE : odd ? TERM_FENCE_INVISIBLE : TERM_FENCE_DASHES;
}

static void fence_problem(struct fields *fields, enum problem_kind kind, struct location at, enum term fault)
{
	bool sure = fault == TERM_FENCE_INVISIBLE || fault == TERM_FENCE_DASHES;

	fields_problem(fields, kind, at, argument_term(fault), sure ? STR("---") : STR_EMPTY);
	fields->problems->at[fields->problems->n - 1].sure = sure;
}

/* Why the line "---" is not seen that people see. */
static void tell_missing(struct fields *fields, struct str text)
{
	struct str rest = skip_bom(text), line = STR_EMPTY;
	struct location at = {1, 1};
	enum term fault = TERM_NONE;

	if (str_find(rest, STR("\n"), 0) == SIZE_MAX && str_find(rest, STR("\r"), 0) != SIZE_MAX) {
		fault = TERM_FENCE_CR;
	} else if (str_next_line(&rest, &line) && (fault = fence_fault(line))) {
		/* a rule between paragraphs may be of dashes as well */
		if (fault != TERM_FENCE_TOML && !(str_next_line(&rest, &line) && yaml_line_of(line).key.n))
			fault = TERM_NONE;
	} else {
		/* a few lines above it */
		for (uint32_t number = 2; number <= 10 && str_next_line(&rest, &line); number++)
			if (is_fence(line)) {
				fault = TERM_FENCE_BELOW;
				at.line = number;
				break;
			}
		if (fault && !(str_next_line(&rest, &line) && yaml_line_of(line).key.n))
			fault = TERM_NONE;
		at.line = fault ? at.line : 1;
	}
	fence_problem(fields, PROBLEM_NO_FRONT_MATTER, at, fault);
}

/* The line that was meant to end it. */
static void tell_unclosed(struct fields *fields, struct str inner)
{
	struct location at = {1, 1};
	struct str line = STR_EMPTY;
	enum term fault = TERM_NONE;

	for (uint32_t number = 2; !fault && str_next_line(&inner, &line); number++) {
		fault = fence_fault(line);
		at.line = fault ? number : 1;
	}
	fence_problem(fields, PROBLEM_UNCLOSED, at, fault == TERM_FENCE_TOML ? TERM_NONE : fault);
}

bool front_matter_find(struct front_matter *out, struct fields *fields, struct str text, unsigned forms, uint32_t limit)
{
	const struct location start = {1, 1};

	split(out, text, forms);
	if (!out->form)
		tell_missing(fields, text);
	else if (!out->closed)
		tell_unclosed(fields, out->inner);
	else if (out->inner.n > limit)
		fields_problem(fields, PROBLEM_LIMIT_front_matter_bytes, start,
		               arena_format(fields->arena, "%u", limit), STR_EMPTY);
	else
		return true;
	return false;
}

const struct yaml_node *front_matter_parse(struct fields *fields, struct arena *nodes, const struct front_matter *front,
                                           const struct limits *limits)
{
	const struct yaml_limits bounds = {limits->yaml_depth, limits->yaml_nodes};
	const struct head head = {.inner = front->inner, .rest = front->rest, .first_line = front->first_line};
	const struct yaml_node *root = NULL;

	switch (front->form) {
	case FORM_YAML:
	case FORM_BARE:
	case FORM_BESIDE:
		root = fields_parse(fields, nodes, front->inner, front->first_line, bounds, true);
		break;
	case FORM_TOML:
		root = head_toml_parse(fields, nodes, &head, bounds);
		break;
	case FORM_HEADERS:
		root = head_headers_parse(fields, nodes, &head);
		break;
	case FORM_LINES:
		root = head_lines_parse(nodes, front->rest);
		break;
	case FORM_NONE:
		break;
	}
	if (root && root->kind != YAML_MAP && !yaml_is_null(root))
		fields_problem(fields, PROBLEM_SHAPE, root->at, argument_term(TERM_FRONT_MATTER),
		               argument_term(TERM_MAP));
	return root;
}

bool front_matter_is_readable(const struct yaml_node *root, size_t told)
{
	return !told || (root && root->kind == YAML_MAP);
}

/* A heading's text without the marks around it: "# Use YAML {#yaml} #". */
static struct str heading_text(struct str line)
{
	size_t brace = SIZE_MAX;

	line = str_trim(str_part(line, 2, SIZE_MAX));
	while (line.n && line.at[line.n - 1] == '#')
		line = str_trim(str_part(line, 0, line.n - 1));
	brace = str_find(line, STR("{#"), 0);
	return brace == SIZE_MAX ? line : str_trim(str_part(line, 0, brace));
}

#define HEADING_LINES 100u /* of a text, in which it is looked for */

struct str front_matter_heading(const struct front_matter *front, struct location *at)
{
	struct str rest = front->rest, line = STR_EMPTY;
	bool code = false;

	for (uint32_t number = 1; number <= HEADING_LINES && str_next_line(&rest, &line); number++) {
		code = code != (str_starts(line, STR("```")) || str_starts(line, STR("~~~")));
		if (code || !str_starts(line, STR("# ")) || !heading_text(line).n)
			continue;
		*at = (struct location){front->lines + number, 3};
		return heading_text(line);
	}
	return STR_EMPTY;
}
