#include "bin/command/option_tables.h"

#include <stddef.h>

#define AT(member) offsetof(struct options, member)
#define DATE                                                                                                           \
	{                                                                                                              \
		"DATE", "DATUM"                                                                                        \
	}

const struct option_row option_repo[] = {{"repo",
                                          OPTION_TEXT,
                                          AT(repo),
                                          {"DIR", "MAPP"},
                                          {"the register's folder, or a bare repository",
                                           "registrets mapp, eller ett git-repo utan arbetskopia (bare repository)"},
                                          NULL,
                                          NULL},
                                         {"register",
                                          OPTION_TEXTS,
                                          AT(grants),
                                          {"NAME=DIR", "NAMN=MAPP"},
                                          {"where another register that styrdok.yaml names may be read",
                                           "var ett annat register som styrdok.yaml nämner får läsas"},
                                          NULL,
                                          NULL},
                                         {0}};

const struct option_row option_rev[] = {
	{"rev",
         OPTION_TEXT,
         AT(rev),
         {"REV", "VERSION"},
         {"the register as of a git revision or a date (default: the files as they are)",
          "registret som det var i en git-version eller på ett datum (annars: filerna som de är)"},
         NULL,
         NULL},
	{0}};

const struct option_row option_on[] = {
	{"on",
         OPTION_DATE,
         AT(on),
         DATE,
         {"the day to answer for (default: today)", "den dag som frågan gäller (annars: i dag)"},
         NULL,
         NULL},
	{0}};

static const struct option_word levels[] = {
	{"error", SEVERITY_ERROR}, {"warning", SEVERITY_WARNING}, {"note", SEVERITY_NOTE}, {NULL, 0}};

const struct option_row option_fail_on[] = {
	{"fail-on",
         OPTION_WORD,
         AT(failing),
         {0},
         {"the lowest level that gives exit status 1", "den lägsta nivå som ger avslutskod 1"},
         levels,
         "error"},
	{0}};

const struct option_row option_body[] = {{"body",
                                          OPTION_TEXT,
                                          AT(body),
                                          {"BODY", "ORGAN"},
                                          {"the body to answer for: its id, name or abbreviation",
                                           "det organ som frågan gäller: dess id, namn eller förkortning"},
                                          NULL,
                                          NULL},
                                         {0}};

const struct option_row option_topic[] = {{"topic",
                                           OPTION_TEXT,
                                           AT(topic),
                                           {"TOPIC", "ÄMNE"},
                                           {"only documents on this topic, narrower ones included",
                                            "bara dokument om detta ämne, snävare ämnen inräknade"},
                                           NULL,
                                           NULL},
                                          {0}};

const struct option_row option_period[] = {
	{"from", OPTION_DATE, AT(from), DATE, {"first year or day", "första år eller dag"}, NULL, NULL},
	{"to", OPTION_DATE, AT(to), DATE, {"last year or day", "sista år eller dag"}, NULL, NULL},
	{0}};

const struct option_row option_format[] = {
	{"format", OPTION_FORMAT, AT(format), {0}, {"form of the result", "resultatets form"}, NULL, NULL}, {0}};

static const struct option_word languages[] = {{"sv", LANGUAGE_SV}, {"en", LANGUAGE_EN}, {NULL, 0}};
static const struct option_word whens[] = {
	{"auto", COLOR_AUTO}, {"always", COLOR_ALWAYS}, {"never", COLOR_NEVER}, {NULL, 0}};

const struct option_row option_common[] = {
	{"lang",
         OPTION_WORD,
         AT(language),
         {0},
         {"language (default: that of styrdok.yaml)", "språk (annars: det som anges i styrdok.yaml)"},
         languages,
         NULL},
	{"color", OPTION_WORD, AT(color_when), {0}, {"colours", "färger"}, whens, "auto"},
	{"help", OPTION_FLAG, AT(help), {0}, {"show this text", "visa denna text"}, NULL, NULL},
	{0}};
