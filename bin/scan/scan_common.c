/* What the writers of scans share. */
#include "bin/scan/scan_common.h"

#include "bin/command/options.h"
#include "bin/wording/reasons.h"
#include "registry/base/utf8.h"

static bool is_english(enum language language)
{
	return language == LANGUAGE_EN;
}

/* --- places --------------------------------------------------------------------------------------------------------- */

/* Form feeds separate pages. */
static uint32_t page_of(const struct scan *scan, uint32_t line, uint32_t *line_on_page)
{
	uint32_t page = 1, first = 1;

	for (uint32_t number = 1; number <= line; number++) {
		struct str here = scan_line(scan, number);
		for (const char *at = here.at; here.n && (at = memchr(at, '\f', (size_t)(here.at + here.n - at)));
		     at++) {
			page++;
			first = number;
		}
	}
	*line_on_page = line - first + 1;
	return page;
}

static struct str heading_above(const struct scan *scan, uint32_t line)
{
	const struct prose *prose = &scan->subject.prose;
	struct str heading = STR_EMPTY;

	for (uint32_t i = 0; i < prose->part_count && prose->parts[i].at.line <= line; i++)
		heading = prose->parts[i].title;
	return heading;
}

struct scan_place scan_place_of(const struct scan *scan, const struct spot *spot)
{
	struct scan_place place = {.path = scan->subject.path, .line = spot->at.line, .column = 1, .text = spot->text};

	if (!spot->at.line)
		return place;
	if (spot->at.column > 1)
		place.column += (uint32_t)utf8_count(str_part(scan_line(scan, spot->at.line), 0, spot->at.column - 1));
	if (scan->subject.converted)
		place.heading = heading_above(scan, spot->at.line);
	if (scan->subject.paged)
		place.page = page_of(scan, spot->at.line, &place.line);
	return place;
}

struct str scan_place_words(const struct scan_place *place, struct arena *arena, enum language language)
{
	if (!place->line)
		return STR_EMPTY;
	if (place->page)
		return arena_format(arena, is_english(language) ? "page %u, line %u" : "sidan %u, rad %u", place->page,
		                    place->line);
	if (place->heading.n)
		return arena_format(arena, is_english(language) ? "under '%.*s'" : "under ”%.*s”",
		                    STR_ARG(place->heading));
	return arena_format(arena, is_english(language) ? "line %u" : "rad %u", place->line);
}

/* --- reasons -------------------------------------------------------------------------------------------------------- */

static struct str register_reason(const struct scan_printing *printing, const struct reason *reason,
                                  struct arena *arena)
{
	return arena_format(arena, "%.*s (%.*s:%u)", STR_ARG(reason_says(arena, reason, printing->language)),
	                    STR_ARG(reason_path(printing->registry, reason)), reason->at.line ? reason->at.line : 1);
}

struct str scan_reason(const struct scan_printing *printing, const struct verdict *verdict, struct arena *arena)
{
	struct str reason = verdict_reason(verdict, arena, printing->language);

	for (uint32_t i = 0; i < verdict->reason_count; i++)
		reason = arena_format(arena, "%.*s%s %.*s", STR_ARG(reason), i ? ";" : ":",
		                      STR_ARG(register_reason(printing, &verdict->reasons[i], arena)));
	return reason;
}

struct str clause_text(const struct rule *rule, struct arena *arena)
{
	return rule->has_clause ? reference_text(arena, &rule->clause.target) : STR_EMPTY;
}

struct str clause_title(const struct scan_printing *printing, const struct rule *rule)
{
	uint32_t document = rule->clause.target.document;

	if (!rule->has_clause || document == NO_DOCUMENT)
		return STR_EMPTY;
	if (rule->clause.part != MARKDOWN_NO_PART)
		return printing->registry->documents[document].parts[rule->clause.part].title;
	return printing->registry->documents[document].title;
}

struct str scan_basis_text(const struct rule *rule, struct arena *arena)
{
	struct str text = STR_EMPTY;

	for (uint32_t i = 0; i < rule->basis_count; i++)
		text = arena_format(arena, "%.*s%s%.*s%s%.*s", STR_ARG(text), i ? ", " : "",
		                    STR_ARG(rule->basis[i].name), rule->basis[i].part.n ? "#" : "",
		                    STR_ARG(rule->basis[i].part));
	return text;
}

/* --- order ---------------------------------------------------------------------------------------------------------- */

enum scan_group scan_group(const struct verdict *verdict)
{
	switch (verdict->outcome) {
	case OUTCOME_NOT_SATISFIED:
		return SCAN_NOT_SATISFIED;
	case OUTCOME_CANNOT_TELL:
		return verdict->basis == BASIS_SILENT ? SCAN_NOT_ACCOUNTED : SCAN_CANNOT_TELL;
	case OUTCOME_SATISFIED:
		return SCAN_SATISFIED;
	default:
		return SCAN_NOT_APPLICABLE;
	}
}

size_t scan_group_count(const struct scan *scan, enum scan_group group)
{
	size_t count = 0;

	for (size_t i = 0; i < scan->count; i++)
		count += scan_group(&scan->verdicts[i]) == group;
	return count;
}

size_t *scan_order(const struct scan *scan, struct arena *arena)
{
	size_t *order = ARENA_ARRAY(arena, size_t, scan->count);
	size_t n = 0;

	for (unsigned group = 0; group < SCAN_GROUPS; group++)
		for (unsigned strength = STRENGTH_MUST; strength <= STRENGTH_MAY; strength++)
			for (size_t i = 0; i < scan->count; i++)
				if (scan_group(&scan->verdicts[i]) == group &&
				    scan->verdicts[i].rule->strength == strength)
					order[n++] = i;
	return order;
}

struct str packs_text(const struct rulebook *rulebook, const struct scan *scan, struct arena *arena)
{
	bool over_documents = scan->subject.registered != NO_DOCUMENT;
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < rulebook->pack_count; i++) {
		const struct pack *pack = rulebook->packs[i];
		if (pack->over_documents == over_documents)
			text = arena_format(arena, "%.*s%s%.*s (%u)", STR_ARG(text), text.n ? ", " : "",
			                    STR_ARG(pack->id.n ? pack->id : pack->path), pack->rule_count);
	}
	return text;
}
