/* registry/binding: whom a document binds, by the tree of bodies. */
#include "registry/scope/binding.h"
#include "tests/unit/register.h"

static const char bodies[] = "- {id: staden, name: Staden, kind: city}\n"
			     "- {id: kf, name: Fullmäktige, kind: assembly, parent: staden}\n"
			     "- {id: ks, name: Styrelsen, kind: board, parent: kf}\n"
			     "- {id: slk, name: Kontoret, kind: office, parent: ks}\n"
			     "- {id: slk-it, name: IT-avdelningen, kind: unit, parent: slk}\n"
			     "- {id: direktor, name: Direktören, kind: role, parent: slk}\n"
			     "- {id: radet, name: IT-rådet, kind: council, parent: slk}\n"
			     "- {id: namnderna, name: Nämnderna, kind: group, parent: kf}\n"
			     "- {id: stadsdelar, name: Stadsdelsnämnderna, kind: group, parent: namnderna}\n"
			     "- {id: norrmalm, name: Norrmalms nämnd, kind: committee, parent: stadsdelar}\n"
			     "- {id: norrmalm-kontor, name: Norrmalms förvaltning, kind: office, parent: norrmalm}\n"
			     "- {id: norrmalm-enhet, name: Enheten, kind: unit, parent: norrmalm-kontor}\n"
			     "- {id: alvsjo, name: Älvsjö nämnd, kind: committee, parent: stadsdelar}\n"
			     "- {id: koncernen, name: Koncernen AB, kind: company, parent: kf}\n"
			     "- {id: bostader, name: Bostäder AB, kind: company, parent: koncernen}\n"
			     "- {id: bostader-dotter, name: Dotter AB, kind: company, parent: bostader}\n"
			     "- {id: bostader-enhet, name: Bostäders IT, kind: unit, parent: bostader}\n"
			     "- {id: utomstaende, name: Ett förbund, kind: association}\n";

static struct room room;

#define DOCUMENT(id, scopes)                                                                                           \
	room_write(&room, "docs-corpus/" id ".md",                                                                     \
	           "---\nid: " id "\ntitle: " id "\ntype: policy\ndecided: 2008-01-01\n" scopes "---\n\nText.\n")

static int set_up(void **state)
{
	(void)state;
	room_begin(&room);
	room_write(&room, "docs-corpus/vocabulary/bodies.yaml", bodies);
	DOCUMENT("a-namnderna", "applies-to: [namnderna]\n");
	DOCUMENT("b-koncernen", "applies-to: [{body: koncernen, including: subsidiaries}]\n");
	DOCUMENT("c-bara-koncernen", "applies-to: [koncernen]\n");
	DOCUMENT("d-ingen", "");
	DOCUMENT("e-okand", "applies-to: [nagon-annan]\n");
	DOCUMENT("f-okand-och-norrmalm", "applies-to: [nagon-annan, norrmalm]\n");
	DOCUMENT("g-flera", "applies-to: [alvsjo, stadsdelar, namnderna]\n");
	DOCUMENT("h-staden", "applies-to: [staden]\n");
	DOCUMENT("i-fullmaktige", "applies-to: [kf]\n");
	DOCUMENT("j-styrelsen", "applies-to: [ks]\n");
	DOCUMENT("k-omstridd", "applies-to: [namnderna, {body: norrmalm, state: disputed}]\n");
	DOCUMENT("l-motsagd", "applies-to: [alvsjo, {body: alvsjo, state: unknown}]\n");
	room_open(&room);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	room_close(&room);
	return 0;
}

static uint32_t body_of(const char *id)
{
	uint32_t body = map_get(&room.registry->vocabulary.body_by_id, str_from(id));

	assert_int_not_equal(body, MAP_NONE);
	return body;
}

static bool within(const char *body, const char *whole, bool subsidiaries)
{
	return body_is_within(&room.registry->vocabulary, body_of(body), body_of(whole), subsidiaries) == TRI_YES;
}

static void itself(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < room.registry->vocabulary.body_count; i++)
		assert_int_equal(body_is_within(&room.registry->vocabulary, i, i, false), TRI_YES);
}

static void offices(void **state)
{
	(void)state;
	assert_true(within("norrmalm-kontor", "norrmalm", false));
	assert_true(within("norrmalm-enhet", "norrmalm", false));
	assert_true(within("norrmalm-enhet", "norrmalm-kontor", false));
	assert_true(within("slk-it", "ks", false));
	assert_true(within("direktor", "ks", false));
	assert_true(within("radet", "slk", false));
	assert_true(within("bostader-enhet", "bostader", false));
	assert_false(within("norrmalm", "norrmalm-kontor", false)); /* not the other way round */
	assert_false(within("norrmalm-kontor", "alvsjo", false));
}

static void members_of_groups(void **state)
{
	(void)state;
	assert_true(within("norrmalm", "stadsdelar", false));
	assert_true(within("norrmalm", "namnderna", false));
	assert_true(within("norrmalm-enhet", "namnderna", false));
	assert_true(within("stadsdelar", "namnderna", false));
	assert_false(within("namnderna", "stadsdelar", false));
	assert_true(within("ks", "namnderna", false)); /* the executive board is a committee by law */
	assert_true(within("slk-it", "namnderna", false));
	assert_false(within("ks", "stadsdelar", false));
	assert_false(within("bostader", "namnderna", true));
}

/* The assembly appoints boards and owns companies, but they are not it; the city holds them all. */
static void assembly_and_city(void **state)
{
	(void)state;
	assert_false(within("ks", "kf", false));
	assert_false(within("norrmalm", "kf", false));
	assert_false(within("koncernen", "kf", true));
	assert_false(within("slk", "kf", false));
	assert_true(within("kf", "staden", false));
	assert_true(within("norrmalm-enhet", "staden", false));
	assert_true(within("bostader-dotter", "staden", true));
	assert_false(within("bostader-dotter", "staden", false)); /* a legal person of its own */
	assert_false(within("utomstaende", "staden", true));
	assert_false(within("staden", "kf", true));
}

static void companies(void **state)
{
	(void)state;
	assert_true(within("bostader", "koncernen", true));
	assert_true(within("bostader-dotter", "koncernen", true));
	assert_true(within("bostader-enhet", "koncernen", true));
	assert_false(within("bostader", "koncernen", false));
	assert_false(within("bostader-enhet", "koncernen", false)); /* a unit of a company that is not bound */
	assert_false(within("koncernen", "bostader", true));
}

/* What the document says of the body: "yes 0" is its first entry, "no", "unknown". */
static void binds(const char *document, const char *body, const char *expected)
{
	uint32_t scope = 99, index = registry_find(room.registry, str_from(document));
	enum tri answer = TRI_UNKNOWN;
	char said[32];

	assert_int_not_equal(index, NO_DOCUMENT);
	answer = document_binds(room.registry, index, map_get(&room.registry->vocabulary.body_by_id, str_from(body)),
	                        str_from(body), &scope);
	if (answer == TRI_YES)
		snprintf(said, sizeof said, "yes %u", scope);
	else
		snprintf(said, sizeof said, "%s", answer == TRI_NO ? "no" : "unknown");
	if (answer == TRI_NO)
		assert_int_equal(scope, NO_SCOPE);
	if (strcmp(said, expected) != 0)
		fail_msg("%s of %s: %s, not %s", document, body, said, expected);
}

static void documents(void **state)
{
	(void)state;
	binds("a-namnderna", "norrmalm", "yes 0");
	binds("a-namnderna", "norrmalm-kontor", "yes 0");
	binds("a-namnderna", "bostader", "no");
	binds("a-namnderna", "ks", "yes 0");
	binds("b-koncernen", "koncernen", "yes 0");
	binds("b-koncernen", "bostader-dotter", "yes 0");
	binds("b-koncernen", "norrmalm", "no");
	binds("c-bara-koncernen", "koncernen", "yes 0");
	binds("c-bara-koncernen", "bostader", "no");
	binds("g-flera", "norrmalm", "yes 1"); /* the nearest entry that says so */
	binds("g-flera", "alvsjo", "yes 0");
	binds("h-staden", "bostader", "unknown"); /* it is silent about the companies */
	binds("h-staden", "norrmalm", "yes 0");
	binds("h-staden", "slk", "yes 0");
	binds("k-omstridd", "norrmalm", "unknown");
	binds("k-omstridd", "norrmalm-enhet", "unknown");
	binds("k-omstridd", "alvsjo", "yes 0");
	binds("l-motsagd", "alvsjo", "unknown");
	binds("h-staden", "utomstaende", "no");
	binds("i-fullmaktige", "norrmalm", "no");
	binds("j-styrelsen", "slk-it", "yes 0");
	binds("j-styrelsen", "norrmalm", "no");
}

static void unknown(void **state)
{
	(void)state;
	binds("d-ingen", "norrmalm", "unknown");
	binds("e-okand", "norrmalm", "unknown");
	binds("f-okand-och-norrmalm", "norrmalm", "yes 1");
	binds("f-okand-och-norrmalm", "alvsjo", "unknown");
	binds("a-namnderna", "", "unknown");
	binds("a-namnderna", "fritidsnamnden", "unknown");
	binds("e-okand", "nagon-annan", "yes 0"); /* named outright, though the vocabulary does not know it */
	binds("d-ingen", "", "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(itself),
		cmocka_unit_test(offices),
		cmocka_unit_test(members_of_groups),
		cmocka_unit_test(assembly_and_city),
		cmocka_unit_test(companies),
		cmocka_unit_test(documents),
		cmocka_unit_test(unknown),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
