/* registry/segment and document_code on any bytes: nothing is read out of bounds, and what is taken for a document's facts keeps what
 * the rest of the program relies on.
 *
 * Sums would stop nearly all of it, so the input is tried as it is, and then with its head and its records sealed anew. */
#include "registry/cache/document_codec.h"
#include "registry/cache/name_changes.h"
#include "registry/cache/segment_internal.h"
#include "registry/citation/citation.h"
#include "tests/fuzz/invariants.h"

static const char key[SEGMENT_KEY + 1] = "0123456789abcdef0123456789abcdef";

static void require_named(struct named named)
{
	require_text(named.text);
	require(!named.text.at || named.text.at[named.text.n] == '\0');
}

static void require_names(const struct names *names)
{
	for (uint32_t i = 0; i < names->n; i++)
		require_named(names->at[i]);
}

static void require_date(struct date date)
{
	struct date again = DATE_NONE;
	char text[DATE_TEXT];

	require(date.known || (date.first == DAY_MIN && date.last == DAY_MAX));
	if (date.known && date_parse(str_from(date_format(date, text)), &again))
		require(again.first == date.first && again.last == date.last);
	(void)date_plus(date, 30);
}

static void require_relation(const struct relation *relation)
{
	require(relation->type < RELATION_TYPES && relation_name(relation->type));
	require(relation->actor == NO_DOCUMENT && relation->target.document == NO_DOCUMENT);
	require(relation->when.document == NO_DOCUMENT && relation->source.document == NO_DOCUMENT);
	require_text(relation->target.name);
	require_text(relation->note);
	require_date(relation->from);
}

static void require_document(const struct document *document)
{
	uint32_t problems = document->problem_count;

	require_text(document->id);
	require_text(document->title);
	require_names(&document->aliases);
	require_names(&document->dnr);
	require_names(&document->topics);
	require_date(document->decided);
	require_date(document->expires);
	require(stage_name(document->stage) && holding_name(document->holding));
	for (uint32_t i = 0; i < document->relation_count; i++)
		require_relation(&document->relations[i]);
	for (uint32_t i = 0; i < document->scope_count; i++)
		require_named(document->scopes[i].via);
	for (uint32_t i = 0; i < document->part_count; i++) {
		const struct markdown_part *part = &document->parts[i];
		require_text(part->anchor);
		require(part->level <= 6 && (part->parent == MARKDOWN_NO_PART || part->parent < i));
	}
	for (uint32_t i = 0; i < problems; i++) {
		require((unsigned)document->problems[i].kind < PROBLEM_KINDS);
		require_text(document->problems[i].args[3].text);
	}
}

/* Names that the citations may mean are among the document's own. */
static void require_citations(struct document *document)
{
	struct names_index *names = names_new(document, 1);

	for (uint32_t i = 0; i < document->citation_count; i++) {
		struct citation *citation = &document->citations[i];
		require(citation->kind <= CITATION_LINK && citation->document == NO_DOCUMENT);
		require_text(citation->text);
		require_text(citation->part);
		require_date(citation->decided);
		citation_resolve(citation, names);
		require((citation->name == NO_NAME) == (citation->outcome == CITATION_UNKNOWN));
	}
	names_free(names);
}

/* There is one way to write it. */
static void require_same(struct segment_record content, struct document *document,
                         void (*walk)(struct codec *, struct document *))
{
	struct codec_bytes bytes = {0};
	struct codec code = {.out = &bytes};

	walk(&code, document);
	require(!code.broken && bytes.n == content.n && memcmp(bytes.at, content.at, content.n) == 0);
	vec_release(&bytes);
}

/* Nothing is read beyond the record; a snapshot is compared with the names of a document. */
static void read_snapshot(struct segment_record content)
{
	struct document document = {.title = STR("Policy för telefoni"), .readable = true};
	struct names_index *names = names_new(&document, 1);
	struct names_elements elements;
	struct snapshot snapshot;
	struct name_changes since;

	names_elements(&elements, names);
	if (snapshot_read(&snapshot, content.at, content.n)) {
		name_changes_make(&since, names, &elements, &snapshot, NULL);
		require(!since.usable || since.names.n <= elements.n);
		name_changes_release(&since);
		name_changes_make(&since, names, &elements, &snapshot, &snapshot);
		name_changes_release(&since);
	}
	vec_release(&elements);
	names_free(names);
}

static void read_entry(const struct segment_entry *entry)
{
	struct arena arena = ARENA_EMPTY;
	struct document document = {.path = STR("a/b.md")}, cites = {.path = STR("a/b.md"), .title = STR("T")};
	struct segment_record content = segment_content(entry, SEGMENT_DOCUMENT);
	struct codec code = codec_of(content.at, content.n, &arena);
	struct citations_head head;

	if (content.n) {
		document_code(&code, &document);
		if (codec_is_done(&code)) {
			require_document(&document);
			require_same(content, &document, document_code);
		}
	}
	content = segment_content(entry, SEGMENT_CITATIONS);
	if (content.n)
		read_snapshot(content);
	if (citations_head_read(&head, &content.at, &content.n)) {
		(void)bloom_may_hold(head.filter, head.filter_bytes, (struct word_key){~(uint64_t)0, 1});
		code = codec_of(content.at, content.n, &arena);
		document_codec_citations(&code, &cites);
		if (codec_is_done(&code)) {
			require_same(content, &cites, document_codec_citations);
			require_citations(&cites);
		}
	}
	arena_release(&arena);
}

static void read_segment(const unsigned char *bytes, size_t n)
{
	struct segment *segment = segment_of(bytes, n, key);
	struct segment_entry entry;

	if (!segment)
		return;
	for (uint32_t i = 0; i < segment_count(segment) && i < 100; i++)
		if (segment_find(segment, segment_id(segment, i), &entry))
			read_entry(&entry);
	segment_close(segment);
}

/* Makes any bytes look sound: a head that fits them, and all sums. */
static void mend(unsigned char *bytes, size_t n)
{
	struct segment_head head;
	size_t rows = 0;

	if (n < sizeof head)
		return;
	memcpy(&head, bytes, sizeof head);
	memcpy(head.magic, SEGMENT_MAGIC, sizeof head.magic);
	memcpy(head.key, key, sizeof head.key);
	rows = (n - sizeof head) / sizeof(struct segment_row);
	head.order = SEGMENT_ORDER;
	head.size = n;
	head.count = (uint32_t)(head.count < rows ? head.count : rows);
	for (uint32_t i = 0; i < head.count; i++) {
		struct segment_row row;
		memcpy(&row, bytes + sizeof head + i * sizeof row, sizeof row);
		for (int part = 0; part < SEGMENT_PARTS; part++)
			if (row.n[part] >= SEGMENT_SUM && row.at[part] >= sizeof head + head.count * sizeof row &&
			    row.at[part] <= n && row.n[part] <= n - row.at[part])
				segment_seal(bytes + row.at[part], row.n[part], row.id, (enum segment_part)part);
	}
	if (head.citations_at < sizeof head + head.count * sizeof(struct segment_row) || head.citations_at > n)
		head.citations_at = n;
	head.sum = segment_head_sum(&head, bytes + sizeof head);
	memcpy(bytes, &head, sizeof head);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = STR_EMPTY;

	if (!size)
		return 0;
	bytes = text_copy((struct str){(const char *)data, size});
	read_segment((const unsigned char *)bytes.at, bytes.n);
	mend((unsigned char *)bytes.at, bytes.n);
	read_segment((const unsigned char *)bytes.at, bytes.n);
	text_free(bytes);
	return 0;
}
