/* Writers of a comparison of two registers. */
#ifndef STYRDOK_BIN_HISTORY_DIFF_TEXT_H
#define STYRDOK_BIN_HISTORY_DIFF_TEXT_H

#include "bin/history/change_text.h"
#include "bin/write/json.h"
#include "registry/history/registry_diff.h"

struct diff_report {
	const struct registry_diff *comparison;
	struct change_telling telling;
	struct str from, to;    /* the revisions as they were asked for; to "": the files as they are */
	struct str body, topic; /* ids that were asked for, or "" */
	bool color;
};

void diff_as_text(FILE *out, const struct diff_report *report);
void diff_as_markdown(FILE *out, const struct diff_report *report);
void diff_as_json(FILE *out, const struct diff_report *report);

/* Keys of an object that tell what changed in a document: change, path, fields, relations, parts; shared with the log. */
void json_change(struct json *json, const struct document_change *change);

/* The keys of a relation as it is stated: type, direction, document, part, state, condition, from. */
void json_stated(struct json *json, const struct stated *stated);

/* A day, or nothing when it has no bound. */
void json_day(struct json *json, const char *key, int32_t day);

#endif
