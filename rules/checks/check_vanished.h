/* Documents that once were in the register and are not there now. */
#ifndef STYRDOK_RULES_CHECKS_CHECK_VANISHED_H
#define STYRDOK_RULES_CHECKS_CHECK_VANISHED_H

#include "rules/checks/check_report.h"

/* How many different names are looked up in history, in order, since each costs a walk through it. */
#define VANISHED_NAMES_MAX 16

/* Turns those dangling relations and links among the sorted findings that name what stood there once into
 * document.vanished, and reports each decided or referred document that stood there before (at HEAD for a working tree, at the first
 * parent for a revision) and is gone, though nothing names it; not the latter unless `gone`. Without history, it does nothing. */
void check_vanished(struct check *check, struct registry *registry, bool gone);

#endif
