/* The commands. */
#ifndef STYRDOK_BIN_COMMANDS_H
#define STYRDOK_BIN_COMMANDS_H

#include "bin/options.h"

extern const struct command command_check, command_status, command_show, command_explain, command_scan, command_rules,
	command_new, command_graph, command_stats;

#endif
