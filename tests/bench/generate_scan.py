"""Writes what `styrdok scan` is timed on: rule packs, the governing documents that they cite, proposals.

    python3 tests/bench/generate_scan.py register FOLDER RULES           a whole small register, for the tests
    python3 tests/bench/generate_scan.py overlay FOLDER RULES            the same without vocabulary, for a larger one
    python3 tests/bench/generate_scan.py proposals FOLDER FROM TO [BYTES]

The same arguments give the same bytes. Both packs have RULES rules: one over proposals, each citing a part of a document that
is in force and binds all boards, one over documents. A rule's words stand in some 5 to 20 of 100 proposals, as in texts of
a city; words of a few rules ("ska", "system") stand in nearly all.
"""
import hashlib
import os
import random
import re
import sys

# ---- words: what a rule is about, its pattern, and how texts say it -----------------------------------------------------

CONCEPTS = [tuple(field.strip() for field in line.split(" / ")) for line in r"""
behovsanalys\w*|analys\w* av (?:\w+ )?behov\w* / en behovsanalys / behovsanalysen / analysen av verksamhetens behov
informationsäg\w*|äger informationen / informationsägare / en informationsägare / den som äger informationen
systemägar\w*|systemförvaltar\w* / systemägaren / en systemägare / systemförvaltaren
\brisk(?:er|erna|analys\w*|bedömning\w*)?\b / en riskanalys / riskerna / riskbedömningen
personuppgift\w*|registerförteckning\w* / personuppgifter / personuppgiftslagen / registerförteckningen
\bsekretess\w*|sekretessbelagd\w* / sekretess / sekretessbelagda uppgifter
informationsklass\w*|klassning\w* av information\w* / informationsklassning / klassningen av informationen
\bloggning\w*|\blogg(?:ar|as|en|arna)\b / loggning / loggar / loggarna
behörighet(?:en|er|erna)?\b|behörighetssystem\w* / behörigheter / behörighetssystemet
(?:daglig\w*|kontinuerlig\w*) (?:\w+ )?kopi\w*|säkerhetskopi\w* / säkerhetskopiering / dagliga kopior
avbrottsplan\w*|kontinuitetsplan\w*|reservrutin\w* / en avbrottsplan / reservrutiner / kontinuitetsplanen
\bkryptera\w*|krypter(?:ad|ade|as|ing\w*) / kryptering / krypterade förbindelser
tillgänglighet\w* för (?:personer|alla)|\bWCAG\b|funktionsned\w* / funktionsnedsättning / tillgänglighet för alla
klarspråk\w*|begriplig\w* (?:svenska|språk) / klarspråk / begriplig svenska
\benkät(?:er|en|erna)?\b|brukarundersökning\w* / en enkät / brukarundersökningen
referensgrupp\w*|fokusgrupp\w* / en referensgrupp / fokusgrupper
styrgrupp(?:en|er)?\b|projektgrupp\w* / styrgruppen / projektgruppen
projektmodell\w*|\bbeslutspunkt(?:er|erna)? / stadens projektmodell / beslutspunkter
förstudi(?:e|en|er)\b|förstudierapport\w* / en förstudie / förstudierapporten
effektmål\w*|nyttokalkyl\w*|nytto(?:analys|värdering)\w* / effektmål / en nyttokalkyl
lönsamhet\w*|återbetalningstid\w*|investeringskalkyl\w* / lönsamheten / en investeringskalkyl
\bfinansier(?:as|ing|ingen|at)\b|särskilda medel / finansieringen / särskilda medel
driftkostnad\w*|kostnad\w* för (?:drift|förvaltning)\w* / driftkostnader / kostnaden för drift
licens(?!iera)\w*|\bupplåtelse\w* av programvar\w* / licenser / licensavtalet
öppen källkod|öppna? (?:program\w*|standard\w*|gränssnitt\w*) / öppna standarder / öppen källkod
integration\w*|meddelandeväx\w*|tjänstekatalog\w* / integrationer / tjänstekatalogen
\bgränssnitt\w* mot (?:\w+ )?(?:system|register)\w* / gränssnittet mot andra system / gränssnitt mot register
informationsmodell\w*|begreppsmodell\w* / en informationsmodell / begreppsmodellen
metadata\w*|\bmärkning\w* av dokument\w* / metadata / märkning av dokument
e-arkiv\w*|arkivmyndighet\w*|\barkiver\w* / e-arkivet / arkivering / arkivmyndigheten
gallring(?:s\w*)?\b|\bgallra[sd]?\w* / gallring / gallringsbeslut
diarieför\w*|registrator\w* / diarieföring / registratorn
\boffentlighet\w*|allmän\w* handling\w* / allmänna handlingar / offentlighetsprincipen
elektronisk\w* (?:signatur|underskrift|legitimation)\w*|e-legitimation\w* / e-legitimation / elektronisk underskrift
medborgar(?:e|en|na|panel\w*)\b|invånar(?:e|en|na)\b / medborgarna / invånare
självservice\w*|\bblankett(?:er|en|erna)?\b / självservice / blanketter
kontaktcenter\w*|kundtjänst\w*|växeltelefonist\w* / kontaktcenter / kundtjänst
servicenivå\w*|svarstid(?:er|en|erna)?\b / servicenivåer / svarstider
\bincident(?:er|en|hanter\w*)?\b|felanmäl\w* / incidenter / felanmälan
användarstöd\w*|helpdesk\w*|servicedesk\w* / användarstöd / servicedesk
utbildning(?:en|ar|sinsats\w*)\b|\bkursplan\w* / utbildningen / utbildningsinsatser
kompetens(?:utveckling\w*|försörjning\w*)\b / kompetensutveckling / kompetensförsörjning
förändringsled\w*|införandeplan\w* / förändringsledning / införandeplanen
fackliga? (?:organisation\w*|samverkan)|\bMBL\b / facklig samverkan / fackliga organisationer
arbetsmiljö\w*|skyddsombud\w* / arbetsmiljön / skyddsombuden
jämställd\w*|könsuppdelad\w* / jämställdhet / könsuppdelad statistik
barnkonvention\w*|barnets bästa|barnkonsekvens\w* / barnets bästa / en barnkonsekvensanalys
minoritetsspråk\w*|översätt\w* till (?:\w+ )?språk\w* / minoritetsspråk / översättning till andra språk
miljökrav\w*|energiförbruk\w*|strömsnål\w* / miljökrav / energiförbrukning
återvinn\w*|\bskrotas?\w*|uttjänt\w* / återvinning / uttjänt utrustning
klientutrustning\w*|bärbar\w* (?:dator|arbetsplats)\w* / klientutrustning / bärbara datorer
mobiltelefon\w*|\babonnemang\w*|telefoni(?:n|tjänst\w*)?\b / mobiltelefoner / abonnemang / telefonin
skrivar(?:e|en|na)\b|utskrift(?:er|s\w*)\b / skrivare / utskrifter
trådlös\w* (?:nät|uppkoppling)\w*|\bdatanät\w* / trådlösa nät / datanätet
serverdrift\w*|\bserverhall\w*|driftleverantör\w* / serverdrift / driftleverantören
\bmolntjänst\w*|lagring utanför (?:staden|landet) / molntjänster / lagring utanför staden
konsult(?:er|en|erna|stöd\w*)\b|inhyrd\w* personal\w* / konsulter / inhyrd personal
ramavtal\w*|\bavrop(?:as|et|en)?\b / ramavtalet / avrop
direktupphandl\w*|direkttilldel\w*|\begen regi\b / direktupphandling / egen regi
förfrågningsunderlag\w*|\banbud(?:et|en|s\w*)?\b / förfrågningsunderlaget / anbud
konkurrensutsätt\w*|\bi konkurrens\b(?! med) / konkurrensutsättning / i konkurrens
\bvite(?:n|t)?\b|hävningsklausul\w*|garantitid\w* / viten / garantitiden
avtalsuppfölj\w*|leverantörsmöte\w* / avtalsuppföljning / leverantörsmöten
avvecklingsplan\w*|\bavveckl(?:as|a|ing\w*)\b / avveckling / en avvecklingsplan
stadsgemensam\w*|gemensam\w* för (?:hela )?staden / stadsgemensamma system / gemensamt för staden
\bpilot(?:en|er|projekt\w*|test\w*)?\b|småskalig\w* / en pilot / pilotprojektet
innovationsportfölj\w*|innovativ\w* (?:\w+ )?arbetssätt\w* / innovationsportföljen / innovativa arbetssätt
kravspecifikation\w*|kravställ\w* / kravspecifikationen / kravställning
acceptanstest\w*|testprotokoll\w*|testmiljö\w* / acceptanstest / testmiljön
leveransgodkänn\w*|godkännande av leverans\w* / leveransgodkännande / godkännande av leveransen
öppettid(?:er|erna)?\b|dygnet runt / öppettider / dygnet runt
kartunderlag\w*|geodata\w*|lägesuppgift\w* / geodata / kartunderlag
\bbetal(?:ning\w*|tjänst\w*|kort\w*)\b|e-faktur\w* / betalningar / e-faktura
attest(?:ordning\w*|ering\w*)?\b|behörig attestant\w* / attestordningen / attestering
hemtjänst\w*|biståndshandl\w*|äldreomsorg\w* / hemtjänsten / biståndshandläggarna / äldreomsorgen
förskol(?:a|an|or|orna|e\w*)\b|grundskol\w* / förskolan / grundskolor
socialtjänst\w*|journal(?:er|en|system\w*)\b / socialtjänsten / journalsystemet
bygglov\w*|detaljplan\w*|stadsbyggnad\w* / bygglov / detaljplanen
serveringstillstånd\w*|tillståndshand\w* / serveringstillstånd / tillståndshandläggningen
parkering\w*|trafikmät\w*|vägarbete\w* / parkering / trafikmätningar
bokning(?:ar|en|s\w*)\b|lokaluthyrning\w* / bokningar / lokaluthyrning
synpunkt(?:er|erna|shanter\w*)\b|klagomål\w* / synpunkter / klagomål
krisberedskap\w*|beredskapsplan\w*|krisled\w* / krisberedskap / krisledningen
spårbar\w*|revision(?:en|er|sspår\w*)\b / spårbarhet / revisionen
kvalitetsregist\w*|nyckeltal\w*|indikator(?:er|n)?\b / nyckeltal / indikatorer
""".strip().split("\n")]

# Shared by many rules, and in most texts.
NAMED = r"""
system: 'system(?!ati)\w*|programvar\w*|mjukvar\w*|applikation\w*|e-tjänst\w*|webbplats\w*|webbsid\w*|hemsid\w*'
kopa: '\bköpa\b|\bköper\b|\bköps\b|\bköp av\b|\binköp(?!s\w*system)\w*|upphandl(?!ings\w*system|are)\w*|anskaff\w*|\bavrop\w*'
infora: '\binföra\b|\binförs\b|\binförande\w*|\binför (?:ett|en|nytt|nya|ny)\b|\butveckla\w*|driftsätt\w*|\bbygg(?:er|as|s|a)\b(?! på)'
organ: '\bnämnden\b|stadsdelsnämnden|\bförvaltningen\b|förvaltningschef\w*|avdelningschef\w*|enhetschef\w*|verksamhetschef\w*'
gjort: '\bgjort?s\b|\bgenomför\w*|\bupprätta\w*|\bredovisa\w*|\bbeskriv(?:s|it|er|as)\b|\bingår\b|\bfinns\b'
skal: '\beftersom\b|därför att|på grund av|\bberor på|\bskälet\b|\bskälen\b|anledningen|\bundantag\w*|\bavvik\w*'
pengar: '\bkostna\w*|\d kronor\b|\d tkr\b|\d mnkr\b|\d miljon\w*'
tid: '\bsenast\b|\bvarje (?:år|halvår|kvartal|månad)\b|\bårlig\w*|\bprocent\b|\bminst\b|\bunder (?:våren|hösten)\b'
""".strip()

PLAIN = """Arbetet leds av $o tillsammans med $a.
Ärendet har beretts av $o under $w.
$A har lämnat underlag till förslaget, och $a har granskat det.
Dagens arbetssätt bygger på pärmar och enstaka kalkylblad, som $a sammanställer för hand.
Handläggningen tar i dag i genomsnitt $n veckor, och det händer att uppgifter kommer bort.
Förslaget omfattar $n enheter med sammanlagt $n0 medarbetare.
Erfarenheter från andra kommuner visar att tiden kan halveras.
Flera av de lösningar som prövades tidigare var svåra att lära sig.
Det gäller i första hand $a, men även $a berörs.
Kostnaden uppgår till $n00 tkr under det första året.
Kostnaderna fördelas mellan enheterna efter antalet anställda.
Vi räknar med att $a sparar $n timmar i veckan.
$A ansvarar för tidplanen och rapporterar till $o.
Tidplanen är stram, och arbetet börjar $w.
Om resultatet blir gott kan arbetssättet spridas till övriga enheter.
Ansvaret ligger hos $o, som beslutar i frågan.
Den nuvarande lösningen är mer än $n år gammal.
$O fick uppdraget $w och redovisar det i $m.
Under $w genomfördes samtal med $a.
Alternativet är att inget görs, och då kvarstår bristerna.
Frågan har behandlats av $o vid $n tillfällen.
Behovet väntas öka när staden växer.
Ett nytt system köps in för $n00 tkr.
Förvaltningen vill införa ett system som $a kan använda i sitt dagliga arbete.
Systemet upphandlas under $w.
En e-tjänst utvecklas så att $a kan följa sitt ärende.
$O anskaffar en applikation som ersätter två äldre.
Hemsidan uppdateras av $a.
Programvaran ska vara i bruk $w.
Om systemet inte anskaffas får $a fortsätta att arbeta som i dag.""".split("\n")

ABOUT = """$K ingår i arbetet och redovisas för $o.
$K har genomförts tillsammans med $a.
Under $w beskrivs $k närmare av $o.
Någon genomgång som rör $k har inte gjorts.
$O ansvarar för $k, eftersom $a saknar den kunskap som krävs.
Projektet omfattar även $k.
I samband med $k upprättas en plan senast i $m.
Det finns $k hos $o.
Saknas $k får $a vända sig till $o.
Kostnaden för $k beräknas till $n00 tkr.
$K bör ses över om förutsättningarna ändras.
När det gäller $k hänvisas till $o.
Förslaget påverkar inte $k.
Har $k beaktats?
Vi har övervägt $k men avstått på grund av kostnaden.
$A har efterfrågat $k under flera år, minst sedan 2004.""".split("\n")

OFFICES = """förvaltningen
nämnden
stadsdelsnämnden
avdelningschefen
enhetschefen
stadsledningskontoret
kommunstyrelsen
verksamhetschefen
förvaltningschefen
servicenämnden""".split("\n")
ACTORS = """handläggarna
enhetscheferna
personalen
medarbetare i två enheter
föräldrar
företagare
de sökande
besökare
assistenterna
administratörer
ledningen
lärare
den som söker stöd
leverantören
tekniker
ekonomer""".split("\n")
TIMES = ["våren 2024", "hösten 2024", "nästa år", "andra kvartalet", "sommaren", "en period av tre månader", "det gångna året"]
MONTHS = ["januari", "mars", "april", "juni", "september", "oktober", "december"]
HEADINGS = ["Sammanfattning", "Bakgrund", "Nuläge", "Förslag", "Mål och nytta", "Lösning", "Information", "Genomförande",
            "Kostnad och finansiering", "Risker", "Uppföljning", "Förslag till beslut"]
BOARDS = ["norrmalms-stadsdelsnamnd", "farsta-stadsdelsnamnd", "kulturnamnden", "trafiknamnden", "utbildningsnamnden"]

# What documents made by generate.c are about, in alternations, some of which few of them hold.
SUBJECTS = r"""trygghetslarm\w* hemtjänst\w* dagverksamhet\w* anhörigstöd\w* servicehus\w* ledsagning\w* personlig\w*.assistans\w*
bostadsanpass\w* tillgänglighet\w* e-post\w* systemförvalt\w* e-tjänst\w* IT-drift\w* \blicens\w* \bbehörighet(?:er|erna)?\b
\bloggning\w* \bpersonuppgifter\b mobiltelefon\w* telefonväx\w* \bgallring\w* diarieför\w* e-arkiv\w* direktupphandl\w* ramavtal\w*
avtalsuppfölj\w* \battest(?:er\w*)?\b representation\w* \binvestering\w* fakturahant\w* rekryter\w* kompetensutveck\w* bisyssl\w*
rehabiliter\w* skyddsrond\w* \bhot.och.våld\b köordning\w* öppettid\w* skolskjuts\w* skolmåltid\w* modersmålsstöd\w* kemikali\w*
dagvatten\w* \bbuller\w* gatuparkering\w* cykelväg\w* vinterunderhåll\w* parkskötsel\w* lekplats\w* odlingslott\w* lokalförsörj\w*
nyckelhant\w* uthyrning\w* bibliotek\w* föreningsbidrag\w* \bkonst\b simhall\w* idrottsplats\w* krisled\w* brandskydd\w* \bprofil\b
webbplats\w* klarspråk\w* bistånd(?!s)\w* skuldrådgiv\w* grovsop\w* matavfall\w*""".split()
FREQUENT = r"""\bska(?:ll)? (?:\w+ ){0,3}(?:följas.upp|utvärderas)
\b(?:så långt (?:det är )?möjligt|vid behov)
\bangeläg\w* att\b|\bviktigt att\b
stickprov om minst (?:1\d|9)
\binom (?:3|4) arbetsdagar
\bdatum\w*|\bsenast (?:2|7) veckor
över (?:5|6) basbelopp
\b(?:bör|ska) sträva efter|\bverka för\b
\bbevaras i (?:2|3|11) år
\bmotsvarande (?:8|12) procent""".split("\n")

random_of = random.Random


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


# ---- rules --------------------------------------------------------------------------------------------------------------

def pattern_of(i, concepts):
    """A rule's own pattern: of its concept, at times widened by another way to say it."""
    base = concepts[i % len(concepts)][0]
    round_number = i // len(concepts)
    if round_number == 0:
        return base
    other = concepts[(i * 7 + 3) % len(concepts)][0]
    return f"(?:plan|rutin)\\w* för (?:\\w+ ){{0,2}}(?:{base})|{base}" if round_number == 1 else f"{base}|{other}"


def proposal_rule(i):
    """The lines of when and require."""
    mine, other = quoted(pattern_of(i, CONCEPTS)), quoted(CONCEPTS[(i * 11 + 5) % len(CONCEPTS)][0])
    buys = "{near: {patterns: ['{kopa}|{infora}', '{system}'], words: 8, is: asserted}}"
    word = quoted(CONCEPTS[i % len(CONCEPTS)][0])
    return [
        (buys, f"{{text: {{pattern: {mine}, is: asserted}}}}"),
        (f"{{text: {{pattern: {mine}, is: asserted}}}}", f"{{near: {{patterns: [{word}, '{{organ}}'], is: asserted}}}}"),
        (f"{{text: {mine}}}", f"{{any: [{{text: {{pattern: {other}, is: asserted}}}}, "
                              f"{{section: {{heading: '\\brisk\\w*|uppfölj\\w*', min-words: 20}}}}]}}"),
        (buys, f"{{any: [{{near: {{patterns: [{mine}, '{{gjort}}'], words: 10, is: asserted}}}}, {{text: {other}}}]}}"),
        (f"{{text: {mine}}}", f"{{not: {{text: {{pattern: {other}, is: asserted}}}}}}"),
        (f"{{text: {{pattern: {mine}, is: asserted}}}}", f"{{count: {{pattern: {word}, at-least: 2}}}}"),
        (f"{{any: [{{text: {mine}}}, {{text: {other}}}]}}", "{field: {key: budget.amount, at-most: 4000000}}"),
        (f"{{text: {{pattern: {mine}, in: item}}}}", "{cites: {document: [bench-program-1, bench-program-2]}}"),
        (f"{{text: {mine}}}", "{each: {in: paragraph, where: {text: %s}, require: {text: '{tid}|{skal}'}}}" % word),
        (f"{{near: {{patterns: [{mine}, '{{pengar}}'], within: paragraph}}}}", "{table: {columns: ['post', 'kronor|tkr']}}"),
        (f"{{text: {{pattern: {mine}, in: sentence, is: asserted}}}}",
         f"{{text: {{pattern: {other}, in: section, heading: 'lösning|genomför\\w*'}}}}"),
        (buys, f"{{all: [{{text: {{pattern: {mine}, is: asserted}}}}, {{text: {{pattern: {other}, is: asserted}}}}]}}"),
    ][i % 12]


def document_rule(i):
    if i % 10 == 9:
        mine = FREQUENT[i // 10 % len(FREQUENT)]
    elif i % 5 == 3:
        mine = CONCEPTS[i * 3 % len(CONCEPTS)][0]
    else:
        mine = "|".join(SUBJECTS[(i * 17 + k * 29) % len(SUBJECTS)] for k in range(3 + i % 5))
    mine = quoted(mine)
    vague = quoted(FREQUENT[i % len(FREQUENT)])
    return [
        (f"{{text: {mine}}}", f"{{each: {{in: paragraph, where: {{text: {mine}}}, require: {{text: '{{tid}}'}}}}}}"),
        (f"{{text: {{pattern: {mine}, is: asserted}}}}", f"{{near: {{patterns: [{mine}, '{{organ}}'], is: asserted}}}}"),
        (f"{{text: {mine}}}", "{section: {heading: 'kontroll|uppfölj\\w*', min-words: 40}}"),
        (f"{{text: {{pattern: {mine}, in: sentence}}}}", f"{{not: {{text: {{pattern: {vague}, is: asserted}}}}}}"),
        (f"{{text: {{pattern: {mine}, in: item}}}}", f"{{count: {{pattern: {mine}, at-most: 30}}}}"),
    ][i // 2 % 5]


def pack(name, over, rules, ground, make):
    lines = [f"pack: {name}", "title: {sv: Regler för mätning, en: Rules to time}", f"over: {over}", "patterns:"]
    lines += ["  " + line for line in NAMED.split("\n")] + ["rules:"]
    for i in range(rules):
        when, require = make(i)
        lines += [f"  - id: {name.upper()}-{i + 1}", f"    title: {{sv: Regel {i + 1}, en: Rule {i + 1}}}", *ground(i),
                  f"    concerns: {{sv: vad regel {i + 1} rör, en: what rule {i + 1} is about}}",
                  f"    when: {when}", f"    require: {require}",
                  f"    message: {{sv: det som regel {i + 1} ber om står inte här, en: what rule {i + 1} asks for is not here}}",
                  f"    advice: {{sv: skriv hur regel {i + 1} uppfylls, en: write how rule {i + 1} is met}}"]
    return "\n".join(lines) + "\n"


# ---- the documents that rules cite --------------------------------------------------------------------------------------

PARTS = 20  # of each such document


def part_text(part):
    return f"Nämnderna ska i varje förslag redovisa punkt {part} innan ärendet avgörs."


def fingerprint(part):
    """As rules/packs/fingerprint.c makes them, of the part's lines."""
    return hashlib.sha256(part_text(part).encode()).hexdigest()[:16]


def governing(number):
    front = [f"id: bench-program-{number}", f"title: Mätprogram nummer {number}", "type: program", "status: decided",
             "decided-by: kommunfullmaktige", "decided: 1990-02-01", "in-force: 1990-03-01", "steward: kommunstyrelsen",
             "applies-to: [namnderna]", "topics: [it]", "text: full", f'dnr: ["999-{number}/1990"]']
    parts = [f"## {part} Punkt {part} {{#punkt-{part}}}\n\n{part_text(part)}\n" for part in range(1, PARTS + 1)]
    return "---\n" + "\n".join(front) + "\n---\n\n" + "\n".join(parts)


def clause(i):
    document, part = i // PARTS + 1, i % PARTS + 1
    return [f"    clause: {{document: bench-program-{document}, part: punkt-{part}, fingerprint: {fingerprint(part)}}}",
            f"    strength: {('must', 'must', 'should')[i % 3]}", "    evidence: full", "    source: '001:1'"]


def basis(i):
    return [f"    basis: [bench-program-1#punkt-{i % PARTS + 1}]", "    strength: should"]


VOCABULARY = {
    "bodies": ["{id: stockholms-stad, name: Stockholms stad, kind: city, rank: 1}",
               "{id: kommunfullmaktige, name: kommunfullmäktige, kind: assembly, rank: 1, parent: stockholms-stad}",
               "{id: kommunstyrelsen, name: kommunstyrelsen, kind: board, rank: 2, parent: kommunfullmaktige}",
               "{id: namnderna, name: nämnderna, kind: group, rank: 3, parent: kommunstyrelsen}"] +
              [f"{{id: {board}, name: {board}, kind: board, rank: 3, parent: namnderna}}" for board in BOARDS],
    "types": ["{id: program, name: {sv: program, en: programme}, overarching: true}"],
    "topics": ["{id: it, label: {sv: it, en: it}}"],
}


def write(folder, path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def register_write(folder, rules, whole):
    write(folder, "styrdok.yaml", "language: sv\ndocuments: docs-corpus\nrules: [rules]\n")
    write(folder, "rules/proposals.yaml", pack("p", "proposals", rules, clause, proposal_rule))
    write(folder, "rules/documents.yaml", pack("d", "documents", rules, basis, document_rule))
    for number in range(1, max(2, (rules - 1) // PARTS + 1) + 1):
        write(folder, f"docs-corpus/program/bench-program-{number}.md", governing(number))
    for name, entries in VOCABULARY.items() if whole else ():
        write(folder, f"docs-corpus/vocabulary/{name}.yaml", "".join(f"- {entry}\n" for entry in entries))


# ---- proposals ----------------------------------------------------------------------------------------------------------

class Proposal:
    def __init__(self, number):
        self.random = random_of(number * 2654435761 + 1)
        self.number = number
        # Of 100 proposals, 3 to 30 are about one thing: its share falls with its rank. At least a few things in each.
        self.concepts = [row[1:] for rank, row in enumerate(CONCEPTS)
                         if self.random.random() < 0.03 + 0.24 / (1 + rank * 7 % len(CONCEPTS) / 9)]

    def pick(self, among):
        return among[int(self.random.random() * len(among))]

    def slot(self, match):
        kind = match.group(1)
        if kind == "n":
            return str(2 + int(self.random.random() * 11))
        words = self.pick({"o": OFFICES, "a": ACTORS, "w": TIMES, "m": MONTHS, "k": self.concepts or [("ärendet",)]}[kind.lower()])
        words = self.pick(words) if isinstance(words, tuple) else words
        return words[0].upper() + words[1:] if kind.isupper() else words

    def sentence(self):
        about = self.concepts and self.random.random() < 0.22
        return re.sub(r"\$([a-zA-Z])", self.slot, self.pick(ABOUT if about else PLAIN))

    def paragraph(self):
        words = " ".join(self.sentence() for _ in range(3 + int(self.random.random() * 4))).split(" ")
        lines, line = [], ""
        for word in words:
            if len(line) + len(word) > 100:
                lines.append(line)
                line = ""
            line = f"{line} {word}" if line else word
        return "\n".join(lines + [line]) + "\n"

    def listing(self):
        return "Förslaget innebär att\n\n" + "".join(f"- {self.sentence()}\n" for _ in range(3 + int(self.random.random() * 4)))

    def table(self):
        rows = [f"| {self.pick(self.pick(self.concepts) if self.concepts else TIMES)} | {self.pick(TIMES)} "
                f"| {int(self.random.random() * 900)} |\n" for _ in range(4 + int(self.random.random() * 4))]
        return "| Post | När | Tkr |\n|---|---|---:|\n" + "".join(rows)

    def front(self):
        return (f"---\ntitle: Förslag nummer {self.number}\nbody: {self.pick(BOARDS)}\ndate: 2024-0{1 + self.number % 9}-14\n"
                f"category: {self.pick(['innovative', 'differentiating', 'basic'])}\ntopics: [it]\n"
                f"budget: {{amount: {int(self.random.random() * 6000) * 1000}, currency: SEK}}\n"
                f'dnr: ["{self.number % 990 + 1}-{self.number}/2024"]\ncites: [bench-program-{1 + self.number % 2}]\n---\n\n')

    def text(self, size):
        out = self.front() + f"# Förslag nummer {self.number}\n\n"
        body = 0
        for i, heading in enumerate(HEADINGS):
            pieces = [f"## {heading}\n"]
            while not body or body + sum(map(len, pieces)) < size * (i + 1) // len(HEADINGS) * 0.92:
                chance = self.random.random()
                pieces.append(self.table() if chance < 0.05 else self.listing() if chance < 0.15 else self.paragraph())
                body = body or 1
            body += sum(map(len, pieces))
            out += "\n".join(pieces) + "\n"
        return out[:-1]


def proposals_write(folder, first, last, size):
    for number in range(first, last):
        write(folder, f"forslag-{number:05}.md", Proposal(number).text(size))


def main(arguments):
    if len(arguments) == 3 and arguments[0] in ("register", "overlay"):
        register_write(arguments[1], int(arguments[2]), arguments[0] == "register")
    elif len(arguments) in (4, 5) and arguments[0] == "proposals":
        proposals_write(arguments[1], *(int(argument) for argument in (arguments[2:] + ["10000"])[:3]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
