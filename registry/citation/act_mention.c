#include "registry/citation/act_mention.h"

#include "registry/base/ascii.h"
#include "registry/citation/act_cite.h"
#include "registry/citation/act_name.h"
#include "registry/citation/act_stance.h"
#include "registry/citation/pinpoint.h"

/* --- by number -------------------------------------------------------------------------------------------------------- */

/* What stands before a number that is no act's: "KFS 2015:12", "SOU 2020:47", "prop. 2016/17:1". */
static bool is_led(const struct act_finding *finding, struct act_span number, struct act_span *name, size_t *from)
{
	struct str text = finding->text;
	size_t end = act_before_spaces(text, number.from);
	struct act_span word = act_word_before(text, end);

	*from = number.from;
	*name = (struct act_span){0, 0};
	if (str_equal(act_span_text(finding, word), STR("nr")) ||
	    str_equal(act_span_text(finding, word), STR("nummer"))) {
		end = act_before_spaces(text, word.from);
		word = act_word_before(text, end);
	}
	if (str_equal(act_span_text(finding, word), STR("SFS"))) {
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
static bool is_next(const struct act_finding *finding, size_t at)
{
	const act_mentions *out = finding->out;
	size_t end = act_before_spaces(finding->text, at), joint;

	if (!out->n || !out->at[out->n - 1].told || !finding->done)
		return false;
	if (end && finding->text.at[end - 1] == '(')
		end--;
	joint = act_before_joint(finding->text, end);
	return joint < end && act_before_spaces(finding->text, joint) == finding->done;
}

/* "Lag (2015:813)." at the end of a section of an act says which act gave it its wording. */
static bool is_amendment_mark(const struct act_finding *finding, struct act_span name, size_t end)
{
	struct str text = finding->text;
	struct str word = act_span_text(finding, name);
	size_t before = act_before_spaces(text, name.from);

	return (str_equal(word, STR("Lag")) || str_equal(word, STR("F\xC3\xB6rordning"))) &&
	       act_byte_at(text, end) == '.' && (!before || strchr(".!?:", text.at[before - 1])) &&
	       (act_past_spaces(text, end + 1) == text.n || act_byte_at(text, end + 1) == '\n');
}

/* "lagen (2017:725, KL)", "lagen (2017:725)": the end of the brackets, where nothing but a short form stands in them. */
static size_t bracket_end(struct act_finding *finding, size_t from, size_t end, struct str number)
{
	struct str text = finding->text;
	struct act_span word;

	if (!memchr(text.at + from, '(', end - from))
		return end;
	if (act_byte_at(text, end) == ',') {
		word = act_word_at(text, act_past_spaces(text, end + 1));
		if (act_byte_at(text, word.to) == ')' && act_is_short_form(act_span_text(finding, word))) {
			act_remember(finding->memory, act_span_text(finding, word), number);
			end = word.to;
		}
	}
	return act_byte_at(text, end) == ')' ? end + 1 : end;
}

/* At the colon of "2017:725". */
static void by_number(struct act_finding *finding, size_t colon)
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
	mention.number = act_span_text(finding, number);
	mention.called = act_span_text(finding, name);
	mention.to = bracket_end(finding, mention.from, number.to, mention.number);
	mention.stance = CITED_MENTION;
	if (is_amendment_mark(finding, name, mention.to)) {
		mention.stance = CITED_MARK;
		vec_push(finding->out, mention);
		finding->done = mention.to;
		return;
	}
	if (act_is_short_form(mention.called))
		act_remember(finding->memory, mention.called, mention.number);
	act_short_form_read(finding, mention.to, mention.number);
	act_cite(finding, mention);
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
	at += act_byte_at(text, at) == '(';
	at = past_word(text, at, "SFS");
	return act_number_read(text, at) > 0;
}

/* Cites the act named there without a number. The paragraphs of minutes are no act's: "§ 5 KF". */
static bool by_name(struct act_finding *finding, struct act_span name, struct str part)
{
	struct str written = act_span_text(finding, name);
	struct act_mention mention = {.from = name.from, .to = name.to, .called = written};

	if (name.from == name.to || name.from < finding->done || number_follows(finding->text, name.to) ||
	    (!act_word_is_name(written) && !act_word_is_short(written)) ||
	    (str_equal(written, STR("RF")) && str_find(part, STR("kap."), 0) == SIZE_MAX))
		return false;
	mention.number = act_number_of(finding->memory, written);
	act_cite(finding, mention);
	return true;
}

/* Behind a part: "5 § i den upphävda kommunallagen", "30 § samma lag". */
static bool name_behind(struct act_finding *finding, const struct pinpoint *part)
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
		act_cite(finding, (struct act_mention){
					  .from = next, .to = next + same, .called = last.name, .number = last.number});
		return true;
	}
	return by_name(finding, act_name_at(text, past_epithets(text, next)), part->part);
}

/* Before a part: "KL 5 kap. 1-3 §", "kommunallagens 13 kap.". */
static void name_before(struct act_finding *finding, const struct pinpoint *part)
{
	struct str text = finding->text;
	size_t end = act_before_spaces(text, part->from);
	struct act_span name;

	if (end && text.at[end - 1] == ',')
		end = act_before_spaces(text, end - 1);
	name = act_name_before(text, end);
	if (act_word_is_short(act_span_text(finding, name)) &&
	    (unsigned char)text.at[part->from] == 0xC2) /* "KSN § 47": minutes */
		return;
	(void)by_name(finding, name, part->part);
}

/* At a "§", or at "kap": the part that holds it, and the name beside it. */
static size_t by_part(struct act_finding *finding, size_t sign)
{
	struct pinpoint part = pinpoint_around(finding->arena, finding->text, sign);

	if (part.to <= sign || !act_is_part(part.part))
		return sign + 2;
	if (part.from >= finding->done && !name_behind(finding, &part))
		name_before(finding, &part);
	return part.to > finding->done ? part.to : finding->done;
}

/* --- acts of the European Union --------------------------------------------------------------------------------------- */

static size_t digits_at(struct str text, size_t at, size_t most)
{
	size_t n = 0;

	while (n <= most && is_digit(act_byte_at(text, at + n)))
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
static struct str article_before(const struct act_finding *finding, size_t from)
{
	static const char *const words[] = {"artikel ", "artiklarna ", "Artikel ", "Artiklarna ", "art. "};
	struct str text = finding->text;
	size_t end = act_before_spaces(text, from), least = end > 60 ? end - 60 : 0;
	struct act_span in = act_word_before(text, end);

	if (str_equal(act_span_text(finding, in), STR("i")))
		end = act_before_spaces(text, in.from);
	for (size_t at = end; at-- > least && text.at[at] != ';' && text.at[at] != '(';)
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (str_starts(str_part(text, at, end - at), str_from(words[i])) &&
			    is_digit(act_byte_at(text, at + strlen(words[i]))))
				return arena_format(finding->arena, "art. %.*s", (int)(end - at - strlen(words[i])),
				                    text.at + at + strlen(words[i]));
	return STR_EMPTY;
}

static void cite_union(struct act_finding *finding, size_t from, size_t to, struct str number)
{
	struct act_span name = act_name_before(finding->text, from);
	struct act_mention mention = {.from = name.from < name.to ? name.from : from,
	                              .to = to,
	                              .called = act_span_text(finding, name),
	                              .number = number,
	                              .told = true};

	if (!act_is_short_form(mention.called))
		mention.called = STR_EMPTY;
	mention.part = article_before(finding, act_before_epithets(finding->text, mention.from));
	act_remember(finding->memory, mention.called, number);
	act_short_form_read(finding, to, number);
	act_cite(finding, mention);
}

/* At "(" of "(EU) 2016/679", "(EG) nr 1370/2007". */
static void by_union_number(struct act_finding *finding, size_t open)
{
	struct str text = finding->text;
	size_t word = union_word(text, open + 1), at = act_past_spaces(text, open + 2 + word), first, second;

	if (!word || act_byte_at(text, open + 1 + word) != ')' || open < finding->done)
		return;
	at = past_word(text, at, "nr");
	first = digits_at(text, at, 4);
	second = first ? digits_at(text, at + first + 1, 4) : 0;
	if (second && act_byte_at(text, at + first) == '/')
		cite_union(finding, open, at + first + 1 + second,
		           arena_format(finding->arena, "%.*s %.*s", (int)word, text.at + open + 1,
		                        (int)(first + 1 + second), text.at + at));
}

/* At "/" of the "/EU" in "2014/24/EU". */
static void by_union_ending(struct act_finding *finding, size_t slash)
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

static size_t stop_at(struct act_finding *finding, size_t at)
{
	struct str text = finding->text;
	char next = act_byte_at(text, at + 1);

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
		return next == 'a' && act_byte_at(text, at + 2) == 'p' ? by_part(finding, at) : at + 1;
	default:
		return next == '\xA7' ? by_part(finding, at) : at + 1;
	}
}

void act_mentions_find(act_mentions *out, struct act_memory *memory, struct arena *arena, struct str text)
{
	struct act_finding finding = {.text = text, .arena = arena, .memory = memory, .out = out};

	for (size_t at = 0; at < text.n;)
		if (!stops[(unsigned char)text.at[at]])
			at++;
		else
			at = stop_at(&finding, at);
}
