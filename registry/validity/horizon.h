/* Until when anything is known of a document. About a later day the answer is what is known on that last day, and beyond it that nothing can be
 * determined which may have changed since. Source: spec section 2, "Horizon". */
#ifndef STYRDOK_REGISTRY_VALIDITY_HORIZON_H
#define STYRDOK_REGISTRY_VALIDITY_HORIZON_H

#include "registry/graph/registry.h"

/* The last day: the document's own, else the register's; DAY_MAX when neither is stated. */
int32_t document_horizon(const struct registry *registry, uint32_t document);

/* Can the day be later? */
bool is_beyond_horizon(const struct registry *registry, uint32_t document, struct date on);

/* The day as far as it is not later. */
struct date within_horizon(const struct registry *registry, uint32_t document, struct date on);

/* The day to judge the register on when none is asked for: the earlier of today and its own last day. */
struct date register_day(const struct registry *registry, struct date today);

#endif
