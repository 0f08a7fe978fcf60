#include "bin/wording/unread.h"

#include "bin/command/options.h"
#include "bin/write/terminal.h"
#include "registry/base/vec.h"
#include "rules/checks/unread_find.h"

#define TOLD_MAX 20u /* to people */

struct unread {
	struct findings findings;
	struct arena arena;
};

/* What is wrong in both of two revisions is told once; that the earlier one was empty is an answer. */
static bool is_listed(const struct findings *findings, const struct finding *finding)
{
	for (size_t i = 0; i < findings->n; i++)
		if (finding_compare(&findings->at[i], finding) == 0)
			return true;
	return false;
}

static struct unread unread_of(struct footing footing)
{
	struct unread unread = {.arena = ARENA_EMPTY};

	unread_find(&unread.findings, &unread.arena, footing.registry, footing.rulebook);
	if (footing.other) {
		struct findings others = {0};
		unread_find(&others, &unread.arena, footing.other, NULL);
		for (size_t i = 0; i < others.n; i++)
			if (others.at[i].diagnostic != DIAGNOSTIC_REGISTER_EMPTY &&
			    !is_listed(&unread.findings, &others.at[i]))
				vec_push(&unread.findings, others.at[i]);
		vec_release(&others);
	}
	return unread;
}

static void unread_release(struct unread *unread)
{
	vec_release(&unread->findings);
	arena_release(&unread->arena);
}

static bool has_unread(struct footing footing)
{
	struct unread unread = unread_of(footing);
	bool has = unread.findings.n > 0;

	unread_release(&unread);
	return has;
}

static struct str heading(enum language language)
{
	return bilingual_str((struct bilingual){"Not everything could be read, so the answer may be wrong",
	                                        "Allt kunde inte läsas, så svaret kan vara fel"},
	                     language);
}

/* "and 80 more", or "". */
static struct str more(struct arena *arena, size_t count, enum language language)
{
	if (count <= TOLD_MAX)
		return STR_EMPTY;
	return arena_format(arena, bilingual_in((struct bilingual){"and %zu more", "och %zu till"}, language),
	                    count - TOLD_MAX);
}

void json_unread(struct json *json, struct footing footing)
{
	struct unread unread = unread_of(footing);

	if (unread.findings.n) {
		json_key(json, "unread");
		json_open(json, '[');
		for (size_t i = 0; i < unread.findings.n; i++) {
			const struct finding *finding = &unread.findings.at[i];
			json_open(json, '{');
			json_pair(json, "path", finding->path);
			json_key(json, "line");
			json_number(json, finding->at.line ? (long)finding->at.line : 1);
			json_pair(json, "message", finding_message(finding, &unread.arena, footing.language));
			json_close(json);
		}
		json_close(json);
	}
	unread_release(&unread);
}

void outline_unread(struct outline *outline, struct footing footing)
{
	struct unread unread = unread_of(footing);
	struct str rest = more(outline->arena, unread.findings.n, footing.language);

	if (unread.findings.n) {
		outline_open(outline, NODE_SECTION, heading(footing.language))->name = STR("unread");
		for (size_t i = 0; i < unread.findings.n && i < TOLD_MAX; i++) {
			const struct finding *finding = &unread.findings.at[i];
			outline_item(outline, finding_message(finding, outline->arena, footing.language), finding->path,
			             finding->at);
		}
		if (rest.n)
			outline_item(outline, rest, STR_EMPTY, LOCATION_FILE);
		outline_close(outline);
	}
	unread_release(&unread);
}

void csv_unread(struct csv *csv, struct footing footing, size_t columns)
{
	struct unread unread = unread_of(footing);

	for (size_t i = 0; i < unread.findings.n; i++) {
		const struct finding *finding = &unread.findings.at[i];
		csv_text(csv, STR("unread"));
		csv_text(csv, arena_format(&unread.arena, "%.*s:%u", STR_ARG(finding->path),
		                           finding->at.line ? finding->at.line : 1));
		csv_text(csv, finding_message(finding, &unread.arena, footing.language));
		for (size_t k = 3; k < columns; k++)
			csv_text(csv, STR_EMPTY);
		csv_end_line(csv);
	}
	unread_release(&unread);
}

void text_unread(FILE *out, struct footing footing)
{
	struct unread unread = unread_of(footing);
	struct str rest = more(&unread.arena, unread.findings.n, footing.language);

	if (unread.findings.n)
		fprintf(out, "%s:\n", heading(footing.language).at);
	for (size_t i = 0; i < unread.findings.n && i < TOLD_MAX; i++) {
		const struct finding *finding = &unread.findings.at[i];
		fputs("  ", out);
		put_text(out, finding->path);
		fprintf(out, ":%u: ", finding->at.line ? finding->at.line : 1);
		put_text(out, finding_message(finding, &unread.arena, footing.language));
		fputc('\n', out);
	}
	if (rest.n)
		fprintf(out, "  %s\n", rest.at);
	unread_release(&unread);
}

struct str unread_note(struct footing footing)
{
	return has_unread(footing) ? bilingual_str((struct bilingual){"Incomplete: not everything could be read",
	                                                              "Ofullständigt: allt kunde inte läsas"},
	                                           footing.language)
	                           : STR_EMPTY;
}

int status_with_unread(int status, struct footing footing)
{
	if (status > EXIT_FINDINGS)
		text_unread(stderr, footing);
	return status == EXIT_CLEAN && has_unread(footing) ? EXIT_FINDINGS : status;
}
