#include "bin/history/diff_text.h"

#include "bin/command/options.h"
#include "registry/validity/relation_effect.h"

struct building { /* what every function here needs */
	struct outline *outline;
	const struct diff_report *report;
	const struct telling *words;
};

static struct str say(const struct building *of, const char *en, const char *sv)
{
	return bilingual_str((struct bilingual){en, sv}, of->words->language);
}

static struct str body_name(const struct building *of, struct str id)
{
	struct str name = value_body(&of->report->telling.new, id);

	/* of one that only the older vocabulary knows, its name there */
	return str_equal(name, id) ? value_body(&of->report->telling.old, id) : name;
}

/* --- the headline -------------------------------------------------------------------------------------------------- */

static void add_count(const struct building *of, struct str *text, size_t n, const char *separator,
                      struct bilingual one, struct bilingual many)
{
	bool english = of->words->language == LANGUAGE_EN;
	const char *document = english ? (n == 1 ? " document" : " documents") : " dokument";

	if (n)
		*text = arena_format(of->words->arena, "%.*s%s%zu%s %s", STR_ARG(*text), text->n ? separator : "", n,
		                     text->n ? "" : document, bilingual_in(n == 1 ? one : many, of->words->language));
}

/* "2 dokument ändrade, 1 tillkom; 3 får annan status" */
static struct str headline(const struct building *of)
{
	const struct registry_diff *comparison = of->report->comparison;
	const size_t *by_kind = comparison->by_kind;
	struct str text = STR_EMPTY;

	add_count(of, &text, by_kind[CHANGE_CHANGED], ", ", (struct bilingual){"changed", "ändrat"},
	          (struct bilingual){"changed", "ändrade"});
	add_count(of, &text, by_kind[CHANGE_ADDED], ", ", (struct bilingual){"added", "tillkom"},
	          (struct bilingual){"added", "tillkom"});
	add_count(of, &text, by_kind[CHANGE_GONE], ", ", (struct bilingual){"gone", "borta"},
	          (struct bilingual){"gone", "borta"});
	add_count(of, &text, by_kind[CHANGE_MOVED], ", ", (struct bilingual){"moved", "flyttat"},
	          (struct bilingual){"moved", "flyttade"});
	add_count(of, &text, comparison->other_status, "; ",
	          (struct bilingual){"gets another status", "får annan status"},
	          (struct bilingual){"get another status", "får annan status"});
	return text.n ? text : say(of, "Nothing changed in law", "Inget har ändrats i sak");
}

static void write_form_only(const struct building *of)
{
	size_t n = of->report->comparison->unmoved;
	bool english = of->words->language == LANGUAGE_EN;

	if (n == 1)
		outline_put(of->outline, NODE_PARAGRAPH,
		            say(of, "1 file differs in form alone (line breaks, order, notes, comments)",
		                "1 fil skiljer sig bara till formen (radbrytning, ordning, anmärkningar, "
		                "kommentarer)"));
	else if (n)
		outline_put(of->outline, NODE_PARAGRAPH,
		            arena_format(of->words->arena,
		                         english ? "%zu files differ in form alone (line breaks, order, notes, "
		                                   "comments)"
		                                 : "%zu filer skiljer sig bara till formen (radbrytning, ordning, "
		                                   "anmärkningar, kommentarer)",
		                         n));
}

static void write_data(const struct building *of)
{
	const struct registry_diff *comparison = of->report->comparison;

	if (comparison->data_count)
		outline_put(of->outline, NODE_PARAGRAPH,
		            arena_format(of->words->arena, "%.*s: %.*s",
		                         STR_ARG(say(of, "Also changed, which can change how documents are read",
		                                     "Också ändrat, vilket kan ändra hur dokumenten läses")),
		                         STR_ARG(arena_list(of->words->arena, comparison->data, comparison->data_count,
		                                            STR(", ")))));
}

/* Only what was asked for is reported. */
static void write_question(const struct building *of)
{
	const struct diff_report *report = of->report;
	struct str body = body_name(of, report->body), topic = value_topic(of->words, report->topic);

	if (body.n)
		outline_put(of->outline, NODE_PARAGRAPH,
		            arena_format(of->words->arena, "%.*s: %.*s",
		                         STR_ARG(say(of, "Only what binds, or may bind",
		                                     "Bara det som omfattar, eller kan omfatta")),
		                         STR_ARG(body)));
	if (topic.n)
		outline_put(of->outline, NODE_PARAGRAPH,
		            arena_format(of->words->arena, "%.*s: %.*s",
		                         STR_ARG(say(of, "Only what is on this topic, or names none",
		                                     "Bara det som rör detta ämne, eller inte anger något")),
		                         STR_ARG(topic)));
}

static void write_head(const struct building *of)
{
	const struct diff_report *report = of->report;
	struct str to = report->to.n ? report->to : say(of, "the files as they are", "filerna som de är");
	bool english = of->words->language == LANGUAGE_EN;

	outline_put(
		of->outline, NODE_TITLE,
		arena_format(of->words->arena,
	                     english ? "What changed in law from %.*s to %.*s" : "Ändringar i sak från %.*s till %.*s",
	                     STR_ARG(report->from), STR_ARG(to)));
	outline_put(of->outline, NODE_PARAGRAPH, headline(of));
	write_question(of);
	write_form_only(of);
	write_data(of);
}

/* --- documents ----------------------------------------------------------------------------------------------------- */

/* An item, with the place that says it in a document, if `in` is one. */
static struct node *put_remark(const struct building *of, struct str text, const struct document *in,
                               struct location at)
{
	outline_item(of->outline, text, in ? in->path : STR_EMPTY, at);
	return of->outline->at->last->last;
}

static void write_gone(const struct building *of, const struct document_change *change)
{
	const struct stated *ending = &change->ending;

	put_remark(of, say(of, "no longer in the register", "finns inte längre i registret"), change->old,
	           LOCATION_FILE)
		->remark = say(of, "before", "tidigare");
	if (ending->relation)
		put_remark(of, stated_text(of->words, ending), ending->in, ending->relation->target.at);
	if (!change->ended && !change->namesake.n && (!ending->relation || document_stage(ending->in) != STAGE_DECIDED))
		put_remark(of,
		           say(of, "no decided document says that it repeals or supersedes it",
		               "inget beslutat dokument säger att det upphäver eller ersätter det"),
		           NULL, LOCATION_FILE);
}

static void write_namesake(const struct building *of, const struct document_change *change)
{
	bool english = of->words->language == LANGUAGE_EN;
	const char *text = change->new ? (english ? "has the text of '%.*s', which is gone: a change of id?"
	                                          : "har samma text som ”%.*s”, som är borta: har den bytt id?")
	                               : (english ? "its text is now in '%.*s': a change of id?"
	                                          : "texten finns nu i ”%.*s”: har den bytt id?");

	if (change->namesake.n)
		put_remark(of, arena_format(of->words->arena, text, STR_ARG(change->namesake)), NULL, LOCATION_FILE);
}

static void write_part_statuses(const struct building *of, const struct document_change *change)
{
	for (size_t i = 0; i < change->part_status_count; i++) {
		const struct part_statuses *part = &change->part_statuses[i];
		const struct str anchor = change->new->parts[part->new].anchor;
		tell_statuses(of->outline, &of->report->telling, change, &part->changes,
		              arena_format(of->words->arena, "%.*s %.*s", STR_ARG(say(of, "part", "del")),
		                           STR_ARG(document_part_words(of->words->arena, change->new, anchor))));
	}
}

static void write_document(const struct building *of, const struct document_change *change)
{
	struct str title = change->new && change->new->title.n ? change->new->title
	                   : change->old                       ? change->old->title
	                                                       : STR_EMPTY;

	outline_open(of->outline, NODE_ENTRY, change->id);
	if (title.n)
		outline_put(of->outline, NODE_TEXT, title);
	write_namesake(of, change);
	if (change->kind == CHANGE_GONE)
		write_gone(of, change);
	else
		tell_change(of->outline, &of->report->telling, change);
	tell_statuses(of->outline, &of->report->telling, change, &change->statuses, say(of, "status", "status"));
	if (change->new)
		write_part_statuses(of, change);
	outline_close(of->outline);
}

static void open_entries(const struct building *of, struct str heading)
{
	outline_open(of->outline, NODE_SECTION, heading);
	outline_open(of->outline, NODE_ENTRIES, STR_EMPTY);
}

static void close_entries(const struct building *of)
{
	outline_close(of->outline);
	outline_close(of->outline);
}

static void write_documents(const struct building *of)
{
	static const struct bilingual headings[CHANGE_KINDS] = {
		[CHANGE_ADDED] = {"Added documents", "Nya dokument"},
		[CHANGE_GONE] = {"Documents that are gone", "Dokument som är borta"},
		[CHANGE_CHANGED] = {"Changed documents", "Ändrade dokument"},
		[CHANGE_STATUS] = {"Documents that get another status because of others",
	                           "Dokument som får annan status genom andra"},
		[CHANGE_MOVED] = {"Moved files", "Flyttade filer"},
	};
	const struct registry_diff *comparison = of->report->comparison;

	for (size_t i = 0; i < comparison->count; i++) {
		const struct document_change *change = &comparison->documents[i];
		bool first = i == 0 || change[-1].kind != change->kind;
		bool last = i + 1 == comparison->count || change[1].kind != change->kind;
		if (first)
			open_entries(of, bilingual_str(headings[change->kind], of->words->language));
		write_document(of, change);
		if (last)
			close_entries(of);
	}
}

/* --- bodies -------------------------------------------------------------------------------------------------------- */

static struct str effect_text(const struct building *of, enum status status)
{
	return status == STATUS_COUNT ? say(of, "does not apply", "gäller inte")
	                              : status_label(status, of->words->language);
}

/* "gäller inte längre, från 2008-07-01" */
static struct str bound_text(const struct building *of, const struct bound_change *change,
                             const struct status_change *span)
{
	struct str old = effect_text(of, span->old), new = effect_text(of, span->new);
	struct str when = span_text(of->words, span);

	if (span->old == STATUS_COUNT && (!change->old || change->kind == BOUND_NOW))
		return arena_format(of->words->arena, "%.*s%.*s", STR_ARG(new), STR_ARG(when));
	if (span->new == STATUS_COUNT && status_applies(span->old))
		return arena_format(of->words->arena, "%.*s%.*s",
		                    STR_ARG(say(of, "no longer applies", "gäller inte längre")), STR_ARG(when));
	return arena_format(of->words->arena, "%.*s → %.*s%.*s", STR_ARG(old), STR_ARG(new), STR_ARG(when));
}

static struct str binding_text(const struct building *of, const struct bound_change *change)
{
	switch (change->kind) {
	case BOUND_STILL:
		break;
	case BOUND_NOW:
		return change->old ? say(of, "binds them now", "omfattar dem nu") : STR_EMPTY;
	case BOUND_NO_LONGER:
		return change->new ? say(of, "no longer binds them", "omfattar dem inte längre")
		                   : say(of, "no longer in the register", "finns inte längre i registret");
	case BOUND_UNSURE_NOW:
		return say(of, "it cannot be determined whether it still binds them",
		           "det går inte att avgöra om det fortfarande omfattar dem");
	case BOUND_SURE_NOW:
		return say(of, "binds them, which could not be told before",
		           "omfattar dem, vilket inte kunde avgöras tidigare");
	}
	return STR_EMPTY;
}

/* What applied in one way or another until it no longer does, no longer applies: a span, and the next if it goes on from there. */
static bool ends_alike(const struct status_change *span, const struct status_change *next)
{
	return span->new == STATUS_COUNT && next->new == STATUS_COUNT &&status_applies(span->old) &&
	       status_applies(next->old) && next->first == span->last + 1;
}

static void write_bound(const struct building *of, const struct bound_change *change)
{
	struct str binding = binding_text(of, change), text = change->id;

	if (binding.n)
		text = arena_format(of->words->arena, "%.*s: %.*s", STR_ARG(text), STR_ARG(binding));
	for (size_t i = 0; i < change->spans.n; i++) {
		struct status_change span = change->spans.at[i];
		bool first = !i && !binding.n;
		while (i + 1 < change->spans.n && ends_alike(&span, &change->spans.at[i + 1]))
			span.last = change->spans.at[++i].last;
		text = arena_format(of->words->arena, "%.*s%s%.*s", STR_ARG(text), first ? ": " : "; ",
		                    STR_ARG(bound_text(of, change, &span)));
	}
	put_remark(of, text, NULL, LOCATION_FILE);
}

static struct str names_text(const struct building *of, const struct str *ids, uint32_t count)
{
	struct str *names = ARENA_ARRAY(of->words->arena, struct str, count);

	for (uint32_t i = 0; i < count; i++)
		names[i] = body_name(of, ids[i]);
	return arena_list(of->words->arena, names, count, STR(", "));
}

/* "utom Kulturnämnden; det som sägs om Staden, och dessutom:" */
static struct str bodies_text(const struct building *of, const struct body_changes *bodies)
{
	bool english = of->words->language == LANGUAGE_EN;
	struct str text = STR_EMPTY;

	if (bodies->except_count)
		text = arena_format(of->words->arena, "%s %.*s", english ? "but for" : "utom",
		                    STR_ARG(names_text(of, bodies->except, bodies->except_count)));
	if (bodies->besides)
		text = arena_format(of->words->arena,
		                    english ? "%.*s%swhat is said of %.*s, and in addition:"
		                            : "%.*s%sdet som sägs om %.*s, och dessutom:",
		                    STR_ARG(text), text.n ? "; " : "", STR_ARG(body_name(of, bodies->holder)));
	return text;
}

static void write_body(const struct building *of, const struct body_changes *bodies)
{
	const struct body_changes *besides = bodies->besides;
	size_t told = 0;
	struct str how = bodies_text(of, bodies);

	outline_open(of->outline, NODE_ENTRY, names_text(of, bodies->bodies, bodies->body_count));
	if (how.n)
		outline_put(of->outline, NODE_TEXT, how);
	for (size_t i = 0; i < bodies->count; i++)
		if (besides && told < besides->count && besides->changes[told] == bodies->changes[i])
			told++;
		else
			write_bound(of, bodies->changes[i]);
	outline_close(of->outline);
}

static void write_bodies(const struct building *of)
{
	const struct registry_diff *comparison = of->report->comparison;

	if (!comparison->body_count && !comparison->unbound_count)
		return;
	open_entries(of, say(of, "What applies differently, and for whom", "Vad som gäller annorlunda, och för vem"));
	for (size_t i = 0; i < comparison->body_count; i++)
		write_body(of, &comparison->bodies[i]);
	if (comparison->unbound_count) {
		outline_open(of->outline, NODE_ENTRY,
		             say(of, "It cannot be determined for whom", "Det går inte att avgöra för vem"));
		outline_put(of->outline, NODE_TEXT,
		            say(of, "the document does not say, or names bodies that the vocabulary does not know",
		                "dokumentet anger det inte, eller anger organ som inte finns i vokabulären"));
		for (size_t i = 0; i < comparison->unbound_count; i++)
			put_remark(of, comparison->unbound[i]->id, NULL, LOCATION_FILE);
		outline_close(of->outline);
	}
	close_entries(of);
}

static void write_diff(FILE *out, const struct diff_report *report, outline_writer *writer)
{
	struct outline outline;
	struct building of = {&outline, report, &report->telling.new};

	outline_init(&outline, of.words->arena, of.words->language);
	outline.level = 2; /* it is pasted below a heading */
	outline.color = report->color;
	write_head(&of);
	outline_unread(&outline,
	               (struct footing){report->comparison->new, report->comparison->old, NULL, of.words->language});
	write_documents(&of);
	write_bodies(&of);
	writer(out, &outline);
}

void diff_as_text(FILE *out, const struct diff_report *report)
{
	write_diff(out, report, outline_as_text);
}

void diff_as_markdown(FILE *out, const struct diff_report *report)
{
	write_diff(out, report, outline_as_markdown);
}
