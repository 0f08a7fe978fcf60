/* rules/judge: every kind of condition on small texts; the answer, the ground, and the words that decided it. */
#include "rules/evaluate/evaluate.h"
#include "tests/unit/register.h"

/* The front matter of a case that has none of its own is five lines: the text begins on line 6. */
#define FRONT "---\ntitle: Prov\nbody: norrmalm\ndate: 2009-02-02\n"

struct judged {
	const char *condition; /* YAML */
	const char *text;
	const char *expected; /* answer GROUND(arguments) [lacks] line:column 'words' .. */
	const char *front;    /* more lines of front matter, or NULL */
};

static struct room room;

static const char *const grounds[] = {
#define GROUND(name, en, sv) #name,
#include "rules/evaluate/verdict_reasons.def"
#undef GROUND
};

static char said[8192];

static void say(const struct answer *answer)
{
	FILE *to = fmemopen(said, sizeof said, "w");

	fprintf(to, "%s %s",
	        answer->holds == TRI_YES  ? "yes"
	        : answer->holds == TRI_NO ? "no"
	                                  : "unknown",
	        grounds[answer->ground]);
	for (size_t i = 0; i < 3 && !argument_is_empty(&answer->args[i]); i++)
		fprintf(to, "%s%.*s%s", i ? ";" : "(",
		        STR_ARG(argument_words(&room.arena, &answer->args[i], LANGUAGE_EN)),
		        i == 2 || argument_is_empty(&answer->args[i + 1]) ? ")" : "");
	for (const struct lack *lack = answer->lacks; lack; lack = lack->next)
		fprintf(to, " [%s]", lack->name->sv);
	for (const struct spot *spot = answer->first; spot; spot = spot->next)
		fprintf(to, " %u:%u '%.*s'", spot->at.line, spot->at.column, STR_ARG(spot->text));
	fclose(to);
}

static void judge_case(const struct judged *judged, const struct rule *rule)
{
	static char text[300000];

	snprintf(text, sizeof text, FRONT "%s---\n%s", judged->front ? judged->front : "", judged->text);
	for (int everywhere = 0; everywhere < 2; everywhere++) { /* the prefilter changes nothing */
		struct answer answer;
		room.eval.everywhere = everywhere;
		room_read(&room, text);
		answer = evaluate_condition(&room.eval, rule->require, evaluate_window(&room.eval));
		say(&answer);
		if (strcmp(said, judged->expected) != 0)
			fail_msg("%s\n  of: %.300s\n  is: %s\n not: %s", judged->condition, judged->text, said,
			         judged->expected);
	}
}

/* All cases' conditions as one pack. */
static void evaluate_all(const struct judged *cases, size_t count)
{
	static char pack[100000];
	FILE *to = fmemopen(pack, sizeof pack, "w");

	fprintf(to, "pack: prov\ntitle: {sv: Prov, en: Test}\nrules:\n");
	for (size_t i = 0; i < count; i++)
		fprintf(to,
		        "  - id: P-%zu\n    title: {sv: Prov, en: Test}\n    clause: it-program\n    strength: must\n"
		        "    evidence: full\n    message: {sv: fel, en: wrong}\n    require: %s\n",
		        i, cases[i].condition);
	fclose(to);
	room_write(&room, "rules/prov.yaml", pack);
	room_rules(&room);
	assert_int_equal(room.rulebook->rule_count, count);
	for (size_t i = 0; i < count; i++) {
		if (!room.rulebook->rules[i]->sound)
			fail_msg("%s is no condition", cases[i].condition);
		judge_case(&cases[i], room.rulebook->rules[i]);
	}
}

#define JUDGE(cases) evaluate_all(cases, sizeof(cases) / sizeof *(cases))

#define DOCUMENT(id, more, text)                                                                                       \
	room_write(&room, "docs-corpus/" id ".md", "---\nid: " id "\ntype: program\n" more "---\n\n" text)

/* A register with a document in force, one that it superseded, a part superseded, a draft, and one of unsure date. */
static int set_up(void **state)
{
	(void)state;
	room_begin(&room);
	room_write(&room, "docs-corpus/vocabulary/bodies.yaml",
	           "- {id: namnderna, name: Nämnderna, kind: group}\n"
	           "- {id: norrmalm, name: Norrmalms nämnd, kind: committee, parent: namnderna}\n");
	DOCUMENT("it-program",
	         "title: IT-program för staden\naliases: [IT-programmet]\ndnr: 031-2486/2007\nstatus: decided\n"
	         "decided: 2008-03-03\nin-force: 2008-07-01\napplies-to: [namnderna]\n"
	         "supersedes: [gammal-policy, {doc: riktlinjer, part: del-2}]\n",
	         "## Kap 1 {#kap-1}\n\nDet ska.\n\n## Kap 2 {#kap-2}\n\nDet ska.\n");
	DOCUMENT("gammal-policy", "title: Policy för telefoni\nstatus: decided\ndecided: 1996-01-01\n", "Text.\n");
	DOCUMENT("riktlinjer", "title: Riktlinjer för säkerhet\nstatus: decided\ndecided: 2005-01-01\n",
	         "## Del 1\n\nText.\n\n## Del 2\n\nText.\n");
	DOCUMENT("utkast", "title: Utkast till handbok\nstatus: draft\ndated: 2008-01-01\n", "Text.\n");
	DOCUMENT("ovisst-beslut", "title: Ovisst beslut\nstatus: decided\ndecided: 2008-01-01\nin-force: 2009\n",
	         "Text.\n");
	room_open(&room);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	room_close(&room);
	return 0;
}

/* --- the cases ------------------------------------------------------------------------------------------------------ */

static const struct judged texts[] = {
	{"{text: 'behovsanalys\\w*'}", "En behovsanalys har gjorts.\n", "yes FOUND 6:4 'behovsanalys'", NULL},
	{"{text: 'behovsanalys\\w*'}", "Ingenting.\n", "no NOT_FOUND", NULL},
	{"{text: 'ANALYS'}", "En Analys, en analys.\n", "yes FOUND 6:4 'Analys' 6:15 'analys'", NULL},
	{"{text: {pattern: 'Analys', case: true}}", "En analys.\n", "no NOT_FOUND", NULL},
	{"{text: {pattern: 'åtgärd', case: false}}", "ÅTGÄRD.\n", "yes FOUND 6:1 'ÅTGÄRD'", NULL},
	{"{text: 'har gjorts'}", "Den *har*\ngjorts i dag.\n", "yes FOUND 6:6 'har gjorts'", NULL},
	{"{text: 'ett\\. Två'}", "Stycke ett.\n\nTvå.\n", "no NOT_FOUND", NULL},
	{"{text: 'x'}", "> x\n\n    x\n\n<!-- x -->\n\nInget.\n", "no NOT_FOUND", NULL},
	{"{text: 'prov'}", "Inget.\n", "no NOT_FOUND", NULL},
};

static const struct judged scopes[] = {
	{"{text: {pattern: 'mål', in: heading}}", "Ett mål.\n\n## Mål\n", "yes FOUND 8:4 'Mål'", NULL},
	{"{text: {pattern: 'mål', in: paragraph}}", "## Mål\n\n- mål\n\n| mål |\n|---|\n| mål |\n", "no NOT_FOUND",
         NULL},
	{"{text: {pattern: 'mål', in: paragraph}}", "## Mål\n\nEtt mål.\n", "yes FOUND 8:5 'mål'", NULL},
	{"{text: {pattern: 'mål', in: item}}", "Mål.\n\n- ett mål\n", "yes FOUND 8:7 'mål'", NULL},
	{"{text: {pattern: 'mål', in: item}}", "Mål.\n", "no NOT_FOUND", NULL},
	{"{text: {pattern: 'mål \\| nytta', in: document}}", "| mål | nytta |\n|---|---|\n| a | b |\n",
         "yes FOUND 6:3 'mål | nytta'", NULL},
	{"{text: {pattern: 'mål.*nytta', in: cell}}", "| mål | nytta |\n|---|---|\n| mål och nytta | b |\n",
         "yes FOUND 8:3 'mål och nytta'", NULL},
	{"{text: {pattern: '^nytta$', in: cell}}", "| mål | nytta |\n|---|---|\n| a | b |\n", "yes FOUND 6:10 'nytta'",
         NULL},
	{"{text: {pattern: 'ett.*två', in: sentence}}", "Först ett. Sedan två.\n", "no NOT_FOUND", NULL},
	{"{text: {pattern: 'ett.*två', in: paragraph}}", "Först ett. Sedan två.\n", "yes FOUND 6:8 'ett. Sedan två'",
         NULL},
	{"{text: {pattern: '^Sedan', in: sentence}}", "Först ett. Sedan två.\n", "yes FOUND 6:13 'Sedan'", NULL},
	{"{text: {pattern: 'norrmalm', in: front-matter}}", "Norrmalm.\n", "yes FOUND 3:7 'norrmalm'", NULL},
	{"{text: {pattern: 'norrmalm'}}", "Inget.\n", "no NOT_FOUND", NULL},
	{"{text: {pattern: 'mål', in: section, heading: 'syfte'}}",
         "Mål.\n\n## Syfte\n\nEtt mål.\n\n### Under\n\nfler mål\n\n## Annat\n\nmål\n",
         "yes FOUND 10:5 'mål' 14:6 'mål'", NULL},
	{"{text: {pattern: 'mål', heading: 'syfte'}}", "## Annat\n\nmål\n", "no NOT_FOUND", NULL},
};

static const struct judged polarity[] = {
	{"{text: {pattern: 'behovsanalys', is: asserted}}", "Någon behovsanalys har inte gjorts.\n",
         "no DENIED 6:8 'behovsanalys'", NULL},
	{"{text: {pattern: 'behovsanalys', is: denied}}", "Någon behovsanalys har inte gjorts.\n",
         "yes FOUND 6:8 'behovsanalys'", NULL},
	{"{text: {pattern: 'behovsanalys', is: denied}}", "En behovsanalys har gjorts.\n",
         "no NOT_DENIED 6:4 'behovsanalys'", NULL},
	{"{text: {pattern: 'behovsanalys', is: asserted}}", "## Behovsanalys\n\nHar en behovsanalys gjorts?\n",
         "no OPEN 6:4 'Behovsanalys' 8:8 'behovsanalys'", NULL},
	{"{text: {pattern: 'behovsanalys', is: asserted}}", "## Behovsanalys\n\nEn behovsanalys har gjorts.\n",
         "yes FOUND 8:4 'behovsanalys'", NULL},
	{"{text: {pattern: 'behovsanalys', is: asserted}}",
         "En behovsanalys har gjorts. Någon annan behovsanalys har inte gjorts.\n", "yes FOUND 6:4 'behovsanalys'",
         NULL},
	{"{text: {pattern: 'behovsanalys', is: any}}", "Någon behovsanalys har inte gjorts.\n",
         "yes FOUND 6:8 'behovsanalys'", NULL},
	{"{text: {pattern: 'behovsanalys', is: asserted}}", "Inget.\n", "no NOT_FOUND", NULL},
	{"{text: {pattern: 'bostäder', is: asserted}}", "| Krav | Läge |\n|---|---|\n| bostäder | inte klart |\n",
         "no DENIED 8:3 'bostäder'", NULL},
	{"{text: {pattern: 'gjort\\. En', is: asserted}}", "Det är inte gjort. En till.\n",
         "no DENIED 6:14 'gjort. En'", NULL},
};

static const struct judged counts[] = {
	{"{count: {pattern: 'ska', at-least: 2}}", "Det ska göras. Det ska synas.\n",
         "yes FOUND(2;0) 6:5 'ska' 6:21 'ska'", NULL},
	{"{count: {pattern: '\\bska\\b', at-least: 3}}", "Det ska göras. Det ska synas.\n",
         "no TOO_FEW(2;3) 6:5 'ska' 6:21 'ska'", NULL},
	{"{count: {pattern: '\\bska\\b', at-most: 1}}", "Det ska göras. Det ska synas.\n",
         "no TOO_MANY(2;1) 6:5 'ska' 6:21 'ska'", NULL},
	{"{count: {pattern: '\\bska\\b', at-most: 1}}", "Inget.\n", "yes FOUND(0;1)", NULL},
	{"{count: {pattern: '\\bska\\b', at-least: 1, at-most: 2}}", "Det ska göras. Det ska synas.\n",
         "yes FOUND(2;2) 6:5 'ska' 6:21 'ska'", NULL},
	{"{count: {pattern: '\\bska\\b', is: denied, at-least: 1}}", "Det ska inte göras. Det ska synas.\n",
         "yes FOUND(1;0) 6:5 'ska'", NULL},
	{"{count: {pattern: 'mål', in: heading, at-least: 2}}", "## Mål\n\nmål\n\n## Fler mål\n",
         "yes FOUND(2;0) 6:4 'Mål' 10:9 'mål'", NULL},
};

static const struct judged near[] = {
	{"{near: {patterns: ['köp\\w*', 'system']}}", "Vi köper ett system.\n", "yes FOUND 6:4 'köper ett system'",
         NULL},
	{"{near: {patterns: ['köp\\w*', 'system']}}", "Systemet ska nämnden köpa.\n",
         "yes FOUND 6:1 'Systemet ska nämnden köpa'", NULL},
	{"{near: {patterns: ['köp\\w*', 'system']}}", "Vi köper bilar. Systemet finns.\n", "no NOT_FOUND", NULL},
	{"{near: {patterns: ['köp\\w*', 'system'], within: paragraph}}", "Vi köper bilar. Systemet finns.\n",
         "yes FOUND 6:4 'köper bilar. System'", NULL},
	{"{near: {patterns: ['köp\\w*', 'system'], within: paragraph}}", "Vi köper bilar.\n\nSystemet finns.\n",
         "no NOT_FOUND", NULL},
	{"{near: {patterns: ['köper', 'system'], words: 2}}", "Vi köper ett helt system.\n",
         "yes FOUND 6:4 'köper ett helt system'", NULL},
	{"{near: {patterns: ['köper', 'system'], words: 1}}", "Vi köper ett helt system.\n", "no NOT_FOUND", NULL},
	{"{near: {patterns: ['köper', 'system'], words: 1}}", "Vi köper ett helt annat, köper ett system.\n",
         "yes FOUND 6:27 'köper ett system'", NULL},
	{"{near: {patterns: ['a1', 'b2', 'c3'], words: 1}}", "a1 x b2 x c3\n", "yes FOUND 6:1 'a1 x b2 x c3'", NULL},
	{"{near: {patterns: ['a1', 'b2', 'c3'], words: 1}}", "a1 x b2 x x c3\n", "no NOT_FOUND", NULL},
	{"{near: {patterns: ['köper', 'system'], is: asserted}}", "Vi köper inte något system.\n",
         "no DENIED 6:4 'köper inte något system'", NULL},
	{"{near: {patterns: ['köper', 'system'], is: denied}}", "Vi köper inte något system.\n",
         "yes FOUND 6:4 'köper inte något system'", NULL},
	{"{near: {patterns: ['köper', 'system'], is: asserted}}", "## Köper system\n", "no OPEN 6:4 'Köper system'",
         NULL},
	{"{near: {patterns: ['köper', 'system'], is: asserted}}",
         "Vi köper inte något system. Vi köper ett annat system.\n", "yes FOUND 6:34 'köper ett annat system'", NULL},
	{"{near: {patterns: ['köper', 'system'], is: denied}}", "Vi köper ett system.\n",
         "no NOT_DENIED 6:4 'köper ett system'", NULL},
	{"{near: {patterns: ['köper', 'system'], heading: 'behov'}}",
         "Vi köper system.\n\n## Behov\n\nVi köper ett system.\n", "yes FOUND 10:4 'köper ett system'", NULL},
	{"{near: {patterns: ['köp', 'köp']}}", "Ett köp.\n", "yes FOUND 6:5 'köp'", NULL},
	{"{near: {patterns: ['kronor', '\\d+'], words: 0}}", "12 kronor\n", "yes FOUND 6:1 '12 kronor'", NULL},
};

static const struct judged fields[] = {
	{"{field: {key: title, present: true}}", "Text.\n", "yes FIELD_STATED(title) 2:8 'Prov'", NULL},
	{"{field: {key: category, present: true}}", "Text.\n", "no FIELD_ABSENT(category)", NULL},
	{"{field: {key: category, present: false}}", "Text.\n", "yes FIELD_ABSENT(category)", NULL},
	{"{field: {key: category, equals: basic}}", "Text.\n", "unknown FIELD_MISSING(category)", NULL},
	{"{field: {key: category, equals: basic}}", "Text.\n", "yes FIELD_FITS(category;basic) 5:11 'basic'",
         "category: basic\n"},
	{"{field: {key: category, equals: basic}}", "Text.\n", "no FIELD_WRONG(category;innovative) 5:11 'innovative'",
         "category: innovative\n"},
	{"{field: {key: topics, equals: telefoni}}", "Text.\n",
         "yes FIELD_FITS(topics;it, telefoni) 5:9 'it, telefoni'", "topics: [it, telefoni]\n"},
	{"{field: {key: topics, one-of: [arkiv, it]}}", "Text.\n",
         "yes FIELD_FITS(topics;it, telefoni) 5:9 'it, telefoni'", "topics: [it, telefoni]\n"},
	{"{field: {key: topics, one-of: [arkiv]}}", "Text.\n", "no FIELD_WRONG(topics;it, telefoni) 5:9 'it, telefoni'",
         "topics: [it, telefoni]\n"},
	{"{field: {key: dnr, matches: '^\\d+-'}}", "Text.\n", "yes FIELD_FITS(dnr;031-2486/2007) 5:6 '031-2486/2007'",
         "dnr: 031-2486/2007\n"},
	{"{field: {key: dnr, matches: '^x'}}", "Text.\n", "no FIELD_WRONG(dnr;031-2486/2007) 5:6 '031-2486/2007'",
         "dnr: 031-2486/2007\n"},
	{"{field: {key: budget.amount, at-least: 1000}}", "Text.\n", "yes FIELD_FITS(budget.amount;1000) 5:18 '1000'",
         "budget: {amount: 1000}\n"},
	{"{field: {key: budget.amount, at-least: 1000}}", "Text.\n", "no FIELD_WRONG(budget.amount;999) 5:18 '999'",
         "budget: {amount: 999}\n"},
	{"{field: {key: budget.amount, at-most: 1000}}", "Text.\n", "no FIELD_WRONG(budget.amount;1001) 5:18 '1001'",
         "budget: {amount: 1001}\n"},
	{"{field: {key: budget.amount, at-least: 10, at-most: 20}}", "Text.\n",
         "yes FIELD_FITS(budget.amount;15) 5:18 '15'", "budget: {amount: 15}\n"},
	{"{field: {key: budget.amount, at-least: 10, at-most: 20}}", "Text.\n",
         "no FIELD_WRONG(budget.amount;21) 5:18 '21'", "budget: {amount: 21}\n"},
	{"{field: {key: budget.amount, at-least: 10}}", "Text.\n", "unknown FIELD_MISSING(budget.amount)", NULL},
	{"{field: {key: title, at-least: 10}}", "Text.\n", "unknown FIELD_UNREAD(title;Prov) 2:8 'Prov'", NULL},
	{"{field: {key: date, not-before: 2009-01-01}}", "Text.\n", "yes FIELD_FITS(date;2009-02-02) 4:7 '2009-02-02'",
         NULL},
	{"{field: {key: date, not-before: 2009-02-02}}", "Text.\n", "yes FIELD_FITS(date;2009-02-02) 4:7 '2009-02-02'",
         NULL},
	{"{field: {key: date, not-before: 2009-02-03}}", "Text.\n", "no FIELD_WRONG(date;2009-02-02) 4:7 '2009-02-02'",
         NULL},
	{"{field: {key: date, not-after: 2009-02-02}}", "Text.\n", "yes FIELD_FITS(date;2009-02-02) 4:7 '2009-02-02'",
         NULL},
	{"{field: {key: date, not-after: 2009-02-01}}", "Text.\n", "no FIELD_WRONG(date;2009-02-02) 4:7 '2009-02-02'",
         NULL},
	{"{field: {key: date, not-after: 2009-02}}", "Text.\n",
         "unknown FIELD_UNREAD(date;2009-02-02) 4:7 '2009-02-02'", NULL},
	{"{field: {key: title, not-after: 2009}}", "Text.\n", "unknown FIELD_UNREAD(title;Prov) 2:8 'Prov'", NULL},
	{"{field: {key: budget, present: true}}", "Text.\n", "yes FIELD_STATED(budget) 5:9 'amount'",
         "budget: {amount: 15}\n"},
	{"{field: {key: title.sub, present: true}}", "Text.\n", "no FIELD_ABSENT(title.sub)", NULL},
};

static const struct judged cites[] = {
	{"{cites: {document: it-program}}", "Enligt IT-programmet gäller det.\n",
         "yes CITED(it-program) 6:8 'IT-programmet'", NULL},
	{"{cites: {document: it-program}}", "Enligt dnr 031-2486/2007 gäller det.\n",
         "yes CITED(it-program) 6:12 '031-2486/2007'", NULL},
	{"{cites: {document: it-program}}", "Enligt [programmet](docs-corpus/it-program.md) gäller det.\n",
         "yes CITED(it-program) 6:21 'docs-corpus/it-program.md'", NULL},
	{"{cites: {document: it-program}}", "Enligt [[it-program#kap-2]] gäller det.\n",
         "yes CITED(it-program) 6:10 'it-program'", NULL},
	{"{cites: {document: it-program}}", "Inget.\n", "yes CITED(it-program) 5:9 'it-program'",
         "cites: [it-program]\n"},
	{"{cites: {document: it-program}}", "Inget.\n", "no NOT_CITED", NULL},
	{"{cites: {document: [gammal-policy, it-program]}}", "Enligt IT-programmet.\n",
         "yes CITED(it-program) 6:8 'IT-programmet'", NULL},
	{"{cites: {document: gammal-policy}}", "Enligt IT-programmet.\n", "no NOT_CITED", NULL},
	{"{cites: {document: it-program, part: kap-2}}", "Enligt [[it-program#kap-2]] gäller det.\n",
         "yes CITED(it-program) 6:10 'it-program'", NULL},
	{"{cites: {document: it-program, part: kap-1}}", "Enligt [[it-program#kap-2]] gäller det.\n", "no NOT_CITED",
         NULL},
	{"{cites: {document: it-program, part: kap-2}}", "Inget.\n", "yes CITED(it-program) 5:9 'it-program'",
         "cites: [it-program#kap-2]\n"},
	{"{cites: {status: [superseded, repealed]}}", "Enligt [[gammal-policy]].\n",
         "yes CITED_STATUS(gammal-policy;superseded) 6:10 'gammal-policy'", NULL},
	{"{cites: {status: [superseded, repealed]}}", "Enligt [[it-program]].\n", "no NOT_CITED", NULL},
	{"{cites: {status: superseded}}", "Enligt [[it-program]] och Policy för telefoni.\n",
         "yes CITED_STATUS(gammal-policy;superseded) 6:27 'Policy för telefoni'", NULL},
	{"{cites: {status: in-force}}", "Enligt [[ovisst-beslut]].\n",
         "unknown CITED_UNSURE(ovisst-beslut) 6:10 'ovisst-beslut'", NULL},
	{"{cites: {status: draft}}", "Enligt Utkast till handbok.\n",
         "yes CITED_STATUS(utkast;draft) 6:8 'Utkast till handbok'", NULL},
	{"{cites: {status: superseded}}", "Enligt [[riktlinjer#del-2]].\n",
         "yes CITED_STATUS(riktlinjer;superseded) 6:10 'riktlinjer'", NULL},
	{"{cites: {status: superseded}}", "Enligt [[riktlinjer#del-1]].\n", "no NOT_CITED", NULL},
	{"{cites: {}}", "Enligt [[riktlinjer#del-1]].\n", "yes CITED(riktlinjer) 6:10 'riktlinjer'", NULL},
	{"{cites: {document: it-program}}", "Enligt [[it-programm]].\n", "no NOT_CITED", NULL},
};

static const struct judged sections[] = {
	{"{section: {heading: 'risker'}}", "## Risker\n\nFå.\n", "yes FOUND 6:1 'Risker'", NULL},
	{"{section: {heading: 'risker'}}", "Risker finns.\n", "no SECTION_NONE", NULL},
	{"{section: {heading: 'risker', min-words: 3}}", "## Risker\n\nTvå ord.\n",
         "no SECTION_SHORT(2;3) 6:1 'Risker'", NULL},
	{"{section: {heading: 'risker', min-words: 3}}", "## Risker\n\nTvå ord.\n\n### Mer\n\n- här\n",
         "yes FOUND 6:1 'Risker'", NULL},
	{"{section: {heading: 'risker', min-words: 3}}", "## Risker\n\nTvå ord.\n\n## Mer\n\n- här\n",
         "no SECTION_SHORT(2;3) 6:1 'Risker'", NULL},
	{"{section: {heading: 'risker', before: 'beslut'}}", "## Risker\n\nTvå.\n\n## Beslut\n",
         "yes FOUND 6:1 'Risker'", NULL},
	{"{section: {heading: 'risker', before: 'beslut'}}", "## Beslut\n\n## Risker\n\nTvå.\n",
         "no SECTION_LATE(Beslut) 8:1 'Risker'", NULL},
	{"{section: {heading: 'risker', before: 'beslut'}}", "## Risker\n\nTvå.\n", "yes FOUND 6:1 'Risker'", NULL},
};

static const struct judged alike[] = {
	{"{section: {alike: true, level: 2}}",
         "# Dok\n\n## Ett\n\n### Mål\n\nx\n\n### Mått\n\ny\n\n## Två\n\n### Mål\n\nx\n\n### Mått\n\ny\n\n## Tre\n\n### "
         "Mål\n\nx\n",
         "no SECTION_UNLIKE(Tre;mått) 28:1 'Tre'", NULL},
	{"{section: {alike: true}}",
         "# Dok\n\n## Ett\n\n### Mål\n\nx\n\n### Mått\n\ny\n\n## Två\n\n### Mål\n\nx\n\n### Mått\n\ny\n\n## Tre\n\n### "
         "Mål\n\nx\n",
         "no SECTION_UNLIKE(Tre;mått) 28:1 'Tre'", NULL},
	{"{section: {alike: true, level: 2}}",
         "# Dok\n\n## Ett\n\n### Mål\n\nx\n\n### Mått\n\ny\n\n## Två\n\n### Mål\n\nx\n\n### Mått\n\ny\n\n## Tre\n\n### "
         "Mål\n\nx\n\n### Mått\n\nz\n",
         "yes NOTHING_AGAINST", NULL},
	{"{section: {alike: true, level: 2}}", "## Ett\n\nMål: x\n\n## Två\n\n**Mål**: y\n\n## Tre\n\nz\n",
         "no SECTION_UNLIKE(Tre;mål) 14:1 'Tre'", NULL},
	{"{section: {alike: true, level: 2}}", "## Ett\n\n- Mål: x\n\n## Två\n\nMål: y\n\n## Tre\n\n1. Mål: z\n",
         "yes NOTHING_AGAINST", NULL},
	{"{section: {alike: true, level: 2}}",
         "## 1. Ett\n\n### 1.1 Mål\n\n## 2. Två\n\n### 2.1 Mål\n\n## 3. Tre\n\n### 3.1 MÅL\n", "yes NOTHING_AGAINST",
         NULL},
	{"{section: {alike: true, level: 2}}", "## Ett\n\n### Mål\n\n## Två\n\nx\n", "yes NOTHING_AGAINST", NULL},
	{"{section: {alike: true, level: 2}}",
         "## Ett\n\n### Mål\n\n## Två\n\n### Mål\n\n## Tre\n\nx\n\n## Fyra\n\ny\n", "yes NOTHING_AGAINST", NULL},
	{"{section: {alike: true, level: 2}}", "Inga kapitel.\n", "yes NOTHING_AGAINST", NULL},
};

static const struct judged tables[] = {
	{"{table: {columns: ['post', 'kronor']}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n", "yes FOUND 6:3 'Post | Kronor'", NULL},
	{"{table: {columns: ['post', 'euro']}}", "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n",
         "no TABLE_NONE", NULL},
	{"{table: {columns: ['post']}}", "Post.\n", "no TABLE_NONE", NULL},
	{"{table: {columns: ['post'], row: 'drift'}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n", "yes FOUND 6:3 'Post | Kronor'", NULL},
	{"{table: {columns: ['post'], row: 'hyra'}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n", "no TABLE_ROW 6:3 'Post | Kronor'",
         NULL},
	{"{table: {columns: ['post'], row: 'post'}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n", "no TABLE_ROW 6:3 'Post | Kronor'",
         NULL},
	{"{table: {columns: ['post'], sum: {column: 'kronor', equals: 1500.5}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n", "yes FOUND 6:3 'Post | Kronor'", NULL},
	{"{table: {columns: ['post'], sum: {column: 'kronor', equals: 1500}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n",
         "no TABLE_SUM(1 500,50;1 500) 6:3 'Post | Kronor'", NULL},
	{"{table: {columns: ['post'], sum: {column: 'kronor', equals: budget.amount}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300 kr |\n", "yes FOUND 7:3 'Post | Kronor'",
         "budget: {amount: 1500}\n"},
	{"{table: {columns: ['post'], sum: {column: 'kronor', equals: budget.amount}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n",
         "no TABLE_SUM(1 500,50;1 500) 7:3 'Post | Kronor'", "budget: {amount: 1500}\n"},
	{"{table: {columns: ['post'], sum: {column: 'kronor', equals: budget.amount}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n", "unknown TABLE_TOTAL", NULL},
	{"{table: {columns: ['post'], sum: {column: 'kronor', total: '^summa'}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n| **Summa** | **1 500,50** |\n",
         "yes FOUND 6:3 'Post | Kronor'", NULL},
	{"{table: {columns: ['post'], sum: {column: 'kronor', total: '^summa'}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n| Summa | 1 600 |\n",
         "no TABLE_SUM(1 500,50;1 600) 6:3 'Post | Kronor'", NULL},
	{"{table: {columns: ['post'], sum: {column: 'kronor', total: '^summa'}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n", "unknown TABLE_TOTAL", NULL},
	{"{table: {columns: ['post'], sum: {column: 'kronor', equals: 1500.5, total: '^summa'}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n| Summa | 1 500,50 |\n",
         "yes FOUND 6:3 'Post | Kronor'", NULL},
	{"{table: {columns: ['post'], sum: {column: 'kronor', equals: 1200}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | ingår |\n",
         "unknown TABLE_NUMBER(ingår) 9:3 'Stöd | ingår'", NULL},
	{"{table: {columns: ['post'], sum: {column: 'kronor', equals: 1200}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | |\n", "yes FOUND 6:3 'Post | Kronor'", NULL},
	{"{table: {columns: ['post'], sum: {column: 'summa', equals: 1200}}}",
         "| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 |\n", "no TABLE_NONE", NULL},
	{"{table: {columns: ['post', 'kronor'], row: 'hyra'}}",
         "| Namn |\n|---|\n| x |\n\nText.\n\n| Post | Kronor |\n|---|--:|\n| Drift | 1 200 |\n| Stöd | 300,50 "
         "|\n\nText.\n\n| Post | Kronor |\n|---|---|\n| Hyra | 5 |\n",
         "yes FOUND 19:3 'Post | Kronor'", NULL},
};

static const struct judged terms[] = {
	{"{term: {defined: '\\bPUL\\b'}}", "PUL gäller.\n", "no TERM_UNDEFINED(PUL) 6:1 'PUL'", NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "Med PUL avses personuppgiftslagen.\n", "yes NOTHING_AGAINST", NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "Personuppgiftslagen (PUL) gäller. PUL är en lag.\n", "yes NOTHING_AGAINST",
         NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "PUL (personuppgiftslagen) gäller.\n", "yes NOTHING_AGAINST", NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "PUL (1998) gäller.\n", "yes NOTHING_AGAINST", NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "PUL gäller.\n\n**PUL**: personuppgiftslagen\n", "yes NOTHING_AGAINST",
         NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "PUL gäller.\n\n## PUL\n\nLagen.\n", "yes NOTHING_AGAINST", NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "## Om PUL\n\nLagen.\n", "no TERM_UNDEFINED(PUL) 6:7 'PUL'", NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "PUL gäller.\n\n- PUL – personuppgiftslagen\n", "yes NOTHING_AGAINST", NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "PUL gäller.\n\n- PUL - personuppgiftslagen\n", "yes NOTHING_AGAINST", NULL},
	{"{term: {defined: '\\bPUL\\b'}}",
         "PUL gäller.\n\n| Ord | Betydelse |\n|---|---|\n| PUL | personuppgiftslagen |\n", "yes NOTHING_AGAINST", NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "PUL gäller. PUL definieras inte här.\n", "no TERM_UNDEFINED(PUL) 6:1 'PUL'",
         NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "PUL är inte definierad.\n", "no TERM_UNDEFINED(PUL) 6:1 'PUL'", NULL},
	{"{term: {defined: '\\bPUL\\b'}}", "Lagen (PUL och annat) gäller.\n", "no TERM_UNDEFINED(PUL) 6:8 'PUL'", NULL},
	{"{term: {defined: '\\b(?:PUL|ITP|SLK)\\b'}}",
         "PUL, ITP och SLK gäller. Plattformen (ITP) är stadens. PUL igen.\n",
         "no TERM_UNDEFINED(PUL, SLK) 6:1 'PUL' 6:14 'SLK'", NULL},
	{"{term: {defined: '\\b(?:PUL|ITP|SLK)\\b', except: [PUL, slk]}}", "PUL, ITP och SLK gäller.\n",
         "no TERM_UNDEFINED(ITP) 6:6 'ITP'", NULL},
	{"{term: {defined: '\\bPUL\\b', case: true}}", "Pul gäller.\n", "yes NOTHING_AGAINST", NULL},
	{"{term: {consistent: ['e-tjänst\\w*', 'webbtjänst\\w*']}}", "E-tjänsten är en webbtjänst.\n",
         "no TERM_MIXED(E-tjänsten, webbtjänst) 6:1 'E-tjänsten' 6:20 'webbtjänst'", NULL},
	{"{term: {consistent: ['e-tjänst\\w*', 'webbtjänst\\w*']}}", "E-tjänsten är en e-tjänst.\n",
         "yes NOTHING_AGAINST", NULL},
	{"{term: {consistent: ['e-tjänst\\w*', 'webbtjänst\\w*']}}", "Inget.\n", "yes NOTHING_AGAINST", NULL},
	{"{term: {replaced: 'handikapp\\w*', by: funktionsnedsättning}}", "För handikappade.\n\nHandikapp.\n",
         "no TERM_OLD(handikappade;funktionsnedsättning) 6:6 'handikappade' 8:1 'Handikapp'", NULL},
	{"{term: {replaced: 'handikapp\\w*', by: funktionsnedsättning}}", "För alla.\n", "yes NOTHING_AGAINST", NULL},
	{"{term: {replaced: 'handikapp\\w*'}}", "Handikapp.\n", "no TERM_OLD(Handikapp) 6:1 'Handikapp'", NULL},
};

static const struct judged each[] = {
	{"{each: {in: section, level: 2, require: {text: 'mått'}}}",
         "# D\n\n## Ett\n\nEtt mått.\n\n## Två\n\n### Under\n\nmått\n", "yes NOTHING_AGAINST", NULL},
	{"{each: {in: section, level: 2, require: {text: 'mått'}}}",
         "# D\n\n## Ett\n\nEtt mått.\n\n## Två\n\nInget.\n\n## Tre\n", "no EACH_FAILS(2;3) 12:4 'Två' 16:4 'Tre'",
         NULL},
	{"{each: {in: section, heading: 'mål', require: {text: 'mått'}}}",
         "## Mål ett\n\nmått\n\n## Annat\n\nx\n\n## Mål två\n\ny\n", "no EACH_FAILS(1;2) 14:4 'Mål två'", NULL},
	{"{each: {in: paragraph, where: {text: 'mål'}, require: {text: 'mått'}}}",
         "Ett mål med mått.\n\nEtt mål.\n\nIngenting.\n", "no EACH_FAILS(1;2) 8:5 'mål'", NULL},
	{"{each: {in: paragraph, where: {text: 'mål'}, require: {text: 'mått'}}}", "Ingenting.\n",
         "yes NOTHING_AGAINST", NULL},
	{"{each: {in: sentence, where: {text: '\\bska\\b'}, require: {text: 'nämnden'}}}",
         "Det ska nämnden göra. Det ska göras. Det är bra.\n", "no EACH_FAILS(1;2) 6:29 'ska'", NULL},
	{"{each: {in: item, require: {text: ';$'}}}", "Text.\n\n- ett;\n- två\n", "no EACH_FAILS(1;2) 9:3 'två'", NULL},
	{"{each: {in: sentence, require: {not: {text: 'kanske'}}}}", "Ja. Det är kanske så. Nej.\n",
         "no EACH_FAILS(1;3) 6:13 'kanske'", NULL},
	{"{each: {in: section, level: 2, require: {each: {in: sentence, where: {text: '\\bska\\b'}, require: {text: "
         "'nämnden'}}}}}",
         "## Ett\n\nNämnden ska.\n\n## Två\n\nDet ska göras. Nämnden ska.\n\n## Tre\n\nDet ska. Det ska ej.\n",
         "no EACH_FAILS(2;3) 12:5 'ska' 16:5 'ska' 16:14 'ska'", NULL},
	{"{each: {in: paragraph, where: {text: 'ska'}, require: {near: {patterns: ['ska', 'senast'], words: 2}}}}",
         "Det ska göras senast i maj.\n\nDet ska göras.\n", "no EACH_FAILS(1;2) 8:5 'ska'", NULL},
	{"{each: {in: section, level: 2, require: {section: {heading: 'mått'}}}}",
         "## Ett\n\n### Mått\n\nx\n\n## Två\n\n### Annat\n", "no EACH_FAILS(1;2) 12:4 'Två'", NULL},
	{"{each: {in: section, level: 2, require: {cites: {document: it-program}}}}",
         "## Ett\n\nSe IT-programmet.\n\n## Två\n\nSe inget.\n", "no EACH_FAILS(1;2) 10:4 'Två'", NULL},
	{"{each: {in: section, level: 2, require: {cites: {document: it-program}}}}", "## Två\n\nSe inget.\n",
         "no EACH_FAILS(1;1) 7:4 'Två'", "cites: [it-program]\n"},
	{"{each: {in: sentence, where: {text: 'lag'}, require: {cites: {document: it-program}}}}",
         "En lag. En lag enligt IT-programmet.\n", "no EACH_FAILS(1;2) 6:4 'lag'", NULL},
	{"{each: {in: paragraph, require: {field: {key: budget.amount, at-least: 1}}}}", "Ett.\n",
         "unknown FIELD_MISSING(budget.amount)", NULL},
	{"{each: {in: sentence, heading: 'mål', where: {text: {pattern: 'x', is: asserted}}, require: {text: 'y'}}}",
         "x utan.\n\n## Mål\n\nDet är x.\n\n### Under\n\nDet är x och y.\n", "no EACH_FAILS(1;2) 10:9 'x'", NULL},
	{"{each: {in: cell, require: {text: '\\d'}}}", "| a 1 | b |\n|---|---|\n| c | d |\n",
         "no EACH_FAILS(1;2) 8:3 'c | d'", NULL},
	{"{each: {in: sentence, where: {text: 'ska'}, require: {count: {pattern: 'ska', at-most: 1}}}}",
         "Det ska och ska. Det ska.\n", "no EACH_FAILS(1;2) 6:5 'ska' 6:13 'ska'", NULL},
	{"{each: {in: sentence, require: {term: {replaced: 'handikapp\\w*'}}}}", "Handikapp. Annat.\n",
         "no EACH_FAILS(1;2) 6:1 'Handikapp'", NULL},
};

static const struct judged joined[] = {
	{"{all: [{text: 'ett'}, {text: 'två'}]}", "ett två\n", "yes FOUND 6:1 'ett' 6:5 'två'", NULL},
	{"{all: [{text: 'ett'}, {text: 'två'}]}", "ett\n", "no NOT_FOUND", NULL},
	{"[{text: 'ett'}, {text: 'två'}]", "ett två\n", "yes FOUND 6:1 'ett' 6:5 'två'", NULL},
	{"{any: [{text: 'ett'}, {text: 'två'}]}", "två\n", "yes FOUND 6:1 'två'", NULL},
	{"{any: [{text: 'ett'}, {text: 'två'}]}", "tre\n", "no NOT_FOUND", NULL},
	{"{not: {text: 'ett'}}", "ett\n", "no FORBIDDEN 6:1 'ett'", NULL},
	{"{not: {text: 'ett'}}", "två\n", "yes NOTHING_AGAINST", NULL},
	{"{not: {not: {text: 'ett'}}}", "ett\n", "yes NOTHING_AGAINST", NULL},
	{"{all: [{text: 'ett'}, {field: {key: category, equals: basic}}]}", "ett\n", "unknown FIELD_MISSING(category)",
         NULL},
	{"{all: [{text: 'ett'}, {field: {key: category, equals: basic}}]}", "två\n", "no NOT_FOUND", NULL},
	{"{any: [{text: 'ett'}, {field: {key: category, equals: basic}}]}", "ett\n", "yes FOUND 6:1 'ett'", NULL},
	{"{any: [{text: 'ett'}, {field: {key: category, equals: basic}}]}", "två\n", "unknown FIELD_MISSING(category)",
         NULL},
	{"{not: {field: {key: category, equals: basic}}}", "två\n", "unknown FIELD_MISSING(category)", NULL},
	{"{all: [{name: {sv: pris, en: price}, text: 'pris'}, {name: {sv: tid, en: time}, text: 'tid'}, {name: {sv: "
         "ägare, en: owner}, text: 'ägare'}]}",
         "En tid.\n", "no NOT_FOUND [pris] [ägare]", NULL},
	{"{any: [{name: {sv: pris, en: price}, text: 'pris'}, {name: {sv: tid, en: time}, text: 'tid'}]}", "Inget.\n",
         "no NOT_FOUND [pris] [tid]", NULL},
	{"{name: {sv: pris eller tid, en: price or time}, any: [{name: {sv: pris, en: price}, text: 'pris'}, {name: "
         "{sv: tid, en: time}, text: 'tid'}]}",
         "Inget.\n", "no NOT_FOUND [pris eller tid]", NULL},
	{"{all: [{text: {pattern: 'a1', is: asserted}}, {text: {pattern: 'b2', is: asserted}}]}",
         "Ingen a1 har gjorts.\n", "no DENIED 6:7 'a1'", NULL},
	{"{name: {sv: pris, en: price}, not: {text: 'gratis'}}", "Det är gratis.\n", "no FORBIDDEN 6:9 'gratis'", NULL},
};

static const struct judged stuck[] = {
	{"{text: '(x+x+)+[yz]'}", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
         "unknown PATTERN_STUCK(100000)", NULL},
	{"{text: 'klar|(x+x+)+[yz]'}", "klar xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
         "yes FOUND 6:1 'klar'", NULL},
	{"{not: {text: '(x+x+)+[yz]'}}", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
         "unknown PATTERN_STUCK(100000)", NULL},
	{"{count: {pattern: '(x+x+)+[yz]', at-least: 1}}",
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", "unknown PATTERN_STUCK(100000)", NULL},
	{"{any: [{text: 'klar'}, {text: '(x+x+)+[yz]'}]}",
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx klar\n", "yes FOUND 6:62 'klar'", NULL},
	{"{all: [{text: 'klar'}, {text: '(x+x+)+[yz]'}]}",
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", "no NOT_FOUND", NULL},
	{"{near: {patterns: ['klar', '(x+x+)+[yz]']}}",
         "klar xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", "unknown PATTERN_STUCK(100000)", NULL},
	{"{section: {heading: '(x+x+)+[yz]'}}", "## xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
         "unknown PATTERN_STUCK(100000)", NULL},
	{"{section: {heading: 'a', before: '(x+x+)+[yz]'}}",
         "## a\n\n## xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", "unknown PATTERN_STUCK(100000)",
         NULL},
	{"{text: {pattern: 'a', heading: '(x+x+)+[yz]'}}",
         "## xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n\na\n", "unknown PATTERN_STUCK(100000)",
         NULL},
	{"{each: {in: sentence, require: {text: '(x+x+)+[yz]'}}}",
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", "unknown PATTERN_STUCK(100000)", NULL},
	{"{each: {in: sentence, where: {text: '(x+x+)+[yz]'}, require: {text: 'q'}}}",
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", "unknown PATTERN_STUCK(100000)", NULL},
	{"{each: {in: section, heading: '(x+x+)+[yz]', require: {text: 'q'}}}",
         "## xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n\na\n", "unknown PATTERN_STUCK(100000)",
         NULL},
	{"{term: {defined: '(x+x+)+[yz]'}}", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
         "unknown PATTERN_STUCK(100000)", NULL},
	{"{term: {consistent: ['(x+x+)+[yz]', 'a']}}", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
         "unknown PATTERN_STUCK(100000)", NULL},
	{"{term: {replaced: '(x+x+)+[yz]'}}", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
         "unknown PATTERN_STUCK(100000)", NULL},
	{"{table: {columns: ['(x+x+)+[yz]']}}",
         "| xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx |\n|---|\n| a |\n",
         "unknown PATTERN_STUCK(100000)", NULL},
	{"{field: {key: dnr, matches: '(x+x+)+[yz]'}}", "a\n", "unknown PATTERN_STUCK(100000)",
         "dnr: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"},
	{"{text: {pattern: '(x+x+)+[yz]', in: front-matter}}", "a\n", "unknown PATTERN_STUCK(100000)",
         "dnr: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"},
	{"{table: {columns: ['a'], row: '(x+x+)+[yz]'}}",
         "| a |\n|---|\n| xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx |\n",
         "unknown PATTERN_STUCK(100000)", NULL},
	{"{near: {patterns: ['a', 'b'], heading: '(x+x+)+[yz]'}}",
         "## xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n\na b\n", "unknown PATTERN_STUCK(100000)",
         NULL},
};

static void texts_judged(void **state)
{
	(void)state;
	JUDGE(texts);
}

static void scopes_judged(void **state)
{
	(void)state;
	JUDGE(scopes);
}

static void polarity_judged(void **state)
{
	(void)state;
	JUDGE(polarity);
}

static void counts_judged(void **state)
{
	(void)state;
	JUDGE(counts);
}

static void near_judged(void **state)
{
	(void)state;
	JUDGE(near);
}

static void fields_judged(void **state)
{
	(void)state;
	JUDGE(fields);
}

static void cites_judged(void **state)
{
	(void)state;
	JUDGE(cites);
}

static void sections_judged(void **state)
{
	(void)state;
	JUDGE(sections);
}

static void alike_judged(void **state)
{
	(void)state;
	JUDGE(alike);
}

static void tables_judged(void **state)
{
	(void)state;
	JUDGE(tables);
}

static void terms_judged(void **state)
{
	(void)state;
	JUDGE(terms);
}

static void each_judged(void **state)
{
	(void)state;
	JUDGE(each);
}

static void joined_judged(void **state)
{
	(void)state;
	JUDGE(joined);
}

static void stuck_judged(void **state)
{
	(void)state;
	JUDGE(stuck);
}

/* --- what cases cannot say ------------------------------------------------------------------------------------------ */

static struct answer evaluate_one(const char *condition, const char *text)
{
	static char pack[4096];

	snprintf(pack, sizeof pack,
	         "pack: prov\ntitle: {sv: Prov, en: Test}\nrules:\n  - id: P-1\n    title: {sv: Prov, en: Test}\n"
	         "    clause: it-program\n    strength: must\n    evidence: full\n    message: {sv: fel, en: wrong}\n"
	         "    require: %s\n",
	         condition);
	room_write(&room, "rules/prov.yaml", pack);
	room_rules(&room);
	room_read(&room, text);
	return evaluate_condition(&room.eval, room.rulebook->rules[0]->require, evaluate_window(&room.eval));
}

/* A text that mentions a thing thousands of times shows a hundred places, counts them all, and takes no long time. */
static void many_mentions(void **state)
{
	static char text[200000];
	struct answer answer;
	size_t n = (size_t)snprintf(text, sizeof text, FRONT "---\n");

	(void)state;
	for (int i = 0; i < 20000; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "ska %s", i % 50 == 49 ? "\n\n" : "");
	answer = evaluate_one("{count: {pattern: '\\bska\\b', at-most: 5}}", text);
	assert_int_equal(answer.holds, TRI_NO);
	assert_int_equal(answer.count, SPOTS_MAX);
	assert_memory_equal(answer.args[0].text.at, "20000", 5);
	answer = evaluate_one(
		"{near: {patterns: ['\\bska\\b', '\\bska\\b', '\\bska\\b', 'aldrig'], within: paragraph}}", text);
	assert_int_equal(answer.holds, TRI_NO);
}

/* Words that are shown are cut at a letter. */
static void long_mentions(void **state)
{
	static char text[2000];
	struct answer answer;
	size_t n = (size_t)snprintf(text, sizeof text, FRONT "---\na");

	(void)state;
	for (int i = 0; i < 200; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "å");
	answer = evaluate_one("{text: 'aå+'}", text);
	assert_int_equal(answer.holds, TRI_YES);
	assert_int_equal(answer.first->text.n, 159); /* of two bytes each, and the first */
}

/* What one text did to a pattern, or left behind, is not seen by the next. */
static void texts_apart(void **state)
{
	static char zeros[200];
	const struct condition *condition = NULL;
	struct answer answer;

	(void)state;
	snprintf(zeros, sizeof zeros, FRONT "---\n%060d\n", 0);
	answer = evaluate_one("{text: '(0+0+)+[12]'}", zeros);
	assert_int_equal(answer.holds, TRI_UNKNOWN);
	condition = room.rulebook->rules[0]->require;
	room_read(&room, FRONT "---\n001\n");
	answer = evaluate_condition(&room.eval, condition, evaluate_window(&room.eval));
	assert_int_equal(answer.holds, TRI_YES);
	room_read(&room, FRONT "---\n");
	answer = evaluate_condition(&room.eval, condition, evaluate_window(&room.eval));
	assert_int_equal(answer.holds, TRI_NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_judged),  cmocka_unit_test(scopes_judged),   cmocka_unit_test(polarity_judged),
		cmocka_unit_test(counts_judged), cmocka_unit_test(near_judged),     cmocka_unit_test(fields_judged),
		cmocka_unit_test(cites_judged),  cmocka_unit_test(sections_judged), cmocka_unit_test(alike_judged),
		cmocka_unit_test(tables_judged), cmocka_unit_test(terms_judged),    cmocka_unit_test(each_judged),
		cmocka_unit_test(joined_judged), cmocka_unit_test(stuck_judged),    cmocka_unit_test(many_mentions),
		cmocka_unit_test(long_mentions), cmocka_unit_test(texts_apart),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
