/* `impact` for people: as text for a terminal, and as Markdown for the case file. */
#include "bin/impact/impact_common.h"
#include "bin/wording/rule_words.h"

#define PLACES_SHOWN 5 /* in one document */

/* --- what points at it ---------------------------------------------------------------------------------------------- */

static struct str relation_told(const struct telling_impact *telling, const struct impact_link *link)
{
	const struct relation *relation = link->relation;

	return arena_format(telling->arena, "%.*s%s%.*s%s",
	                    STR_ARG(impact_named(telling, link->document, link->status)),
	                    relation->target.part.n ? " " : "",
	                    STR_ARG(relation_part_words(telling->report->registry, telling->arena, relation)),
	                    relation_state_text(relation->state, telling->language));
}

/* "Kompletteras av": the words, begun as a heading is. All of them begin with a letter of ASCII, or with "ä". */
static struct str as_heading(const struct telling_impact *telling, struct str words)
{
	struct str text = arena_copy(telling->arena, words);
	char *first = arena_alloc(telling->arena, text.n + 1, 1);

	memcpy(first, text.at, text.n);
	if (text.n && first[0] >= 'a' && first[0] <= 'z')
		first[0] = (char)(first[0] - 'a' + 'A');
	else if (str_starts(text, STR("ä")))
		memcpy(first, "Ä", 2);
	return (struct str){first, text.n};
}

static void tell_relations(struct telling_impact *telling)
{
	const struct impact *impact = telling->impact;

	impact_heading(telling, 2, "Relations to it", "Relationer till det");
	if (!impact->relation_count)
		impact_sentence(telling, "None.", "Inga.");
	for (uint32_t i = 0; i < impact->relation_count; i++) {
		const struct impact_link *link = &impact->relations[i];
		enum relation_type type = link->relation->type;
		if (!i || impact->relations[i - 1].relation->type != type)
			impact_put_heading(telling, 3,
			                   as_heading(telling, relation_words(type, true, telling->language)));
		impact_item(telling, false, relation_told(telling, link), link->relation->stated_in,
		            link->relation->target.at);
		if (link->relation->note.n)
			impact_put_item(telling, true, link->relation->note, STR_EMPTY, 0, 0);
	}
}

/* Further places in the same document: ", 14:5, 20:3". */
static struct str places_told(struct telling_impact *telling, uint32_t first, uint32_t n)
{
	struct str list = STR_EMPTY;

	for (uint32_t i = first; i < first + n && i < first + PLACES_SHOWN; i++) {
		const struct impact_link *link = &telling->impact->citations[i];
		list = arena_format(
			telling->arena, "%.*s%s%u:%u", STR_ARG(list), list.n ? ", " : "", link->citation->at.line,
			lines_column(&telling->lines, telling->report->registry->documents[link->document].path,
		                     link->citation->at));
	}
	if (n > PLACES_SHOWN)
		list = arena_format(telling->arena, impact_say(telling, "%.*s and %u more", "%.*s och %u till"),
		                    STR_ARG(list), n - PLACES_SHOWN);
	return list;
}

/* The citations of one document that are alike certain: one item. Returns how many they are. */
static uint32_t tell_citing(struct telling_impact *telling, uint32_t first)
{
	const struct impact *impact = telling->impact;
	const struct impact_link *link = &impact->citations[first];
	struct str path = telling->report->registry->documents[link->document].path;
	uint32_t n = 1;

	while (first + n < impact->citation_count && impact->citations[first + n].document == link->document &&
	       impact->citations[first + n].certain == link->certain)
		n++;
	impact_put_item(
		telling, false,
		link->certain
			? impact_named(telling, link->document, link->status)
			: arena_format(telling->arena,
	                               impact_say(telling, "%.*s: may mean it; '%.*s' is shared by several documents",
	                                          "%.*s: kan mena det; ”%.*s” delas av flera dokument"),
	                               STR_ARG(impact_named(telling, link->document, link->status)),
	                               STR_ARG(link->citation->text)),
		path, link->citation->at.line, lines_column(&telling->lines, path, link->citation->at));
	if (n > 1)
		impact_put_item(telling, true,
		                arena_format(telling->arena, impact_say(telling, "also %.*s", "även %.*s"),
		                             STR_ARG(places_told(telling, first + 1, n - 1))),
		                STR_EMPTY, 0, 0);
	return n;
}

static void tell_citations(struct telling_impact *telling)
{
	impact_heading(telling, 2, "Mentioned in the text of", "Nämns i texten av");
	if (!telling->impact->citation_count)
		impact_sentence(telling, "None.", "Inga.");
	for (uint32_t i = 0; i < telling->impact->citation_count;)
		i += tell_citing(telling, i);
}

static void tell_rule(struct telling_impact *telling, const struct impact_rule *found)
{
	const struct rule *rule = found->rule;
	const char *live = found->live == TRI_YES  ? ""
	                   : found->live == TRI_NO ? impact_say(telling, ", does not apply", ", gäller inte")
	                                           : impact_say(telling, ", it cannot be determined whether it applies",
	                                                        ", det går inte att avgöra om den gäller");

	impact_put_item(telling, false,
	                arena_format(telling->arena, "%.*s, %.*s (%.*s%s)%s%.*s", STR_ARG(rule->id),
	                             STR_ARG(bilingual_str(rule->title, telling->language)),
	                             STR_ARG(strength_label(rule->strength, telling->language)), live,
	                             rule->clause.target.part.n ? " #" : "", STR_ARG(rule->clause.target.part)),
	                rule->pack->path, rule->at.line, 0);
	for (size_t i = 0; i < telling->report->waivers.n; i++) {
		const struct waiver *waiver = &telling->report->waivers.at[i];
		if (str_equal(waiver->rule.text, rule->id))
			impact_put_item(telling, true,
			                arena_format(telling->arena,
			                             impact_say(telling, "waived by %.*s until %.*s",
			                                        "undantag av %.*s till och med %.*s"),
			                             STR_ARG(waiver->granted_by),
			                             STR_ARG(date_text(telling->arena, waiver->until))),
			                waiver->path, waiver->rule.at.line, 0);
	}
}

static void tell_rules(struct telling_impact *telling)
{
	if (!telling->report->rulebook->rule_count)
		return;
	impact_heading(telling, 2, "Rules whose clause it contains", "Regler vars bestämmelse det innehåller");
	if (!telling->report->rule_count)
		impact_sentence(telling, "None.", "Inga.");
	for (size_t i = 0; i < telling->report->rule_count; i++)
		tell_rule(telling, &telling->report->rules[i]);
}

static void tell_whole(struct telling_impact *telling)
{
	const struct impact *impact = telling->impact;

	if (impact->part == MARKDOWN_NO_PART)
		return;
	impact_put_sentence(
		telling,
		arena_format(telling->arena,
	                     impact_say(telling,
	                                "Only what names this part, a part within it or one that holds it is told. The "
	                                "document as "
	                                "a "
	                                "whole is named by %u relations, %u places in texts and %u rules.",
	                                "Här står bara det som anger delen, en del av den eller en del som den ingår "
	                                "i. Dokumentet "
	                                "som helhet anges av %u relationer, på %u ställen i texter och av %u regler."),
	                     impact->whole_relations, impact->whole_citations, telling->report->whole_rules));
}

static bool follows_whole(const struct part_status *part)
{
	return part->reason_count == 1 && part->reasons[0].kind == REASON_OF_WHOLE;
}

static void tell_title(struct telling_impact *telling)
{
	const struct impact *impact = telling->impact;
	const struct document *document = &telling->report->registry->documents[impact->document];
	const struct reason *reasons = impact->status.reasons;
	uint32_t count = impact->status.reason_count;
	const struct part_status *part_status =
		impact->part == MARKDOWN_NO_PART ? NULL : &impact->status.parts[impact->part];
	char date[DATE_TEXT];

	impact_put_heading(telling, 1, document->title.n ? document->title : document->id);
	if (impact->part != MARKDOWN_NO_PART) {
		const struct markdown_part *part = &document->parts[impact->part];
		impact_put_sentence(telling,
		                    arena_format(telling->arena, "%s %.*s (%.*s)", impact_say(telling, "part", "del"),
		                                 STR_ARG(part->title),
		                                 STR_ARG(document_part_words(telling->arena, document, part->anchor))));
	}
	if (part_status && !follows_whole(part_status)) {
		reasons = part_status->reasons;
		count = part_status->reason_count;
	}
	impact_put_sentence(
		telling,
		arena_format(telling->arena, "%.*s, %s: %.*s", STR_ARG(document->id), date_format(impact->on, date),
	                     STR_ARG(status_told(&telling->report->telling, impact->document, impact->part_status,
	                                         part_status ? part_status->amendments : impact->status.amendments,
	                                         part_status ? part_status->amendment_count
	                                                     : impact->status.amendment_count))));
	for (uint32_t i = 0; i < count; i++)
		impact_item(telling, false, reason_says(telling->arena, &reasons[i], telling->language),
		            reasons[i].document, reasons[i].at);
}

static void write_impact(FILE *out, const struct impact_report *report, outline_writer *writer)
{
	struct outline outline;
	struct telling_impact telling = {.report = report,
	                                 .impact = &report->impact,
	                                 .arena = report->arena,
	                                 .language = report->telling.language,
	                                 .outline = &outline,
	                                 .lines = {.registry = report->registry}};

	outline_init(&outline, report->arena, telling.language);
	outline.level = 2; /* it is pasted below a heading */
	outline.color = report->telling.color;
	tell_title(&telling);
	outline_unread(&outline, impact_footing(report));
	tell_whole(&telling);
	tell_relations(&telling);
	tell_citations(&telling);
	tell_rules(&telling);
	if (report->if_decided)
		impact_tell_if_decided(&telling);
	else
		impact_tell_consequences(&telling);
	writer(out, &outline);
	lines_release(&telling.lines);
}

void impact_as_text(FILE *out, const struct impact_report *report)
{
	write_impact(out, report, outline_as_text);
}

void impact_as_markdown(FILE *out, const struct impact_report *report)
{
	write_impact(out, report, outline_as_markdown);
}
