/* rules/verdict: when a rule is live, for whom and for what; the outcome, and the register's reasons. */
#include "rules/evaluate/verdict.h"
#include "tests/unit/register.h"

static const char bodies[] = "- {id: kf, name: Fullmäktige, kind: assembly}\n"
			     "- {id: ks, name: Styrelsen, kind: board, parent: kf}\n"
			     "- {id: namnderna, name: Nämnderna, kind: group, parent: kf}\n"
			     "- {id: norrmalm, name: Norrmalms nämnd, kind: committee, parent: namnderna}\n"
			     "- {id: norrmalm-kontor, name: Norrmalms förvaltning, kind: office, parent: norrmalm}\n"
			     "- {id: alvsjo, name: Älvsjö nämnd, kind: committee, parent: namnderna}\n"
			     "- {id: stadshus-ab, name: Stockholms Stadshus AB, kind: company, parent: kf}\n"
			     "- {id: bostader, name: Svenska Bostäder, kind: company, parent: stadshus-ab}\n";

static const char topics[] = "- {id: it, label: {sv: IT, en: IT}}\n"
			     "- {id: telefoni, label: {sv: Telefoni, en: Telephony}, broader: it}\n"
			     "- {id: mobiler, label: {sv: Mobiler, en: Mobiles}, broader: telefoni}\n"
			     "- {id: arkiv, label: {sv: Arkiv, en: Archives}}\n";

static const char types[] = "- {id: program, name: {sv: Program, en: Programme}}\n"
			    "- {id: remissvar, name: {sv: Remissvar, en: Reply}, governing: false}\n";

static struct room room;

static const char *const grounds[] = {
#define GROUND(name, en, sv) #name,
#include "rules/evaluate/verdict_reasons.def"
#undef GROUND
};

static const char *const reasons[] = {
#define REASON(name, en, sv) #name,
#include "registry/validity/reason.def"
#undef REASON
};

#define DOCUMENT(id, more, text)                                                                                       \
	room_write(&room, "docs-corpus/" id ".md", "---\nid: " id "\ntitle: " id "\ntype: program\n" more "---\n" text)
#define NAMNDERNA "applies-to: [namnderna]\n"

static int set_up(void **state)
{
	(void)state;
	room_begin(&room);
	room_write(&room, "docs-corpus/vocabulary/bodies.yaml", bodies);
	room_write(&room, "docs-corpus/vocabulary/topics.yaml", topics);
	room_write(&room, "docs-corpus/vocabulary/types.yaml", types);
	DOCUMENT("program",
	         "status: decided\ndecided: 2008-03-03\nin-force: 2008-07-01\nexpires: 2012-12-31\n"
	         "applies-to: [namnderna, {body: stadshus-ab, including: subsidiaries}]\n",
	         "\n## Ett\n\nDet ska.\n\n## Två {#tva}\n\nDet ska inte.\n");
	DOCUMENT("andring",
	         "status: decided\ndecided: 2009-12-01\nin-force: 2010-01-01\n" NAMNDERNA
	         "supersedes: [{doc: program, part: tva}]\n",
	         "\nText.\n");
	DOCUMENT("nasta",
	         "status: decided\ndecided: 2012-12-17\nin-force: 2013-01-01\n" NAMNDERNA "supersedes: [andring]\n",
	         "\nText.\n");
	DOCUMENT("utkast", "status: draft\n" NAMNDERNA, "\nText.\n");
	DOCUMENT("remiss", "status: referred\nreferred: 2007-10-01\n" NAMNDERNA, "\nText.\n");
	DOCUMENT("ovisst", "status: decided\ndecided: 2008\nin-force: 2009\n" NAMNDERNA, "\nText.\n");
	DOCUMENT("for-ingen", "status: decided\ndecided: 2008-01-01\n", "\nText.\n");
	DOCUMENT("vagt", "status: decided\ndecided: 2008-01-01\ntext: reference\n" NAMNDERNA, "\n");
	room_open(&room);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	room_close(&room);
	return 0;
}

/* --- cases ---------------------------------------------------------------------------------------------------------- */

struct judged {
	const char *rule;     /* YAML lines of the rule: clause, applies, when; "" for a clause of 'program' */
	const char *front;    /* front matter */
	const char *text;     /* of the proposal */
	const char *expected; /* outcome GROUND(first argument) REASON@document .. */
};

static char said[4096];

static void say(const struct verdict *verdict)
{
	FILE *to = fmemopen(said, sizeof said, "w");

	fprintf(to, "%s %s", outcome_name(verdict->outcome), grounds[verdict->answer.ground]);
	if (!argument_is_empty(&verdict->answer.args[0]))
		fprintf(to, "(%.*s)", STR_ARG(argument_words(&room.arena, &verdict->answer.args[0], LANGUAGE_EN)));
	for (uint32_t i = 0; i < verdict->reason_count; i++)
		fprintf(to, " %s@%.*s:%u", reasons[verdict->reasons[i].kind],
		        STR_ARG(room.registry->documents[verdict->reasons[i].document].id),
		        verdict->reasons[i].at.line);
	fclose(to);
}

static void rules_write(const char *more, const char *require)
{
	static char pack[8192];

	snprintf(pack, sizeof pack,
	         "pack: prov\ntitle: {sv: Prov, en: Test}\nrules:\n  - id: P-1\n    title: {sv: Prov, en: Test}\n"
	         "    strength: must\n    evidence: full\n    concerns: {sv: köp, en: a purchase}\n"
	         "    message: {sv: fel, en: wrong}\n%s%s%s\n",
	         more, strstr(more, "clause:") ? "" : "    clause: program\n", require);
	room_write(&room, "rules/prov.yaml", pack);
	room_rules(&room);
	assert_true(room.rulebook->rules[0]->sound);
}

static void judge_case(const struct judged *judged, enum verdict_mode mode)
{
	static char text[4096];
	struct verdict verdict;

	rules_write(judged->rule, "    require: {text: {pattern: 'analys', is: asserted}}");
	snprintf(text, sizeof text, "---\ntitle: Prov\n%s---\n%s", judged->front, judged->text);
	room_read(&room, text);
	verdict = verdict_of(&room.eval, room.rulebook->rules[0], mode);
	say(&verdict);
	if (strcmp(said, judged->expected) != 0)
		fail_msg("%s\n  on: %s\n  is: %s\n not: %s", judged->rule, judged->front, said, judged->expected);
}

static void evaluate_all(const struct judged *cases, size_t count, enum verdict_mode mode)
{
	for (size_t i = 0; i < count; i++)
		judge_case(&cases[i], mode);
}

#define JUDGE(cases, mode) evaluate_all(cases, sizeof(cases) / sizeof *(cases), mode)
#define NORRMALM "body: norrmalm\ndate: 2009-02-02\n"
#define YES "En analys har gjorts.\n"
#define NO "Inget.\n"

static const struct judged outcomes[] = {
	{"", NORRMALM, YES, "satisfied FOUND"},
	{"", NORRMALM, NO, "cannot-tell SILENT"},
	{"", NORRMALM, "Någon analys har inte gjorts.\n", "not-satisfied DENIED"},
	{"    when: {field: {key: dnr, matches: '3'}}\n", NORRMALM, YES, "cannot-tell FIELD_MISSING(dnr)"},
	{"    when: {text: 'köp'}\n", NORRMALM, NO, "not-applicable NOT_CONCERNED"},
	{"    when: {text: 'köp'}\n", NORRMALM, "Ett köp.\n", "cannot-tell SILENT"},
};

static const struct judged times[] = {
	{"", "body: norrmalm\ndate: 2008-06-30\n", YES,
         "not-applicable CLAUSE_NOT_IN_FORCE(program) STARTS_LATER@program:7"},
	{"", "body: norrmalm\ndate: 2008-07-01\n", YES, "satisfied FOUND"},
	{"", "body: norrmalm\ndate: 2012-12-31\n", YES, "satisfied FOUND"},
	{"", "body: norrmalm\ndate: 2013-01-01\n", YES,
         "not-applicable CLAUSE_NOT_IN_FORCE(program) SUPERSEDED_PART@andring:9 "
         "EXPIRED@program:8"},
	{"", "body: norrmalm\ndate: 2008\n", YES, "cannot-tell CLAUSE_UNSURE(program) START_UNSURE@program:7"},
	{"", "body: norrmalm\ndate: 2008-07\n", YES, "satisfied FOUND"},
	{"", "body: norrmalm\ndate: 2008-03-02\n", YES,
         "not-applicable CLAUSE_NOT_IN_FORCE(program) NOT_DECIDED_YET@program:6"},
	{"    clause: program#ett\n", "body: norrmalm\ndate: 2010-06-01\n", YES, "satisfied FOUND"},
	{"    clause: program#tva\n", "body: norrmalm\ndate: 2009-12-31\n", NO, "cannot-tell SILENT"},
	{"    clause: program#tva\n", "body: norrmalm\ndate: 2010-01-01\n", YES,
         "not-applicable CLAUSE_NOT_IN_FORCE(program#tva) SUPERSEDED_PART@andring:9"},
	{"    clause: program\n", "body: norrmalm\ndate: 2010-01-01\n", YES, "satisfied FOUND"},
	{"    clause: andring\n", "body: norrmalm\ndate: 2013-01-01\n", YES,
         "not-applicable CLAUSE_NOT_IN_FORCE(andring) SUPERSEDED@nasta:9"},
	{"    clause: ovisst\n", NORRMALM, YES, "cannot-tell CLAUSE_UNSURE(ovisst) START_UNSURE@ovisst:7"},
	{"    clause: ovisst\n", "body: norrmalm\ndate: 2010-01-01\n", YES, "satisfied FOUND"},
	{"    clause: ovisst\n", "body: norrmalm\ndate: 2008-12-31\n", YES,
         "not-applicable CLAUSE_NOT_IN_FORCE(ovisst) STARTS_LATER@ovisst:7"},
};

static const struct judged stages[] = {
	{"    clause: utkast\n", NORRMALM, YES, "not-applicable CLAUSE_NOT_IN_FORCE(utkast) DRAFT@utkast:5"},
	{"    clause: remiss\n", NORRMALM, YES, "not-applicable CLAUSE_NOT_IN_FORCE(remiss) REFERRED@remiss:5"},
	{"    clause: utkast\n", "body: norrmalm\ndate: 1999\n", YES,
         "not-applicable CLAUSE_NOT_IN_FORCE(utkast) DRAFT@utkast:5"},
};

static const struct judged unknown_clauses[] = {
	{"    clause: program#tre\n", NORRMALM, YES, "cannot-tell CLAUSE_UNKNOWN"},
	{"    clause: inget\n", NORRMALM, YES, "cannot-tell CLAUSE_UNKNOWN"},
	{"    clause: vagt\n", NORRMALM, YES, "satisfied FOUND"},
};

static const struct judged bodies_bound[] = {
	{"", "body: bostader\ndate: 2009-02-02\n", YES, "satisfied FOUND"},
	{"", "body: stadshus-ab\ndate: 2009-02-02\n", YES, "satisfied FOUND"},
	{"", "body: norrmalm-kontor\ndate: 2009-02-02\n", YES, "satisfied FOUND"},
	{"", "body: ks\ndate: 2009-02-02\n", YES, "satisfied FOUND"},
	{"", "body: kf\ndate: 2009-02-02\n", NO, "not-applicable NOT_BOUND(program)"},
	{"", "body: fritidsnamnden\ndate: 2009-02-02\n", YES, "cannot-tell BODY_UNKNOWN(fritidsnamnden)"},
	{"", "date: 2009-02-02\n", YES, "cannot-tell NO_BODY"},
	{"    clause: for-ingen\n", NORRMALM, YES, "cannot-tell BINDS_UNSURE(for-ingen)"},
	{"    clause: andring\n", "body: bostader\ndate: 2010-02-02\n", YES, "not-applicable NOT_BOUND(andring)"},
};

static const struct judged bodies_named[] = {
	{"    applies: {bodies: [norrmalm]}\n", NORRMALM, YES, "satisfied FOUND"},
	{"    applies: {bodies: [norrmalm]}\n", "body: norrmalm-kontor\ndate: 2009-02-02\n", YES, "satisfied FOUND"},
	{"    applies: {bodies: [norrmalm]}\n", "body: alvsjo\ndate: 2009-02-02\n", YES,
         "not-applicable OTHER_BODIES(Älvsjö nämnd)"},
	{"    applies: {bodies: [namnderna]}\n", "body: alvsjo\ndate: 2009-02-02\n", YES, "satisfied FOUND"},
	{"    applies: {bodies: [stadshus-ab]}\n", "body: bostader\ndate: 2009-02-02\n", YES, "satisfied FOUND"},
	{"    applies: {bodies: [namnderna]}\n", "body: bostader\ndate: 2009-02-02\n", YES,
         "not-applicable OTHER_BODIES(Svenska Bostäder)"},
};

static const struct judged topics_named[] = {
	{"    applies: {topics: [it]}\n", NORRMALM, YES, "satisfied FOUND"},
	{"    applies: {topics: [it]}\n", NORRMALM "topics: [mobiler]\n", YES, "satisfied FOUND"},
	{"    applies: {topics: [telefoni]}\n", NORRMALM "topics: [it]\n", YES, "not-applicable OTHER_TOPICS"},
	{"    applies: {topics: [it]}\n", NORRMALM "topics: [arkiv]\n", YES, "not-applicable OTHER_TOPICS"},
	{"    applies: {topics: [arkiv, telefoni]}\n", NORRMALM "topics: [arkiv, it]\n", YES, "satisfied FOUND"},
};

static const struct judged categories[] = {
	{"    applies: {categories: [basic]}\n", NORRMALM, YES, "cannot-tell FIELD_MISSING(category)"},
	{"    applies: {categories: [basic]}\n", NORRMALM "category: basic\n", YES, "satisfied FOUND"},
	{"    applies: {categories: [basic, innovative]}\n", NORRMALM "category: innovative\n", NO,
         "cannot-tell SILENT"},
	{"    applies: {categories: [basic]}\n", NORRMALM "category: differentiating\n", YES,
         "not-applicable OTHER_CATEGORY(differentiating)"},
	{"    applies: {categories: [basic]}\n    when: {text: 'köp'}\n", NORRMALM, YES,
         "not-applicable NOT_CONCERNED"},
};

static const struct judged periods[] = {
	{"    applies: {from: 2009-02-02}\n", NORRMALM, YES, "satisfied FOUND"},
	{"    applies: {from: 2009-02-03}\n", NORRMALM, YES, "not-applicable OTHER_DATES(2009-02-02)"},
	{"    applies: {to: 2009-02-02}\n", NORRMALM, YES, "satisfied FOUND"},
	{"    applies: {to: 2009-02-01}\n", NORRMALM, YES, "not-applicable OTHER_DATES(2009-02-02)"},
	{"    applies: {from: 2009-01-01, to: 2009-12-31}\n", NORRMALM, YES, "satisfied FOUND"},
	{"    applies: {from: 2009-02}\n", NORRMALM, YES, "cannot-tell DATES_UNSURE(2009-02-02)"},
	{"    applies: {from: 2009}\n", "body: norrmalm\ndate: 2010-01-01\n", YES, "satisfied FOUND"},
	{"    applies: {to: 2009}\n", NORRMALM, YES, "cannot-tell DATES_UNSURE(2009-02-02)"},
	{"    applies: {from: 2009-02-01}\n", "body: norrmalm\ndate: 2009-02\n", YES, "satisfied FOUND"},
	{"    applies: {from: 2009-02-15}\n", "body: norrmalm\ndate: 2009-02\n", YES,
         "cannot-tell DATES_UNSURE(2009-02)"},
	{"    applies: {from: 2009-03-01}\n", "body: norrmalm\ndate: 2009-02\n", YES,
         "not-applicable OTHER_DATES(2009-02)"},
};

static const struct judged fingerprints[] = {
	{"    clause: {document: program, part: ett, fingerprint: '0000000000000000'}\n", NORRMALM, YES,
         "cannot-tell SUSPECT(satisfied)"},
	{"    clause: {document: program, part: ett, fingerprint: '0000000000000000'}\n", NORRMALM, NO,
         "cannot-tell SUSPECT(cannot be determined)"},
	{"    clause: {document: program, part: ett, fingerprint: '0000000000000000'}\n",
         "body: norrmalm\ndate: 2008-01-01\n", NO,
         "not-applicable CLAUSE_NOT_IN_FORCE(program#ett) NOT_DECIDED_YET@program:6"},
	{"    clause: {document: program, part: ett, fingerprint: '0000000000000000'}\n    when: {text: 'köp'}\n",
         NORRMALM, NO, "not-applicable NOT_CONCERNED"},
};

static const struct judged without_date[] = {
	{"", "body: norrmalm\n", YES, "cannot-tell NO_DATE"},
};

static const struct judged in_force_mode[] = {
	{"", "body: norrmalm\ndate: 1999-01-01\n", YES, "satisfied FOUND"},
	{"    clause: utkast\n", "body: bostader\ndate: 1999-01-01\n", NO, "cannot-tell SILENT"},
	{"    clause: inget\n", "body: norrmalm\ndate: 1999-01-01\n", NO, "cannot-tell SILENT"},
	{"    clause: {document: program, part: ett, fingerprint: '0000000000000000'}\n", NORRMALM, YES,
         "satisfied FOUND"},
	{"    applies: {categories: [basic]}\n", NORRMALM "category: innovative\n", YES,
         "not-applicable OTHER_CATEGORY(innovative)"},
	{"    when: {text: 'köp'}\n", NORRMALM, YES, "not-applicable NOT_CONCERNED"},
	{"    applies: {bodies: [alvsjo]}\n", NORRMALM, YES, "not-applicable OTHER_BODIES(Norrmalms nämnd)"},
};

static const struct judged inverted_mode[] = {
	{"", NORRMALM, YES, "not-satisfied FOUND"},
	{"", NORRMALM, NO, "satisfied SILENT"},
	{"    when: {text: 'köp'}\n", NORRMALM, NO, "satisfied SILENT"},
	{"    when: {text: 'köp'}\n", NORRMALM, "Ett köp, en analys har gjorts.\n", "not-satisfied FOUND"},
	{"    applies: {categories: [basic]}\n", NORRMALM "category: innovative\n", NO, "satisfied SILENT"},
	{"    applies: {categories: [basic]}\n", NORRMALM, NO, "cannot-tell FIELD_MISSING(category)"},
	{"    applies: {bodies: [alvsjo]}\n", NORRMALM, YES, "not-satisfied FOUND"},
};

static void outcomes_judged(void **state)
{
	(void)state;
	JUDGE(outcomes, VERDICT_BY_REGISTER);
}

static void times_judged(void **state)
{
	(void)state;
	JUDGE(times, VERDICT_BY_REGISTER);
}

static void stages_judged(void **state)
{
	(void)state;
	JUDGE(stages, VERDICT_BY_REGISTER);
}

static void unknown_clauses_judged(void **state)
{
	(void)state;
	JUDGE(unknown_clauses, VERDICT_BY_REGISTER);
}

static void bodies_bound_judged(void **state)
{
	(void)state;
	JUDGE(bodies_bound, VERDICT_BY_REGISTER);
}

static void bodies_named_judged(void **state)
{
	(void)state;
	JUDGE(bodies_named, VERDICT_BY_REGISTER);
}

static void topics_named_judged(void **state)
{
	(void)state;
	JUDGE(topics_named, VERDICT_BY_REGISTER);
}

static void categories_judged(void **state)
{
	(void)state;
	JUDGE(categories, VERDICT_BY_REGISTER);
}

static void periods_judged(void **state)
{
	(void)state;
	JUDGE(periods, VERDICT_BY_REGISTER);
}

static void fingerprints_judged(void **state)
{
	(void)state;
	JUDGE(fingerprints, VERDICT_BY_REGISTER);
}

static void without_date_judged(void **state)
{
	(void)state;
	JUDGE(without_date, VERDICT_BY_REGISTER);
}

static void in_force_mode_judged(void **state)
{
	(void)state;
	JUDGE(in_force_mode, VERDICT_IN_FORCE);
}

static void inverted_mode_judged(void **state)
{
	(void)state;
	JUDGE(inverted_mode, VERDICT_INVERTED);
}

/* --- what cases cannot say ------------------------------------------------------------------------------------------ */

/* The fingerprint that the clause has now makes a rule sure; one of a text that is not held is not compared. */
static void fingerprint_holds(void **state)
{
	char more[200];
	struct verdict verdict;

	(void)state;
	rules_write("    clause: program#ett\n", "    require: {text: analys}");
	assert_int_equal(room.rulebook->rules[0]->clause.actual.n, 16);
	snprintf(more, sizeof more, "    clause: {document: program, part: ett, fingerprint: '%.*s'}\n",
	         STR_ARG(room.rulebook->rules[0]->clause.actual));
	rules_write(more, "    require: {text: analys}");
	assert_false(room.rulebook->rules[0]->clause.suspect);
	room_read(&room, "---\ntitle: Prov\n" NORRMALM "---\n" YES);
	verdict = verdict_of(&room.eval, room.rulebook->rules[0], VERDICT_BY_REGISTER);
	assert_int_equal(verdict.outcome, OUTCOME_SATISFIED);
	rules_write("    clause: {document: vagt, fingerprint: '0000000000000000'}\n", "    require: {text: analys}");
	room_read(&room, "---\ntitle: Prov\n" NORRMALM "---\n" YES);
	verdict = verdict_of(&room.eval, room.rulebook->rules[0], VERDICT_BY_REGISTER);
	assert_int_not_equal(verdict.outcome, OUTCOME_NOT_SATISFIED);
}

static void reason_is(const char *more, const char *require, const char *text, const char *sv, const char *en)
{
	static char whole[2000];
	struct verdict verdict;
	struct str reason;

	rules_write(more, require);
	snprintf(whole, sizeof whole, "---\ntitle: Prov\n" NORRMALM "---\n%s", text);
	room_read(&room, whole);
	verdict = verdict_of(&room.eval, room.rulebook->rules[0], VERDICT_BY_REGISTER);
	reason = verdict_reason(&verdict, &room.arena, LANGUAGE_SV);
	assert_string_equal(reason.at, sv);
	reason = verdict_reason(&verdict, &room.arena, LANGUAGE_EN);
	assert_string_equal(reason.at, en);
}

/* What is missing is told by the names that the conditions have. */
static void reasons_in_words(void **state)
{
	static const char require[] = "    require:\n      all:\n"
				      "        - {name: {sv: pris, en: a price}, text: pris}\n"
				      "        - {name: {sv: tid, en: a time}, text: {pattern: tid, is: asserted}}\n";

	(void)state;
	reason_is("", require, "Inget.\n", "saknas: pris, tid", "missing: a price, a time");
	reason_is("", require, "Ett pris.\n", "saknas: tid", "missing: a time");
	reason_is("    when: {text: köpa}\n", require, "Inget.\n", "texten handlar inte om köp",
	          "the text is not about a purchase");
}

static void severity_is(const char *strength, const char *text, enum severity expected)
{
	static char pack[1000], whole[1000];
	struct verdict verdict;

	snprintf(pack, sizeof pack,
	         "pack: prov\ntitle: {sv: Prov, en: Test}\nrules:\n  - id: P-1\n    title: {sv: Prov, en: Test}\n"
	         "    strength: %s\n    evidence: full\n    message: {sv: fel, en: wrong}\n    clause: program\n"
	         "    require: {all: [{text: analys}, {field: {key: dnr, matches: x}}]}\n",
	         strength);
	room_write(&room, "rules/prov.yaml", pack);
	room_rules(&room);
	snprintf(whole, sizeof whole, "---\ntitle: Prov\n" NORRMALM "%s", text);
	room_read(&room, whole);
	verdict = verdict_of(&room.eval, room.rulebook->rules[0], VERDICT_BY_REGISTER);
	assert_int_equal(verdict_severity(&verdict), expected);
}

static void severities(void **state)
{
	(void)state;
	severity_is("must", "---\nInget.\n", SEVERITY_ERROR);
	severity_is("must-not", "---\nInget.\n", SEVERITY_OFF);
	severity_is("should", "---\nInget.\n", SEVERITY_NOTE);
	severity_is("may", "---\nInget.\n", SEVERITY_OFF);
	severity_is("must", "dnr: y\n---\nanalys\n", SEVERITY_ERROR);
	severity_is("should", "dnr: y\n---\nanalys\n", SEVERITY_WARNING);
	severity_is("may", "dnr: y\n---\nanalys\n", SEVERITY_OFF);
	severity_is("must", "---\nanalys\n", SEVERITY_ERROR);
	severity_is("should", "---\nanalys\n", SEVERITY_NOTE);
	severity_is("may", "---\nanalys\n", SEVERITY_NOTE);
	severity_is("must", "dnr: x\n---\nanalys\n", SEVERITY_OFF);
}

/* A rule that has mistakes says nothing. */
static void broken_rules(void **state)
{
	struct verdict verdict;

	(void)state;
	room_write(&room, "rules/prov.yaml",
	           "pack: prov\nrules:\n  - id: P-1\n    title: {sv: Prov, en: Test}\n    clause: program\n    "
	           "strength: must\n"
	           "    evidence: full\n    message: {sv: fel, en: wrong}\n    require: {text: '('}\n");
	room_rules(&room);
	assert_false(room.rulebook->rules[0]->sound);
	room_read(&room, "---\ntitle: Prov\n" NORRMALM "---\n" YES);
	verdict = verdict_of(&room.eval, room.rulebook->rules[0], VERDICT_BY_REGISTER);
	assert_int_equal(verdict.outcome, OUTCOME_CANNOT_TELL);
	assert_int_equal(verdict.answer.ground, GROUND_RULE_BROKEN);
}

/* What made the rule matter is shown where the requirement has no words of its own. */
static void concerning_words(void **state)
{
	struct verdict verdict;

	(void)state;
	rules_write("    when: {text: köper}\n", "    require: {text: analys}");
	room_read(&room, "---\ntitle: Prov\n" NORRMALM "---\nVi köper, och köper mer.\n");
	verdict = verdict_of(&room.eval, room.rulebook->rules[0], VERDICT_BY_REGISTER);
	assert_int_equal(verdict.outcome, OUTCOME_CANNOT_TELL);
	assert_int_equal(verdict.basis, BASIS_SILENT);
	assert_int_equal(verdict.answer.count, 1);
	assert_int_equal(verdict.answer.first->at.line, 6);
	assert_int_equal(verdict.answer.first->at.column, 4);
	room_read(&room, "---\ntitle: Prov\n" NORRMALM "---\nVi köper. En analys.\n");
	verdict = verdict_of(&room.eval, room.rulebook->rules[0], VERDICT_BY_REGISTER);
	assert_int_equal(verdict.outcome, OUTCOME_SATISFIED);
	assert_memory_equal(verdict.answer.first->text.at, "analys", 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(outcomes_judged),      cmocka_unit_test(times_judged),
		cmocka_unit_test(stages_judged),        cmocka_unit_test(unknown_clauses_judged),
		cmocka_unit_test(bodies_bound_judged),  cmocka_unit_test(bodies_named_judged),
		cmocka_unit_test(topics_named_judged),  cmocka_unit_test(categories_judged),
		cmocka_unit_test(periods_judged),       cmocka_unit_test(fingerprints_judged),
		cmocka_unit_test(without_date_judged),  cmocka_unit_test(in_force_mode_judged),
		cmocka_unit_test(inverted_mode_judged), cmocka_unit_test(fingerprint_holds),
		cmocka_unit_test(reasons_in_words),     cmocka_unit_test(severities),
		cmocka_unit_test(broken_rules),         cmocka_unit_test(concerning_words),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
