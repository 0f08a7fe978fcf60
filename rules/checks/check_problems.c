/* What was met while files were read, as findings. */
#include "rules/checks/checks.h"

/* A switch, so that the compiler tells of a problem without a diagnostic. */
static enum diagnostic of_document(enum problem_kind kind)
{
	switch (kind) {
	case PROBLEM_SYNTAX:
		return DIAGNOSTIC_FRONT_MATTER_SYNTAX;
	case PROBLEM_ALIAS:
		return DIAGNOSTIC_FRONT_MATTER_ALIAS;
	case PROBLEM_KEY_DUPLICATE:
		return DIAGNOSTIC_FRONT_MATTER_KEY_DUPLICATE;
	case PROBLEM_KEY_UNKNOWN:
		return DIAGNOSTIC_FRONT_MATTER_KEY_UNKNOWN;
	case PROBLEM_KEY_MISSING:
		return DIAGNOSTIC_FRONT_MATTER_KEY_MISSING;
	case PROBLEM_SHAPE:
		return DIAGNOSTIC_FRONT_MATTER_SHAPE;
	case PROBLEM_WORD:
		return DIAGNOSTIC_FRONT_MATTER_VALUE;
	case PROBLEM_DATE:
		return DIAGNOSTIC_FRONT_MATTER_DATE;
	case PROBLEM_NO_FRONT_MATTER:
		return DIAGNOSTIC_FRONT_MATTER_MISSING;
	case PROBLEM_UNCLOSED:
		return DIAGNOSTIC_FRONT_MATTER_UNCLOSED;
	case PROBLEM_CONFLICT:
		return DIAGNOSTIC_DOCUMENT_CONFLICT;
	case PROBLEM_LFS:
		return DIAGNOSTIC_DOCUMENT_LFS;
	case PROBLEM_COMMENT_OPEN:
		return DIAGNOSTIC_DOCUMENT_COMMENT_OPEN;
	case PROBLEM_CUT:
		return DIAGNOSTIC_FRONT_MATTER_VALUE_CUT;
	case PROBLEM_EMPTY:
		return DIAGNOSTIC_DOCUMENT_EMPTY;
	case PROBLEM_NOT_UTF8:
		return DIAGNOSTIC_DOCUMENT_NOT_UTF8;
	case PROBLEM_NUL:
		return DIAGNOSTIC_DOCUMENT_NUL;
	case PROBLEM_BOM:
		return DIAGNOSTIC_DOCUMENT_BOM;
	case PROBLEM_SYMLINK:
		return DIAGNOSTIC_DOCUMENT_SYMLINK;
	case PROBLEM_SUBMODULE:
		return DIAGNOSTIC_DOCUMENT_SUBMODULE;
	case PROBLEM_UNREADABLE:
		return DIAGNOSTIC_DOCUMENT_UNREADABLE;
	case PROBLEM_LEFT_OUT:
		return DIAGNOSTIC_DOCUMENT_LEFT_OUT;
	case PROBLEM_PASSED_OVER:
		return DIAGNOSTIC_DOCUMENT_PASSED_OVER;
	case PROBLEM_NAME_FORM:
		return DIAGNOSTIC_DOCUMENT_NAME_FORM;
	case PROBLEM_ANCHOR_TWICE:
		return DIAGNOSTIC_PART_DUPLICATE;
	case PROBLEM_PART_NUMBER:
		return DIAGNOSTIC_PART_NUMBER;
	case PROBLEM_PATTERN_STUCK:
		return DIAGNOSTIC_LIMIT_REGEX_MATCH;
	case PROBLEM_LIMIT_document_bytes:
		return DIAGNOSTIC_LIMIT_DOCUMENT_BYTES;
	case PROBLEM_LIMIT_front_matter_bytes:
		return DIAGNOSTIC_LIMIT_FRONT_MATTER_BYTES;
	case PROBLEM_LIMIT_data_bytes:
		return DIAGNOSTIC_LIMIT_DATA_BYTES;
	case PROBLEM_LIMIT_yaml_depth:
		return DIAGNOSTIC_LIMIT_YAML_DEPTH;
	case PROBLEM_LIMIT_yaml_nodes:
		return DIAGNOSTIC_LIMIT_YAML_NODES;
	case PROBLEM_LIMIT_data_nodes:
		return DIAGNOSTIC_LIMIT_DATA_NODES;
	case PROBLEM_LIMIT_documents:
		return DIAGNOSTIC_LIMIT_DOCUMENTS;
	case PROBLEM_LIMIT_folder_depth:
		return DIAGNOSTIC_LIMIT_FOLDER_DEPTH;
	case PROBLEM_LIMIT_parts:
		return DIAGNOSTIC_LIMIT_PARTS;
	case PROBLEM_LIMIT_links:
		return DIAGNOSTIC_LIMIT_LINKS;
	case PROBLEM_LIMIT_blocks:
		return DIAGNOSTIC_LIMIT_BLOCKS;
	case PROBLEM_LIMIT_nesting:
		return DIAGNOSTIC_LIMIT_NESTING;
	case PROBLEM_LIMIT_images:
		return DIAGNOSTIC_LIMIT_IMAGES;
	case PROBLEM_LIMIT_citations:
		return DIAGNOSTIC_LIMIT_CITATIONS;
	case PROBLEM_LIMIT_table_columns:
		return DIAGNOSTIC_LIMIT_TABLE_COLUMNS;
	case PROBLEM_LIMIT_paragraph_bytes:
		return DIAGNOSTIC_LIMIT_PARAGRAPH_BYTES;
	case PROBLEM_LIMIT_registers:
		return DIAGNOSTIC_LIMIT_REGISTERS;
	case PROBLEM_LIMIT_citation_patterns:
		return DIAGNOSTIC_LIMIT_CITATION_PATTERNS;
	case PROBLEM_LIMIT_comparisons:
		return DIAGNOSTIC_LIMIT_COMPARISONS;
	case PROBLEM_LIMIT_patterns:
		return DIAGNOSTIC_LIMIT_PATTERNS;
	case PROBLEM_ID_DUPLICATE: /* what only data files can have */
	case PROBLEM_NAME_UNKNOWN:
	case PROBLEM_TREE_CYCLE:
	case PROBLEM_NAME_SHARED:
	case PROBLEM_PATTERN:
		break;
	}
	return DIAGNOSTIC_FRONT_MATTER_SYNTAX;
}

/* Of any file: a limit, or that it was not read at all. */
static bool is_of_file(enum problem_kind kind)
{
	return kind >= PROBLEM_LIMIT_document_bytes || (kind >= PROBLEM_SYMLINK && kind <= PROBLEM_PASSED_OVER);
}

void check_text_problems(struct check *check, struct str path, const struct problem *problems, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct problem *problem = &problems[i];
		check_report_file(check, of_document(problem->kind), path, problem->at,
		                  ARGUMENTS(problem->args[0], problem->args[1], problem->args[2], problem->args[3]));
		check->findings->at[check->findings->n - 1].sure = problem->sure;
		if (problem->other.line)
			relate(check, problem->kind == PROBLEM_CONFLICT ? RELATED_ENDS : RELATED_FIRST_HERE, path,
			       problem->other, STR_EMPTY);
	}
}

void check_document_problems(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	size_t before = check->findings->n;

	check_text_problems(check, document->path, document->problems, document->problem_count);
	for (size_t i = before; i < check->findings->n; i++)
		check->findings->at[i].document = index;
}

/* In data files, a few diagnostics serve for all kinds of values; what is wrong is an argument. */
struct data_codes {
	enum diagnostic syntax, key_unknown, value;
};

static const struct data_codes data_codes[] = {
	[DATA_VOCABULARY] = {DIAGNOSTIC_VOCABULARY_SYNTAX, DIAGNOSTIC_VOCABULARY_VALUE, DIAGNOSTIC_VOCABULARY_VALUE},
	[DATA_CONFIG] = {DIAGNOSTIC_CONFIG_SYNTAX, DIAGNOSTIC_CONFIG_KEY_UNKNOWN, DIAGNOSTIC_CONFIG_VALUE},
	[DATA_RULES] = {DIAGNOSTIC_RULE_SYNTAX, DIAGNOSTIC_RULE_VALUE, DIAGNOSTIC_RULE_VALUE},
	[DATA_BASELINE] = {DIAGNOSTIC_BASELINE_SYNTAX, DIAGNOSTIC_BASELINE_VALUE, DIAGNOSTIC_BASELINE_VALUE},
	[DATA_WAIVER] = {DIAGNOSTIC_WAIVER_SYNTAX, DIAGNOSTIC_WAIVER_VALUE, DIAGNOSTIC_WAIVER_VALUE},
};

/* What is wrong with a value: "a list is expected". */
static struct argument wrong_value(const struct problem *problem)
{
	switch (problem->kind) {
	case PROBLEM_SHAPE:
		return TERM_AROUND(TERM_EXPECTED, problem->args[1]);
	case PROBLEM_WORD:
		return TERM_AROUND(TERM_NO_VALUE, problem->args[1]);
	case PROBLEM_DATE:
		return TERM_AROUND(TERM_NO_DATE, problem->args[1]);
	case PROBLEM_NAME_UNKNOWN:
		return TERM_AROUND(TERM_UNKNOWN_NAME, problem->args[1]);
	case PROBLEM_PATTERN:
		return TERM_AROUND(TERM_BAD_PATTERN, problem->args[1]);
	case PROBLEM_KEY_UNKNOWN:
		return argument_term(TERM_UNKNOWN_KEY);
	case PROBLEM_KEY_MISSING:
		return argument_term(TERM_MISSING);
	case PROBLEM_KEY_DUPLICATE:
		return argument_term(TERM_TWICE);
	default:
		return argument_term(TERM_NO_ALIAS);
	}
}

static void data_problem(struct check *check, const struct data_codes *codes, struct str path,
                         const struct problem *problem)
{
	struct argument args[MESSAGE_ARGUMENTS] = {problem->args[0], problem->args[1], problem->args[2],
	                                           problem->args[3]};
	enum diagnostic diagnostic = codes->value;

	if (is_of_file(problem->kind)) {
		diagnostic = of_document(problem->kind);
	} else if (problem->kind == PROBLEM_SYNTAX) {
		diagnostic = codes->syntax;
	} else if (problem->kind == PROBLEM_KEY_UNKNOWN && codes->key_unknown != codes->value) {
		diagnostic = codes->key_unknown;
	} else if (problem->kind == PROBLEM_ID_DUPLICATE) {
		diagnostic = DIAGNOSTIC_VOCABULARY_DUPLICATE;
	} else if (problem->kind == PROBLEM_NAME_UNKNOWN) {
		diagnostic = DIAGNOSTIC_VOCABULARY_UNKNOWN;
	} else if (problem->kind == PROBLEM_TREE_CYCLE) {
		diagnostic = DIAGNOSTIC_VOCABULARY_CYCLE;
	} else if (problem->kind == PROBLEM_NAME_SHARED) {
		diagnostic = DIAGNOSTIC_VOCABULARY_NAME_SHARED;
	} else {
		args[1] = wrong_value(problem);
		if (problem->kind == PROBLEM_KEY_UNKNOWN)
			args[2] = problem->args[1];
		if (problem->kind == PROBLEM_DATE)
			args[3] = argument_text(STR_EMPTY);
	}
	check_report_file(check, diagnostic, path, problem->at, args);
	if (problem->other.line)
		relate(check, RELATED_FIRST_HERE, path, problem->other, STR_EMPTY);
}

void check_data_problems(struct check *check, enum data_file file, struct str path, const struct problems *problems)
{
	for (size_t i = 0; i < problems->n; i++)
		data_problem(check, &data_codes[file], path, &problems->at[i]);
}
