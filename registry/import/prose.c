#include "registry/import/prose.h"

#include "registry/base/memory.h"
#include "registry/import/lines.h"
#include "registry/port/regex.h"
#include "registry/port/unicode.h"

#define TRUST_SENTENCE 1
#define SENTENCE_MAX 600u /* bytes of a sentence that is looked at */

#define SUBJECT                                                                                                        \
	"(?:(?:Denna|Detta|Dessa|Den här|Det här|De här|Nu gällande) (?:\\w+ )?\\w+|(?:\\w+ och |[Dd]e "           \
	")?\\w*(?:[Pp]olicyn|[Pp]lanen|[Pp]rogrammet|"                                                                 \
	"[Ss]trategin|[Rr]iktlinjen|[Rr]iktlinjerna|[Rr]eglerna|[Rr]utinen|[Rr]eglementet|[Oo]rdningen|[Tt]axan|"      \
	"[Ff]öreskrifterna|[Dd]irektivet|[Ii]nstruktionen|[Aa]nvisningen|[Aa]nvisningarna|[Vv]isionen|[Ss]tadgan|"    \
	"[Ss]tadgarna|[Aa]vgifterna|[Dd]okumentet))"

static const struct {
	enum label_role role;
	bool head; /* said of the document itself only in its head */
	const char *pattern;
} sentences[] = {
#define PROSE(role, pattern) {LABEL_##role, false, pattern},
#define HEAD(role, pattern) {LABEL_##role, true, pattern},
#include "registry/import/prose.def"
#undef PROSE
#undef HEAD
};

#define SENTENCES (sizeof sentences / sizeof *sentences)

struct prose {
	struct regex *patterns[SENTENCES];
};

struct prose *prose_new(void)
{
	struct prose *prose = memory_new(1, sizeof *prose);
	struct arena arena = ARENA_EMPTY;
	struct regex_error error;

	for (size_t i = 0; i < SENTENCES; i++) {
		struct str pattern = str_from(sentences[i].pattern);
		size_t at = str_find(pattern, STR("{S}"), 0);
		if (at != SIZE_MAX)
			pattern = arena_format(&arena, "%.*s" SUBJECT "%.*s", (int)at, pattern.at,
			                       STR_ARG(str_part(pattern, at + 3, SIZE_MAX)));
		prose->patterns[i] = regex_new(pattern, &error);
	}
	arena_release(&arena);
	return prose;
}

void prose_free(struct prose *prose)
{
	for (size_t i = 0; prose && i < SENTENCES; i++)
		regex_free(prose->patterns[i]);
	free(prose);
}

/* Most sentences hold none of these, and are not tried. */
static bool may_tell(struct str text)
{
	static const struct str words[] = {STR("ersätt"),   STR("upphäv"),   STR("upphör"), STR("kraft"),
	                                   STR("gäll"),     STR("antag"),    STR("antog"),  STR("fastställ"),
	                                   STR("beslutad"), STR("beslutat"), STR("senast"), STR("tillämpas")};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_find(text, words[i], 0) != SIZE_MAX)
			return true;
	return false;
}

/* Of the paper's own wrapped lines, one; in Word, a line ended by hand may end a sentence. */
static struct str one_line(struct paper *paper, struct str text)
{
	return lines_as_one(&paper->arena, text);
}

/* Without "3 §" or "2. " before it. */
static struct str without_number(struct str sentence)
{
	unsigned number;
	size_t n = shape_section(sentence, &number);

	n = n ? n : shape_heading_number(sentence, &number);
	return str_trim(str_part(sentence, n, SIZE_MAX));
}

static void sentence_try(struct field_list *fields, const struct prose *prose, struct str sentence, size_t block,
                         bool head)
{
	for (size_t i = 0; i < SENTENCES; i++) {
		struct regex_span spans[4];
		if (sentences[i].head && !head)
			continue;
		if (!prose->patterns[i] || regex_match(prose->patterns[i], sentence, 0, spans, 4) != 1 ||
		    spans[1].from == SIZE_MAX)
			continue;
		vec_push(&fields->list,
		         (struct field){.role = sentences[i].role,
		                        .value = str_part(sentence, spans[1].from, spans[1].to - spans[1].from),
		                        .label = sentence,
		                        .block = block,
		                        .trust = TRUST_SENTENCE});
	}
}

static void text_try(struct field_list *fields, struct paper *paper, const struct prose *prose, struct str text,
                     size_t block, bool head)
{
	size_t *offsets = NULL, n;

	if (!may_tell(text))
		return;
	text = one_line(paper, text);
	n = unicode_sentences(&offsets, &paper->arena, text);
	for (size_t i = 0; i < n; i++) {
		struct str sentence = without_number(str_trim(str_part(text, offsets[i], offsets[i + 1] - offsets[i])));
		if (sentence.n <= SENTENCE_MAX && may_tell(sentence))
			sentence_try(fields, prose, sentence, block, head);
	}
}

void prose_find(struct field_list *fields, struct paper *paper, size_t head_end, const struct prose *prose)
{
	for (size_t i = 0; i < paper->blocks.n; i++) {
		const struct block block = paper->blocks.at[i];
		struct str rest = block.text, line;
		if ((block.room != ROOM_BODY && block.room != ROOM_BOX) || block.kind == BLOCK_HEADING ||
		    block.kind == BLOCK_ROW)
			continue;
		if (paper->unit != UNIT_PARAGRAPH) {
			text_try(fields, paper, prose, block.text, i, i < head_end);
			if (i >= head_end || str_find(block.text, STR("\n"), 0) == SIZE_MAX)
				continue; /* in the head, a line may be a sentence without its full stop */
		}
		while (str_next_line(&rest, &line))
			text_try(fields, paper, prose, line, i, i < head_end);
	}
}

/* --- marks ------------------------------------------------------------------------------------------------------------- */

static bool is_mark(struct str text)
{
	static const struct str begins[] = {STR("Ändrad "),  STR("Ändrat "),    STR("Införd "), STR("Infört "),
	                                    STR("Tillagd "), STR("Reviderad "), STR("ändrad "), STR("införd ")};

	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (str_starts(text, begins[i]))
			return true;
	return false;
}

void marks_find(struct field_list *fields, struct paper *paper)
{
	for (size_t i = 0; i < paper->blocks.n; i++) {
		const struct block *block = &paper->blocks.at[i];
		struct str text = block->text;
		for (size_t at = str_find(text, STR("("), 0); block->room == ROOM_BODY && at != SIZE_MAX;
		     at = str_find(text, STR("("), at + 1)) {
			size_t end = str_find(text, STR(")"), at), space;
			struct str inside = str_part(text, at + 1, end == SIZE_MAX ? 0 : end - at - 1);
			if (!is_mark(inside) || inside.n > 120)
				continue;
			space = str_find(inside, STR(" "), 0);
			vec_push(&fields->list,
			         (struct field){.role = LABEL_REVISED,
			                        .label = inside,
			                        .value = one_line(paper, str_part(inside, space + 1, SIZE_MAX)),
			                        .block = i,
			                        .trust = TRUST_SENTENCE});
		}
	}
}
