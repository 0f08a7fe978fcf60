#include "registry/citation/act_mention.h"

#include "registry/base/ascii.h"
#include "registry/citation/act_name.h"
#include "registry/citation/act_stance.h"
#include "registry/citation/pinpoint.h"

#define NAMES_MAX 100u      /* that are remembered of a document */
#define PARTS_MAX 8u        /* before one name: "5 kap. 9 § och 6 kap. 2 § KL" */
#define SHORT_FORM_MAX 160u /* bytes between an act's number and the abbreviation that it is given */
#define SHORT_FORM_BYTES 40u

struct finding {
	struct str text;
	struct arena *arena;
	struct act_memory *memory;
	act_mentions *out;
	size_t done; /* how far the text has been cited */
};

static char byte_at(struct str text, size_t at)
{
	return at < text.n ? text.at[at] : '\0';
}

static struct str span_of(const struct finding *finding, struct act_span span)
{
	return str_part(finding->text, span.from, span.to - span.from);
}

/* --- what the text has said before ------------------------------------------------------------------------------------ */

struct str act_number_of(const struct act_memory *memory, struct str called)
{
	called = act_name_plain(called);
	for (size_t i = memory->names.n; i-- > 0;)
		if (str_equal(memory->names.at[i].name, called))
			return memory->names.at[i].number;
	return STR_EMPTY;
}

static void remember(struct act_memory *memory, struct str name, struct str number)
{
	name = act_name_plain(name);
	if (name.n && number.n && memory->names.n < NAMES_MAX && !str_equal(act_number_of(memory, name), number))
		vec_push(&memory->names, (struct act_called){name, number});
}

static bool is_short_form(struct str word)
{
	return act_word_is_short(word) || act_word_is_name(word);
}

/* "... (LOU)", "..., PBL,", "... (nedan kallad KL)": what the act is called from here on. */
static void short_form_read(struct finding *finding, size_t from, struct str number)
{
	struct str text = finding->text;
	size_t end = from;

	for (; end < text.n && end - from < SHORT_FORM_MAX && !strchr(".;:(", text.at[end]); end++) {
		struct act_span word = act_word_at(text, text.at[end] == ',' ? act_past_spaces(text, end + 1) : end);
		if (text.at[end] == ',' && act_word_is_short(span_of(finding, word)) && word.to < text.n &&
		    strchr(",.)", text.at[word.to]))
			remember(finding->memory, span_of(finding, word), number);
	}
	if (byte_at(text, end) != '(')
		return;
	for (size_t at = end + 1; at < text.n && at - end < SHORT_FORM_BYTES && text.at[at] != ')';) {
		struct act_span word = act_word_at(text, at);
		if (word.to > word.from && is_short_form(span_of(finding, word)) &&
		    (byte_at(text, word.to) == ')' || byte_at(text, word.to) == ','))
			remember(finding->memory, span_of(finding, word), number);
		at = word.to > at ? word.to : at + 1;
	}
}

/* --- the parts beside a name ------------------------------------------------------------------------------------------ */

static bool is_act_part(struct str part)
{
	return str_find(part, STR("\xC2\xA7"), 0) != SIZE_MAX || str_find(part, STR("kap."), 0) != SIZE_MAX;
}

/* Passes "och", "eller", "samt" or a comma backwards; the place itself when none stands there. */
static size_t before_joint(struct str text, size_t end)
{
	static const char *const words[] = {"och", "eller", "samt", "respektive"};
	size_t at = act_before_spaces(text, end);
	struct act_span word = act_word_before(text, at);

	if (at && text.at[at - 1] == ',')
		return at - 1;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(str_part(text, word.from, at - word.from), str_from(words[i])))
			return word.from;
	return end;
}

/* "3 §" behind "1 kap. 2 § och" is one of the same chapter. */
static struct str in_chapter(struct arena *arena, struct str part, struct str before)
{
	size_t chapter = str_find(before, STR("kap."), 0);

	if (chapter == SIZE_MAX || str_find(part, STR("kap."), 0) != SIZE_MAX)
		return part;
	return arena_format(arena, "%.*s %.*s", (int)(chapter + 4), before.at, STR_ARG(part));
}

/* The parts told before the place, in the order of the text; returns how many. */
static size_t parts_before(const struct finding *finding, size_t from, struct str parts[PARTS_MAX], size_t *begin)
{
	struct pinpoint found = pinpoint_before(finding->arena, finding->text, from);
	size_t n = 0;

	while (is_act_part(found.part) && n < PARTS_MAX) {
		size_t joint = before_joint(finding->text, found.from);
		parts[n++] = found.part;
		*begin = found.from;
		if (joint == found.from)
			break;
		found = pinpoint_before(finding->arena, finding->text, joint);
	}
	for (size_t i = 0; i < n / 2; i++) {
		struct str other = parts[i];
		parts[i] = parts[n - 1 - i];
		parts[n - 1 - i] = other;
	}
	for (size_t i = 1; i < n; i++)
		parts[i] = in_chapter(finding->arena, parts[i], parts[i - 1]);
	return n;
}

/* "den numera upphävda " before a name: where it begins. */
static size_t before_epithets(struct str text, size_t from)
{
	for (;;) {
		size_t end = act_before_spaces(text, from);
		struct act_span word = act_word_before(text, end);
		if (word.from == end || !act_epithet_is(str_part(text, word.from, end - word.from)))
			return from;
		from = word.from;
	}
}

/* Adds the mention once for each part that is told of it. */
static void cite(struct finding *finding, struct act_mention mention)
{
	struct str parts[PARTS_MAX];
	size_t lead = before_epithets(finding->text, mention.from), begin = lead, end = mention.to;
	size_t n = parts_before(finding, lead, parts, &begin);

	if (!n) {
		struct pinpoint behind = pinpoint_behind(finding->arena, finding->text, end);
		if (is_act_part(behind.part)) {
			parts[n++] = behind.part;
			end = behind.to;
		}
	}
	mention.stance = act_stance_of(finding->text, begin, end);
	for (size_t i = 0; i < n || i == 0; i++) {
		mention.part = n ? parts[i] : mention.part;
		vec_push(finding->out, mention);
	}
	if (mention.number.n || mention.called.n)
		finding->memory->last = (struct act_called){mention.called, mention.number};
	finding->done = end;
}

/* --- by number -------------------------------------------------------------------------------------------------------- */

/* What stands before a number that is no act's: "KFS 2015:12", "SOU 2020:47", "prop. 2016/17:1". */
static bool is_led(const struct finding *finding, struct act_span number, struct act_span *name, size_t *from)
{
	struct str text = finding->text;
	size_t end = act_before_spaces(text, number.from);
	struct act_span word = act_word_before(text, end);

	*from = number.from;
	*name = (struct act_span){0, 0};
	if (str_equal(span_of(finding, word), STR("nr")) || str_equal(span_of(finding, word), STR("nummer"))) {
		end = act_before_spaces(text, word.from);
		word = act_word_before(text, end);
	}
	if (str_equal(span_of(finding, word), STR("SFS"))) {
		*from = word.from;
		end = act_before_spaces(text, word.from);
		if (!end || text.at[end - 1] != '(')
			return true;
	}
	if (end && text.at[end - 1] == '(') {
		*name = act_name_before(text, end - 1);
		*from = name->from;
		return name->from < name->to || *from < end - 1;
	}
	if (end < number.from && word.to > word.from) {
		*name = act_name_before(text, end);
		*from = name->from;
	}
	return name->from < name->to;
}

/* "(1993:1617) och (1993:1632)", "SFS 1998:808, 1998:899": it stands in a row with the one before. */
static bool is_next(const struct finding *finding, size_t at)
{
	const act_mentions *out = finding->out;
	size_t end = act_before_spaces(finding->text, at), joint;

	if (!out->n || !out->at[out->n - 1].told || !finding->done)
		return false;
	if (end && finding->text.at[end - 1] == '(')
		end--;
	joint = before_joint(finding->text, end);
	return joint < end && act_before_spaces(finding->text, joint) == finding->done;
}

/* "Lag (2015:813)." at the end of a section of an act says which act gave it its wording. */
static bool is_amendment_mark(const struct finding *finding, struct act_span name, size_t end)
{
	struct str text = finding->text;
	struct str word = span_of(finding, name);
	size_t before = act_before_spaces(text, name.from);

	return (str_equal(word, STR("Lag")) || str_equal(word, STR("F\xC3\xB6rordning"))) &&
	       byte_at(text, end) == '.' && (!before || strchr(".!?:", text.at[before - 1])) &&
	       (act_past_spaces(text, end + 1) == text.n || byte_at(text, end + 1) == '\n');
}

/* "lagen (2017:725, KL)", "lagen (2017:725)": the end of the brackets, where nothing but a short form stands in them. */
static size_t bracket_end(struct finding *finding, size_t from, size_t end, struct str number)
{
	struct str text = finding->text;
	struct act_span word;

	if (!memchr(text.at + from, '(', end - from))
		return end;
	if (byte_at(text, end) == ',') {
		word = act_word_at(text, act_past_spaces(text, end + 1));
		if (byte_at(text, word.to) == ')' && is_short_form(span_of(finding, word))) {
			remember(finding->memory, span_of(finding, word), number);
			end = word.to;
		}
	}
	return byte_at(text, end) == ')' ? end + 1 : end;
}

/* At the colon of "2017:725". */
static void by_number(struct finding *finding, size_t colon)
{
	struct str text = finding->text;
	struct act_span number = {colon < 4 ? colon : colon - 4, 0}, name;
	struct act_mention mention = {.told = true};
	size_t n = colon < 4 ? 0 : act_number_read(text, number.from);
	bool led;

	number.to = number.from + n;
	if (!n || number.from < finding->done || (number.from && strchr("/-:.0123456789", text.at[number.from - 1])))
		return;
	led = is_led(finding, number, &name, &mention.from);
	if (!led && !is_next(finding, number.from))
		return;
	if (!led)
		mention.from = number.from;
	mention.number = span_of(finding, number);
	mention.called = span_of(finding, name);
	mention.to = bracket_end(finding, mention.from, number.to, mention.number);
	mention.stance = CITED_MENTION;
	if (is_amendment_mark(finding, name, mention.to)) {
		mention.stance = CITED_MARK;
		vec_push(finding->out, mention);
		finding->done = mention.to;
		return;
	}
	if (is_short_form(mention.called))
		remember(finding->memory, mention.called, mention.number);
	short_form_read(finding, mention.to, mention.number);
	cite(finding, mention);
}

/* --- by a name with a part beside it ---------------------------------------------------------------------------------- */

static size_t past_word(struct str text, size_t at, const char *word)
{
	size_t end = act_past_spaces(text, at + strlen(word));

	return str_starts(str_part(text, at, text.n), str_from(word)) && end > at + strlen(word) ? end : at;
}

/* "samma lag", "nämnda förordning": bytes, or 0. */
static size_t same_act(struct str text, size_t at)
{
	static const char *const words[] = {"samma", "nämnda", "förstnämnda", "sistnämnda", "berörda", "den"};
	struct act_span kind;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t next = past_word(text, at, words[i]);
		kind = act_word_at(text, next);
		if (next > at && act_word_is_kind(str_part(text, kind.from, kind.to - kind.from)) &&
		    !act_word_is_name(str_part(text, kind.from, kind.to - kind.from)))
			return kind.to - at;
	}
	return 0;
}

static size_t past_epithets(struct str text, size_t at)
{
	for (;;) {
		struct act_span word = act_word_at(text, at);
		size_t next = act_past_spaces(text, word.to);
		if (word.from == word.to || next == word.to ||
		    !act_epithet_is(str_part(text, word.from, word.to - word.from)))
			return at;
		at = next;
	}
}

/* Does an SFS number follow the name: then by_number cites it. */
static bool number_follows(struct str text, size_t at)
{
	at = act_past_spaces(text, at);
	at += byte_at(text, at) == '(';
	at = past_word(text, at, "SFS");
	return act_number_read(text, at) > 0;
}

/* Cites the act named there without a number. The paragraphs of minutes are no act's: "§ 5 KF". */
static bool by_name(struct finding *finding, struct act_span name, struct str part)
{
	struct str written = span_of(finding, name);
	struct act_mention mention = {.from = name.from, .to = name.to, .called = written};

	if (name.from == name.to || name.from < finding->done || number_follows(finding->text, name.to) ||
	    (!act_word_is_name(written) && !act_word_is_short(written)) ||
	    (str_equal(written, STR("RF")) && str_find(part, STR("kap."), 0) == SIZE_MAX))
		return false;
	mention.number = act_number_of(finding->memory, written);
	cite(finding, mention);
	return true;
}

/* Behind a part: "5 § i den upphävda kommunallagen", "30 § samma lag". */
static bool name_behind(struct finding *finding, const struct pinpoint *part)
{
	struct str text = finding->text;
	struct act_called last;
	size_t same, next;

	next = act_past_spaces(text, pinpoint_past_finer(text, part->to));
	for (const char *const *word = (const char *const[]){"i", "av", "enligt", NULL}; *word; word++)
		next = past_word(text, next, *word);
	same = same_act(text, next);
	last = finding->memory->last;
	if (same && (last.name.n || last.number.n)) {
		cite(finding,
		     (struct act_mention){.from = next, .to = next + same, .called = last.name, .number = last.number});
		return true;
	}
	return by_name(finding, act_name_at(text, past_epithets(text, next)), part->part);
}

/* Before a part: "KL 5 kap. 1-3 §", "kommunallagens 13 kap.". */
static void name_before(struct finding *finding, const struct pinpoint *part)
{
	struct str text = finding->text;
	size_t end = act_before_spaces(text, part->from);
	struct act_span name;

	if (end && text.at[end - 1] == ',')
		end = act_before_spaces(text, end - 1);
	name = act_name_before(text, end);
	if (act_word_is_short(span_of(finding, name)) &&
	    (unsigned char)text.at[part->from] == 0xC2) /* "KSN § 47": minutes */
		return;
	(void)by_name(finding, name, part->part);
}

/* At a "§", or at "kap": the part that holds it, and the name beside it. */
static size_t by_part(struct finding *finding, size_t sign)
{
	struct pinpoint part = pinpoint_around(finding->arena, finding->text, sign);

	if (part.to <= sign || !is_act_part(part.part))
		return sign + 2;
	if (part.from >= finding->done && !name_behind(finding, &part))
		name_before(finding, &part);
	return part.to > finding->done ? part.to : finding->done;
}

/* --- acts of the European Union --------------------------------------------------------------------------------------- */

static size_t digits_at(struct str text, size_t at, size_t most)
{
	size_t n = 0;

	while (n <= most && is_digit(byte_at(text, at + n)))
		n++;
	return n <= most ? n : 0;
}

static size_t union_word(struct str text, size_t at)
{
	static const char *const words[] = {"EEG", "EG", "EU"};

	for (size_t i = 0; i < 3; i++)
		if (str_starts(str_part(text, at, 3), str_from(words[i])))
			return strlen(words[i]);
	return 0;
}

/* "artikel 6.1 c i " before the place: "art. 6.1 c". */
static struct str article_before(const struct finding *finding, size_t from)
{
	static const char *const words[] = {"artikel ", "artiklarna ", "Artikel ", "Artiklarna ", "art. "};
	struct str text = finding->text;
	size_t end = act_before_spaces(text, from), least = end > 60 ? end - 60 : 0;
	struct act_span in = act_word_before(text, end);

	if (str_equal(span_of(finding, in), STR("i")))
		end = act_before_spaces(text, in.from);
	for (size_t at = end; at-- > least && text.at[at] != ';' && text.at[at] != '(';)
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (str_starts(str_part(text, at, end - at), str_from(words[i])) &&
			    is_digit(byte_at(text, at + strlen(words[i]))))
				return arena_format(finding->arena, "art. %.*s", (int)(end - at - strlen(words[i])),
				                    text.at + at + strlen(words[i]));
	return STR_EMPTY;
}

static void cite_union(struct finding *finding, size_t from, size_t to, struct str number)
{
	struct act_span name = act_name_before(finding->text, from);
	struct act_mention mention = {.from = name.from < name.to ? name.from : from,
	                              .to = to,
	                              .called = span_of(finding, name),
	                              .number = number,
	                              .told = true};

	if (!is_short_form(mention.called))
		mention.called = STR_EMPTY;
	mention.part = article_before(finding, before_epithets(finding->text, mention.from));
	remember(finding->memory, mention.called, number);
	short_form_read(finding, to, number);
	cite(finding, mention);
}

/* At "(" of "(EU) 2016/679", "(EG) nr 1370/2007". */
static void by_union_number(struct finding *finding, size_t open)
{
	struct str text = finding->text;
	size_t word = union_word(text, open + 1), at = act_past_spaces(text, open + 2 + word), first, second;

	if (!word || byte_at(text, open + 1 + word) != ')' || open < finding->done)
		return;
	at = past_word(text, at, "nr");
	first = digits_at(text, at, 4);
	second = first ? digits_at(text, at + first + 1, 4) : 0;
	if (second && byte_at(text, at + first) == '/')
		cite_union(finding, open, at + first + 1 + second,
		           arena_format(finding->arena, "%.*s %.*s", (int)word, text.at + open + 1,
		                        (int)(first + 1 + second), text.at + at));
}

/* At "/" of the "/EU" in "2014/24/EU". */
static void by_union_ending(struct finding *finding, size_t slash)
{
	struct str text = finding->text;
	size_t word = union_word(text, slash + 1), from = slash;

	while (from > 0 && slash - from < 10 && (is_digit(text.at[from - 1]) || text.at[from - 1] == '/'))
		from--;
	if (!word || from < finding->done || digits_at(text, from, 4) < 2 ||
	    !memchr(text.at + from, '/', slash - from) || act_word_at(text, slash + 1).to != slash + 1 + word ||
	    act_word_before(text, from).from != from)
		return;
	cite_union(finding, from, slash + 1 + word, str_part(text, from, slash + 1 + word - from));
}

/* --- a block ---------------------------------------------------------------------------------------------------------- */

/* Bytes at which something may be cited. */
static const bool stops[256] = {['\xC2' & 0xFF] = true, [':'] = true, ['k'] = true, ['('] = true, ['/'] = true};

static size_t stop_at(struct finding *finding, size_t at)
{
	struct str text = finding->text;
	char next = byte_at(text, at + 1);

	switch (text.at[at]) {
	case ':':
		if (at >= 4 && is_digit(next) && is_digit(text.at[at - 1]))
			by_number(finding, at);
		return at + 1;
	case '(':
		if (next == 'E')
			by_union_number(finding, at);
		return at + 1;
	case '/':
		if (next == 'E')
			by_union_ending(finding, at);
		return at + 1;
	case 'k':
		return next == 'a' && byte_at(text, at + 2) == 'p' ? by_part(finding, at) : at + 1;
	default:
		return next == '\xA7' ? by_part(finding, at) : at + 1;
	}
}

void act_mentions_find(act_mentions *out, struct act_memory *memory, struct arena *arena, struct str text)
{
	struct finding finding = {.text = text, .arena = arena, .memory = memory, .out = out};

	for (size_t at = 0; at < text.n;)
		if (!stops[(unsigned char)text.at[at]])
			at++;
		else
			at = stop_at(&finding, at);
}
