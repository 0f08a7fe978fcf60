/* Statuses and their reasons, as several commands tell them. */
#ifndef STYRDOK_BIN_WORDING_REASONS_H
#define STYRDOK_BIN_WORDING_REASONS_H

#include "bin/write/json.h"
#include "bin/write/outline.h"
#include "registry/validity/status.h"

struct telling {
	const struct registry *registry;
	struct arena *arena;
	enum language language;
	bool color;
};

/* What a reason says, in a language. Owned by the arena. */
struct str reason_says(struct arena *arena, const struct reason *reason, enum language language);

/* The same with its dates as they are said, for papers that people read aloud from: "den 3 mars 2008". Owned by the arena. */
struct str reason_spoken(struct arena *arena, const struct reason *reason, enum language language);

/* "reasons": [{says, document, path, line}] */
void json_reasons(struct json *json, const struct telling *telling, const struct reason *reasons, uint32_t count);

/* "amendments": [{by, relation, part, from, state, path, line}], when there are any */
void json_amendments(struct json *json, const struct telling *telling, const struct amendment *amendments,
                     uint32_t count);

/* "2 § by 'amendment-2024' from 27 March 2024, ..." of those in effect; "" when there are none. Owned by the arena. */
struct str amendments_told(struct arena *arena, const struct registry *registry, const struct amendment *amendments,
                           uint32_t count, enum language language);

/* An item each, with its place; what merely follows the whole document is left out. */
void outline_reasons(struct outline *outline, const struct telling *telling, const struct reason *reasons,
                     uint32_t count);

/* The status in words; of what governs nothing, that it applies means that it was decided. */
struct str status_words(const struct telling *telling, uint32_t document, enum status status);

/* The same for programs: "in-force", "decided". */
struct str status_key(const struct registry *registry, uint32_t document, enum status status);

/* The same with what has been amended: "in force, amended: 2 § by ...". */
struct str status_told(const struct telling *telling, uint32_t document, enum status status,
                       const struct amendment *amendments, uint32_t count);

/* Adds the status, told so, to what it is of. */
void outline_status(struct outline *outline, const struct telling *telling, uint32_t document, enum status status,
                    const struct amendment *amendments, uint32_t count);

/* " (proposed)" and the like, or "" of a relation that is simply so. */
const char *relation_state_text(enum relation_state state, enum language language);

#endif
