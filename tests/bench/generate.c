/* Writes a `git fast-import` stream of a repository with realistic Swedish governing documents.
 *
 *     build/generate DOCUMENTS [SEED] | git fast-import
 *
 * The same numbers give the same bytes. Documents are made in the order of their dates, so that whatever one refers to
 * is older and in force; about one document in fifty then gets a defect of a random kind. */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define LINE_WIDTH 100
#define DOCUMENTS_MAX 10000000u
#define NONE UINT32_MAX

/* ---- the words ---- */

struct board {
	const char *id, *name;
};

static const struct board boards[] = {
	{"bromma-stadsdelsnamnd", "Bromma stadsdelsnämnd"},
	{"enskede-arsta-vantors-stadsdelsnamnd", "Enskede-Årsta-Vantörs stadsdelsnämnd"},
	{"farsta-stadsdelsnamnd", "Farsta stadsdelsnämnd"},
	{"hagersten-liljeholmens-stadsdelsnamnd", "Hägersten-Liljeholmens stadsdelsnämnd"},
	{"hasselby-vallingby-stadsdelsnamnd", "Hässelby-Vällingby stadsdelsnämnd"},
	{"kungsholmens-stadsdelsnamnd", "Kungsholmens stadsdelsnämnd"},
	{"norrmalms-stadsdelsnamnd", "Norrmalms stadsdelsnämnd"},
	{"rinkeby-kista-stadsdelsnamnd", "Rinkeby-Kista stadsdelsnämnd"},
	{"skarholmens-stadsdelsnamnd", "Skärholmens stadsdelsnämnd"},
	{"skarpnacks-stadsdelsnamnd", "Skarpnäcks stadsdelsnämnd"},
	{"spanga-tensta-stadsdelsnamnd", "Spånga-Tensta stadsdelsnämnd"},
	{"sodermalms-stadsdelsnamnd", "Södermalms stadsdelsnämnd"},
	{"alvsjo-stadsdelsnamnd", "Älvsjö stadsdelsnämnd"},
	{"ostermalms-stadsdelsnamnd", "Östermalms stadsdelsnämnd"},
	{"arbetsmarknadsnamnden", "arbetsmarknadsnämnden"},
	{"exploateringsnamnden", "exploateringsnämnden"},
	{"fastighetsnamnden", "fastighetsnämnden"},
	{"idrottsnamnden", "idrottsnämnden"},
	{"kulturnamnden", "kulturnämnden"},
	{"kyrkogardsnamnden", "kyrkogårdsnämnden"},
	{"miljo-och-halsoskyddsnamnden", "miljö- och hälsoskyddsnämnden"},
	{"renhallningsnamnden", "renhållningsnämnden"},
	{"servicenamnden", "servicenämnden"},
	{"socialtjanstnamnden", "socialtjänstnämnden"},
	{"stadsbyggnadsnamnden", "stadsbyggnadsnämnden"},
	{"trafiknamnden", "trafiknämnden"},
	{"utbildningsnamnden", "utbildningsnämnden"},
	{"valnamnden", "valnämnden"},
	{"aldrenamnden", "äldrenämnden"},
	{"overformyndarnamnden", "överförmyndarnämnden"},
};

#define DISTRICTS 14 /* the first of them */

struct topic {
	const char *id, *label;
};

static const struct topic topics[] = {
	{"it", "it"},
	{"informationssakerhet", "informationssäkerhet"},
	{"telefoni", "telefoni"},
	{"arkiv", "arkiv"},
	{"upphandling", "upphandling"},
	{"ekonomi", "ekonomi"},
	{"personal", "personal"},
	{"arbetsmiljo", "arbetsmiljö"},
	{"aldreomsorg", "äldreomsorg"},
	{"funktionsnedsattning", "funktionsnedsättning"},
	{"forskola", "förskola"},
	{"skola", "skola"},
	{"miljo", "miljö"},
	{"trafik", "trafik"},
	{"parker", "parker"},
	{"lokaler", "lokaler"},
	{"kultur", "kultur"},
	{"idrott", "idrott"},
	{"krisberedskap", "krisberedskap"},
	{"kommunikation", "kommunikation"},
	{"forsorjningsstod", "försörjningsstöd"},
	{"avfall", "avfall"},
};

struct subject {
	const char *slug, *name;
	unsigned topic;
};

static const struct subject subjects[] = {
	{"trygghetslarm", "trygghetslarm", 8},
	{"hemtjanst", "hemtjänst", 8},
	{"dagverksamhet", "dagverksamhet", 8},
	{"anhorigstod", "anhörigstöd", 8},
	{"servicehus", "servicehus", 8},
	{"ledsagning", "ledsagning", 9},
	{"personlig-assistans", "personlig assistans", 9},
	{"bostadsanpassning", "bostadsanpassning", 9},
	{"tillganglighet", "tillgänglighet", 9},
	{"e-post", "e-post", 0},
	{"systemforvaltning", "systemförvaltning", 0},
	{"e-tjanster", "e-tjänster", 0},
	{"it-drift", "it-drift", 0},
	{"licenser", "licenser", 0},
	{"behorigheter", "behörigheter", 1},
	{"loggning", "loggning", 1},
	{"skydd-av-personuppgifter", "skydd av personuppgifter", 1},
	{"mobiltelefoner", "mobiltelefoner", 2},
	{"telefonvaxel", "telefonväxel", 2},
	{"gallring", "gallring", 3},
	{"diarieforing", "diarieföring", 3},
	{"e-arkiv", "e-arkiv", 3},
	{"direktupphandling", "direktupphandling", 4},
	{"ramavtal", "ramavtal", 4},
	{"avtalsuppfoljning", "avtalsuppföljning", 4},
	{"attest", "attest", 5},
	{"representation", "representation", 5},
	{"investeringar", "investeringar", 5},
	{"fakturahantering", "fakturahantering", 5},
	{"rekrytering", "rekrytering", 6},
	{"kompetensutveckling", "kompetensutveckling", 6},
	{"bisysslor", "bisysslor", 6},
	{"rehabilitering", "rehabilitering", 7},
	{"skyddsronder", "skyddsronder", 7},
	{"hot-och-vald", "hot och våld", 7},
	{"avgifter-i-forskolan", "avgifter i förskolan", 10},
	{"koordning", "köordning", 10},
	{"oppettider", "öppettider", 10},
	{"skolskjuts", "skolskjuts", 11},
	{"skolmaltider", "skolmåltider", 11},
	{"modersmalsstod", "modersmålsstöd", 11},
	{"kemikalier", "kemikalier", 12},
	{"dagvatten", "dagvatten", 12},
	{"buller", "buller", 12},
	{"gatuparkering", "gatuparkering", 13},
	{"cykelvagar", "cykelvägar", 13},
	{"vinterunderhall", "vinterunderhåll", 13},
	{"parkskotsel", "parkskötsel", 14},
	{"lekplatser", "lekplatser", 14},
	{"odlingslotter", "odlingslotter", 14},
	{"lokalforsorjning", "lokalförsörjning", 15},
	{"nyckelhantering", "nyckelhantering", 15},
	{"uthyrning-av-lokaler", "uthyrning av lokaler", 15},
	{"bibliotek", "bibliotek", 16},
	{"foreningsbidrag", "föreningsbidrag", 16},
	{"offentlig-konst", "offentlig konst", 16},
	{"simhallar", "simhallar", 17},
	{"idrottsplatser", "idrottsplatser", 17},
	{"krisledning", "krisledning", 18},
	{"brandskydd", "brandskydd", 18},
	{"grafisk-profil", "grafisk profil", 19},
	{"webbplatser", "webbplatser", 19},
	{"klarsprak", "klarspråk", 19},
	{"ekonomiskt-bistand", "ekonomiskt bistånd", 20},
	{"budget-och-skuldradgivning", "budget- och skuldrådgivning", 20},
	{"grovsopor", "grovsopor", 21},
	{"matavfall", "matavfall", 21},
};

/* What narrows a subject, so that there are enough titles. */
struct modifier {
	const char *slug, *text;
};

static const struct modifier modifiers[] = {
	{"", ""},
	{"nybyggnad", " vid nybyggnad"},
	{"sommartid", " under sommartid"},
	{"egen-regi", " i egen regi"},
	{"entreprenad", " på entreprenad"},
	{"unga", " för unga"},
	{"helger", " på helger"},
	{"nyanstallda", " för nyanställda"},
	{"chefer", " för chefer"},
	{"samarbete-med-landstinget", " i samarbete med landstinget"},
	{"foreningar", " för föreningar"},
	{"sarskilda-behov", " vid särskilda behov"},
};

struct type {
	const char *id, *title, *english;
	unsigned weight;
	bool overarching;
};

static const struct type types[] = {
	{"program", "Program", "programme", 2, true}, {"strategi", "Strategi", "strategy", 2, true},
	{"policy", "Policy", "policy", 8, false},     {"reglemente", "Reglemente", "regulation of a board", 3, false},
	{"regler", "Regler", "rules", 14, false},     {"riktlinjer", "Riktlinjer", "guidelines", 40, false},
	{"handbok", "Handbok", "handbook", 9, false}, {"anvisning", "Anvisning", "instruction", 22, false},
};

#define TYPE_PLAIN 5 /* riktlinjer */

struct section {
	const char *title, *anchor; /* anchor NULL: derived from the title by the reader */
	bool always;
};

static const struct section sections[] = {
	{"Syfte", "syfte", true},
	{"Omfattning", NULL, false},
	{"Definitioner", NULL, false},
	{"Ansvar", "ansvar", true},
	{"Genomförande", "genomforande", false},
	{"Dokumentation och arkivering", NULL, false},
	{"Ekonomi", NULL, false},
	{"Undantag", "undantag", false},
	{"Samverkan med andra nämnder", NULL, false},
	{"Kontroll och uppföljning", "uppfoljning", true},
	{"Ikraftträdande", NULL, false},
};

static const char *const safe_anchors[] = {"syfte", "ansvar", "uppfoljning"};

/* $s the subject, $b the board, $r people, $v a verb, $t a thing, $w when, $n a number, $q a quality. */
static const char *const sentences[] = {
	"$B ansvarar för att $s bedrivs på ett $q sätt.",
	"All verksamhet som rör $s ska $v $w.",
	"$R ska ha tillgång till $t innan arbetet påbörjas.",
	"Hos förvaltningen $v $t $w, och resultatet redovisas för $b.",
	"Om $t saknas ska närmaste chef underrättas inom $n arbetsdagar.",
	"Vid bedömningen vägs behovet av $s mot kostnaden för $t.",
	"$R som berörs av ändringen ska få information senast $n veckor i förväg.",
	"Den som handlägger ärendet ser till att det sker $q och att $t är aktuell.",
	"Avsteg beslutas av $b efter förslag från $r.",
	"I de fall $t omfattar flera enheter utses en gemensam kontaktperson.",
	"Arbetet ska vara $q, och $t ska kunna granskas i efterhand.",
	"$R får inte använda $t för andra ändamål än $s.",
	"Kostnader över $n basbelopp kräver ett särskilt beslut av $b.",
	"Uppgifter om $t bevaras i $n år och gallras därefter.",
	"När $s upphandlas ska kraven på $t framgå av förfrågningsunderlaget.",
	"Ett $q arbetssätt förutsätter att $r känner till $t.",
	"Under året har behovet av $s ökat, framför allt bland $r.",
	"Förvaltningschefen kan uppdra åt $r att $i $t.",
	"Synpunkter från $r tas om hand $w och besvaras skriftligt.",
	"Det är angeläget att $t samordnas med övriga nämnders arbete med $s.",
	"För $s gäller att $t $v $w.",
	"Resultatet sammanställs $w och biläggs verksamhetsberättelsen.",
	"Varje enhet upprättar en plan för $s där $t framgår.",
	"Planen omfattar minst $n punkter och ses över $w.",
	"Brister i $t rapporteras till $r utan dröjsmål.",
	"Utbildning i $s erbjuds $r $w.",
	"Ett $q förfarande förutsätter att bedömningen görs tillsammans med den enskilde.",
	"Beslut om $s ska kunna överklagas, och $r upplyser om hur det går till.",
	"Om två intressen står mot varandra har $t företräde.",
	"Det åligger $r att $i $t även när uppdraget lämnas till en entreprenör.",
	"Nämnden har under perioden avsatt medel för $s motsvarande $n procent av ramen.",
	"Ansvaret för $t kan inte överlåtas.",
	"Kontrollen sker genom stickprov om minst $n ärenden $w.",
	"Så långt möjligt används, $q och utan dröjsmål, lösningar som redan finns i staden.",
	"Den enskildes önskemål om $s ska dokumenteras i $t.",
};

static const char *const people[] = {
	"medarbetare",         "enhetschefer",  "handläggare",      "brukare och anhöriga", "systemägare",
	"vårdnadshavare",      "entreprenörer", "avdelningschefer", "kontaktpersoner",      "skyddsombud",
	"registratorer",       "projektledare", "vikarier",         "förtroendevalda",      "controllers",
	"biståndshandläggare", "rektorer",      "nyckelpersoner",   "verksamhetsansvariga", "upphandlare",
};

static const char *const things[] = {
	"underlaget",
	"handlingsplanen",
	"riskbedömningen",
	"avtalet",
	"genomförandeplanen",
	"rutinen",
	"kravspecifikationen",
	"budgeten",
	"behovsanalysen",
	"journalen",
	"förteckningen",
	"checklistan",
	"kvalitetsgarantin",
	"tidplanen",
	"ansökan",
	"utvärderingen",
	"protokollet",
	"mallen",
	"konsekvensanalysen",
	"instruktionen",
	"verksamhetsplanen",
	"personuppgiften",
	"inventeringen",
	"skyddsnivån",
};

static const char *const verbs[] = {
	"dokumenteras", "följs upp",  "prövas",   "redovisas", "granskas", "revideras",
	"planeras",     "utvärderas", "beslutas", "samordnas", "godkänns", "kontrolleras",
};

static const char *const infinitives[] = {
	"upprätta", "granska", "godkänna", "uppdatera", "följa upp", "samordna", "kvalitetssäkra", "arkivera",
};

static const char *const times[] = {
	"varje år",
	"minst två gånger per år",
	"i samband med budgetarbetet",
	"vid behov",
	"före utgången av mars",
	"varje kvartal",
	"inför varje nämndsammanträde",
	"i samband med bokslutet",
	"löpande",
	"en gång per mandatperiod",
};

static const char *const qualities[] = {
	"enhetligt", "rättssäkert", "kostnadseffektivt", "öppet", "likvärdigt", "långsiktigt", "tydligt", "samlat",
};

static const char *const items[] = {
	"en beskrivning av $t",
	"vem som ansvarar för $t",
	"hur $r informeras",
	"när $t $v",
	"vilka kostnader som uppstår",
	"hur avvikelser rapporteras till $r",
	"en bedömning av riskerna med $s",
	"kontaktuppgifter till $r",
	"tidpunkt för nästa översyn av $t",
	"hur den enskilde påverkas",
};

enum defect {
	DEFECT_NONE,
	DEFECT_RELATION, /* to a document that does not exist */
	DEFECT_KEY,      /* misspelt */
	DEFECT_DATE,     /* 30 February */
	DEFECT_BODY,     /* unknown */
	DEFECT_STEWARD,  /* none */
	DEFECT_REVIEW,   /* overdue */
	DEFECT_DNR,      /* cited with a wrong digit */
	DEFECT_LINK,     /* to a file that does not exist */
	DEFECT_PART,     /* a part that does not exist */
	DEFECT_ORDER,    /* in force before it was decided */
	DEFECT_COUNT,
};

/* ---- randomness: xorshift64*, so that it is the same everywhere ---- */

static uint64_t random_next(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717);
}

static uint32_t random_below(uint64_t *state, size_t limit)
{
	return (uint32_t)((random_next(state) >> 33) % limit);
}

static bool random_chance(uint64_t *state, unsigned percent)
{
	return random_below(state, 100) < percent;
}

#define PICK(state, array) ((array)[random_below((state), COUNT(array))])

/* ---- text that grows ---- */

struct text {
	char *at;
	size_t n, room;
};

static void text_reserve(struct text *text, size_t more)
{
	if (text->n + more <= text->room)
		return;
	text->room = (text->n + more) * 2;
	text->at = realloc(text->at, text->room);
	if (!text->at) {
		perror("generate");
		exit(1);
	}
}

static void text_add(struct text *text, const char *words)
{
	size_t n = strlen(words);

	text_reserve(text, n + 1);
	memcpy(text->at + text->n, words, n + 1);
	text->n += n;
}

__attribute__((format(printf, 2, 3))) static void text_format(struct text *text, const char *format, ...)
{
	char buffer[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(buffer, sizeof buffer, format, arguments);
	va_end(arguments);
	text_add(text, buffer);
}

/* Breaks the lines of what was added since `from` at spaces, counting bytes. `indent` begins each further line. */
static void text_wrap(struct text *text, size_t from, const char *indent)
{
	size_t line = from, space = 0, depth = strlen(indent);

	for (size_t i = from; i < text->n; i++) {
		if (text->at[i] == ' ')
			space = i;
		if (i - line < LINE_WIDTH || space <= line)
			continue;
		text->at[space] = '\n';
		text_reserve(text, depth + 1);
		memmove(text->at + space + 1 + depth, text->at + space + 1, text->n - space);
		memcpy(text->at + space + 1, indent, depth);
		text->n += depth;
		line = space + 1;
		space = line + depth - 1;
	}
}

/* ---- documents ---- */

struct document {
	uint32_t subject, modifier, board, type;
	uint32_t older;  /* what it supersedes, or NONE */
	uint32_t number; /* of its case */
	int32_t decided, in_force;
	uint16_t title_year; /* 0: none */
	bool superseded, chained, referable;
	bool by_council; /* decided by kommunfullmäktige, else by its board */
	enum defect defect;
};

struct corpus {
	struct document *documents;
	uint32_t count;
	uint64_t random;
	uint64_t *titles; /* keys that are taken, open addressing */
	size_t title_room;
};

#define DAY_FIRST 9131 /* 1995-01-01 */
#define DAY_LAST 20088 /* 2024-12-31 */

static const char *day_text(int32_t day, char buffer[16])
{
	time_t seconds = (time_t)day * 86400;
	struct tm tm;

	gmtime_r(&seconds, &tm);
	strftime(buffer, 16, "%Y-%m-%d", &tm);
	return buffer;
}

static uint16_t day_year(int32_t day)
{
	char buffer[16];

	return (uint16_t)atoi(day_text(day, buffer));
}

/* Takes a key if it is free. Keys are never 0. */
static bool corpus_take(struct corpus *corpus, uint64_t key)
{
	size_t slot = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15)) & (corpus->title_room - 1);

	while (corpus->titles[slot]) {
		if (corpus->titles[slot] == key)
			return false;
		slot = (slot + 1) & (corpus->title_room - 1);
	}
	corpus->titles[slot] = key;
	return true;
}

static uint32_t type_pick(uint64_t *random)
{
	uint32_t at = random_below(random, 100);

	for (uint32_t i = 0; i < COUNT(types); i++) {
		if (at < types[i].weight)
			return i;
		at -= types[i].weight;
	}
	return TYPE_PLAIN;
}

/* A title that no one has. Overarching documents also need a topic and board of their own, or they would overlap. */
static void document_name(struct corpus *corpus, struct document *document)
{
	uint64_t *random = &corpus->random, key, pair;

	for (unsigned tries = 0;; tries++) {
		document->type = tries < 8 ? type_pick(random) : TYPE_PLAIN;
		document->subject = random_below(random, COUNT(subjects));
		document->board = random_below(random, COUNT(boards));
		document->modifier = random_chance(random, 30) ? 0 : random_below(random, COUNT(modifiers));
		pair = UINT64_C(1) << 62 | (uint64_t)document->board << 16 | subjects[document->subject].topic;
		key = (UINT64_C(1) << 61 | (uint64_t)document->type << 48 | (uint64_t)document->subject << 32 |
		       (uint64_t)document->board << 16 | document->modifier) +
		      ((uint64_t)(tries / 64) << 40); /* titles have run out: take one again */
		if (!types[document->type].overarching) {
			if (corpus_take(corpus, key))
				return;
		} else if (corpus_take(corpus, pair) && corpus_take(corpus, key)) {
			return;
		}
	}
}

/* An older document that a new one of the given date may supersede, or NONE. */
static uint32_t corpus_old(struct corpus *corpus, uint32_t before, int32_t day)
{
	for (unsigned tries = 0; tries < 20 && before; tries++) {
		uint32_t i = random_below(&corpus->random, before);
		const struct document *old = &corpus->documents[i];

		if (old->chained && !old->superseded && old->in_force + 366 < day)
			return i;
	}
	return NONE;
}

/* An older document in force on the day, for relations one that will never be superseded, or NONE. */
static uint32_t corpus_in_force(struct corpus *corpus, uint32_t before, int32_t day, bool for_good)
{
	for (unsigned tries = 0; tries < 20 && before; tries++) {
		uint32_t i = random_below(&corpus->random, before);
		const struct document *old = &corpus->documents[i];

		if (old->referable && old->in_force <= day && !(for_good && old->chained))
			return i;
	}
	return NONE;
}

static void document_plan(struct corpus *corpus, uint32_t i)
{
	struct document *document = &corpus->documents[i];
	uint64_t *random = &corpus->random;
	int64_t span = DAY_LAST - DAY_FIRST;

	*document = (struct document){.older = NONE, .referable = true};
	document->decided = (int32_t)(DAY_FIRST + span * i / corpus->count);
	document->in_force = document->decided + 14 + (int32_t)random_below(random, 90);
	document->number = 100 + i % 9700;
	document->chained = random_chance(random, 45);
	document->by_council = random_chance(random, 40);
	if (random_chance(random, 2))
		document->defect = (enum defect)(1 + random_below(random, DEFECT_COUNT - 1));
	if (random_chance(random, 30))
		document->older = corpus_old(corpus, i, document->decided);
	if (document->older == NONE) {
		document_name(corpus, document);
	} else {
		struct document *old = &corpus->documents[document->older];

		document->subject = old->subject, document->modifier = old->modifier;
		document->board = old->board, document->type = old->type;
		document->by_council = old->by_council, document->chained = true;
		document->title_year = day_year(document->decided);
		old->superseded = true, old->referable = false;
	}
	/* One that is wrong itself would make those that refer to it wrong, too. */
	if (document->defect != DEFECT_NONE)
		document->referable = document->chained = false;
	if (types[document->type].overarching)
		document->by_council = true;
}

/* ---- names ---- */

static void add_title(struct text *out, const struct document *document)
{
	const struct type *type = &types[document->type];

	text_format(out, "%s för %s%s i %s", type->title, subjects[document->subject].name,
	            modifiers[document->modifier].text, boards[document->board].name);
	if (document->title_year)
		text_format(out, " %u", document->title_year);
}

static void add_id(struct text *out, const struct corpus *corpus, uint32_t i)
{
	const struct document *document = &corpus->documents[i];
	const char *modifier = modifiers[document->modifier].slug;

	text_format(out, "%s-%s%s%s-%u", types[document->type].id, subjects[document->subject].slug,
	            *modifier ? "-" : "", modifier, i + 1);
}

static void add_dnr(struct text *out, const struct document *document, uint32_t i, unsigned wrong)
{
	/* Ten thousand numbers a year and series, so series are as many as are needed. */
	text_format(out, "%03u-%u/%u", 20 + i / 9700 % 900, document->number + wrong, day_year(document->decided));
}

static void add_path(struct text *out, const struct corpus *corpus, uint32_t i)
{
	text_format(out, "docs-corpus/%s/", types[corpus->documents[i].type].id);
	add_id(out, corpus, i);
	text_add(out, ".md");
}

static const char *decider(const struct document *document)
{
	return document->by_council ? "kommunfullmaktige" : boards[document->board].id;
}

/* ---- sentences ---- */

static void add_capital(struct text *out, const char *words)
{
	size_t at = out->n;

	text_add(out, words);
	if (out->at[at] >= 'a' && out->at[at] <= 'z')
		out->at[at] = (char)(out->at[at] - 'a' + 'A');
	else if ((unsigned char)out->at[at] == 0xC3 && (unsigned char)out->at[at + 1] >= 0xA0)
		out->at[at + 1] = (char)((unsigned char)out->at[at + 1] - 0x20); /* å ä ö */
}

static void add_slot(struct text *out, const struct document *document, uint64_t *random, char slot)
{
	switch (slot) {
	case 's':
		text_add(out, subjects[document->subject].name);
		break;
	case 'b':
		text_add(out, boards[document->board].name);
		break;
	case 'B':
		add_capital(out, boards[document->board].name);
		break;
	case 'r':
		text_add(out, PICK(random, people));
		break;
	case 'R':
		add_capital(out, PICK(random, people));
		break;
	case 't':
		text_add(out, PICK(random, things));
		break;
	case 'v':
		text_add(out, PICK(random, verbs));
		break;
	case 'i':
		text_add(out, PICK(random, infinitives));
		break;
	case 'w':
		text_add(out, PICK(random, times));
		break;
	case 'q':
		text_add(out, PICK(random, qualities));
		break;
	default:
		text_format(out, "%u", 2 + random_below(random, 11));
		break;
	}
}

static void add_sentence(struct text *out, const struct document *document, uint64_t *random, const char *pattern)
{
	for (; *pattern; pattern++) {
		if (*pattern == '$') {
			add_slot(out, document, random, *++pattern);
		} else {
			char one[2] = {*pattern, '\0'};

			text_add(out, one);
		}
	}
}

/* Each way in which documents name each other. */
static void add_citation(struct text *out, struct corpus *corpus, uint32_t cited)
{
	const struct document *document = &corpus->documents[cited];
	uint64_t *random = &corpus->random;
	char day[16];

	switch (random_below(random, 6)) {
	case 0:
		text_add(out, " Bestämmelsen bygger på ");
		add_title(out, document);
		text_add(out, " (dnr ");
		add_dnr(out, document, cited, 0);
		text_format(out, "%s %s).", document->by_council ? ", KF" : ", beslut",
		            day_text(document->decided, day));
		break;
	case 1:
		text_add(out, " Ärendet har tidigare behandlats (dnr ");
		add_dnr(out, document, cited, 0);
		text_add(out, ").");
		break;
	case 2:
		text_add(out, " Utöver detta gäller ");
		add_title(out, document);
		text_add(out, " i tillämpliga delar.");
		break;
	case 3:
		text_add(out, " Närmare bestämmelser finns i [[");
		add_id(out, corpus, cited);
		text_format(out, "#%s]].", PICK(random, safe_anchors));
		break;
	default:
		text_add(out, " Se även [");
		add_title(out, document);
		text_format(out, "](../%s/", types[document->type].id);
		add_id(out, corpus, cited);
		text_format(out, ".md%s%s).", random_chance(random, 50) ? "#" : "", "");
		/* The anchor follows the sign, or the sign is taken back. */
		if (out->at[out->n - 3] == '#') {
			out->n -= 2;
			text_format(out, "%s).", PICK(random, safe_anchors));
		}
		break;
	}
}

static void add_body_defect(struct text *out, struct corpus *corpus, uint32_t i)
{
	const struct document *document = &corpus->documents[i];

	if (document->defect == DEFECT_DNR) {
		text_add(out, " Tidigare beslut finns i ärendet (dnr ");
		add_dnr(out, document, i, 9799);
		text_add(out, ").");
	} else if (document->defect == DEFECT_LINK) {
		text_format(out, " Se [bilagan](../riktlinjer/bilaga-%u-saknas.md).", i);
	} else if (document->defect == DEFECT_PART) {
		text_add(out, " Se [[");
		add_id(out, corpus, i);
		text_add(out, "#kapitel-99]].");
	}
}

static void add_paragraph(struct text *out, struct corpus *corpus, uint32_t i)
{
	const struct document *document = &corpus->documents[i];
	uint64_t *random = &corpus->random;
	size_t start = out->n;
	unsigned count = 3 + random_below(random, 4);

	for (unsigned n = 0; n < count; n++) {
		if (n)
			text_add(out, " ");
		add_sentence(out, document, random, PICK(random, sentences));
	}
	if (random_chance(random, 22)) {
		uint32_t cited = corpus_in_force(corpus, i, document->decided, true);

		if (cited != NONE)
			add_citation(out, corpus, cited);
	}
	text_wrap(out, start, "");
	text_add(out, "\n\n");
}

static void add_list(struct text *out, struct corpus *corpus, uint32_t i)
{
	uint64_t *random = &corpus->random;
	unsigned count = 3 + random_below(random, 4);

	text_add(out, "Planen ska innehålla\n\n");
	for (unsigned n = 0; n < count; n++) {
		size_t start = out->n;

		text_add(out, "- ");
		add_sentence(out, &corpus->documents[i], random, PICK(random, items));
		text_wrap(out, start, "  ");
		text_add(out, n + 1 < count ? ",\n" : ".\n");
	}
	text_add(out, "\n");
}

static void add_table(struct text *out, struct corpus *corpus)
{
	uint64_t *random = &corpus->random;
	unsigned count = 3 + random_below(random, 5);

	text_add(out, "| Moment | Ansvarig | Tid |\n|---|---|---|\n");
	for (unsigned n = 0; n < count; n++)
		text_format(out, "| %s | %s | %s |\n", PICK(random, things), PICK(random, people), PICK(random, times));
	text_add(out, "\n");
}

/* ---- a whole document ---- */

static void add_relations(struct text *out, struct corpus *corpus, uint32_t i)
{
	static const char *const kinds[] = {"based-on", "complements", "requires", "implements"};
	const struct document *document = &corpus->documents[i];

	if (document->older != NONE) {
		text_add(out, "supersedes: [");
		add_id(out, corpus, document->older);
		text_add(out, "]\n");
	}
	if (document->defect == DEFECT_RELATION)
		text_format(out, "amends: [policy-som-inte-finns-%u]\n", i);
	for (unsigned kind = 0; kind < COUNT(kinds); kind++) {
		uint32_t first, second;

		if (!random_chance(&corpus->random, kind == 0 ? 70 : 35))
			continue;
		first = corpus_in_force(corpus, i, document->decided, true);
		if (first == NONE)
			continue;
		text_format(out, "%s:\n  - ", kinds[kind]);
		add_id(out, corpus, first);
		text_add(out, "\n");
		second = corpus_in_force(corpus, i, document->decided, true);
		if (second == NONE || second == first || !random_chance(&corpus->random, 40))
			continue;
		text_add(out, "  - doc: ");
		add_id(out, corpus, second);
		text_format(out, "\n    part: %s\n", PICK(&corpus->random, safe_anchors));
	}
}

static void add_applies_to(struct text *out, const struct document *document, uint64_t *random)
{
	/* A document for all boards would overlap with those of each. */
	if (types[document->type].overarching || random_chance(random, 80))
		text_format(out, "applies-to: [%s]\n", boards[document->board].id);
	else if (document->board < DISTRICTS)
		text_add(out, "applies-to: [stadsdelsnamnderna]\n");
	else
		text_add(out, "applies-to: [facknamnderna]\n");
}

static void add_dates(struct text *out, const struct document *document, uint64_t *random)
{
	char day[16];
	int32_t in_force = document->in_force;

	if (document->defect == DEFECT_DATE)
		text_format(out, "decided: %u-02-30\n", day_year(document->decided));
	else
		text_format(out, "decided: %s\n", day_text(document->decided, day));
	if (document->defect == DEFECT_ORDER)
		in_force = document->decided - 400;
	text_format(out, "in-force: %s\n", day_text(in_force, day));
	if (document->defect == DEFECT_REVIEW)
		text_format(out, "review-by: %u-12-31\n", day_year(document->decided) + 1u);
	else if (random_chance(random, 40))
		text_format(out, "review-by: %u-06-30\n", 2090 + random_below(random, 9));
}

static void add_front_matter(struct text *out, struct corpus *corpus, uint32_t i)
{
	const struct document *document = &corpus->documents[i];
	const struct subject *subject = &subjects[document->subject];

	text_add(out, "---\nid: ");
	add_id(out, corpus, i);
	text_add(out, "\ntitle: ");
	add_title(out, document);
	if (!document->modifier && !document->title_year && random_chance(&corpus->random, 60))
		text_format(out, "\naliases: [%s om %s i %s]", types[document->type].title, subject->name,
		            boards[document->board].name);
	text_format(out, "\n%s: %s\ndnr: [", document->defect == DEFECT_KEY ? "tpye" : "type",
	            types[document->type].id);
	add_dnr(out, document, i, 0);
	text_format(out, "]\nstatus: decided\ndecided-by: %s\n",
	            document->defect == DEFECT_BODY ? "namnden-for-okand-verksamhet" : decider(document));
	add_dates(out, document, &corpus->random);
	if (document->defect != DEFECT_STEWARD)
		text_format(out, "steward: %s\n", boards[document->board].id);
	add_applies_to(out, document, &corpus->random);
	text_format(out, "topics: [%s]\ntext: full\n", topics[subject->topic].id);
	add_relations(out, corpus, i);
	text_add(out, "---\n\n");
}

static void add_document(struct text *out, struct corpus *corpus, uint32_t i)
{
	uint64_t *random = &corpus->random;
	size_t a = random_below(random, 8000), b = random_below(random, 8000);
	size_t size = 2000 + (a < b ? a : b); /* 2 to 10 KB, 4.7 in the mean */
	unsigned number = 0;

	add_front_matter(out, corpus, i);
	for (size_t s = 0; s < COUNT(sections); s++) {
		const struct section *section = &sections[s];
		size_t share = size * (s + 1) / COUNT(sections);

		if (!section->always && (out->n > share || random_chance(random, 20)))
			continue;
		text_format(out, "## %u %s", ++number, section->title);
		if (section->anchor)
			text_format(out, " {#%s}", section->anchor);
		text_add(out, "\n\n");
		do
			add_paragraph(out, corpus, i);
		while (out->n + 600 < share);
		if (random_chance(random, 25))
			add_list(out, corpus, i);
		if (random_chance(random, 4))
			add_table(out, corpus);
	}
	if (corpus->documents[i].defect >= DEFECT_DNR && corpus->documents[i].defect <= DEFECT_PART) {
		text_add(out, "Anmärkning.");
		add_body_defect(out, corpus, i);
		text_add(out, "\n");
	} else {
		out->n--; /* the last empty line */
	}
}

/* ---- vocabulary ---- */

static void add_bodies(struct text *out)
{
	text_add(out, "- {id: stockholms-stad, name: Stockholms stad, kind: city, rank: 1}\n"
	              "- {id: kommunfullmaktige, name: kommunfullmäktige, aliases: [KF], kind: assembly, rank: 1, "
	              "parent: stockholms-stad}\n"
	              "- {id: kommunstyrelsen, name: kommunstyrelsen, aliases: [KS], kind: board, rank: 2, "
	              "parent: kommunfullmaktige}\n"
	              "- {id: namnderna, name: nämnderna, kind: group, rank: 3, parent: kommunstyrelsen}\n"
	              "- {id: stadsdelsnamnderna, name: stadsdelsnämnderna, kind: group, rank: 3, parent: namnderna}\n"
	              "- {id: facknamnderna, name: facknämnderna, kind: group, rank: 3, parent: namnderna}\n");
	for (unsigned i = 0; i < COUNT(boards); i++)
		text_format(out, "- {id: %s, name: %s, kind: board, rank: 3, parent: %s}\n", boards[i].id,
		            boards[i].name, i < DISTRICTS ? "stadsdelsnamnderna" : "facknamnderna");
}

static void add_types(struct text *out)
{
	for (unsigned i = 0; i < COUNT(types); i++)
		text_format(out, "- {id: %s, name: {sv: %s, en: %s}%s}\n", types[i].id, types[i].id, types[i].english,
		            types[i].overarching ? ", overarching: true" : "");
}

static void add_topics(struct text *out)
{
	for (unsigned i = 0; i < COUNT(topics); i++)
		text_format(out, "- {id: %s, label: {sv: %s, en: %s}}\n", topics[i].id, topics[i].label, topics[i].id);
}

/* ---- the stream ---- */

static void stream_file(const char *path, const struct text *text)
{
	printf("M 100644 inline %s\ndata %zu\n", path, text->n);
	fwrite(text->at, 1, text->n, stdout);
	putchar('\n');
}

static void stream_vocabulary(struct text *text)
{
	static const struct {
		const char *path;
		void (*add)(struct text *);
	} files[] = {
		{"docs-corpus/vocabulary/bodies.yaml", add_bodies},
		{"docs-corpus/vocabulary/types.yaml", add_types},
		{"docs-corpus/vocabulary/topics.yaml", add_topics},
	};

	text->n = 0;
	text_add(text, "language: sv\ndocuments: docs-corpus\n");
	stream_file("styrdok.yaml", text);
	for (unsigned i = 0; i < COUNT(files); i++) {
		text->n = 0;
		files[i].add(text);
		stream_file(files[i].path, text);
	}
}

static void stream_documents(struct corpus *corpus, struct text *text)
{
	struct text path = {NULL, 0, 0};

	for (uint32_t i = 0; i < corpus->count; i++) {
		document_plan(corpus, i);
		text->n = path.n = 0;
		add_document(text, corpus, i);
		add_path(&path, corpus, i);
		stream_file(path.at, text);
	}
	free(path.at);
}

int main(int argc, char **argv)
{
	struct corpus corpus = {.random = 0};
	struct text text = {NULL, 0, 0};
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;

	if (count == 0 || count > DOCUMENTS_MAX || argc > 3) {
		fprintf(stderr, "usage: generate DOCUMENTS [SEED]\n");
		return 2;
	}
	corpus.count = (uint32_t)count;
	corpus.random = (seed + 1) * UINT64_C(0x9E3779B97F4A7C15);
	for (corpus.title_room = 1024; corpus.title_room < count * 4;)
		corpus.title_room *= 2;
	corpus.documents = calloc(count, sizeof *corpus.documents);
	corpus.titles = calloc(corpus.title_room, sizeof *corpus.titles);
	if (!corpus.documents || !corpus.titles) {
		perror("generate");
		return 1;
	}
	printf("commit refs/heads/main\ncommitter Registrator <registrator@example.org> 1735732800 +0000\n"
	       "data 9\nRegistret\n");
	stream_vocabulary(&text);
	stream_documents(&corpus, &text);
	printf("done\n");
	free(text.at);
	free(corpus.titles);
	free(corpus.documents);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "generate: %s\n", strerror(errno));
		return 1;
	}
	return 0;
}
