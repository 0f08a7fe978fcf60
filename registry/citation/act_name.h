/* What Swedish prose calls an act: "kommunallagen", "plan- och bygglagen", "lagen om valfrihetssystem", "KL", "förordning (EU) 2016/679". */
#ifndef STYRDOK_REGISTRY_CITATION_ACT_NAME_H
#define STYRDOK_REGISTRY_CITATION_ACT_NAME_H

#include "registry/base/str.h"

struct act_span { /* bytes of a text; empty when nothing was found */
	size_t from, to;
};

/* The word around or behind a place: letters and digits. Empty where none begins or ends there. */
struct act_span act_word_at(struct str text, size_t at);
struct act_span act_word_before(struct str text, size_t end);

/* Bytes of white space, U+00A0 and quote markers behind a line break. */
size_t act_past_spaces(struct str text, size_t at);
size_t act_before_spaces(struct str text, size_t end);

/* Does the word name one act by its form, "kommunallagens", "brottsbalken"? "lagen" alone does not, nor "förslagen". */
bool act_word_is_name(struct str word);

/* Is it "lag", "lagen", "förordning" or a compound of one, in any form: what a number in brackets can follow? */
bool act_word_is_kind(struct str word);

/* Is it written as an abbreviation of an act: "KL", "SoL", "PuL"? Those of bodies and companies are none. */
bool act_word_is_short(struct str word);

/* "SFS 2017:725" begins with digits here: bytes of "2017:725", or 0. What stands before them may say that it is something else. */
size_t act_number_read(struct str text, size_t at);

/* The name that ends at the place (spaces aside), with its first parts: "plan- och bygglagen", "lagen om valfrihetssystem". */
struct act_span act_name_before(struct str text, size_t end);

/* The name that begins there. */
struct act_span act_name_at(struct str text, size_t at);

/* The name without a genitive s. */
struct str act_name_plain(struct str name);

#endif
