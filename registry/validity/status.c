#include "registry/validity/status.h"

#include "registry/base/vec.h"
#include "registry/validity/relation_effect.h"

static const struct {
	const char *name;
	struct str en, sv;
} statuses[STATUS_COUNT] = {
	[STATUS_DRAFT] = {"draft", STR("draft"), STR("utkast")},
	[STATUS_REFERRED] = {"referred", STR("referred for consideration"), STR("på remiss")},
	[STATUS_WITHDRAWN] = {"withdrawn", STR("withdrawn"), STR("återkallat")},
	[STATUS_NOT_YET_IN_FORCE] = {"not-yet-in-force", STR("not yet in force"), STR("gäller ännu inte")},
	[STATUS_IN_FORCE] = {"in-force", STR("in force"), STR("gäller")},
	[STATUS_IN_FORCE_IN_PART] = {"in-force-in-part", STR("in force in part"), STR("gäller delvis")},
	[STATUS_IN_FORCE_TO_BE_REPLACED] = {"in-force-to-be-replaced", STR("in force, to be replaced or updated"),
                                            STR("gäller, ska ersättas eller uppdateras")},
	[STATUS_SUPERSEDED] = {"superseded", STR("superseded"), STR("ersatt")},
	[STATUS_REPEALED] = {"repealed", STR("repealed"), STR("upphävt")},
	[STATUS_EXPIRED] = {"expired", STR("expired"), STR("har löpt ut")},
	[STATUS_UNKNOWN] = {"unknown", STR("cannot be told"), STR("kan inte avgöras")},
};

static const struct {
	struct str en, sv;
} reasons[REASON_COUNT] = {
#define REASON(name, en, sv) {STR(en), STR(sv)},
#include "registry/validity/reason.def"
#undef REASON
};

const char *status_name(enum status status)
{
	return statuses[status].name;
}

enum status status_named(struct str name)
{
	for (int i = 0; i < STATUS_COUNT; i++)
		if (str_equal(name, str_from(statuses[i].name)))
			return (enum status)i;
	return STATUS_UNKNOWN;
}

struct str status_label(enum status status, struct str language)
{
	return str_equal(language, STR("en")) ? statuses[status].en : statuses[status].sv;
}

struct str reason_text(enum reason_kind kind, struct str language)
{
	return str_equal(language, STR("en")) ? reasons[kind].en : reasons[kind].sv;
}

bool status_applies(enum status status)
{
	return status == STATUS_IN_FORCE || status == STATUS_IN_FORCE_IN_PART ||
	       status == STATUS_IN_FORCE_TO_BE_REPLACED;
}

/* --- the chain of reasons ----------------------------------------------------------------------------------------- */

struct chain { /* reasons as they are collected; nothing is kept without an arena */
	struct arena *arena;
	VEC(struct reason) found;
};

static void say(struct chain *chain, enum reason_kind kind, uint32_t document, struct location at, struct str a,
                struct str b, struct str c)
{
	if (chain->arena)
		vec_push(&chain->found,
		         (struct reason){.kind = kind, .document = document, .at = at, .args = {a, b, c}});
}

static void say_date(struct chain *chain, enum reason_kind kind, uint32_t document, struct location at,
                     struct date date)
{
	if (chain->arena)
		say(chain, kind, document, at, date_text(chain->arena, date), STR_EMPTY, STR_EMPTY);
}

static void chain_give(struct chain *chain, struct reason **out, uint32_t *count)
{
	if (chain->arena) {
		*count = (uint32_t)chain->found.n;
		*out = ARENA_ARRAY(chain->arena, struct reason, chain->found.n);
		if (chain->found.n)
			memcpy(*out, chain->found.at, chain->found.n * sizeof **out);
	}
	vec_release(&chain->found);
}

/* Why the relation has effect when it has: its own date, or its document's. */
static void say_when(struct chain *chain, const struct registry *registry, const struct relation *relation)
{
	const struct document *actor = &registry->documents[relation->actor];
	bool assumed = false;
	struct date start = document_start(actor, &assumed);

	if (!chain->arena)
		return;
	if (relation->condition == CONDITION_ADOPTED && relation->when.document != NO_DOCUMENT)
		say(chain, REASON_CONDITION_TRUE, relation->when.document,
		    document_location(&registry->documents[relation->when.document], KEY_DECIDED), relation->when.name,
		    date_text(chain->arena, registry->documents[relation->when.document].decided), STR_EMPTY);
	if (relation->from.known)
		say_date(chain, REASON_RELATION_FROM, relation->stated_in, relation->from_at, relation->from);
	if (relation->from.known && date_before(relation->from, actor->decided) == TRI_YES)
		say(chain, REASON_NOT_BEFORE_DECISION, relation->actor, document_location(actor, KEY_DECIDED),
		    actor->id, date_text(chain->arena, actor->decided), STR_EMPTY);
	else if (relation->from.known)
		return;
	else if (start.known)
		say(chain, REASON_ACTOR_STARTS, relation->actor,
		    document_location(actor, assumed ? KEY_DECIDED : KEY_IN_FORCE), actor->id,
		    date_text(chain->arena, start), STR_EMPTY);
}

static void say_taken(struct chain *chain, const struct registry *registry, const struct relation *relation,
                      struct date when)
{
	const struct document *actor = &registry->documents[relation->actor];
	bool part = relation->target.part.n > 0;
	enum reason_kind kind = relation->type == RELATION_REPEALS
	                                ? (part ? REASON_REPEALED_PART : REASON_REPEALED)
	                                : (part ? REASON_SUPERSEDED_PART : REASON_SUPERSEDED);

	if (!chain->arena)
		return;
	say(chain, kind, relation->stated_in, relation->target.at, actor->id, date_text(chain->arena, when),
	    relation->target.part);
	say_when(chain, registry, relation);
	if (document_stage(actor) == STAGE_WITHDRAWN)
		say(chain, REASON_REPEALER_WITHDRAWN, relation->actor, document_location(actor, KEY_STATUS), actor->id,
		    STR_EMPTY, STR_EMPTY);
}

/* The statement that contradicts. */
static void say_against(struct chain *chain, const struct registry *registry, const struct relation *against)
{
	say(chain, REASON_CONTRADICTED_HERE, against->stated_in, against->target.at,
	    registry->documents[against->stated_in].id,
	    str_from(against->inverse ? relation_inverse_name(against->type) : relation_name(against->type)),
	    reference_text(chain->arena, &against->target));
}

static void say_not_taken(struct chain *chain, const struct registry *registry, const struct relation *relation,
                          const struct relation_effect_answer *found, enum reason_kind kind)
{
	const struct document *actor = &registry->documents[relation->actor];
	enum stage stage = document_stage(actor);

	if (!chain->arena)
		return;
	say(chain, kind, relation->stated_in, relation->target.at, actor->id,
	    found->detail.n ? found->detail : date_text(chain->arena, found->when), STR_EMPTY);
	if (stage == STAGE_DRAFT || stage == STAGE_REFERRED)
		say(chain, stage == STAGE_DRAFT ? REASON_ACTOR_DRAFT : REASON_ACTOR_REFERRED, relation->actor,
		    document_location(actor, KEY_STATUS), actor->id, STR_EMPTY, STR_EMPTY);
	else if (found->why == REASON_PENDING_DECIDED || found->why == REASON_END_UNSURE)
		say_when(chain, registry, relation);
	if (found->why == REASON_END_CONTRADICTED)
		say_against(chain, registry, relation->against);
	if (relation->target.part.n)
		say(chain, REASON_PENDING_PART, relation->stated_in, relation->target.part_at, relation->target.part,
		    STR_EMPTY, STR_EMPTY);
}

/* --- the status --------------------------------------------------------------------------------------------------- */

struct asking {
	const struct registry *registry;
	uint32_t document;
	struct date on;
};

/* What the relations to a document, or to one of its parts, come to. */
struct endings {
	bool ended, unsure, pending, part_ended, part_unsure, part_pending;
	enum status first; /* what ended it first */
	struct date first_when;
};

/* Is the part, or one that holds it, the one with this anchor? */
static bool part_within(const struct document *document, uint32_t part, struct str anchor)
{
	while (part != MARKDOWN_NO_PART && !str_equal(document->parts[part].anchor, anchor))
		part = document->parts[part].parent;
	return part != MARKDOWN_NO_PART;
}

static bool is_earlier(struct date a, struct date b)
{
	return a.first != b.first ? a.first < b.first : a.last < b.last;
}

static void end_by(struct endings *endings, enum status status, struct date when)
{
	if (!endings->ended || is_earlier(when, endings->first_when)) {
		endings->first = status;
		endings->first_when = when;
	}
	endings->ended = true;
}

static void count_affects(struct endings *endings, struct chain *chain, const struct registry *registry,
                          const struct relation *relation, const struct relation_effect_answer *found)
{
	enum reason_kind kind = found->effect == EFFECT_UNSURE ? REASON_PENDING_UNSURE
	                        : found->why == REASON_PENDING_PROPOSED && found->effect == EFFECT_PENDING
	                                ? REASON_PENDING_AFFECTS_PROPOSED
	                                : REASON_PENDING_AFFECTS;
	if (found->effect == EFFECT_NONE)
		return;
	if (found->effect ==
	    EFFECT_UNSURE) /* in force, but whether to be updated cannot be told: so neither can the status */
		*(relation->target.part.n ? &endings->part_unsure : &endings->unsure) = true;
	else
		*(relation->target.part.n ? &endings->part_pending : &endings->pending) = true;
	say_not_taken(chain, registry, relation, found, kind);
}

static void count_ending(struct endings *endings, struct chain *chain, const struct registry *registry,
                         const struct relation *relation, const struct relation_effect_answer *found, bool whole)
{
	switch (found->effect) {
	case EFFECT_NONE:
		return;
	case EFFECT_PENDING:
		*(whole ? &endings->pending : &endings->part_pending) = true;
		say_not_taken(chain, registry, relation, found, found->why);
		return;
	case EFFECT_UNSURE:
		*(whole ? &endings->unsure : &endings->part_unsure) = true;
		say_not_taken(chain, registry, relation, found, found->why);
		return;
	case EFFECT_TAKEN:
		if (whole)
			end_by(endings, relation->type == RELATION_REPEALS ? STATUS_REPEALED : STATUS_SUPERSEDED,
			       found->when);
		else
			endings->part_ended = true;
		say_taken(chain, registry, relation, found->when);
		return;
	}
}

/* All relations that end or change the document: for a part, those that name it or a part that holds it count as whole, those
 * that name a part below it as partial. */
static struct endings endings_of(const struct asking *asking, uint32_t part, bool part_only, struct chain *chain)
{
	const struct registry *registry = asking->registry;
	const struct document *document = &registry->documents[asking->document];
	struct endings endings = {.first_when = DATE_NONE};

	EDGES_EACH(relation, registry->ending, asking->document) {
		bool ends = relation_family(relation->type) == FAMILY_ENDS;
		bool whole = !relation->target.part.n;
		struct relation_effect_answer found;
		if (part_only) {
			whole = !whole && part_within(document, part, relation->target.part);
			if (!whole && (!relation->target.part.n ||
			               !part_within(document, document_part(document, relation->target.part),
			                            document->parts[part].anchor)))
				continue;
		}
		found = relation_effect_on(registry, relation, asking->on);
		if (ends)
			count_ending(&endings, chain, registry, relation, &found, whole);
		else
			count_affects(&endings, chain, registry, relation, &found);
	}
	if (part_only)
		endings.pending = endings.pending || endings.part_pending;
	return endings;
}

static void count_expiry(const struct asking *asking, struct endings *endings, struct chain *chain)
{
	const struct document *document = &asking->registry->documents[asking->document];
	struct location at = document_location(document, KEY_EXPIRES);

	if (!document->expires.known)
		return;
	switch (date_before(document->expires, asking->on)) { /* the last day is inclusive */
	case TRI_YES:
		end_by(endings, STATUS_EXPIRED, date_plus(document->expires, 1));
		say_date(chain, REASON_EXPIRED, asking->document, at, document->expires);
		break;
	case TRI_UNKNOWN:
		endings->unsure = true;
		say_date(chain, REASON_EXPIRY_UNSURE, asking->document, at, document->expires);
		break;
	case TRI_NO:
		break;
	}
}

/* Does it apply yet? STATUS_IN_FORCE for yes; else its stage, not yet, or unknown. */
static enum status beginning_of(const struct asking *asking, struct chain *chain)
{
	const struct document *document = &asking->registry->documents[asking->document];
	struct location stage_at = document_location(document, KEY_STATUS);
	bool assumed = false;
	struct date start = document_start(document, &assumed);
	struct location start_at = document_location(document, assumed ? KEY_DECIDED : KEY_IN_FORCE);

	if (!document->readable) {
		say(chain, REASON_UNREADABLE, asking->document, LOCATION_FILE, STR_EMPTY, STR_EMPTY, STR_EMPTY);
		return STATUS_UNKNOWN;
	}
	if (document_stage(document) != STAGE_DECIDED && document_date(document).known &&
	    date_not_after(document_date(document), asking->on) != TRI_YES) {
		bool later = date_not_after(document_date(document), asking->on) == TRI_NO;
		say_date(chain, later ? REASON_NOT_MADE_YET : REASON_MADE_UNSURE, asking->document, stage_at,
		         document_date(document));
		return later ? STATUS_NOT_YET_IN_FORCE : STATUS_UNKNOWN;
	}
	switch (document_stage(document)) {
	case STAGE_WITHDRAWN:
		say(chain, REASON_WITHDRAWN, asking->document, stage_at, STR_EMPTY, STR_EMPTY, STR_EMPTY);
		return STATUS_WITHDRAWN;
	case STAGE_DRAFT:
		say(chain, REASON_DRAFT, asking->document, stage_at, STR_EMPTY, STR_EMPTY, STR_EMPTY);
		return STATUS_DRAFT;
	case STAGE_REFERRED:
		say(chain, REASON_REFERRED, asking->document, stage_at, STR_EMPTY, STR_EMPTY, STR_EMPTY);
		return STATUS_REFERRED;
	case STAGE_NONE:
		say(chain, REASON_NO_STAGE, asking->document, stage_at, STR_EMPTY, STR_EMPTY, STR_EMPTY);
		return STATUS_UNKNOWN;
	case STAGE_DECIDED:
		break;
	}
	if (document->stage == STAGE_NONE)
		say_date(chain, REASON_STAGE_FROM_DATE, asking->document, document_location(document, KEY_DECIDED),
		         document->decided);
	if (date_not_after(document->decided, asking->on) == TRI_NO) {
		say_date(chain, REASON_NOT_DECIDED_YET, asking->document, document_location(document, KEY_DECIDED),
		         document->decided);
		return STATUS_NOT_YET_IN_FORCE;
	}
	if (!start.known) {
		say(chain, REASON_NO_START, asking->document, stage_at, STR_EMPTY, STR_EMPTY, STR_EMPTY);
		return STATUS_UNKNOWN;
	}
	switch (date_not_after(document_first_day(document), asking->on)) {
	case TRI_NO:
		say_date(chain, REASON_STARTS_LATER, asking->document, start_at, start);
		return STATUS_NOT_YET_IN_FORCE;
	case TRI_UNKNOWN:
		say_date(chain, assumed ? REASON_START_UNSURE_ASSUMED : REASON_START_UNSURE, asking->document, start_at,
		         start);
		return STATUS_UNKNOWN;
	case TRI_YES:
		break;
	}
	say_date(chain, assumed ? REASON_STARTS_ASSUMED : REASON_STARTS, asking->document, start_at, start);
	return STATUS_IN_FORCE;
}

/* A document whose parts have all ended has ended: repealed when each of them was, else superseded; STATUS_IN_FORCE when some
 * part is left. A heading counts as a part when it has text of its own; a first heading that holds the whole document is its
 * title. */
static enum status parts_ended(const struct asking *asking)
{
	const struct document *document = &asking->registry->documents[asking->document];
	enum status status = STATUS_IN_FORCE;

	if (!registry_knows_parts(asking->registry, asking->document))
		return STATUS_IN_FORCE;
	for (uint32_t i = 0; i < document->part_count; i++) {
		struct chain silent = {0};
		struct endings endings;
		if (!document->parts[i].has_text)
			continue;
		endings = endings_of(asking, i, true, &silent);
		if (!endings.ended)
			return STATUS_IN_FORCE;
		if (status != STATUS_SUPERSEDED)
			status = endings.first;
	}
	return status;
}

static enum status whole_status(const struct asking *asking, struct chain *chain)
{
	enum status status = beginning_of(asking, chain);
	struct endings endings;

	if (status == STATUS_WITHDRAWN)
		return status;
	endings = endings_of(asking, MARKDOWN_NO_PART, false, chain);
	count_expiry(asking, &endings, chain);
	if (endings.ended)
		return endings.first;
	if (endings.part_ended && parts_ended(asking) != STATUS_IN_FORCE) {
		say(chain, REASON_ALL_PARTS, asking->document, LOCATION_FILE, STR_EMPTY, STR_EMPTY, STR_EMPTY);
		return parts_ended(asking);
	}
	if (status != STATUS_IN_FORCE)
		return status;
	if (endings.unsure || endings.part_unsure)
		return STATUS_UNKNOWN;
	if (endings.part_ended)
		return STATUS_IN_FORCE_IN_PART;
	return endings.pending || endings.part_pending ? STATUS_IN_FORCE_TO_BE_REPLACED : STATUS_IN_FORCE;
}

/* A part's status, given that of the whole. */
static enum status part_status(const struct asking *asking, enum status whole, bool whole_pending, uint32_t part,
                               struct chain *chain)
{
	struct endings endings;

	if (!status_applies(whole) && whole != STATUS_UNKNOWN) {
		say(chain, REASON_OF_WHOLE, asking->document, LOCATION_FILE, STR_EMPTY, STR_EMPTY, STR_EMPTY);
		return whole;
	}
	endings = endings_of(asking, part, true, chain);
	if (endings.ended)
		return endings.first;
	if (endings.unsure || endings.part_unsure)
		return STATUS_UNKNOWN;
	if (endings.part_ended)
		return STATUS_IN_FORCE_IN_PART;
	if (endings.pending)
		return STATUS_IN_FORCE_TO_BE_REPLACED;
	say(chain, REASON_OF_WHOLE, asking->document, LOCATION_FILE, STR_EMPTY, STR_EMPTY, STR_EMPTY);
	return whole_pending ? STATUS_IN_FORCE_TO_BE_REPLACED : STATUS_IN_FORCE;
}

/* What holds for a part that nothing is said of: is the document as a whole in force, and is anything pending for it? */
static enum status rest_status(const struct asking *asking, bool *pending)
{
	struct chain silent = {0};
	enum status status = beginning_of(asking, &silent);
	struct endings endings = endings_of(asking, MARKDOWN_NO_PART, false, &silent);

	count_expiry(asking, &endings, &silent);
	*pending = endings.pending;
	if (endings.ended)
		return endings.first;
	return status == STATUS_IN_FORCE && endings.unsure ? STATUS_UNKNOWN : status;
}

enum status status_on(const struct registry *registry, uint32_t document, uint32_t part, struct date on)
{
	struct asking asking = {registry, document, on};
	struct chain silent = {0};
	bool pending = false;
	enum status rest = STATUS_UNKNOWN;

	if (part == MARKDOWN_NO_PART)
		return whole_status(&asking, &silent);
	rest = rest_status(&asking, &pending);
	return rest == STATUS_UNKNOWN ? rest : part_status(&asking, rest, pending, part, &silent);
}

void status_explain(struct status_answer *out, struct arena *arena, const struct registry *registry, uint32_t document,
                    struct date on)
{
	struct asking asking = {registry, document, on};
	struct chain chain = {.arena = arena};
	const struct document *asked = &registry->documents[document];
	bool pending = false;
	enum status rest = STATUS_UNKNOWN;

	*out = (struct status_answer){.status = whole_status(&asking, &chain), .part_count = asked->part_count};
	chain_give(&chain, &out->reasons, &out->reason_count);
	rest = rest_status(&asking, &pending);
	out->parts = ARENA_ARRAY(arena, struct part_status, asked->part_count);
	for (uint32_t i = 0; i < asked->part_count; i++) {
		struct part_status *part = &out->parts[i];
		part->part = i;
		if (rest == STATUS_UNKNOWN) {
			say(&chain, REASON_OF_WHOLE, document, LOCATION_FILE, STR_EMPTY, STR_EMPTY, STR_EMPTY);
			part->status = rest;
		} else {
			part->status = part_status(&asking, rest, pending, i, &chain);
		}
		chain_give(&chain, &part->reasons, &part->reason_count);
	}
}

enum tri status_in_force(const struct registry *registry, uint32_t document, uint32_t part, struct date on)
{
	enum stage stage = document_stage(&registry->documents[document]);
	enum status status = STATUS_UNKNOWN;

	if (stage == STAGE_DRAFT || stage == STAGE_REFERRED)
		return TRI_NO;
	status = status_on(registry, document, part, on);
	return status_applies(status) ? TRI_YES : status == STATUS_UNKNOWN ? TRI_UNKNOWN : TRI_NO;
}

enum tri document_governs_with(const struct registry *registry, uint32_t document, enum status status)
{
	enum stage stage = document_stage(&registry->documents[document]);

	if (!registry_governs(registry, document))
		return TRI_NO;
	if (status == STATUS_UNKNOWN)
		return stage == STAGE_DRAFT || stage == STAGE_REFERRED ? TRI_NO : TRI_UNKNOWN;
	return status_applies(status) ? TRI_YES : TRI_NO;
}

struct str reason_path(const struct registry *registry, const struct reason *reason)
{
	return reason->document == NO_DOCUMENT ? reason->path : registry->documents[reason->document].path;
}
