#include "registry/validity/status.h"

#include "registry/validity/amendment.h"
#include "registry/validity/horizon.h"
#include "registry/validity/status_internal.h"

static const struct {
	const char *name;
	struct bilingual label;
} statuses[STATUS_COUNT] = {
	[STATUS_DRAFT] = {"draft", {"draft", "utkast"}},
	[STATUS_REFERRED] = {"referred", {"referred for consideration", "på remiss"}},
	[STATUS_WITHDRAWN] = {"withdrawn", {"withdrawn", "återkallat"}},
	[STATUS_NOT_YET_IN_FORCE] = {"not-yet-in-force", {"not yet in force", "gäller ännu inte"}},
	[STATUS_IN_FORCE] = {"in-force", {"in force", "gäller"}},
	[STATUS_IN_FORCE_IN_PART] = {"in-force-in-part", {"in force in part", "gäller delvis"}},
	[STATUS_IN_FORCE_TO_BE_REPLACED] = {"in-force-to-be-replaced",
                                            {"in force, to be replaced or updated",
                                             "gäller, ska ersättas eller uppdateras"}},
	[STATUS_SUPERSEDED] = {"superseded", {"superseded", "ersatt"}},
	[STATUS_REPEALED] = {"repealed", {"repealed", "upphävt"}},
	[STATUS_EXPIRED] = {"expired", {"expired", "har löpt ut"}},
	[STATUS_ANNULLED] = {"annulled", {"annulled by a court", "upphävt av domstol"}},
	[STATUS_UNKNOWN] = {"unknown", {"cannot be determined", "kan inte avgöras"}},
};

static const struct bilingual reasons[REASON_COUNT] = {
#define REASON(name, en, sv) {en, sv},
#include "registry/validity/reason.def"
#undef REASON
};

const char *status_name(enum status status)
{
	return statuses[status].name;
}

const struct bilingual *status_texts(enum status status)
{
	return &statuses[status].label;
}

struct str status_label(enum status status, enum language language)
{
	return bilingual_str(statuses[status].label, language);
}

struct str reason_text(enum reason_kind kind, enum language language)
{
	return bilingual_str(reasons[kind], language);
}

/* --- the status --------------------------------------------------------------------------------------------------- */

static struct tally tally_of(const struct asking *asking, struct concerns *concerns, struct chain *chain)
{
	struct tally tally = TALLY_EMPTY;

	for (size_t i = 0; i < concerns->n; i++)
		(void)tally_add(&tally, asking, &concerns->at[i], chain);
	vec_release(concerns);
	return tally;
}

static enum status whole_status(const struct asking *asking, struct chain *chain)
{
	enum status beginning = beginning_of(asking, chain);
	struct concerns concerns = {0};

	if (beginning != STATUS_WITHDRAWN)
		concerns_all(&concerns, asking->registry, asking->document);
	return whole_settle(asking, beginning, tally_of(asking, &concerns, chain), chain);
}

static enum status rest_status(const struct asking *asking, bool *pending)
{
	struct chain silent = {0};
	struct concerns concerns = {0};

	concerns_wholes(&concerns, asking->registry, asking->document);
	return rest_settle(asking, beginning_of(asking, &silent), tally_of(asking, &concerns, &silent), pending);
}

static enum status part_status(const struct asking *asking, enum status rest, bool rest_pending, uint32_t part,
                               struct chain *chain)
{
	struct concerns concerns = {0};
	struct tally tally;

	if (rest != STATUS_UNKNOWN && !status_is_of_whole(asking, rest))
		concerns_part(&concerns, asking->registry, asking->document, part);
	tally = tally_of(asking, &concerns, chain);
	return part_settle(asking, rest, rest_pending, &tally, chain);
}

/* Has it certainly ended, as a whole? That needs no look at every relation. */
static bool has_ended(const struct asking *asking, enum status *status)
{
	const struct relation *ender = status_ender(asking->registry, asking->document, asking->on);
	struct tally tally = TALLY_EMPTY;
	struct chain silent = {0};

	if (ender)
		tally_end(&tally, ender->type == RELATION_REPEALS ? STATUS_REPEALED : STATUS_SUPERSEDED,
		          relation_effect_date(asking->registry, ender), 0);
	tally_add_expiry(asking, &tally, &silent);
	*status = tally.first;
	return tally.of[SHARE_TAKEN] > 0;
}

/* From so many relations on, periods that are kept answer sooner. */
#define MANY_ENDINGS 32u

enum status status_on(const struct registry *registry, uint32_t document, uint32_t part, struct date on)
{
	const struct asking asking = asking_of(registry, document, on);
	const uint32_t *start = &registry->ending.start[document];
	struct chain silent = {0};
	bool pending = false;
	enum status rest = STATUS_UNKNOWN;

	if (part == MARKDOWN_NO_PART && document_stage(&registry->documents[document]) == STAGE_WITHDRAWN)
		return whole_status(&asking, &silent);
	if (has_ended(&asking, &rest))
		return rest;
	if (start[1] - start[0] >= MANY_ENDINGS && date_is_day(on) && on.first != DAY_MIN)
		return periods_status(registry, document, part, on.first);
	if (part == MARKDOWN_NO_PART)
		return whole_status(&asking, &silent);
	rest = rest_status(&asking, &pending);
	return part_status(&asking, rest, pending, part, &silent);
}

/* The amendments of what applies, or may apply, and their reasons. */
static void tell_amendments(const struct asking *asking, enum status status, uint32_t part, struct chain *chain,
                            struct amendment **amendments, uint32_t *count)
{
	if (!status_applies(status) && status != STATUS_UNKNOWN)
		return;
	*amendments = amendments_on(chain->arena, asking->registry, asking->document, part, asking->on, count);
	for (uint32_t i = 0; i < *count; i++)
		vec_push(&chain->found, (*amendments)[i].reason);
}

void status_explain(struct status_answer *out, struct arena *arena, const struct registry *registry, uint32_t document,
                    struct date on)
{
	const struct asking asking = asking_of(registry, document, on);
	struct chain chain = {.arena = arena};
	const struct document *asked = &registry->documents[document];
	bool pending = false;
	enum status rest = STATUS_UNKNOWN;

	*out = (struct status_answer){.status = whole_status(&asking, &chain), .part_count = asked->part_count};
	tell_amendments(&asking, out->status, MARKDOWN_NO_PART, &chain, &out->amendments, &out->amendment_count);
	chain_give(&chain, &out->reasons, &out->reason_count);
	rest = rest_status(&asking, &pending);
	out->parts = ARENA_ARRAY(arena, struct part_status, asked->part_count);
	for (uint32_t i = 0; i < asked->part_count; i++) {
		struct part_status *part = &out->parts[i];
		part->part = i;
		part->status = part_status(&asking, rest, pending, i, &chain);
		if (rest == STATUS_UNKNOWN)
			chain_say_of_whole(&chain, document);
		tell_amendments(&asking, part->status, i, &chain, &part->amendments, &part->amendment_count);
		chain_give(&chain, &part->reasons, &part->reason_count);
	}
}

bool part_fares_apart(const struct status_answer *answer, uint32_t part)
{
	const struct part_status *status = &answer->parts[part];

	for (uint32_t i = 0; i + status->amendment_count < status->reason_count; i++)
		if (status->reasons[i].kind != REASON_OF_WHOLE)
			return true;
	return status->amendment_count && status->status == STATUS_UNKNOWN && answer->status != STATUS_UNKNOWN;
}

enum tri status_in_force(const struct registry *registry, uint32_t document, uint32_t part, struct date on)
{
	enum stage stage = document_stage(&registry->documents[document]);
	enum status status = STATUS_UNKNOWN;

	if ((stage == STAGE_DRAFT || stage == STAGE_REFERRED) && !is_beyond_horizon(registry, document, on))
		return TRI_NO;
	status = status_on(registry, document, part, on);
	return status_applies(status) ? TRI_YES : status == STATUS_UNKNOWN ? TRI_UNKNOWN : TRI_NO;
}

enum tri document_governs_with(const struct registry *registry, uint32_t document, enum status status, struct date on)
{
	enum stage stage = document_stage(&registry->documents[document]);

	if (!registry_governs(registry, document))
		return TRI_NO;
	if (status == STATUS_UNKNOWN)
		return (stage == STAGE_DRAFT || stage == STAGE_REFERRED) && !is_beyond_horizon(registry, document, on)
		               ? TRI_NO
		               : TRI_UNKNOWN;
	return status_applies(status) ? TRI_YES : TRI_NO;
}

struct str reason_path(const struct registry *registry, const struct reason *reason)
{
	return reason->path.n ? reason->path : registry->documents[reason->document].path;
}
