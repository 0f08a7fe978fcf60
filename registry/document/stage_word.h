/* Words for the stages of a document, as collections write them. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_STAGE_WORD_H
#define STYRDOK_REGISTRY_DOCUMENT_STAGE_WORD_H

#include "registry/document/config.h"

/* The number of the collection's own word for a stage, in any case, and with a sign or a remark behind it ("Accepted (2024)"), or -1. */
int config_stage_word_named(const struct config *config, struct str text);

#endif
