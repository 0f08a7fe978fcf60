#include "registry/validity/horizon.h"
#include "registry/validity/status_internal.h"

struct asking asking_of(const struct registry *registry, uint32_t document, struct date on)
{
	struct asking asking = {registry, document, within_horizon(registry, document, on), on,
	                        is_beyond_horizon(registry, document, on)};

	if (asking.beyond)
		asking.expired =
			(struct date){asking.on.first + (on.first > asking.on.first), asking.on.last + 1, true};
	return asking;
}

static void tally_add_annulment(const struct asking *asking, struct tally *tally, struct chain *chain)
{
	const struct document *document = &asking->registry->documents[asking->document];
	struct date on = document_annulled(document);
	enum tri annulled = on.known ? date_not_after(on, asking->on) : TRI_NO;

	if (annulled == TRI_NO)
		return;
	chain_say(chain, annulled == TRI_YES ? REASON_ANNULLED : REASON_ANNULLED_UNSURE, asking->document,
	          document_location(document, KEY_ANNULLED),
	          ARGUMENTS(on, document->annulled.by.text, document->annulled.judgment));
	if (annulled == TRI_YES)
		tally_end(tally, STATUS_ANNULLED, on, UINT32_MAX);
	else
		tally->of[SHARE_UNSURE]++;
}

/* Does another document say that it replaces it, perhaps without a day? */
static bool is_replaced(const struct asking *asking)
{
	EDGES_EACH(relation, asking->registry->to, asking->document)
		if (relation->type == RELATION_SUPERSEDES)
			return true;
	return false;
}

/* "Obsolete": its own status says that it no longer applies, since some day between its beginning and now. Where something is known to
 * have ended it, that tells more. */
static void tally_add_ended(const struct asking *asking, struct tally *tally, struct chain *chain)
{
	const struct document *document = &asking->registry->documents[asking->document];
	struct date ended = document_ended(document);
	enum tri passed = ended.known ? date_not_after(ended, asking->on) : TRI_NO;

	if (passed == TRI_NO || tally->of[SHARE_TAKEN])
		return;
	chain_say(chain, passed == TRI_YES ? REASON_ENDED : REASON_ENDED_UNSURE, asking->document,
	          document_location(document, KEY_STATUS), ARGUMENTS(document->ended));
	if (passed == TRI_YES)
		tally_end(tally, is_replaced(asking) ? STATUS_SUPERSEDED : STATUS_REPEALED, ended, UINT32_MAX);
	else
		tally->of[SHARE_UNSURE]++;
}

void tally_add_expiry(const struct asking *asking, struct tally *tally, struct chain *chain)
{
	const struct document *document = &asking->registry->documents[asking->document];
	struct location at = document_location(document, KEY_EXPIRES);

	tally_add_annulment(asking, tally, chain);
	if (document->ended.n)
		tally_add_ended(asking, tally, chain);
	if (!document->expires.known)
		return;
	switch (date_before(document->expires, asking->expired)) { /* the last day is inclusive */
	case TRI_YES:
		tally_end(tally, STATUS_EXPIRED, date_plus(document->expires, 1), UINT32_MAX);
		chain_say(chain, REASON_EXPIRED, asking->document, at, ARGUMENTS(document->expires));
		break;
	case TRI_UNKNOWN:
		tally->of[SHARE_UNSURE]++;
		chain_say(chain, REASON_EXPIRY_UNSURE, asking->document, at, ARGUMENTS(document->expires));
		break;
	case TRI_NO:
		break;
	}
}

/* Where the date is stated that document_date gives. */
static struct location date_location(const struct document *document)
{
	enum document_key key = document->referred.known ? KEY_REFERRED : KEY_IN_FORCE;

	if (document->dated.known)
		key = KEY_DATED;
	return document_location(document, document->decided.known ? KEY_DECIDED : key);
}

/* A decided document that is only dated: it was decided some time between then and now. */
static enum status beginning_dated(const struct asking *asking, struct date start, struct chain *chain)
{
	static const enum reason_kind says[] = {[TRI_NO] = REASON_NOT_MADE_YET,
	                                        [TRI_UNKNOWN] = REASON_DECIDED_UNSURE,
	                                        [TRI_YES] = REASON_DECIDED_SINCE};
	static const enum status means[] = {
		[TRI_NO] = STATUS_NOT_YET_IN_FORCE, [TRI_UNKNOWN] = STATUS_UNKNOWN, [TRI_YES] = STATUS_IN_FORCE};
	const struct document *document = &asking->registry->documents[asking->document];
	enum tri begun = date_not_after(start, asking->on);

	chain_say(chain, says[begun], asking->document, document_location(document, KEY_DATED),
	          ARGUMENTS(document->dated));
	return means[begun];
}

static enum tri has_come(const struct asking *asking, struct date date)
{
	return date.known ? date_not_after(date, asking->on) : TRI_NO;
}

/* What it was before it was decided, or sent out for replies, as far as the days of that are stated. */
static enum status earlier_stage(const struct asking *asking, struct chain *chain)
{
	const struct document *document = &asking->registry->documents[asking->document];
	enum tri made = has_come(asking, document->dated), sent = has_come(asking, document->referred);
	enum document_key key = sent == TRI_YES || !document->dated.known ? KEY_REFERRED : KEY_DATED;
	struct date date = key == KEY_REFERRED ? document->referred : document->dated;
	enum reason_kind kind = REASON_DRAFT_THEN;
	enum status status = STATUS_DRAFT;

	if (sent == TRI_YES)
		kind = REASON_REFERRED_THEN, status = STATUS_REFERRED;
	else if (sent == TRI_UNKNOWN && made != TRI_NO)
		kind = REASON_REFERRED_UNSURE, status = STATUS_UNKNOWN, key = KEY_REFERRED, date = document->referred;
	else if (made == TRI_UNKNOWN || sent == TRI_UNKNOWN)
		kind = REASON_MADE_UNSURE, status = STATUS_UNKNOWN;
	else if (made == TRI_NO)
		kind = REASON_NOT_MADE_YET, status = STATUS_NOT_YET_IN_FORCE;
	if (!date.known)
		kind = REASON_NOT_DECIDED_YET, key = KEY_DECIDED, date = document->decided;
	chain_say(chain, kind, asking->document, document_location(document, key), ARGUMENTS(date));
	return status;
}

/* Says what follows of the stage alone; false of what is decided. */
static bool stage_settles(const struct asking *asking, struct chain *chain, enum status *status)
{
	const struct document *document = &asking->registry->documents[asking->document];
	struct location stage_at = document_location(document, KEY_STATUS);

	switch (document_stage(document)) {
	case STAGE_WITHDRAWN:
		chain_say(chain, REASON_WITHDRAWN, asking->document, stage_at, ARGUMENTS());
		*status = STATUS_WITHDRAWN;
		return true;
	case STAGE_DRAFT:
		chain_say(chain, REASON_DRAFT, asking->document, stage_at, ARGUMENTS());
		*status = STATUS_DRAFT;
		return true;
	case STAGE_REFERRED:
		*status = STATUS_REFERRED;
		if (document->referred.known && has_come(asking, document->referred) != TRI_YES)
			*status = earlier_stage(asking, chain);
		else
			chain_say(chain, REASON_REFERRED, asking->document, stage_at, ARGUMENTS());
		return true;
	case STAGE_NONE:
		chain_say(chain, REASON_NO_STAGE, asking->document, stage_at, ARGUMENTS());
		*status = STATUS_UNKNOWN;
		return true;
	case STAGE_DECIDED:
		break;
	}
	return false;
}

enum status beginning_of(const struct asking *asking, struct chain *chain)
{
	const struct document *document = &asking->registry->documents[asking->document];
	struct location stage_at = document_location(document, KEY_STATUS);
	bool assumed = false;
	struct date start = document_start(document, &assumed);
	struct location start_at = document_location(document, assumed ? KEY_DECIDED : KEY_IN_FORCE);
	enum status status = STATUS_UNKNOWN;

	if (!document->readable) {
		chain_say(chain, REASON_UNREADABLE, asking->document, LOCATION_FILE, ARGUMENTS());
		return STATUS_UNKNOWN;
	}
	if (document_stage(document) != STAGE_DECIDED && document_date(document).known &&
	    date_not_after(document_date(document), asking->on) != TRI_YES) {
		bool later = date_not_after(document_date(document), asking->on) == TRI_NO;
		chain_say(chain, later ? REASON_NOT_MADE_YET : REASON_MADE_UNSURE, asking->document,
		          date_location(document), ARGUMENTS(document_date(document)));
		return later ? STATUS_NOT_YET_IN_FORCE : STATUS_UNKNOWN;
	}
	if (stage_settles(asking, chain, &status))
		return status;
	if (document->stage == STAGE_NONE)
		chain_say(chain, REASON_STAGE_FROM_DATE, asking->document, document_location(document, KEY_DECIDED),
		          ARGUMENTS(document->decided));
	if (date_not_after(document->decided, asking->on) == TRI_NO)
		return earlier_stage(asking, chain);
	if (start.known && assumed && !document->decided.known)
		return beginning_dated(asking, start, chain);
	if (!start.known) {
		chain_say(chain, REASON_NO_START, asking->document, stage_at, ARGUMENTS());
		return STATUS_UNKNOWN;
	}
	switch (date_not_after(document_first_day(document), asking->on)) {
	case TRI_NO:
		chain_say(chain, REASON_STARTS_LATER, asking->document, start_at, ARGUMENTS(start));
		return STATUS_NOT_YET_IN_FORCE;
	case TRI_UNKNOWN:
		chain_say(chain, assumed ? REASON_START_UNSURE_ASSUMED : REASON_START_UNSURE, asking->document,
		          start_at, ARGUMENTS(start));
		return STATUS_UNKNOWN;
	case TRI_YES:
		break;
	}
	chain_say(chain, assumed ? REASON_STARTS_ASSUMED : REASON_STARTS, asking->document, start_at, ARGUMENTS(start));
	return STATUS_IN_FORCE;
}

/* Where it is stated until when anything is known. */
static void say_beyond(const struct asking *asking, struct chain *chain)
{
	const struct registry *registry = asking->registry;
	const struct document *document = &registry->documents[asking->document];
	bool own = document->known_until.known;

	chain_say(chain, REASON_BEYOND, asking->document,
	          own ? document_location(document, KEY_KNOWN_UNTIL) : registry->config.known_until_at,
	          ARGUMENTS(own ? document->known_until : registry->config.known_until));
	if (chain->arena && !own)
		chain->found.at[chain->found.n - 1].path = registry->config_path;
}

enum status whole_settle(const struct asking *asking, enum status beginning, struct tally tally, struct chain *chain)
{
	enum status parts = STATUS_IN_FORCE;

	if (beginning == STATUS_WITHDRAWN)
		return beginning;
	tally_add_expiry(asking, &tally, chain);
	if (tally.of[SHARE_TAKEN])
		return tally.first;
	if (tally.of[SHARE_PART_TAKEN] && (parts = parts_ended(asking)) != STATUS_IN_FORCE) {
		chain_say(chain, REASON_ALL_PARTS, asking->document, LOCATION_FILE, ARGUMENTS());
		return parts;
	}
	if (asking->beyond) {
		say_beyond(asking, chain);
		return STATUS_UNKNOWN;
	}
	if (beginning != STATUS_IN_FORCE)
		return beginning;
	if (tally.of[SHARE_UNSURE] || tally.of[SHARE_PART_UNSURE])
		return STATUS_UNKNOWN;
	if (tally.of[SHARE_PART_TAKEN])
		return STATUS_IN_FORCE_IN_PART;
	return tally.of[SHARE_PENDING] || tally.of[SHARE_PART_PENDING] ? STATUS_IN_FORCE_TO_BE_REPLACED
	                                                               : STATUS_IN_FORCE;
}

enum status rest_settle(const struct asking *asking, enum status beginning, struct tally tally, bool *pending)
{
	struct chain silent = {0};

	tally_add_expiry(asking, &tally, &silent);
	*pending = tally.of[SHARE_PENDING] > 0;
	if (tally.of[SHARE_TAKEN])
		return tally.first;
	return beginning == STATUS_IN_FORCE && tally.of[SHARE_UNSURE] ? STATUS_UNKNOWN : beginning;
}

enum status part_settle(const struct asking *asking, enum status rest, bool rest_pending, const struct tally *tally,
                        struct chain *chain)
{
	if (rest == STATUS_UNKNOWN)
		return rest;
	if (status_is_of_whole(asking, rest)) {
		chain_say_of_whole(chain, asking->document);
		return rest;
	}
	if (tally->of[SHARE_TAKEN])
		return tally->first;
	if (asking->beyond) {
		chain_say_of_whole(chain, asking->document);
		return STATUS_UNKNOWN;
	}
	if (tally->of[SHARE_UNSURE] || tally->of[SHARE_PART_UNSURE])
		return STATUS_UNKNOWN;
	if (tally->of[SHARE_PART_TAKEN])
		return STATUS_IN_FORCE_IN_PART;
	if (tally->of[SHARE_PENDING] || tally->of[SHARE_PART_PENDING])
		return STATUS_IN_FORCE_TO_BE_REPLACED;
	chain_say_of_whole(chain, asking->document);
	return rest_pending ? STATUS_IN_FORCE_TO_BE_REPLACED : STATUS_IN_FORCE;
}
