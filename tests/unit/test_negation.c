/* What becomes of what a sentence mentions: asserted, denied or open. */
#include "rules/negation.h"
#include "rules/negation_internal.h"

#include "registry/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka needs the three above */
#include <cmocka.h>

/* The mention stands between asterisks. */
static const char *const denied[] = {
	/* the verb is denied */
	"Någon *behovsanalys* har inte gjorts.",
	"Vi har inte gjort någon *behovsanalys*.",
	"En *behovsanalys* har ännu inte genomförts",
	"*Behovsanalysen* har inte gjorts.",
	"*Behovsanalysen* har inte påbörjats och är inte heller planerad.",
	"*Behovsanalysen* är inte klar.",
	"*Behovsanalysen* är ännu inte färdig.",
	"*Behovsanalys* finns inte.",
	"Det finns inte någon *behovsanalys*.",
	"Det har inte gjorts någon *behovsanalys*.",
	"Någon *behovsanalys* kommer inte att göras.",
	"*Behovsanalysen* kommer inte att genomföras.",
	"Förvaltningen kommer inte att göra någon *behovsanalys*.",
	"Förvaltningen avser inte att göra en *behovsanalys*.",
	"Förvaltningen planerar inte att göra någon *behovsanalys*.",
	"Nämnden har inte för avsikt att göra en *behovsanalys*.",
	"*Behovsanalys* görs inte.",
	"*Behovsanalys* krävs inte.",
	"*Behovsanalys* behövs inte i detta fall.",
	"*Behovsanalys* behöver inte göras.",
	"Projektet behöver inte någon *behovsanalys*.",
	"*Behovsanalysen* bifogas inte.",
	"*Behovsanalys* ingår inte i projektet.",
	"*Behovsanalysen* blir inte av.",
	"Någon *behovsanalys* har inte kunnat göras.",
	"En *behovsanalys* har inte ansetts nödvändig.",
	"*Behovsanalys* anses inte nödvändig.",
	"En *behovsanalys* bedöms inte behövas.",
	"*Behovsanalys* har vi inte.",
	"I projektet har *behovsanalysen* inte gjorts.",
	"Under våren har någon *behovsanalys* inte hunnit genomföras.",
	"*Behovsanalysen* har inte under våren genomförts.",
	"*Behovsanalysen* ska inte genomföras.",
	"*Behovsanalys* är inte aktuell.",
	"*Behovsanalysen* är ej gjord.",
	"*Behovsanalys* ej gjord.",
	"*Behovsanalys* icke genomförd.",
	"Förvaltningen har aldrig gjort någon *behovsanalys*.",
	"En *behovsanalys* har aldrig gjorts.",
	"Vi har inte heller gjort någon *behovsanalys*.",
	"Inte heller har någon *behovsanalys* gjorts.",
	"Inte ens en *behovsanalys* har gjorts.",
	"*Behovsanalysen* har dock inte kommit till stånd.",
	"*Behovsanalys* har på grund av tidsbrist inte gjorts.",
	"Någon *behovsanalys* har, såvitt känt, inte gjorts.",
	"Någon *behovsanalys* är inte gjord.",
	"Någon form av *behovsanalys* har inte gjorts.",
	"*Behovsanalys* har inte gjorts: förvaltningen saknar resurser.",
	"Det är inte nödvändigt att göra en *behovsanalys*.",
	"Det är inte nödvändigt att en *behovsanalys* görs.",
	"Det är inte aktuellt med någon *behovsanalys*.",
	"Vi anser inte att en *behovsanalys* behövs.",
	"Det innebär inte att *personuppgifter behandlas*.",
	"Nämnden har beslutat att inte göra någon *behovsanalys*.",
	"Det har inte funnits tid att göra en *behovsanalys*.",
	"Tiden räcker inte för att göra en *behovsanalys*.",
	"Vi har inte resurser för att göra en *behovsanalys*.",
	"*Informationsägare* utses inte.",
	"*Informationsägare* är inte utsedd.",
	"Någon *informationsägare* har ej utsetts.",
	"*Informationsägare* har vi inte utsett.",
	"*Personuppgifter* behandlas inte i systemet.",
	"*Personuppgifter* ska inte behandlas.",
	"I systemet behandlas inte *personuppgifter*.",
	"Systemet behandlar inte *personuppgifter*.",
	"Stadens *projektmodell* används inte.",
	"Vi använder inte stadens *projektmodell*.",
	"Projektet bedrivs inte enligt *projektmodellen*.",
	"Projektet drivs inte som ett projekt enligt *utvecklingsmodellen*.",
	"*Kostnaden* redovisas inte.",
	"*Kostnaden* framgår inte.",
	"*Kostnaden* är inte känd.",
	"*Leverantören* anges inte i förslaget.",
	"Några andra *förvaltningar* har inte tillfrågats.",
	"Inga andra *förvaltningar* har tillfrågats.",
	"*Webbriktlinjerna* följs inte.",
	"*Kraven på tillgänglighet* är inte uppfyllda.",
	"*Samråd* med IT-rådet har inte skett.",
	"*Samråd* har inte ägt rum.",
	/* the mention is or holds the verb */
	"Vi *avviker inte från projektmodellen*",
	"Projektet *avviker* inte från projektmodellen.",
	"Här *avviker* vi inte från projektmodellen.",
	"Förslaget innebär att vi inte *avviker från projektmodellen*.",
	"Projektet kommer inte att *avvika från projektmodellen*.",
	"Projektet *avviker på inget sätt från projektmodellen*.",
	"Projektet avviker från *projektmodellen* på två punkter.",
	"Vi *köper* inte systemet.",
	"*Personuppgifter behandlas* inte.",
	"*Personuppgifter kommer inte att behandlas*.",
	"Systemet *dubblerar* inte ett gemensamt system.",
	"Förslaget har inte *förankrats* i nämnden.",
	"Systemet ska inte *upphandlas*.",
	"Personuppgifter ska inte samlas in eller *lagras*.",
	/* subordinate clauses */
	"Eftersom någon *behovsanalys* inte har gjorts kan behovet inte bedömas.",
	"Eftersom *behovsanalys* saknas har en enkät gjorts.",
	"Skälet är att *behovsanalysen* inte är klar.",
	"Vi konstaterar att någon *behovsanalys* inte har gjorts.",
	"Vi konstaterar att ingen *behovsanalys* har gjorts.",
	"Förslaget bygger på antaganden som inte har prövats i en *behovsanalys*.",
	"Den *behovsanalys* som inte har gjorts skulle ha visat behoven.",
	"Den *behovsanalys* som saknas ska göras av konsulter.",
	"Då ingen *behovsanalys* finns utgår vi från en enkät.",
	"Trots att *behovsanalys* saknas köps systemet.",
	"Systemet köps trots att någon *behovsanalys* inte har gjorts.",
	"Även om ingen *behovsanalys* har gjorts är behovet känt.",
	"Systemet är billigt, varför någon *behovsanalys* inte behövs.",
	/* ingen, varken */
	"Ingen *behovsanalys* har gjorts.",
	"Inga *behovsanalyser* finns.",
	"Det finns ingen *behovsanalys*.",
	"Ingen har gjort en *behovsanalys*.",
	"Projektet har ingen *informationsägare*.",
	"Vi har ingen *behovsanalys* och ingen förstudie.",
	"Vi har ingen behovsanalys och ingen *förstudie*.",
	"Vi har ingen behovsanalys, ingen *förstudie* och inga pengar.",
	"Ingen förstudie eller *behovsanalys* har gjorts.",
	"Varken *behovsanalys* eller processkartläggning har gjorts.",
	"Varken behovsanalys eller *processkartläggning* har gjorts.",
	"Vi har varken gjort *behovsanalys* eller frågat andra.",
	"Det finns inte vare sig *behovsanalys* eller förstudie.",
	"Inget *avtal* har tecknats.",
	"Inget av *kraven* är uppfyllt.",
	"Det finns inget behov av att göra en *behovsanalys*.",
	"Någon *behovsanalys* finns ingen.",
	/* saknas, saknar */
	"*Behovsanalys* saknas.",
	"*Behovsanalys* saknas helt.",
	"*Behovsanalys*, processkartläggning och förstudie saknas.",
	"Behovsanalys och *förstudie* saknas i underlaget.",
	"Det saknas *behovsanalys*.",
	"I underlaget saknas en *behovsanalys*.",
	"Det saknas för närvarande uppgift om *informationsägare*.",
	"Uppgift om *informationsägare* saknas.",
	"Projektet saknar *informationsägare*.",
	"Projektet saknar i dag både *informationsägare* och systemägare.",
	"Projektet, som saknar *informationsägare*, startar i maj.",
	"Projektet saknar och har aldrig haft *informationsägare*.",
	/* utan, avsaknad, i stället för */
	"Systemet köps utan föregående *behovsanalys*.",
	"Systemet köps utan *behovsanalys*.",
	"Systemet köps utan att någon *behovsanalys* har gjorts.",
	"Systemet köps utan att nämnden har gjort en *behovsanalys*.",
	"Systemet köps utan att göra en *behovsanalys*.",
	"Utan *behovsanalys* har systemet köpts.",
	"I avsaknad av *behovsanalys* har en enkät gjorts.",
	"Bristen på *behovsanalys* är ett problem.",
	"I stället för en *behovsanalys* har en enkät gjorts.",
	"Nämnden har inte råd, och systemet köps utan *behovsanalys*.",
	"Systemet köps utan behovsanalys och utan *förstudie*.",
	"Allt är gjort utom *behovsanalysen*.",
	/* other verbs */
	"Vi avstår från *behovsanalys*.",
	"Förvaltningen har avstått från att göra en *behovsanalys*.",
	"Projektet slipper göra en *behovsanalys*.",
	"Projektet undantas från kravet på *behovsanalys*.",
	"Nämnden har valt bort *behovsanalys*.",
	"*Behovsanalysen* har valts bort.",
	"*Behovsanalysen* har fått utgå.",
	"*Behovsanalysen* utgår.",
	"Därmed utgår *behovsanalysen*.",
	"*Behovsanalysen* uteblir.",
	"*Behovsanalysen* uteblev av tidsskäl.",
	"*Behovsanalysen* ställs in.",
	"*Behovsanalysen* har strukits.",
	"En *behovsanalys* är onödig.",
	"Vi hoppar över *behovsanalysen*.",
	"Förvaltningen har låtit bli att göra en *behovsanalys*.",
	/* answers and rows */
	"*Behovsanalys*: nej",
	"*Behovsanalys*: Nej, ännu inte.",
	"*Behovsanalys*: saknas",
	"*Behovsanalys*: ej aktuellt",
	"*Behovsanalys*: har inte gjorts",
	"*Behovsanalys*: ingen",
	"*Risker*: inga planerade",
	"*Behovsanalys* – ej genomförd",
	"*Behovsanalys* (ej gjord)",
	"*Behovsanalysen* (saknas) ska göras av konsulter.",
	"*Behovsanalys* | Ej genomförd",
	"*Behovsanalys* | Nej",
	"*Behovsanalys* | Nej. Den görs nästa år.",
	"*Behovsanalys* | Saknas",
	"*Behovsanalys* | Anna Ek | Ej genomförd",
	"1 | *Behovsanalys* | Har inte gjorts",
	"Har en *behovsanalys* gjorts? | Nej",
	"Följande har inte gjorts: *behovsanalys*, förstudie",
	"Följande har inte gjorts: behovsanalys, *förstudie*",
	"Saknas: *behovsanalys*",
	/* coordination */
	"*Behovsanalys* är viktig men har inte gjorts.",
	"*Behovsanalysen* är viktig, men den har ännu inte gjorts.",
	"*Behovsanalys* har inte gjorts men planeras.",
	"Vi har inte gjort *behovsanalys*, processkartläggning eller förstudie.",
	"Vi har inte gjort behovsanalys, processkartläggning eller *förstudie*.",
	"Vi har inte gjort och kommer inte att göra någon *behovsanalys*.",
	"Vi har inte kartlagt processerna, frågat andra eller gjort en *behovsanalys*.",
	"En processkartläggning har gjorts men ingen *behovsanalys*.",
	"En processkartläggning har gjorts, dock ingen *behovsanalys*.",
	"En förstudie har gjorts och *behovsanalys* saknas.",
	"En förstudie, inte en *behovsanalys*, har gjorts.",
	/* what is denied goes before what is open */
	"Har ingen *behovsanalys* gjorts?",
	"Om ingen *behovsanalys* har gjorts ska köpet avbrytas.",
	"EN *BEHOVSANALYS* HAR INTE GJORTS",
};

static const char *const asserted[] = {
	"En *behovsanalys* har gjorts.",
	"*Behovsanalys*",
	"*Behovsanalys*: ja",
	"*Behovsanalys* | Ja",
	"*Behovsanalys* | Ja | Nej",
	"*Behovsanalys* | Genomförd | Ej beslutad",
	"*Behovsanalys* | Genomförd i mars",
	"Förstudie | Ej genomförd | *Behovsanalys* | Genomförd",
	"Har en *behovsanalys* gjorts? | Ja, i mars",
	"Projektet bygger på en *behovsanalys*.",
	"*Behovsanalysen* bifogas.",
	/* plans */
	"En *behovsanalys* ska göras.",
	"En *behovsanalys* kommer att göras.",
	"En *behovsanalys* görs i maj.",
	"Vi planerar att göra en *behovsanalys*.",
	"Vi ska göra en *behovsanalys* innan systemet köps.",
	/* a topic of a sentence that denies something else */
	"*Behovsanalysen* omfattar inte telefoni.",
	"*Behovsanalysen* har inte omfattat telefoni.",
	"*Behovsanalysen* visar att systemet inte räcker till.",
	"*Behovsanalysen* visar inte något behov av telefoni.",
	"*Behovsanalysen* har inga brister.",
	"*Behovsanalysen* har inte någon brist.",
	"*Behovsanalysen* ändras inte.",
	"*Behovsanalysen* har inte uppdaterats.",
	"*Behovsanalysen* påverkas inte av beslutet.",
	"*Behovsanalysen* ska inte ersättas.",
	"*Behovsanalysen* räcker inte.",
	"*Behovsanalysen* är inte sekretessbelagd.",
	"*Behovsanalysen* saknar uppgifter om telefoni.",
	"I *behovsanalysen* saknas uppgifter om telefoni.",
	"I *behovsanalysen* finns inte telefoni med.",
	"Av *behovsanalysen* framgår inte hur många som berörs.",
	"Enligt *behovsanalysen* finns inget gemensamt system.",
	"Enligt *behovsanalysen* saknas ett gemensamt system.",
	"*Behovsanalysen*, som inte omfattar telefoni, är klar.",
	"*Behovsanalysen* (som inte omfattar telefoni) bifogas.",
	"*Projektet* har ingen informationsägare.",
	"*Projektet* har inte någon informationsägare.",
	"*Projektet* saknar informationsägare.",
	"*Nämnden* har inte gjort någon behovsanalys.",
	"*Vi* utgår inte från en gissning utan från en behovsanalys.",
	"Förvaltningen har inga synpunkter på *behovsanalysen*.",
	"Förvaltningen har inget att invända mot *behovsanalysen*.",
	"Nämnden har inte invänt mot *behovsanalysen*.",
	"Systemet får inte köpas före *behovsanalysen*.",
	"Ingen kan invända att *behovsanalysen* är tunn.",
	"Det är inte bra att *behovsanalysen* är tunn.",
	"Behovsanalys saknas i *projektet*.",
	"Projektet avviker inte från *projektmodellen*.",
	/* what looks like a negation */
	"En *behovsanalys* har inte bara gjorts utan även förankrats.",
	"En behovsanalys har inte bara gjorts utan även *förankrats*.",
	"En behovsanalys har inte bara gjorts utan *förankrats*.",
	"Förvaltningen har inte bara köpt ett system utan gjort en *behovsanalys*.",
	"Inte minst *behovsanalysen* är viktig.",
	"Det råder ingen tvekan om att en *behovsanalys* behövs.",
	"Det finns inget hinder för att göra en *behovsanalys*.",
	"Det hindrar inte att en *behovsanalys* görs.",
	"Nämnden motsätter sig inte att *behovsanalysen* görs.",
	"Inte desto mindre har en *behovsanalys* gjorts.",
	"Projektet utgår från en *behovsanalys*.",
	"*Ersättning* utgår med 500 kronor.",
	"Om inte annat visar *behovsanalysen* vilka behoven är.",
	"Icke-funktionella krav finns i *behovsanalysen*.",
	"Så snart som möjligt görs en *behovsanalys*.",
	/* another clause */
	"Vi utgår inte från en gissning utan från en *behovsanalys*.",
	"Vi köper inte systemet nu, men en *behovsanalys* har gjorts.",
	"Systemet köps inte nu, utan en *behovsanalys* görs först.",
	"Ingen förstudie har gjorts, och *behovsanalysen* bifogas",
	"Ingen förstudie har gjorts men en *behovsanalys* finns.",
	"Eftersom inget system finns har en *behovsanalys* gjorts.",
	"Eftersom systemet inte räcker till, har en *behovsanalys* gjorts.",
	"Eftersom vi inte har ett eget system görs en *behovsanalys*.",
	"När systemet inte längre stöds krävs en *behovsanalys*.",
	"Till skillnad från förra gången, då ingen analys gjordes, finns nu en *behovsanalys*.",
	"Förvaltningen har, eftersom inget system finns, gjort en *behovsanalys*.",
	"En *behovsanalys* har gjorts, men någon förstudie har inte gjorts.",
	"En *behovsanalys* har gjorts, förstudie saknas.",
	"En *behovsanalys* har gjorts och förstudie saknas.",
	"En *behovsanalys* har gjorts, inte en förstudie.",
	"Förvaltningen har *behovsanalys*, men inte förstudie.",
	"Systemet saknar stöd för telefoni och en *behovsanalys* är gjord.",
	"Systemet stöds inte, därför har en *behovsanalys* gjorts.",
	"Systemet finns inte; en *behovsanalys* är gjord.",
	"Systemet finns inte – en *behovsanalys* är gjord.",
	"Skälet till att systemet inte används framgår av *behovsanalysen*.",
	"Det system som inte används beskrivs i *behovsanalysen*.",
	"Utan behovsanalys har *systemet* köpts.",
	"Ingen annan analys än *behovsanalysen* har gjorts.",
	"Inget har gjorts förutom en *behovsanalys*.",
	"*Behovsanalysen* är klar men det saknas pengar.",
	"*Behovsanalysen* är klar (inte förstudien).",
	"Vi gör en *behovsanalys* – inte en förstudie.",
	"Skillnaden är inte stor, vilket *behovsanalysen* visar.",
	"Informationen är inte sekretessbelagd utan öppen och *offentlig*.",
	/* two negations */
	"Det saknas inte *behovsanalys*.",
	"*Behovsanalys* saknas inte.",
	"Projektet saknar inte *informationsägare*.",
	"Inga *behovsanalyser* saknas.",
	"Projektet kan inte starta utan *behovsanalys*.",
	"Projektet får inte starta utan att en *behovsanalys* har gjorts.",
	"Utan *behovsanalys* kan projektet inte starta.",
	"Inget system köps utan *behovsanalys*.",
	"Systemet köps inte förrän en *behovsanalys* har gjorts.",
	"Vi avstår inte från *behovsanalys*.",
	"Projektet undantas inte från kravet på *behovsanalys*.",
	"*Behovsanalysen* utgår inte.",
	"*Behovsanalysen* uteblir inte.",
	"Det går inte att inte göra en *behovsanalys*.",
	/* a negation that the pattern asks for */
	"Projektet *saknar informationsägare*.",
	"*Ingen behovsanalys* har gjorts.",
	"Behovsanalys har *inte gjorts*.",
	"*Behovsanalys saknas* i underlaget.",
	"Systemet köps *utan upphandling*.",
	/* "om" that is no condition */
	"Nämnden fattar beslut om *behovsanalys*.",
	"Beslut om *behovsanalys* fattas i maj.",
	"Information om *personuppgifter* lämnas till alla.",
	"Vi lämnar information om hur *personuppgifter behandlas*.",
	"Nämnden informerar om att *personuppgifter behandlas*.",
	"Även om *behovsanalysen* är klar återstår mycket.",
	"Om personuppgifter behandlas ska *nämnden* utse en informationsägare.",
	"Om personuppgifter behandlas ska nämnden utse en *informationsägare*.",
	"Om nämnden ska behandla personuppgifter ska en *informationsägare* utses.",
	"Om nämnden handlägger personuppgifter ska *informationsägare* utses.",
	"Om personuppgifter behandlas, ska en *informationsägare* utses.",
	"*Informationsägare* utses om personuppgifter behandlas.",
	"Nämnden ska, om personuppgifter behandlas, utse en *informationsägare*.",
	"Behandlas personuppgifter ska en *informationsägare* utses.",
	"Om *projektet*",
	/* "?" and brackets elsewhere */
	"Frågan är ställd (se [1]) och en *behovsanalys* är gjord.",
	"Kostnaden är < 5 mnkr och en *behovsanalys* är gjord.",
	"[x] *Behovsanalys* är gjord",
};

static const char *const open[] = {
	"Har en *behovsanalys* gjorts?",
	"Behövs en *behovsanalys*?",
	"Hur har *behovsanalysen* gjorts? | Konsult",
	"[Beskriv *behovsanalysen*]",
	"[Beskriv *behovsanalysen*.",
	"<beskriv *behovsanalysen*>",
	"{{*behovsanalys*}}",
	"[Beskriv varför någon *behovsanalys* inte har gjorts]",
	"[ ] *Behovsanalys* är gjord",
	"*Behovsanalys* |",
	"*Behovsanalys* | –",
	"Om *personuppgifter behandlas* ska nämnden utse en informationsägare.",
	"Om *personuppgifter* behandlas ska nämnden utse en informationsägare.",
	"Om nämnden ska behandla *personuppgifter* ska en informationsägare utses.",
	"Om det visar sig att *personuppgifter behandlas* ska nämnden utse en informationsägare.",
	"Informationsägare utses om *personuppgifter behandlas*.",
	"Nämnden ska, om *personuppgifter behandlas*, utse en informationsägare.",
	"Behandlas *personuppgifter* ska en informationsägare utses.",
	"Ifall *personuppgifter* behandlas krävs ett beslut.",
	"Såvida *personuppgifter* behandlas krävs ett beslut.",
	"Därest *personuppgifter* behandlas krävs ett beslut.",
	"I den mån *personuppgifter* behandlas krävs ett beslut.",
	"Under förutsättning att *personuppgifter* behandlas krävs ett beslut.",
	"För det fall *personuppgifter* behandlas krävs ett beslut.",
	"Vid eventuell *behovsanalys* tillfrågas andra nämnder.",
	"Eventuella *personuppgifter* behandlas enligt lag.",
	"Oavsett om *personuppgifter* behandlas krävs ett beslut.",
	"Det är oklart om en *behovsanalys* görs.",
	"Oklart om en *behovsanalys* görs.",
	"Det har inte avgjorts om en *behovsanalys* ska göras.",
	"Det har inte avgjorts huruvida en *behovsanalys* ska göras.",
	"Vi vet inte om en *behovsanalys* har gjorts.",
	"Nämnden har inte tagit ställning till om en *behovsanalys* ska göras.",
	"Kanske görs en *behovsanalys*.",
	"En *behovsanalys* kan komma att göras.",
	"Förvaltningen överväger att göra en *behovsanalys*.",
	"Det är inte säkert att en *behovsanalys* görs.",
	"Det är inte uteslutet att en *behovsanalys* görs.",
	"Vid behov görs en *behovsanalys*.",
};

/* The sentence without the asterisks, and where they stood. */
static size_t unmark(char *to, size_t room, const char *marked, size_t span[2])
{
	size_t n = 0, marks = 0;

	for (; *marked && n < room; marked++) {
		if (*marked != '*')
			to[n++] = *marked;
		else
			span[marks++ < 1 ? 0 : 1] = n;
	}
	return n;
}

static void expect(const char *const *sentences, size_t count, enum mention expected)
{
	static const char *const said[] = {"asserted", "denied", "open"};
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		size_t span[2] = {0, 0}, n = strlen(sentences[i]);
		char *text = malloc(n + 1); /* of its own, so that a byte too far is seen */
		assert_non_null(text);
		n = unmark(text, n, sentences[i], span);
		text = realloc(text, n);
		enum mention found = negation_of((struct str){text, n}, span[0], span[1]);
		if (found != expected && ++wrong)
			print_error("%s, not %s: %s\n", said[found], said[expected], sentences[i]);
		free(text);
	}
	assert_int_equal(wrong, 0);
}

#define EXPECT(list, mention) expect(list, sizeof(list) / sizeof *(list), mention)

static void denied_mentions(void **state)
{
	(void)state;
	EXPECT(denied, MENTION_DENIED);
}

static void asserted_mentions(void **state)
{
	(void)state;
	EXPECT(asserted, MENTION_ASSERTED);
}

static void open_mentions(void **state)
{
	(void)state;
	EXPECT(open, MENTION_OPEN);
}

/* Each phrase stands once, in lower case, has few enough words, and there is room for all. */
static void table_is_sound(void **state)
{
	static char table[] =
#define TRIGGER(kind, phrases) phrases ", "
#define ENDING(kind, end)
#include "rules/negation.def"
#undef TRIGGER
#undef ENDING
		;
	const char *phrases[NEGATION_PHRASES];
	size_t count = 0;

	(void)state;
	for (char *rest = table, *end; (end = strstr(rest, ", ")); rest = end + 2) {
		size_t words = 1;
		*end = 0;
		for (const char *at = rest; *at; at++) {
			words += *at == ' ';
			assert_false((*at >= 'A' && *at <= 'Z') || *at == '-');
		}
		assert_in_range(words, 1, NEGATION_PHRASE_MAX);
		assert_true(*rest && count < NEGATION_PHRASES - 1);
		for (size_t i = 0; i < count; i++)
			assert_string_not_equal(phrases[i], rest);
		phrases[count++] = rest;
	}
	assert_true(count > 1000);
}

static void odd_spans(void **state)
{
	struct str text = STR("Ingen behovsanalys.");

	(void)state;
	assert_int_equal(negation_of(STR_EMPTY, 0, 0), MENTION_ASSERTED);
	assert_int_equal(negation_of(STR_EMPTY, 0, 5), MENTION_ASSERTED);
	assert_int_equal(negation_of(text, 6, 6), MENTION_ASSERTED);
	assert_int_equal(negation_of(text, 18, 19), MENTION_ASSERTED); /* no word */
	assert_int_equal(negation_of(text, 5, 19), MENTION_DENIED);
	assert_int_equal(negation_of(text, 6, 99), MENTION_ASSERTED); /* not in the text */
	assert_int_equal(negation_of(text, 9, 3), MENTION_ASSERTED);
}

/* A negation is found in the middle of a text without end, and one far away does not reach. */
static void long_sentences(void **state)
{
	enum { N = 1 << 20 };
	static const char there[] = " vi har inte gjort någon behovsanalys ";
	char *text = malloc(N);

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < N; i++)
		text[i] = "ett, två; "[i % 10] == 'v' ? 'w' : "abc, de; f"[i % 10];
	memcpy(text + N / 2, there, sizeof there - 1);
	for (size_t at = N / 2 + sizeof there - 14; at < N / 2 + sizeof there - 4; at++)
		assert_int_equal(negation_of((struct str){text, N}, at, N / 2 + sizeof there - 2), MENTION_DENIED);
	assert_int_equal(negation_of((struct str){text, N}, N / 4, N / 4 + 5), MENTION_ASSERTED);
	assert_int_equal(negation_of((struct str){text, N}, 0, N), MENTION_ASSERTED);
	memset(text, ',', N);
	memcpy(text + N / 2, there, sizeof there - 1);
	assert_int_equal(negation_of((struct str){text, N}, N / 2 + sizeof there - 14, N / 2 + sizeof there - 2),
	                 MENTION_DENIED);
	free(text);
}

/* Words of the table in any order, and any span, also one that cuts a letter: whatever comes out, nothing is read outside. */
static void random_words(void **state)
{
	static const char *const words[] = {
		"inte", "ingen", "utan",   "att",   "om",     "som",       "och",
		"men",  "har",   "gjorts", "(",     ")",      ",",         ":",
		"|",    "?",     ". Å",    "–",     "saknas", "behandlas", "någon",
		"x",    "åäö",   "utgår",  "[",     "]",      "<",         "\xF0\x9F\x98\x80",
		"ska",  "i",     "nej",    "кошка", "- och",  "varken"};
	uint32_t random = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char *text = malloc(16384);
		size_t n = 0, count = (random >> 8) % (round % 50 ? 30 : 3000);
		assert_non_null(text);
		for (size_t i = 0; i < count && n < 16000; i++) {
			random = random * 1664525u + 1013904223u;
			const char *word = words[(random >> 16) % (sizeof words / sizeof *words)];
			memcpy(text + n, word, strlen(word));
			n += strlen(word);
			if ((random >> 12) % 8)
				text[n++] = ' ';
		}
		text = realloc(text, n + !n);
		assert_int_equal(utf8_invalid_at((struct str){text, n}), SIZE_MAX);
		random = random * 1664525u + 1013904223u;
		enum mention found =
			negation_of((struct str){text, n}, (random >> 4) % (n + 1), (random >> 17) % (n + 1));
		assert_in_range(found, MENTION_ASSERTED, MENTION_OPEN);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(denied_mentions), cmocka_unit_test(asserted_mentions),
		cmocka_unit_test(open_mentions),   cmocka_unit_test(table_is_sound),
		cmocka_unit_test(odd_spans),       cmocka_unit_test(long_sentences),
		cmocka_unit_test(random_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
