/* Puts a hook where git looks for it. */
#ifndef STYRDOK_BIN_CHECK_HOOK_INSTALL_H
#define STYRDOK_BIN_CHECK_HOOK_INSTALL_H

#include "bin/command/options.h"

/* Writes the hook that the second argument names (pre-commit or pre-receive; unless it is named, the one that suits the repository) into the
 * repository's folder of hooks (core.hooksPath, where that is set), to run this program. A hook of ours is written again; another's is left alone,
 * and the line to add to it is reported. Returns an exit status. */
int hook_install(const struct options *options);

#endif
