/* What becomes of what a sentence mentions: asserted, denied or open. */
#include "rules/language/negation.h"
#include "rules/language/negation_internal.h"

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
	/* an abbreviation before a capital ends nothing */
	"Vi har inte i t.ex. Skärholmen gjort någon *behovsanalys*.",
	"Någon *behovsanalys* hos bolaget, dvs. Parkeringen, har inte gjorts.",
	"Någon *behovsanalys* enligt bil. A har inte gjorts.",
	"Någon *behovsanalys* i St. Essingen har inte gjorts.",
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
	/* prose of proposals */
	"Förvaltningen har inte tillfrågat någon annan *förvaltning*.",
	"Andra *förvaltningar* har inte tillfrågats.",
	"Någon *jämförelse* med befintliga system har av tidsskäl inte kunnat göras.",
	"Systemet har inte jämförts med stadens *gemensamma system*.",
	"Förslaget har inte behandlats i *IT-rådet*.",
	"*IT-rådet* har inte hörts.",
	"Något *samråd* med stadsledningskontoret har ännu inte skett.",
	"Projektet följer inte stadens *projektmodell* eftersom det är litet.",
	"Vi har valt att inte följa *projektmodellen*.",
	"Stadens *projektmodell* kommer inte att tillämpas fullt ut.",
	"Inga *avsteg från projektmodellen* görs.",
	"Vi gör inga *avsteg* från projektmodellen.",
	"Systemet innehåller inga *personuppgifter*.",
	"Några *personuppgifter* kommer inte att lagras i molnet.",
	"*Känsliga personuppgifter* förekommer inte.",
	"*Informationsägare* är ännu inte utsedd.",
	"Leverantören är inte *informationsägare*.",
	"Det finns i dag ingen utsedd *informationsägare*.",
	"Frågan om *informationsägare* har inte lösts.",
	"Ansvaret som *informationsägare* är inte fördelat.",
	"*Klassning* av informationen har inte gjorts.",
	"*Informationen har inte klassats*.",
	"Kostnaden är inte *beräknad*.",
	"En *kostnadskalkyl* saknas i nuläget men tas fram i maj.",
	"*Avvecklingskostnader* ingår ej i kalkylen.",
	"Kalkylen omfattar inte *avvecklingskostnader*.",
	"*Finansieringen* är inte löst.",
	"*Tillgänglighetskrav* har inte ställts i upphandlingen.",
	"Webbplatsen *uppfyller* inte kraven på tillgänglighet.",
	"Webbplatsen uppfyller ännu inte *kraven på tillgänglighet*.",
	"Systemet kan inte integreras med stadens *tjänsteplattform*.",
	"Systemet ansluts inte till stadens *katalogtjänst*.",
	"Vi inför inte en egen *katalogtjänst*.",
	"Något eget *användarregister* byggs inte upp.",
	"*Eget användarregister* kommer inte att byggas upp.",
	"I stället för stadens *katalogtjänst* används ett eget register.",
	"Konsulterna upphandlas inte genom *avrop*.",
	"*Upphandling* har inte skett i konkurrens.",
	"Köpet görs utan *upphandling*.",
	"Köpet görs som direktupphandling, alltså utan *förnyad konkurrensutsättning*.",
	"*Beslut i nämnden* krävs inte.",
	"Nämnden har ännu inte fattat *beslut*.",
	"Det finns inget *undantag* beviljat.",
	"*Undantag* har inte sökts.",
	"Projektet är inte *innovativt*.",
	"Det rör sig inte om ett *innovativt projekt*.",
	"Någon *nyttokalkyl* har därför inte tagits fram.",
	"*Nyttan* har varken beskrivits eller beräknats.",
	"*Effektmål* har inte formulerats.",
	"Det är svårt att mäta, och därför anges inga *effektmål*.",
	"*Effektmålen* är inte mätbara och har inte fastställts.",
	"*Riskanalys*: Ej utförd",
	"*Riskanalys*: –ej aktuellt",
	"*Riskanalys*: Inte aktuellt i detta skede",
	"*Riskanalys* | Inte utförd",
	"*Riskanalys* (saknas)",
	"*Riskanalysen* (bilaga 2) är inte avslutad.",
	"Vi räknar inte med någon *konvertering*.",
	"En *konvertering* är inte nödvändig.",
	"Vi undviker *konvertering*.",
	"*Konverteringen* ströks ur projektet.",
	"Därför stryks *konverteringen*.",
	"Systemet har inte någon *support*.",
	"Systemet har aldrig haft *support*.",
	"Systemet är inte längre under *support*.",
	"*Support* ges inte.",
	"Behovet av *telefoni* har inte utretts.",
	"Lösningen innebär att ingen *telefoni* behövs.",
	"Man kan inte säga att *behovet är utrett*.",
	"Det stämmer inte att *behovet är utrett*.",
	"Det kan inte uteslutas att inga *personuppgifter* behandlas.",
	"Eftersom ett *gemensamt system* saknas i staden föreslås att ett nytt system upphandlas.",
	"Projektet finansieras inom ordinarie budget utan *särskilda medel*.",
	"Medborgarna ska kunna följa sitt ärende utan att *ringa*.",
	"E-tjänsten har inte testats mot *Vägledningen 24-timmarswebben*.",
	"Test med *användare* har inte gjorts.",
	"Testerna omfattade inte *användare*.",
	"*Systemförvaltning* har inte planerats.",
	"Det finns ännu ingen plan för *systemförvaltning*.",
	"Stadens modell för *systemförvaltning* används inte.",
	"Detta är ett verksamhetsprojekt och inte ett *IT-projekt*.",
	"Detta är inget *IT-projekt*.",
	"Målet är inte att *spara pengar* utan att ge bättre service.",
	"Nämnden äger inte *informationen*.",
	"Leverantören får inte *använda informationen* för egna ändamål.",
	"I kravspecifikationen ställs inga krav på *öppna standarder*.",
	"*Öppna standarder* används inte.",
	"*Öppna standarder* krävs inte av leverantören.",
	"Systemet är inte byggt på *öppna standarder*.",
	"Systemet följer inga *öppna standarder*.",
	"Systemet är varken byggt på *öppna standarder* eller öppen källkod.",
	"Ingen hänsyn har tagits till *miljökrav*.",
	"*Miljökrav* har inte beaktats.",
	"*Miljökrav* ställs ej.",
	"*Miljökrav* beaktas inte alls.",
	"Staden har inget *ramavtal* för detta.",
	"Ramavtal används, varför *annonsering* inte behövs.",
	"Genom ramavtalet slipper nämnden en *egen upphandling*.",
	"Nämnden har beslutat att avstå från *egen upphandling*.",
	"Med ramavtalet behövs ingen *egen upphandling*.",
	"Vi kommer inte att upphandla någon *egen växel*.",
	"Egen *växel* köps inte in.",
	"Telefonin upphandlas separat i stället för via *stadens gemensamma avtal*.",
	"Telefonin omfattas inte av *stadens gemensamma avtal*.",
	"*Dubblering* av gemensamt IT-stöd sker inte.",
	"Förslaget innebär ingen *dubblering* av gemensamt IT-stöd.",
	"Förslaget innebär inte att *gemensamt IT-stöd dubbleras*.",
	"Vi är medvetna om att gemensamt IT-stöd inte får *dubbleras*.",
	"Eftersom systemet är ett pilotprojekt har *informationsklassning* inte bedömts nödvändig.",
	"*Informationsklassning* har därför inte ansetts behövlig.",
	"*Informationsklassning* bedöms i detta läge inte vara nödvändig.",
	"Vi bedömer inte att *informationsklassning* är nödvändig.",
	"Vi ser inget behov av *informationsklassning*.",
	"Behov av *informationsklassning* föreligger inte.",
	"Behovet av *informationsklassning* har bedömts som obefintligt.",
	"*Informationsklassning*: Nej, behövs inte",
	"*Informationsägare* | - | Ej utsedd",
	"*Informationsägare* | ej utsedd",
	"*Informationsägare* | Inte klart ännu",
	"Trots att nämnden 2006 beslutade om en gemensam lösning har någon *upphandling* ännu inte inletts.",
	"Förvaltningen har inte frågat *andra nämnder*.",
	"Förvaltningen har tyvärr inte haft möjlighet att fråga *andra nämnder*.",
	"Det finns inget som tyder på att *andra nämnder* har samma behov.",
	"Vi har inte funnit att *andra nämnder* har samma behov.",
	"*Behovsanalysen* redovisas inte.",
	"*Behovsanalysen* redovisas inte här.",
	"Någon fullständig *behovsanalys* bedöms inte behöva göras.",
	"Vi bedömer att någon *behovsanalys* inte behövs.",
	"Vi bedömer att det inte behövs någon *behovsanalys*.",
	"Mot denna bakgrund anser vi att det inte finns skäl att göra en *behovsanalys*.",
	"Det har inte bedömts meningsfullt att göra en *behovsanalys*.",
	"Tidsplanen medger ingen *behovsanalys*.",
	"Tidsplanen medger inte att en *behovsanalys* görs.",
	"I tidsplanen finns inte utrymme för *behovsanalys*.",
	"För att hinna i tid har *behovsanalysen* prioriterats bort.",
	"*Behovsanalys* har ej bedömts vara nödvändigt.",
	"*Behovsanalys* ej nödvändig.",
	"*Behovsanalys* behövs ej.",
	"Det är icke aktuellt med *behovsanalys*.",
	"*Projektdirektivet* har inte godkänts av styrgruppen.",
	"Något *projektdirektiv* finns inte.",
	"*Styrgrupp* har inte utsetts.",
	"Styrgruppen har inte utsett någon *projektledare*.",
	"*Projektledare* är ännu ej utsedd men rekrytering pågår.",
	"Någon *styrgrupp* kommer inte att finnas; i stället rapporterar projektet till förvaltningschefen.",
	"Systemet ger inte stöd för *elektronisk legitimation*.",
	"*Elektronisk legitimation* används ej, eftersom inga känsliga uppgifter lämnas.",
	"*Elektronisk legitimation* är inte nödvändig.",
	"E-tjänsten har inte *anpassats* för personer med funktionsnedsättning.",
	"Ingen *anpassning* görs för personer med funktionsnedsättning.",
	"*Användartester* med personer med funktionsnedsättning har inte genomförts av kostnadsskäl.",
	"Av kostnadsskäl har *användartester* inte genomförts.",
	"Av kostnadsskäl avstår projektet från *användartester*.",
	"På grund av kostnaderna har inga *användartester* gjorts.",
	"*Användartesterna* var inte budgeterade.",
	"*Licenser* ingår inte i priset.",
	"Licenser ingår i priset, men inte *utbildning*.",
	"I priset ingår varken *utbildning* eller support.",
	"Priset inkluderar inte *utbildning*.",
	"Priset är exklusive *utbildning*.",
	"Detta förslag omfattar ej *drift*.",
	"Drift sköts av stadens leverantör; *egna servrar* används inte.",
	"Inga *egna servrar* behövs därför.",
	"*Egna servrar* behöver alltså inte köpas in.",
	"Uppgifterna *gallras* inte.",
	"*Gallring* sker inte.",
	"Beslut om *gallring* har inte fattats.",
	"Beslut om *gallring* saknas.",
	"Personuppgiftslagen är inte tillämplig, eftersom inga *personuppgifter* behandlas.",
	"Eftersom systemet inte innehåller *personuppgifter* är lagen inte tillämplig.",
	"Behandlas *personuppgifter* i systemet? | Nej, inte alls",
	"*Personuppgifter* i systemet? | Inga",
	"Förekommer *personuppgifter*: nej",
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
	/* prose of proposals */
	"Andra *förvaltningar* har tillfrågats och ingen hade något att invända.",
	"*Jämförelsen* visar att inget befintligt system uppfyller kraven.",
	"Stadens *gemensamma system* uppfyller inte kraven.",
	"*Samråd* med stadsledningskontoret har skett den 3 mars.",
	"Projektet följer stadens *projektmodell* även om det är litet.",
	"Projektet drivs enligt *projektmodellen*, inte som linjearbete.",
	"Inga avsteg från *projektmodellen* görs.",
	"*Personuppgifter* lagras inom EU och inte i tredje land.",
	"*Personuppgifter* behandlas, men inga känsliga uppgifter.",
	"Systemet hanterar *personuppgifter* om elever som inte har fyllt arton år.",
	"*Informationsägare* är socialdirektören.",
	"Nämnden är *informationsägare*, inte leverantören.",
	"*Informationsklassningen* är gjord och visar att inga höga krav ställs.",
	"En *kostnadskalkyl* finns, men den omfattar inte driften.",
	"*Kalkylen* tar inte hänsyn till utbildning.",
	"Kalkylen omfattar *avvecklingskostnader* men inte utbildning.",
	"*Finansieringen* är löst inom nämndens budget utan tillskott.",
	"Webbplatsen ska *uppfylla kraven på tillgänglighet* så att ingen utestängs.",
	"Systemet ansluts till stadens *katalogtjänst*, eftersom egna användarregister inte får finnas.",
	"Vi bygger inget eget register utan använder stadens *katalogtjänst*.",
	"I stället för ett eget register används stadens *katalogtjänst*.",
	"Konsulterna *upphandlas* genom avrop, inte genom direktupphandling.",
	"Upphandlingen kan inte genomföras utan *beslut i nämnden*.",
	"*Beslut i nämnden* krävs innan upphandlingen inleds.",
	"Innan *beslut* har fattats får avtal inte tecknas.",
	"Nämnden har sökt *undantag*, men fått avslag.",
	"Det är ett *innovativt projekt* vars nytta inte kan beräknas i förväg.",
	"En *nyttokalkyl* har därför tagits fram.",
	"*Effektmålen* är mätbara.",
	"*Riskanalys*: Utförd, inga allvarliga risker",
	"*Riskanalys* | Utförd | Inga allvarliga risker",
	"*Riskanalysen* (bilaga 2) visar inga allvarliga risker.",
	"Om riskanalysen visar allvarliga brister stoppas *projektet*.",
	"Vi vet att en *konvertering* behövs.",
	"Det är inte möjligt att undvika en *konvertering*.",
	"Leverantören ger *support*, dock inte på helger.",
	"Vi kan inte avvara *support*.",
	"Lösningen innebär att *telefoni* behövs men att växeln inte byts.",
	"Inte heller detta hindrar att en *behovsanalys* görs.",
	"Avvikelser från *projektmodellen* rapporteras till styrgruppen.",
	"Norrmalms stadsdelsnämnd har inget eget ärendesystem i dag, varför en *behovsanalys* har gjorts.",
	"Stadsdelsnämnden saknar i dag ett system för serveringstillstånd och har därför genomfört en *behovsanalys*.",
	"Eftersom ett gemensamt system saknas i staden föreslås att ett *nytt system* upphandlas.",
	"Kostnaderna ryms inom *budgeten* och kräver inga tillskott.",
	"Projektet finansieras inom *ordinarie budget* utan särskilda medel.",
	"Medborgarna ska kunna följa sitt ärende dygnet runt utan att ringa, och *e-tjänsten* ska vara tillgänglig.",
	"E-tjänsten ska vara *tillgänglig* även för den som inte ser.",
	"E-tjänsten ska följa *Vägledningen 24-timmarswebben* så att ingen stängs ute.",
	"E-tjänsten har testats mot *Vägledningen* men inte med användare.",
	"Utbildning ges till *alla användare* som inte tidigare har använt systemet.",
	"*Systemförvaltningen* övergår till IT-avdelningen när projektet inte längre pågår.",
	"Planen för *systemförvaltning* har inte ändrats.",
	"Den modell för *systemförvaltning* som staden har beslutat används.",
	"Projektet har förankrats i *IT-rådet*, som inte hade några invändningar.",
	"*IT-rådet* har inga invändningar.",
	"IT-rådet har inte haft några invändningar mot *förslaget*.",
	"*Förslaget* har inte mött några invändningar.",
	"Detta är ett *verksamhetsprojekt* och inte ett IT-projekt.",
	"Detta är inget IT-projekt utan ett *verksamhetsprojekt*.",
	"Målet är inte att spara pengar utan att ge *bättre service*.",
	"Det räcker inte med en e-tjänst; *handläggningen* måste också ändras.",
	"Det är nämnden som äger *informationen*, inte leverantören.",
	"Nämnden har inte råd att vänta, utan *upphandlingen* inleds i april.",
	"*Upphandlingen* inleds i april om inget oväntat inträffar.",
	"*Upphandlingen* inleds i april om nämnden beslutar det.",
	"Ett *införandeprojekt* genomförs, förutsatt att nämnden avsätter medel.",
	"I *kravspecifikationen* ställs krav på öppna standarder.",
	"Systemet bygger på *öppna standarder* och låser inte in staden hos en leverantör.",
	"*Öppna standarder* används så att staden inte låses till en leverantör.",
	"*Miljökraven* gäller även för den som inte har ramavtal.",
	"Köpet sker genom avrop från *ramavtal* och behöver därför inte annonseras.",
	"*Ramavtal* används, varför annonsering inte behövs.",
	"Genom *ramavtalet* slipper nämnden en egen upphandling.",
	"Stadens gemensamma *växel* används; någon egen köps inte.",
	"Stadens *gemensamma växel* används i stället för en egen.",
	"*Stadens gemensamma avtal* omfattar inte mobiltelefoni, och därför görs en egen upphandling.",
	"Stadens gemensamma avtal omfattar inte mobiltelefoni, och därför görs en *egen upphandling*.",
	"*Informationsklassning*: Ja, se bilaga 3",
	"*Informationsklassning*: se bilaga 3 (ej offentlig)",
	"*Informationsägare*: Socialdirektören (ej delegerat)",
	"Är behovsanalysen inte gjord görs *den* först.",
	"☒ *Behovsanalys* bifogas",
	"Det är inte tillåtet att köpa system utan *behovsanalys*.",
	"Ingen ska behöva köpa system utan *behovsanalys*.",
	"Stadens regler tillåter inte köp utan *behovsanalys*.",
	"Att köpa system utan *behovsanalys* är inte tillåtet.",
	"Projektets kostnader beräknas till 2,4 miljoner kronor och ryms inom *nämndens budget*.",
	"Nuvarande system har inte vidareutvecklats sedan 2003 och leverantören har meddelat att stödet upphör, varför "
	"en *upphandling* nu inleds.",
	"Det nuvarande systemet klarar inte kraven i den nya lagen och behöver därför ersättas av *ett nytt system*.",
	"Fem *andra nämnder* har tillfrågats, varav ingen har samma behov.",
	"Fem *andra nämnder* har tillfrågats.",
	"Av de tillfrågade *nämnderna* har ingen ett liknande system.",
	"Behovet är unikt för nämnden, vilket *behovsanalysen* bekräftar.",
	"*Behovsanalysen* bekräftar att behovet är unikt och att inget annat system kan användas.",
	"*Behovsanalys* enligt programmet har gjorts i samarbete med Södermalms stadsdelsnämnd, som inte har något "
	"eget system.",
	"*Behovsanalysen* redovisas i bilaga 1 och återges därför inte här.",
	"En fullständig *behovsanalys* kommer att göras före upphandlingen, men ännu har ingen konsult anlitats.",
	"*Behovsanalys* genomförd 2008-05-12, ej reviderad sedan dess.",
	"Den *behovsanalys* som gjordes 2007 har inte uppdaterats.",
	"*Projektdirektivet* godkändes av styrgruppen, som inte hade några synpunkter.",
	"*Styrgruppen* har inte utsett någon projektledare.",
	"*Styrgruppen* har ännu inte sammanträtt.",
	"Någon styrgrupp kommer inte att finnas; i stället rapporterar *projektet* till förvaltningschefen.",
	"I stället för en styrgrupp har projektet en *referensgrupp*.",
	"*Elektronisk legitimation* används, så att ingen obehörig kommer åt uppgifterna.",
	"Utan *elektronisk legitimation* kommer ingen åt uppgifterna.",
	"Ingen kommer åt uppgifterna utan *elektronisk legitimation*.",
	"Endast den som har *e-legitimation* når tjänsten; övriga kan inte använda den.",
	"Den som saknar dator kan få hjälp på *medborgarkontoret*.",
	"E-tjänsten är *anpassad* för personer med funktionsnedsättning och kräver inte mus.",
	"Trots kostnaderna, som inte är obetydliga, har *användartester* gjorts.",
	"*Användartester* har gjorts trots att de inte var budgeterade.",
	"*Licenser* ingår i priset, men inte utbildning.",
	"Priset är angivet utan moms och omfattar *utbildning*.",
	"Priset är högt, men inte orimligt, och *utbildning* ingår.",
	"*Drift* sköts av stadens leverantör; egna servrar används inte.",
	"Projektet ska undersöka behovet och om möjligt använda *befintliga system*.",
	"Om inte nämnden beslutar annat används *befintliga system*.",
	"*Befintliga system* ersätts inte utan kompletteras.",
	"*Befintliga system* avvecklas inte förrän det nya är i drift.",
	"Uppgifterna *gallras* när de inte längre behövs.",
	"*Gallring* sker enligt beslut, dock inte av bevarandehandlingar.",
	"Beslut om *gallring* fattas när nämnden har sammanträtt.",
	"Frågan om *gallring* behandlas i bilagan.",
	"Eftersom systemet inte innehåller personuppgifter är *lagen om offentlig upphandling* den enda som gäller.",
	"Behandlas *personuppgifter* i systemet? | Ja, men inte känsliga",
	"Förekommer *personuppgifter*: ja, namn och adress",
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
	"Någon undersökning av om andra förvaltningar har samma *behov* har inte gjorts.",
	"Resultatet beror av om det finns ett *behov*.",
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
	/* prose of proposals */
	"Kommer *personuppgifter* att behandlas?",
	"Det är ännu inte bestämt om *personuppgifter* ska lagras.",
	"Om *riskanalysen* visar allvarliga brister stoppas projektet.",
	"Skulle *personuppgifter* behandlas krävs beslut.",
	"Eventuell *konvertering* av data bekostas av nämnden.",
	"Möjligen behövs en *konvertering*.",
	"En *konvertering* kan eventuellt bli aktuell.",
	"Det kan inte uteslutas att *personuppgifter* behandlas.",
	"Om nämnden beslutar det inleds upphandlingen när *kravspecifikationen* är klar.",
	"Ett införandeprojekt genomförs, förutsatt att nämnden avsätter *medel*.",
	"*Behovsanalys* gjord? |",
	"Är *behovsanalysen* gjord och förankrad?",
	"[ange vilken *behovsanalys* som gjorts]",
	"Här beskrivs [*behovsanalys*] kortfattat.",
	"☐ *Behovsanalys* bifogas",
	"Förvaltningen har undersökt om *andra nämnder har samma behov*.",
	"Tidsplanen håller inte om *behovsanalysen* dröjer.",
	"Frågan är om *personuppgifter* behandlas.",
	"I den utsträckning *personuppgifter* förekommer skyddas de.",
	"Vi kan inte svara på om *personuppgifter* kommer att behandlas.",
	"Behandlas *personuppgifter* i systemet?",
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
#include "rules/language/negation.def"
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
