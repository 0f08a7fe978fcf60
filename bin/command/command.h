/* The commands, and what each of them needs of the command line. */
#ifndef STYRDOK_BIN_COMMAND_COMMAND_H
#define STYRDOK_BIN_COMMAND_COMMAND_H

#include "bin/command/error_text.h"
#include "bin/command/help.h"
#include "bin/command/open_registry.h"
#include "bin/command/option_tables.h"

extern const struct command command_check, command_applies, command_status, command_show, command_impact, command_graph,
	command_stats, command_diff, command_log, command_scan, command_rules, command_new, command_hook, command_lsp,
	command_explain, command_amend, command_init, command_import, command_fmt, command_supersede, command_text,
	command_list, command_due, command_search, command_export, command_site, command_profiles;

#endif
