/* The commands. */
#ifndef STYRDOK_BIN_COMMANDS_H
#define STYRDOK_BIN_COMMANDS_H

#include "bin/command/options.h"

extern const struct command command_check, command_applies, command_status, command_show, command_impact, command_graph,
	command_stats, command_diff, command_log, command_scan, command_rules, command_new, command_hook,
	command_explain;

#endif
