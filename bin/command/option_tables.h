/* Options that several commands take. Each table is ended by a row without a name. */
#ifndef STYRDOK_BIN_COMMAND_OPTION_TABLES_H
#define STYRDOK_BIN_COMMAND_OPTION_TABLES_H

#include "bin/command/options.h"

extern const struct option_row option_repo[], option_rev[], option_on[];
extern const struct option_row option_fail_on[];
extern const struct option_row option_body[], option_topic[]; /* that the question is about */
extern const struct option_row option_period[];               /* --from and --to */
extern const struct option_row option_format[];               /* of every command with formats */
extern const struct option_row option_common[];               /* of every command */

#endif
