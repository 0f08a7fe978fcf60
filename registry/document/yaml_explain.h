/* What was probably meant by a line that is not YAML: the cause in words, and the line to write, which has been tried. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_YAML_EXPLAIN_H
#define STYRDOK_REGISTRY_DOCUMENT_YAML_EXPLAIN_H

#include "registry/document/yaml_fields.h"

/* Tells a problem for what yaml_parse refused in the text: for each remedy that is known, the text is parsed again with the line
 * changed, and the first that takes the error away is told. Owned by fields->arena. */
void yaml_explain(struct fields *fields, struct str text, uint32_t first_line, struct yaml_limits limits,
                  const struct yaml_error *error);

#endif
