/* The register that the command line names, and the language to answer in. */
#ifndef STYRDOK_BIN_COMMAND_OPEN_REGISTRY_H
#define STYRDOK_BIN_COMMAND_OPEN_REGISTRY_H

#include "bin/command/options.h"

/* Opens and loads the register that the options name (or the one that the first path argument lies in), and tells on standard error if that
 * fails. A styrdok.yaml that cannot be used is a failure, unless the command checks it and `reports` that as a finding. NULL on failure. */
struct registry *open_registry(const struct options *options, bool reports, struct error *error);

/* The same, with no more loaded than that, whatever the command says. */
struct registry *open_registry_extent(const struct options *options, enum registry_extent extent, bool reports,
                                      struct error *error);

/* Is there a register where the options say, or where one would be looked for? */
bool register_is_there(const struct options *options);

/* The language for texts about the command line, where no register has been read: --lang, else that of the register that the options
 * name, else, without one, English when LC_ALL, LC_MESSAGES or LANG begins with "en", else Swedish. `options` can be NULL. */
enum language language_of_command_line(const struct options *options);

/* The day to judge the whole register on: --on, else today, but no later than its sources speak (known-until). */
struct date judging_day(const struct options *options, const struct registry *registry);

/* That the last of these was chosen: "Judged on ...". "" when it was not. Owned by the arena. */
struct str day_chosen(struct arena *arena, const struct options *options, const struct registry *registry);

/* The language for results: --lang, else that of styrdok.yaml. */
enum language language_of(const struct options *options, const struct registry *registry);

#endif
