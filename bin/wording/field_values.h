/* What a document says under a key of its front matter, for people. */
#ifndef STYRDOK_BIN_WORDING_FIELD_VALUES_H
#define STYRDOK_BIN_WORDING_FIELD_VALUES_H

#include "bin/wording/reasons.h"

/* "decided by", "beslutat av". */
struct str value_label(enum document_key key, enum language language);

/* The value in words: bodies, types and topics by name where the vocabulary knows them, dates as they are written. "" when it is not
 * stated. Owned by the telling's arena. */
struct str value_text(const struct telling *telling, const struct document *document, enum document_key key);

/* The decision in the minutes: "KF 2008-03-03 § 45"; "" when its paragraph is not stated. */
struct str value_minutes(const struct telling *telling, const struct document *document);
struct str value_revision(const struct telling *telling, const struct revision *revision);

/* A date in words, or "" when there is none. */
struct str value_date(const struct telling *telling, struct date date);

/* The name of a body, a topic; its id where the vocabulary does not know it. "" stays "". */
struct str value_body(const struct telling *telling, struct str id);
struct str value_topic(const struct telling *telling, struct str id);

#endif
