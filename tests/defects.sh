#!/bin/bash
# Breaks a copy of docs-corpus and of the rule packs in many ways, one at a time, and expects exactly the finding meant for each.
#
#   tests/defects.sh [WORDS..]         all cases, or those whose name holds one of the words
#   SHOW=1 tests/defects.sh [WORDS..]  also prints what is new, to be read
#
# One line is one case, in five cells with ' | ' between them:
#
#   name | file | old text | new text | expected
#
#   file      a document's id, or a path from the project's root (a new file if there is none)
#   old text  must occur exactly once in the file; '(all)' is the whole file; nothing: the new text is put at the end
#   new text  ^ stands where a finding must point and is taken out. \n, \t, \s (space), \e (nothing), \xNN (byte).
#             '(gone)' removes the file; '-> TARGET' makes it a symbolic link; '(decided DATE; KEYS)' at the start of a new
#             file is the front matter of guidelines that kulturnämnden decided then, with the further KEYS
#   expected  the codes of the new findings, in that file or 'code@id' in another; '-code@id' is one that goes away;
#             '-(all)' when the documents cannot be looked at any more; '(nothing)' for what must not be flagged;
#             'code=text' asks that message or help tell of the text; 'code*' is one such finding or more
#
# A line '+ | file | old text | new text' is a further edit of the case before it. Findings are compared by code, file and
# message with those of the unbroken register, on the day 2008-07-01; a single one too many or too few fails the case.
cd "$(dirname "$0")/.." || exit 1
exec /usr/bin/python3 tests/defects.py "$@" <<'TABLE'

# --- files ---------------------------------------------------------------------------------------------------------
empty file | docs-corpus/beslut/nytt.md | | ^\e | document.empty
file in another encoding | itil | ITIL\ntype | ITIL\xe9\ntype | document.not-utf8
NUL in the text | itil | En standardiserad modell | En\x00standardiserad modell | document.nul
two versions that git could not merge | itil | | \n^<<<<<<< HEAD\nEtt.\n=======\nTvå.\n>>>>>>> gren\n | document.conflict
pointer of Git LFS | docs-corpus/avtal/nytt.md | | ^version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n | document.lfs
comment that never ends | itil | | \n^<!-- Skriv här\n\nText.\n | document.comment-open
title cut by a number sign | docs-corpus/avtal/ramavtal.md | | ---\nid: ramavtal\ntitle: Avtal ^#1 om drift\ntype: avtal\ntext: reference\n---\n | front-matter.value-cut
byte order mark | itil | ---\n# källa | \xef\xbb\xbf---\n# källa | document.bom
symbolic link | docs-corpus/policy/genvag.md | | -> telefonpolicy-1996.md | document.symlink
repository within the register | docs-corpus/inre/.git/HEAD | | ref: refs/heads/main\n | document.submodule@inre
folder's name with combining marks | docs-corpus/a\u030atga\u0308rd/lokalt.md | | ---\nid: lokalt\ntitle: Lokalt\ntype: avtal\ntext: reference\n---\n | document.name-form
two paths that differ by case | docs-corpus/Avtal/avropsavtal.md | | ---\nid: avropsavtal\ntitle: Avtal\ntype: avtal\ntext: reference\n---\n | document.id-duplicate document.case
id used twice | docs-corpus/avtal/itil.md | | ---\nid: itil\ntitle: Avtal om drift\ntype: avtal\ntext: reference\n---\n | document.id-duplicate@itil
id that is not the file's name | docs-corpus/avtal/ramavtal.md | | ---\nid: ^ramavtalet\ntitle: Ramavtal\ntype: avtal\ntext: reference\n---\n | document.id-mismatch
id with capitals and an underscore | docs-corpus/avtal/ramavtal.md | | ---\nid: ^Ramavtal_2009\ntitle: Ramavtal\ntype: avtal\ntext: reference\n---\n | document.id-form
text said to be whole and not there | docs-corpus/avtal/ramavtal.md | | ---\nid: ramavtal\ntitle: Ramavtal\ntype: avtal\ntext: ^full\n---\n | document.no-text
document taken away | itil | | (gone) | document.vanished@it-program-2008 document.vanished@it-program-2008 document.vanished@remissvar-rinkeby-kista-2007
alias that another document has | telefonpolicy-1996 | aliases: [Telefonpolicy för Stockholm stad] | aliases: [Telefonpolicy för Stockholm stad, ^IT-handboken] | document.alias-shared
two parts with one anchor | leveransstrategi | ### 4.8 Användarstöd {#kap-4-8} | ^### 4.8 Användarstöd {#kap-4-7} | part.duplicate
a number that no section has | leveransstrategi | ### 4.8 Användarstöd {#kap-4-8} | ^### § 0 Användarstöd {#kap-4-8} | part.number

# --- front matter --------------------------------------------------------------------------------------------------
no front matter | docs-corpus/avtal/ramavtal.md | | ^# Ramavtal\n\nEtt avtal.\n | front-matter.missing
front matter without an end | docs-corpus/avtal/ramavtal.md | | ^---\nid: ramavtal\ntitle: Ramavtal\n\nEtt avtal.\n | front-matter.unclosed
colon in an unquoted title | telefonpolicy-1996 | title: Telefonpolicy för | title: ^Telefonpolicy: för | front-matter.syntax
tab as indentation | snabb-service | \s\s- doc: it-program-2008 | ^\t- doc: it-program-2008 | front-matter.syntax -relation.disputed
YAML alias | telefonpolicy-1996 | topics: [telefoni] | topics: &amnen [telefoni] | front-matter.alias
misspelt key | telefonpolicy-1996 | applies-to: | ^aplies-to: | front-matter.key-unknown=applies-to
Swedish key | telefonpolicy-1996 | topics: [telefoni] | topics: [telefoni]\n^ämnen: [telefoni] | front-matter.key-unknown
misspelt key in a relation | it-program-2008-bilaga3 | note: hela policyn; | ^notes: hela policyn; | front-matter.key-unknown
key written twice | telefonpolicy-1996 | topics: [telefoni] | topics: [telefoni]\n^topics: [telefoni] | front-matter.key-duplicate
no title | telefonpolicy-1996 | title: Telefonpolicy för Stockholms stad\n | \e | front-matter.key-missing
no type | telefonpolicy-1996 | type: policy\n | \e | front-matter.key-missing
list where a text belongs | telefonpolicy-1996 | title: Telefonpolicy för Stockholms stad | title: ^[Telefonpolicy för Stockholms stad] | front-matter.shape
map where topics belong | telefonpolicy-1996 | topics: [telefoni] | topics: ^{telefoni: ja} | front-matter.shape
status in Swedish | telefonpolicy-1996 | status: decided | status: ^beslutad | front-matter.value
misspelt state of a relation | it-program-2008-bilaga3 | telefonpolicy-1996\n    state: proposed | telefonpolicy-1996\n    state: ^propsed | front-matter.value -relation.proposed
misspelt holding | telefonpolicy-1996 | text: reference | text: ^referense | front-matter.value=reference
date written in words | telefonpolicy-1996 | decided: 1996-09-11 | decided: ^11 september 1996 | front-matter.date
day that does not exist | telefonpolicy-1996 | decided: 1996-09-11 | decided: ^1996-09-31 | front-matter.date
lists too deep | telefonpolicy-1996 | topics: [telefoni] | topics: [[[[[[[[[[[[[[[[[[[[telefoni]]]]]]]]]]]]]]]]]]]] | limit.yaml-depth

# --- vocabulary, configuration, waivers ----------------------------------------------------------------------------
vocabulary that is not YAML | docs-corpus/vocabulary/topics.yaml | - id: e-post\s | - id: [e-post\s | vocabulary.syntax
misspelt key in the vocabulary | docs-corpus/vocabulary/bodies.yaml | \s\sname: VERVA | \s\s^nam: VERVA | vocabulary.value
parent that does not exist | docs-corpus/vocabulary/bodies.yaml | parent: socialtjanstnamnden | parent: ^socialtjanstnamden | vocabulary.unknown
topic twice in the vocabulary | docs-corpus/vocabulary/topics.yaml | - id: stadsutveckling\s | - ^id: upphandling\n  label: {sv: Upphandling, en: Procurement}\n- id: stadsutveckling\s | vocabulary.duplicate
topics in a circle | docs-corpus/vocabulary/topics.yaml | en: Information technology} | en: Information technology}\n  broader: telefoni | vocabulary.cycle
two bodies by one name | docs-corpus/vocabulary/bodies.yaml | \s\saliases: [SBK] | \s\saliases: [^SLK] | vocabulary.name-shared
misspelt key of the configuration | styrdok.yaml | documents: docs-corpus | ^document: docs-corpus | config.key-unknown
configuration that is not YAML | styrdok.yaml | language: sv | language: [sv | config.syntax -(all)
severity of a code that does not exist | styrdok.yaml | documents: docs-corpus | documents: docs-corpus\nseverity: {^relation.overlaps: note} | config.value
severity that cannot be lowered | styrdok.yaml | documents: docs-corpus | documents: docs-corpus\nseverity: {^document.id-duplicate: note} | config.value
waiver without a reason | docs-corpus/waivers/w.yaml | | - ^code: relation.disputed\n  documents: [snabb-service]\n  granted-by: kommunstyrelsen\n  until: 2009-01-01\n | waiver.value
waiver file that is not YAML | docs-corpus/waivers/w.yaml | | - code: [relation.disputed\n | waiver.syntax
waiver from an unknown body | docs-corpus/waivers/w.yaml | | - code: relation.disputed\n  documents: [snabb-service]\n  reason: Oklart\n  granted-by: ^stadsjuristen\n  until: 2009-01-01\n | waiver.value -relation.disputed@snabb-service
waiver of an unknown code | docs-corpus/waivers/w.yaml | | - code: ^relation.disputd\n  documents: [snabb-service]\n  reason: Oklart\n  granted-by: kommunstyrelsen\n  until: 2009-01-01\n | waiver.value
waiver that holds | docs-corpus/waivers/w.yaml | | - code: relation.disputed\n  documents: [snabb-service]\n  reason: Oklart\n  granted-by: kommunstyrelsen\n  until: 2008-07-01\n | -relation.disputed@snabb-service
waiver that has expired | docs-corpus/waivers/w.yaml | | - code: relation.disputed\n  documents: [snabb-service]\n  reason: Oklart\n  granted-by: kommunstyrelsen\n  until: ^2008-06-30\n | waiver.expired
waiver of nothing | docs-corpus/waivers/w.yaml | | - code: relation.disputed\n  documents: [^itil]\n  reason: Oklart\n  granted-by: kommunstyrelsen\n  until: 2009-01-01\n | waiver.unused
waiver of what cannot be waived | docs-corpus/waivers/w.yaml | | - code: ^document.id-duplicate\n  documents: [itil]\n  reason: Oklart\n  granted-by: kommunstyrelsen\n  until: 2009-01-01\n | waiver.firm
waiver of a rule that holds | docs-corpus/waivers/w.yaml | | - rule: ITP2008-2.4-a\n  proposals: [arendesystem]\n  reason: Systemet ersätter ett annat\n  granted-by: kommunfullmaktige\n  until: 2008-07-01\n | (nothing)
waiver of a rule from a lower body | docs-corpus/waivers/w.yaml | | - rule: ITP2008-2.4-a\n  proposals: [arendesystem]\n  reason: Systemet ersätter ett annat\n  granted-by: ^kommunstyrelsen\n  until: 2009-01-01\n | waiver.unauthorised=kommunfullmaktige
waiver of a rule that has expired | docs-corpus/waivers/w.yaml | | - rule: ITP2008-2.4-a\n  proposals: [arendesystem]\n  reason: Systemet ersätter ett annat\n  granted-by: kommunfullmaktige\n  until: ^2008-06-30\n | waiver.expired
waiver of an unknown rule | docs-corpus/waivers/w.yaml | | - rule: ^ITP2008-24-a\n  proposals: [arendesystem]\n  reason: Systemet ersätter ett annat\n  granted-by: kommunfullmaktige\n  until: 2009-01-01\n | waiver.value=ITP2008-2.4-a
waiver of a rule for no proposal | docs-corpus/waivers/w.yaml | | - ^rule: ITP2008-2.4-a\n  reason: Systemet ersätter ett annat\n  granted-by: kommunfullmaktige\n  until: 2009-01-01\n | waiver.value=proposals
baseline that is not YAML | styrdok-baseline.yaml | | documents:\n  itil: ^x: 1\n | baseline.syntax
baseline with a misspelt code | styrdok-baseline.yaml | | documents:\n  itil:\n    ^relation.dangeling: 1\n | baseline.value=relation.dangling
baseline that allows what is not there | styrdok-baseline.yaml | | documents:\n  itil:\n    ^time.order: 1\n | baseline.unused

# --- rules -----------------------------------------------------------------------------------------------------------
colon in an unquoted title of a rule | rules/stockholm/leveransstrategi.yaml | title: {sv: Upphandling i konkurrens, en: Procurement in competition} | title: ^Upphandling: i konkurrens | rule.syntax
list of rules that never closes | rules/stockholm/leveransstrategi.yaml | source: '003:55' | source: ['003:55' | rule.syntax
NUL in a rule pack | rules/stockholm/leveransstrategi.yaml | source: '003:55' | source: '003\x00:55' | rule.syntax
rule pack without rules | rules/stockholm/leveransstrategi.yaml | \nrules:\n | \nrulez:\n | rule.value=rules
misspelt key of a rule | rules/stockholm/leveransstrategi.yaml | concerns: {sv: anskaffning av IT-tjänster eller IT-produkter | ^concern: {sv: anskaffning av IT-tjänster eller IT-produkter | rule.value=concerns
key of a rule written twice | rules/stockholm/leveransstrategi.yaml | source: '003:55' | source: '003:55'\n    ^source: '003:56' | rule.value
rule without an id | rules/stockholm/leveransstrategi.yaml | - id: LEV-2-a\n    title: | - ^title: | rule.value=id
strength that does not exist | rules/stockholm/leveransstrategi.yaml | strength: must\n    evidence: full\n    source: '003:55' | strength: ^skall\n    evidence: full\n    source: '003:55' | rule.value
misspelt evidence | rules/stockholm/leveransstrategi.yaml | evidence: full\n    source: '003:55' | evidence: ^ful\n    source: '003:55' | rule.value=full
misspelt condition | rules/stockholm/leveransstrategi.yaml | - concept: konkurrens-omojlig | - ^koncept: konkurrens-omojlig | rule.value=concept
pattern that does not compile | rules/stockholm/leveransstrategi.yaml | - concept: konkurrens-omojlig | - text: ^'(konkurrens' | rule.value
concept that the lexicon does not hold | rules/stockholm/leveransstrategi.yaml | - concept: konkurrens-omojlig | - concept: ^konkurrens-omojligt | vocabulary.unknown=konkurrens-omojlig
clause in a part that does not exist | rules/stockholm/leveransstrategi.yaml | {document: leveransstrategi, part: kap-2, | {document: leveransstrategi, part: ^kap-22, | rule.clause-unknown=kap-2
clause in a document that does not exist | rules/stockholm/leveransstrategi.yaml | {document: leveransstrategi, part: kap-2, | {document: ^leveransstrategin, part: kap-2, | rule.clause-unknown=leveransstrategi
clause in a reply to a consultation | rules/stockholm/leveransstrategi.yaml | {document: leveransstrategi, part: kap-2, | {document: ^remissvar-kulturnamnden-2007, part: sammandrag, | rule.opinion rule.fingerprint
evidence that is an opinion | rules/stockholm/leveransstrategi.yaml | evidence: full\n    source: '003:55' | evidence: opinion\n    source: '003:55' | rule.opinion
id of another rule | rules/stockholm/leveransstrategi.yaml | - id: LEV-3-a\n | - id: ^LEV-2-a\n | rule.id-duplicate
id of a rule in another pack | rules/stockholm/leveransstrategi.yaml | - id: LEV-3-a\n | - id: ^ITP2008-2.4-a\n | rule.id-duplicate
clause whose text is changed | leveransstrategi | upphandlas\n  all verksamhet | upphandlas\n  viss verksamhet | rule.fingerprint=LEV-2-a
clause whose lines are broken otherwise | leveransstrategi | upphandlas\n  all verksamhet | \n  upphandlas all verksamhet | (nothing)
rule without fingerprint and examples | rules/stockholm/ny.yaml | | rules:\n  - id: ^NY-1\n    title: Ny\n    clause: {document: it-program-2008, part: kap-3}\n    strength: should\n    evidence: full\n    require: {text: 'behov'}\n    message: Ny\n | rule.no-fingerprint rule.no-example*
rule from a document whose text is not held | rules/stockholm/ny.yaml | | rules:\n  - id: NY-1\n    title: Ny\n    clause: {document: telefonpolicy-1996}\n    strength: should\n    evidence: full\n    require: {text: 'behov'}\n    message: Ny\n    examples: [{outcome: satisfied, text: behov}, {outcome: not-satisfied, text: annat}]\n | (nothing)
rule for a body that does not exist | rules/stockholm/ny.yaml | | rules:\n  - id: NY-1\n    title: Ny\n    clause: {document: telefonpolicy-1996}\n    strength: should\n    evidence: full\n    applies: {bodies: [^norrmalms-stadsdelsnamd]}\n    require: {text: 'behov'}\n    message: Ny\n    examples: [{outcome: satisfied, text: behov}, {outcome: not-satisfied, text: annat}]\n | body.unknown=norrmalms-stadsdelsnamnd
rule on a topic that does not exist | rules/stockholm/ny.yaml | | rules:\n  - id: NY-1\n    title: Ny\n    clause: {document: telefonpolicy-1996}\n    strength: should\n    evidence: full\n    applies: {topics: [^telefonni]}\n    require: {text: 'behov'}\n    message: Ny\n    examples: [{outcome: satisfied, text: behov}, {outcome: not-satisfied, text: annat}]\n | topic.unknown=telefoni
rule that needs a clause | rules/stockholm/ny.yaml | | rules:\n  - ^id: NY-1\n    title: Ny\n    strength: should\n    require: {text: 'behov'}\n    message: Ny\n    examples: [{outcome: satisfied, text: behov}, {outcome: not-satisfied, text: annat}]\n | rule.value=clause
advice on how documents are written | rules/stockholm/ny.yaml | | over: documents\nrules:\n  - id: NY-1\n    title: Ny\n    basis: [remissvar-kulturnamnden-2007#sammandrag]\n    strength: should\n    require: {text: 'behov'}\n    message: Ny\n    examples: [{outcome: satisfied, text: behov}, {outcome: not-satisfied, text: annat}]\n | (nothing)
advice that is based on nothing in the register | rules/stockholm/ny.yaml | | over: documents\nrules:\n  - id: NY-1\n    title: Ny\n    basis: [^remissvar-kulturnamnden-2008]\n    strength: should\n    require: {text: 'behov'}\n    message: Ny\n    examples: [{outcome: satisfied, text: behov}, {outcome: not-satisfied, text: annat}]\n | rule.clause-unknown=remissvar-kulturnamnden-2007
folder of rules that does not exist | styrdok.yaml | rules: [rules/stockholm, rules/drafting] | rules: [rules/stockholm, rules/drafting, ^rules/uppsala] | config.value

# --- bodies, types, topics -----------------------------------------------------------------------------------------
misspelt deciding body | direktupphandling | decided-by: kommunstyrelsen | decided-by: ^komunstyrelsen | body.unknown=kommunstyrelsen
abbreviation of a body | direktupphandling | decided-by: kommunstyrelsen | decided-by: ^KS | body.unknown=kommunstyrelsen
misspelt steward | it-program-2008 | steward: kommunstyrelsen | steward: ^kommunstyrelse | body.unknown
unknown body among those it applies to | it-program-2008 | applies-to: [namnderna, | applies-to: [^namnder, | body.unknown
unknown body that a request goes through | it-program-2008 | via: stockholms-stadshus-ab | via: ^stadshus-ab | body.unknown
misspelt type | telefonpolicy-1996 | type: policy | type: ^polciy | type.unknown=policy
misspelt topic | telefonpolicy-1996 | topics: [telefoni] | topics: [^telefonni] | topic.unknown=telefoni

# --- relations -----------------------------------------------------------------------------------------------------
misspelt document in a relation | it-program-2008 | \s\s- doc: telefonpolicy-1996 | \s\s- doc: ^telefonpolicy-1966 | relation.dangling=telefonpolicy-1996
source that does not exist | e-postregler | source: {doc: utlatande-2008-18, | source: {doc: ^utlatande-2008-81, | relation.dangling
condition about an unknown document | it-program-2008-bilaga4 | doc: it-program-2008-bilaga3\n    part: kap-3-3\n    state: conditional\n    when: {adopted: utvecklingsmodellen} | doc: it-program-2008-bilaga3\n    part: kap-3-3\n    state: conditional\n    when: {adopted: ^utvecklingsmodell} | relation.dangling -relation.conditional
relation to itself | konkurrenspolicy | text: reference | text: reference\nbased-on: [^konkurrenspolicy] | relation.self
two documents that supersede each other | docs-corpus/riktlinjer/a.md | | (decided 2008-06-01; supersedes: [b]) Text.\n | relation.cycle@b
+ | docs-corpus/riktlinjer/b.md | | (decided 2008-06-01; supersedes: [^a]) Text.\n
three documents based on each other in a circle | docs-corpus/riktlinjer/a.md | | (decided 2008-06-01; based-on: [b]) Text.\n | relation.cycle@c=→
+ | docs-corpus/riktlinjer/b.md | | (decided 2008-06-01; based-on: [c]) Text.\n
+ | docs-corpus/riktlinjer/c.md | | (decided 2008-06-01; based-on: [^a]) Text.\n
attachments of each other | uttalande-stokab-2007 | \s\s- doc: remissvar-stokab-2007 | \s\s- doc: ^uttalande-stokab-2004 | relation.cycle
inverse that the other side does not state | telefonpolicy-1996 | text: reference | text: reference\nsuperseded-by: [^it-program-2008] | relation.not-reciprocal
inverse that names nobody | telefonpolicy-1996 | text: reference | text: reference\naffected-by: [^it-program-2007] | relation.dangling
inverse that agrees | telefonpolicy-1996 | text: reference | text: reference\naffected-by: [it-program-2008] | (nothing)
inverse that says another state | telefonpolicy-1996 | text: reference | text: reference\naffected-by: [{doc: ^it-program-2008, state: disputed}] | relation.sides-differ relation.disputed
inverse that says another day | it-program-2008-bilaga3 | text: digest | text: digest\nsuperseded-by: [{doc: ^it-program-2008-bilaga4, from: 2008-03-04}] | relation.sides-differ=2008-03-03
inverse that says the day less precisely | it-program-2008-bilaga3 | text: digest | text: digest\nsuperseded-by: [{doc: it-program-2008-bilaga4, from: 2008-03}] | (nothing)
part that does not exist, in a text held whole | leveransstrategi | text: digest | text: full | relation.part-missing@it-program-2008
+ | it-program-2008 | {doc: leveransstrategi, part: kap-1} | {doc: leveransstrategi, part: ^kap-9}
part that a digest does not have | it-program-2008 | {doc: utlatande-2008-18, part: arendet} | {doc: utlatande-2008-18, part: ^arende} | relation.part-missing
part of a text that is not held | it-program-2008 | \s\s  part: kap-3\n | \s\s  part: kap-4\n | (nothing)
relation stated twice | it-handbok | complements:\n | complements:\n  - it-program-2008\n | relation.duplicate
affected and superseded at once | it-program-2008 | affects:\n | supersedes:\n  - telefonpolicy-1996\naffects:\n | relation.contradictory
body both bound and disputed | it-program-2008 | applies-to: [namnderna, | applies-to: [namnderna, {body: ^namnderna, state: disputed}, | scope.contradictory
superseding what was superseded | it-program-2008 | affects:\n | supersedes: [{doc: ^it-program-2008-bilaga3}]\naffects:\n | relation.already-ended=it-program-2008-bilaga4
proposed relation | itp-plattform | note: enligt tidigare beslut | note: enligt tidigare beslut\nsupersedes:\n  - {doc: ^infosak-riktlinjer, state: proposed} | relation.proposed
condition that has not come true | itp-plattform | text: reference | text: reference\nsupersedes:\n  - {doc: ^infosak-riktlinjer, state: conditional, when: {adopted: e-strategi-ny}} | relation.conditional
condition that is not told | itp-plattform | text: reference | text: reference\nsupersedes:\n  - {doc: infosak-riktlinjer, state: ^conditional} | relation.condition-missing
disputed relation | itp-plattform | text: reference | text: reference\nsupersedes:\n  - {doc: ^infosak-riktlinjer, state: disputed} | relation.disputed
withdrawn document that supersedes | docs-corpus/riktlinjer/ny.md | | ---\nid: ny\ntitle: Nya e-postregler\ntype: regler\nstatus: withdrawn\nsupersedes: [^e-postregler]\n---\n\nText.\n | relation.withdrawn
decided relation of a referred document | e-strategi-ny | state: proposed | state: ^decided | relation.state -relation.proposed
two overarching documents on one subject | docs-corpus/strategi/ny.md | | ---\nid: ny\ntitle: Telefonstrategi\ntype: strategi\nstatus: decided\ndecided-by: kommunfullmaktige\ndecided: 2008-06-01\nin-force: 2008-07-01\nsteward: kommunstyrelsen\napplies-to: [kulturnamnden]\ntopics: [^telefoni]\n---\n\nText.\n | relation.overlap
two overarching documents that say how they relate | docs-corpus/strategi/ny.md | | ---\nid: ny\ntitle: Telefonstrategi\ntype: strategi\nstatus: decided\ndecided-by: kommunfullmaktige\ndecided: 2008-06-01\nin-force: 2008-07-01\nsteward: kommunstyrelsen\napplies-to: [kulturnamnden]\ntopics: [telefoni]\ncomplements: [it-program-2008]\n---\n\nText.\n | (nothing)
two overarching documents for different bodies | docs-corpus/strategi/ny.md | | ---\nid: ny\ntitle: Telefonstrategi\ntype: strategi\nstatus: decided\ndecided-by: kommunfullmaktige\ndecided: 2008-06-01\nin-force: 2008-07-01\nsteward: kommunstyrelsen\napplies-to: [landstinget]\ntopics: [telefoni]\n---\n\nText.\n | (nothing)

# --- time ----------------------------------------------------------------------------------------------------------
applied before the decision | it-program-2008 | in-force: 2008-07-01 | in-force: ^2008-02-01 | time.order
expired before it applied | budget-2007 | expires: 2007-12-31 | expires: ^2006-12-31 | time.order
reply before it was sent out | it-program-2008-bilaga3 | reply-by: 2008-01-02 | referred: 2008-01-03\nreply-by: ^2008-01-02 | time.order
review before it applied | it-program-2008 | review-by: 2009-07-01 | review-by: ^2008-06-30 | time.order review.overdue
superseded by an older document | docs-corpus/policy/gammal.md | | ---\nid: gammal\ntitle: Gammal telefonpolicy\ntype: policy\nstatus: decided\ndecided: ^1990-05-02\nsupersedes: [telefonpolicy-1996]\ntext: reference\n---\n | time.order
relation that takes effect before the decision | it-program-2008-bilaga4 | from: 2008-03-03 | from: ^2008-03-02 | time.order
decided by a body that did not exist yet | direktupphandling | decided-by: kommunstyrelsen\ndecided: 2007-10-17 | decided-by: servicenamnden\ndecided: ^2007-06-10 | time.body citation.date-mismatch@leveransstrategi
decided by a body that existed no longer | avropsavtal | text: reference | text: reference\ndecided-by: it-radet\ndecided: ^2013-01-01\nknown-until: 2013-12-31 | time.body
gap between a document and its successor | budget-2008 | in-force: 2008-01-01 | in-force: 2008-03-01\nsupersedes: [^budget-2007] | time.gap
overlap of a document and its successor | it-program-2008-bilaga4 | from: 2008-03-03 | from: ^2008-09-01 | time.overlap
imprecise day where a document ends | itp-plattform | text: reference | text: reference\nsupersedes: [infosak-riktlinjer] | time.imprecise

# --- authority, responsibility, mandates, consultation ---------------------------------------------------------------
lower body that repeals a higher one's decision | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01; repeals: [^centralupphandling]) Text.\n | authority.too-low
lower body with a right that is given | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01; repeals: [centralupphandling]\nbased-on: [servicenamnd-reglemente#upphandling]) Text.\n | citation.text-missing
lower body that amends a higher one's decision | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01; amends: [^it-program-2008#kap-3]) Text.\n | authority.too-low
lower body that complements a higher one's decision | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01; complements: [it-program-2008]) Text.\n | (nothing)
policy decided by a committee | infosak-policy-2005 | decided-by: kommunfullmaktige | decided-by: ^kulturnamnden | authority.type citation.body-mismatch@leveransstrategi
no steward | it-program-2008 | steward: kommunstyrelsen\n | \e | responsibility.missing
ordered and not there | budget-2008 | text: reference | text: reference\nmandates: [^kontaktcenter-plan] | mandate.unfulfilled
overdue review | telefonpolicy-1996 | text: reference | text: reference\nreview-by: ^2000-12-31 | review.overdue
review that is due today | telefonpolicy-1996 | text: reference | text: reference\nreview-by: 2008-07-01 | (nothing)
too little time for replies | it-program-2008-bilaga3 | reply-by: 2008-01-02 | referred: 2007-12-20\nreply-by: ^2008-01-02 | consultation.short=13
reply after the last day | remissvar-kulturnamnden-2007 | decided: 2007-12-04 | decided: ^2008-01-03 | consultation.late
reply on the last day | remissvar-kulturnamnden-2007 | decided: 2007-12-04 | decided: 2008-01-02 | (nothing)

# --- case numbers and citations --------------------------------------------------------------------------------------
case number of a strange form | telefonpolicy-1996 | status: decided | dnr: [^IT 96]\nstatus: decided | dnr.form
two case numbers | telefonpolicy-1996 | status: decided | dnr: [^034-418/1996, 034-419/1996]\nstatus: decided | dnr.several
case number of another document | direktupphandling | dnr: [129-2225/2007] | dnr: [129-2225/2007, 034-418/2005] | dnr.several dnr.shared
case number one digit off | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se dnr ^129-2226/2007.\n | dnr.near=direktupphandling
case number one year off | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se dnr\n^129-2225/2008.\n | dnr.near
case number of several documents, one digit off | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se dnr ^031-2485/2007.\n | dnr.near=”it-program-2008”
case number far from all others | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se dnr 777-1234/1999.\n | (nothing)
right case number broken over two lines | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se (Dnr: 129-\n2225/2007, KS 2007-10-17).\n | (nothing)
case number that two documents share | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Enligt ärende ^125-4310/2006 gäller detta.\n | dnr.ambiguous=ekonomiregler
shared case number beside the document's name | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Enligt [[konkurrenspolicy]] (dnr 125-4310/2006) gäller detta.\n | (nothing)
unknown number where the register is complete | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01; topics: [insyn]) Se dnr ^777-1234/1999.\n | citation.unknown
+ | styrdok.yaml | documents: docs-corpus | documents: docs-corpus\ncomplete: [{topics: [insyn], from: 2008-01-01}]
unknown number before the register is complete | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01; topics: [insyn]) Se dnr 777-1234/1999.\n | (nothing)
+ | styrdok.yaml | documents: docs-corpus | documents: docs-corpus\ncomplete: [{topics: [insyn], from: 2008-06-02}]
wrong day of decision | leveransstrategi | KS 2007-10-17). Att de | KS 2007-10-18). Att de | citation.date-mismatch rule.fingerprint*
wrong day of decision in words | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se dnr ^129-2225/2007, beslutat den 17 november 2007.\n | citation.date-mismatch=2007-10-17
a chapter that the document does not have | docs-corpus/riktlinjer/ny.md | | (decided 2012-06-01) Se ^IT-programmet, kapitel 14.\n | citation.part-missing
wrong deciding body | leveransstrategi | KS 2007-10-17). Att de | KF 2007-10-17). Att de | citation.body-mismatch=Kommunstyrelsen rule.fingerprint*
citation of what had expired | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se [[^budget-2007]].\n | citation.superseded
citation of what was superseded | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se [[^e-postregler]].\n | citation.superseded=nyast
+ | docs-corpus/riktlinjer/nyast.md | | (decided 2008-05-01; supersedes: [e-postregler]) Text.\n
citation of what was superseded later | docs-corpus/riktlinjer/ny.md | | (decided 2008-04-01) Se [[e-postregler]].\n | (nothing)
+ | docs-corpus/riktlinjer/nyast.md | | (decided 2008-05-01; supersedes: [e-postregler]) Text.\n
citation of what is referred for consideration | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se [[^e-strategi-ny]].\n | citation.undecided
citation by number of what is referred for consideration | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se dnr ^051-3582/2006.\n | citation.undecided
citation by title of what is a draft | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se stadens ^Leveransstrategi för\nIT-området.\n | citation.undecided
citation of what was decided later | docs-corpus/riktlinjer/ny.md | | (decided 2006-06-01) Se [[^konkurrenspolicy]].\n | citation.undecided
citation of what is decided but not yet applied | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se [[it-program-2008]].\n | (nothing)
citation of what is to be updated | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se ^Telefonpolicy för Stockholms stad.\n | citation.pending=”it-program-2008”
citation of the part that is to be updated | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se [[^infosak-policy-2005#kap-3]].\n | citation.pending=”it-program-2008”
citation of a part that stays as it is | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01) Se [[infosak-policy-2005#definition-system]].\n | (nothing)
rule that rests on a text that is not held | docs-corpus/riktlinjer/ny.md | | (decided 2008-06-01; requires: [^e-postregler]) Text.\n | citation.text-missing

# --- links -----------------------------------------------------------------------------------------------------------
link to a misspelt id | konkurrenspolicy | desamma som för [[ekonomiregler]] | desamma som för [[^ekonomiregel]] | link.dangling=ekonomiregler
link to a misspelt part | konkurrenspolicy | Känd genom [[leveransstrategi#kap-2]] | Känd genom [[^leveransstrategi#kap-22]] | link.anchor=kap-2
link to a misspelt part of its own text | leveransstrategi | beslutar strategin ([[leveransstrategi#kap-1]]) | beslutar strategin ([här](^#kap-11)) | link.anchor
link to a file that does not exist | konkurrenspolicy | desamma som för [[ekonomiregler]] | desamma som för [reglerna](^../regler/ekonomiregel.md) | link.dangling
link to a file | konkurrenspolicy | desamma som för [[ekonomiregler]] | desamma som för [reglerna](../regler/ekonomiregler.md) | (nothing)
link to the web | konkurrenspolicy | desamma som för [[ekonomiregler]] | desamma som för [reglerna](https://start.stockholm/129-2226/2007) | (nothing)
wiki link and case number in code | konkurrenspolicy | desamma som för [[ekonomiregler]] | desamma som för `[[ekonomiregel]]` och `dnr 129-2226/2007` | (nothing)
TABLE
