/* What was probably meant by a line that is not YAML: the cause in words, and the line to write, which has been tried. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_YAML_EXPLAIN_H
#define STYRDOK_REGISTRY_DOCUMENT_YAML_EXPLAIN_H

#include "registry/base/argument.h"
#include "registry/port/yaml.h"

/* What a word is where keys stand. */
enum word_kind { WORD_UNKNOWN, WORD_KEY, WORD_LIST_KEY /* its value is a list */ };
typedef enum word_kind word_knower(struct str word);

struct yaml_explanation {
	struct location at;
	struct argument cause, advice;
	bool sure; /* the line to write replaces the one at `at`, and nothing else can have been meant */
};

/* Explains what yaml_parse refused (YAML_SYNTAX, YAML_ALIAS): for each remedy that is known, the text is parsed again with the line changed,
 * and the first that takes the error away is told. `knows` tells which words are keys; or NULL. Texts are owned by the arena. */
struct yaml_explanation yaml_explain(struct arena *arena, struct str text, uint32_t first_line,
                                     struct yaml_limits limits, const struct yaml_error *error, word_knower *knows);

#endif
