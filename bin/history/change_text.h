/* What changed in a document, as lines for people. */
#ifndef STYRDOK_BIN_HISTORY_CHANGE_TEXT_H
#define STYRDOK_BIN_HISTORY_CHANGE_TEXT_H

#include "bin/wording/field_values.h"
#include "bin/wording/unread.h"
#include "bin/write/outline.h"
#include "registry/history/document_diff.h"

struct change_telling { /* both sides; in a log, both are the newest register, which knows the names */
	struct telling old, new;
};

/* Adds the items of fields, relations and parts. */
void tell_change(struct outline *outline, const struct change_telling *telling, const struct document_change *change);

/* Adds the spans on which a status differs, each with the reasons that came and went. `of` is what they are about. */
void tell_statuses(struct outline *outline, const struct change_telling *telling, const struct document_change *change,
                   const struct status_changes *statuses, struct str of);

/* ", från 2008-07-01 till och med 2012-12-31" */
struct str span_text(const struct telling *telling, const struct status_change *span);

/* A relation as it stands: "ersätter telefonpolicy-1996 #kap-3 (villkorat: om utvecklingsmodellen antas), från 2008-07-01" */
struct str stated_text(const struct telling *telling, const struct stated *stated);

#endif
