/* Which documents a question is about: of a status, a type, a body, a topic, a time. */
#ifndef STYRDOK_BIN_LIST_DOCUMENT_FILTER_H
#define STYRDOK_BIN_LIST_DOCUMENT_FILTER_H

#include "bin/command/options.h"
#include "registry/validity/status.h"

struct filter_options { /* the options of a command that has filter_rows, option_body, option_topic and option_period */
	struct options common;
	const char *status, *type, *steward;
};

extern const struct option_row filter_rows[];

/* Is anything asked for? */
bool filter_is_stated(const struct filter_options *options);

struct document_filter {
	const struct registry *registry;
	const struct options *options;
	uint32_t body, topic, type, steward; /* that are asked for, or NO_BODY */
	enum stage stage;                    /* the same, or STAGE_NONE, */
	enum status status;                  /* or STATUS_COUNT */
};

/* What the options name. EXIT_USAGE when there is no such thing, which has then been told. */
int filter_look_up(struct document_filter *out, const struct filter_options *options, const struct registry *registry,
                   enum language language);

/* Is the document, which has this status (status_key) on the day, asked for? */
bool filter_lets_through(const struct document_filter *filter, uint32_t document, struct str status);

#endif
