/* A register's own template of a type: templates/TYPE.md, with {id}, {title}, {type}, {date}, {body}, {topics} and {text} to be filled in, or the same
 * words in Swedish. */
#ifndef STYRDOK_BIN_START_DRAFT_TEMPLATE_H
#define STYRDOK_BIN_START_DRAFT_TEMPLATE_H

#include "bin/start/draft.h"

/* Fills the template in. 1; 0 when the register has none for the type; -1 when it is broken, which has been told with its line. */
int draft_from_template(struct str *out, struct arena *arena, const struct registry *registry,
                        const struct draft *draft, enum language language);

#endif
