/* A template of a proposal for given facts, with a row for each rule that applies to them. */
#ifndef STYRDOK_BIN_START_NEW_PROPOSAL_H
#define STYRDOK_BIN_START_NEW_PROPOSAL_H

#include "bin/start/new_document.h"

/* The text; owned by the arena. 0, or an exit status that has been told. */
int proposal_text(struct str *out, struct arena *arena, const struct new_options *options);

#endif
