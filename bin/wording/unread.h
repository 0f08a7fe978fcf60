/* What an answer lacks of its ground, in every form of answer: no answer is told as if all had been read. */
#ifndef STYRDOK_BIN_WORDING_UNREAD_H
#define STYRDOK_BIN_WORDING_UNREAD_H

#include "bin/write/csv.h"
#include "bin/write/json.h"
#include "bin/write/outline.h"
#include "registry/graph/registry.h"

struct rulebook;

/* The registers that an answer rests on, and the rules, or NULL. */
struct footing {
	const struct registry *registry, *other;
	const struct rulebook *rulebook;
	enum language language;
};

static inline struct footing footing_of(const struct registry *registry, enum language language)
{
	return (struct footing){.registry = registry, .language = language};
}

/* "unread": [{path, line, message}], when there is any. */
void json_unread(struct json *json, struct footing footing);

/* A section, when there is any. */
void outline_unread(struct outline *outline, struct footing footing);

/* A row each, behind the others: "unread", path:line and what is wrong; the other `columns` are empty. */
void csv_unread(struct csv *csv, struct footing footing, size_t columns);

/* Lines in a text that is no outline, or on standard error beside a picture. */
void text_unread(FILE *out, struct footing footing);

/* The same in a sentence, for a picture; "" when there is none. */
struct str unread_note(struct footing footing);

/* The exit status of a command whose answer is `status` otherwise: EXIT_FINDINGS at least where something is unread. Where the answer failed,
 * perhaps for that reason, it is told on standard error. */
int status_with_unread(int status, struct footing footing);

#endif
