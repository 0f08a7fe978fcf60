#include "registry/query/due.h"

#include "registry/base/vec.h"
#include "registry/validity/relation_effect.h"
#include "registry/validity/status.h"

#include <stdlib.h>

static const struct {
	const char *name;
	struct bilingual label;
} whats[] = {
	[DUE_REVIEW] = {"review", {"review", "översyn"}},
	[DUE_EXPIRY] = {"expiry", {"last day of application", "sista tillämpningsdag"}},
	[DUE_APPEAL] = {"appeal", {"last day to appeal", "sista dag att överklaga"}},
	[DUE_REPLY] = {"reply", {"last day for replies", "sista svarsdag"}},
};

const char *due_name(enum due_what what)
{
	return whats[what].name;
}

struct bilingual due_label(enum due_what what)
{
	return whats[what].label;
}

#define APPEAL_DAYS 21 /* KL 13:5: three weeks from the day of the announcement */

struct finding_due {
	const struct registry *registry;
	struct date on, until;
	VEC(struct due_item) items;
};

static void add(struct finding_due *finding, uint32_t document, enum due_what what, struct date date,
                enum document_key key)
{
	if (!date.known || date_not_after(date, finding->until) == TRI_NO)
		return;
	vec_push(&finding->items,
	         (struct due_item){.document = document,
	                           .what = what,
	                           .date = date,
	                           .at = document_location(&finding->registry->documents[document], key),
	                           .overdue = date_before(date, finding->on) == TRI_YES});
}

static void look_at(struct finding_due *finding, uint32_t index)
{
	const struct document *document = &finding->registry->documents[index];
	enum stage stage = document_stage(document);

	if (!document->readable)
		return;
	if (stage == STAGE_REFERRED)
		add(finding, index, DUE_REPLY, document->reply_by, KEY_REPLY_BY);
	if (document->announced.known &&
	    date_before(date_plus(document->announced, APPEAL_DAYS), finding->on) != TRI_YES)
		add(finding, index, DUE_APPEAL, date_plus(document->announced, APPEAL_DAYS), KEY_ANNOUNCED);
	if (!document->review_by.known && !document->expires.known)
		return;
	if (!status_applies(status_on(finding->registry, index, MARKDOWN_NO_PART, finding->on)))
		return;
	if (!document_is_reviewed(document))
		add(finding, index, DUE_REVIEW, document->review_by, KEY_REVIEW_BY);
	add(finding, index, DUE_EXPIRY, document->expires, KEY_EXPIRES);
}

/* By the day at the latest; then as documents are ordered. */
static int compare(const void *a, const void *b)
{
	const struct due_item *x = a, *y = b;

	if (x->date.last != y->date.last)
		return x->date.last < y->date.last ? -1 : 1;
	if (x->document != y->document)
		return x->document < y->document ? -1 : 1;
	return (int)x->what - (int)y->what;
}

void due_find(struct due_items *out, struct arena *arena, const struct registry *registry, struct date on,
              struct date until)
{
	struct finding_due finding = {.registry = registry, .on = on, .until = until};

	for (uint32_t i = 0; i < registry->count; i++)
		look_at(&finding, i);
	*out = (struct due_items){ARENA_ARRAY(arena, struct due_item, finding.items.n), finding.items.n};
	if (out->n) {
		memcpy(out->at, finding.items.at, out->n * sizeof *out->at);
		qsort(out->at, out->n, sizeof *out->at, compare);
	}
	vec_release(&finding.items);
}
