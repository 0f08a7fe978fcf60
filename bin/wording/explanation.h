/* The explanation of a diagnostic: its page, and what of it is shown by itself. */
#ifndef STYRDOK_BIN_WORDING_EXPLANATION_H
#define STYRDOK_BIN_WORDING_EXPLANATION_H

#include "registry/base/arena.h"
#include "rules/diagnostics/diagnostic.h"

/* The whole page, Markdown; "" when there is none. Languages are "en" and "sv". */
struct str explanation_page(struct str code, enum language language);

/* The page's first paragraph, on one line. */
struct str explanation_paragraph(struct arena *arena, struct str code, enum language language);

#endif
