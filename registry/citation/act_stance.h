/* How a text speaks of an act: does it rest on it, name it, or place it in the past? */
#ifndef STYRDOK_REGISTRY_CITATION_ACT_STANCE_H
#define STYRDOK_REGISTRY_CITATION_ACT_STANCE_H

#include "registry/document/document.h"

/* Of the mention in these bytes, by the words of its sentence. */
enum cited_how act_stance_of(struct str text, size_t from, size_t to);

/* May the word stand between a part and the act's name: "den upphävda", "nya"? */
bool act_epithet_is(struct str word);

#endif
