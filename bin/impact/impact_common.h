/* What the writers of `impact` for people share. */
#ifndef STYRDOK_BIN_IMPACT_IMPACT_COMMON_H
#define STYRDOK_BIN_IMPACT_IMPACT_COMMON_H

#include "bin/command/options.h"
#include "bin/impact/impact_report.h"
#include "bin/wording/source_lines.h"
#include "bin/write/outline.h"

struct telling_impact {
	const struct impact_report *report;
	const struct impact *impact;
	struct arena *arena;
	enum language language;
	struct outline *outline;
	struct lines lines;
};

const char *impact_say(const struct telling_impact *telling, const char *en, const char *sv);
void impact_sentence(struct telling_impact *telling, const char *en, const char *sv);
void impact_heading(struct telling_impact *telling, unsigned level, const char *en, const char *sv);

/* The same of a text that is put together. Level 1 is the title; below a heading, sentences are items. */
void impact_put_heading(struct telling_impact *telling, unsigned level, struct str text);
void impact_put_sentence(struct telling_impact *telling, struct str text);

/* An item of a list, or (deep) of the item before it; without a place when line is 0. */
void impact_put_item(struct telling_impact *telling, bool deep, struct str text, struct str path, uint32_t line,
                     uint32_t column);

/* "it-handbok, IT-handbok för Stockholms stad (gäller)"; of what governs nothing, with its type. */
struct str impact_named(const struct telling_impact *telling, uint32_t document, enum status status);

/* An item of a list, which a document's file says. */
void impact_item(struct telling_impact *telling, bool deep, struct str text, uint32_t document, struct location at);

/* What would follow if it were repealed; and the part of that about bodies. */
void impact_tell_consequences(struct telling_impact *telling);
void impact_tell_cover(struct telling_impact *telling);

/* What a draft would do if it were decided: as "if_decided" for programs. */
struct json;
void impact_tell_if_decided(struct telling_impact *telling);
void impact_put_if_decided(struct json *json, const struct impact_report *report);

#endif
