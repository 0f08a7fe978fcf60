/* What of this register rests on a document of another one. */
#ifndef STYRDOK_BIN_IMPACT_IMPACT_FOREIGN_H
#define STYRDOK_BIN_IMPACT_IMPACT_FOREIGN_H

#include "bin/impact/impact_report.h"
#include "registry/federation/federation.h"

/* Tells on standard output who cites the document, or names it in a relation, and how; `write` unless it is to be JSON. An exit status. */
int impact_foreign(const struct impact_report *report, struct foreign asked, struct date on, bool json,
                   outline_writer *write);

#endif
