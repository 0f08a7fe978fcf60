#include "registry/facts.h"

#include "registry/base/build.h"
#include "registry/base/pool.h"
#include "registry/config.h"
#include "registry/document_code.h"
#include "registry/facts_folder.h"
#include "registry/port/hash.h"

#include <stdio.h>
#include <stdlib.h>

struct added {                   /* what one thread has to add */
	struct code_bytes bytes; /* of the document that is being added */
	struct arena arena;      /* owns the records; in small chunks, which find room where bodies were */
	struct facts_entries entries;
};

struct facts {
	struct facts_folder folder;
	struct added *added;
	unsigned threads;
};

bool facts_key(char key[SEGMENT_KEY + 1], struct str config)
{
	struct {
		struct limits limits;
		unsigned char build[BUILD_IDS_MAX];
	} program = {.limits = limits_default};
	char hex[2][65], all[129];
	size_t n = 0;

	if (!build_ids(program.build, &n))
		return false;
	hash_sha256(hex[0], (struct str){(const char *)&program, sizeof program});
	hash_sha256(hex[1], config);
	snprintf(all, sizeof all, "%s%s", hex[0], hex[1]);
	hash_sha256(hex[0], str_from(all));
	memcpy(key, hex[0], SEGMENT_KEY);
	key[SEGMENT_KEY] = '\0';
	return true;
}

struct facts *facts_open(const char *common, const char key[SEGMENT_KEY + 1], bool citations, unsigned threads)
{
	struct facts *facts = memory_new(1, sizeof *facts);

	facts->threads = threads;
	facts->added = memory_new(threads, sizeof *facts->added);
	facts_folder_open(&facts->folder, common, key);
	for (size_t i = 0; citations && i < facts->folder.segments.n; i++)
		segment_read_citations(facts->folder.segments.at[i].segment);
	return facts;
}

void facts_free(struct facts *facts)
{
	if (!facts)
		return;
	for (unsigned i = 0; i < facts->threads; i++) {
		vec_release(&facts->added[i].bytes);
		arena_release(&facts->added[i].arena);
		vec_release(&facts->added[i].entries);
	}
	free(facts->added);
	facts_folder_close(&facts->folder);
	free(facts);
}

/* --- reading: the newest segment first; a record that is damaged or does not fit may stand in an older one ---------- */

bool facts_read(const struct facts *facts, const unsigned char id[20], struct arena *arena, struct document *document)
{
	const struct document before = *document;
	struct segment_entry entry;

	for (size_t i = 0; i < facts->folder.segments.n; i++) {
		struct segment_record content;
		struct code code;
		if (!segment_find(facts->folder.segments.at[i].segment, id, &entry))
			continue;
		content = segment_content(&entry, SEGMENT_DOCUMENT);
		if (!content.n)
			continue;
		code = code_of(content.at, content.n, arena);
		document_code(&code, document);
		if (code_is_done(&code))
			return true;
		*document = before;
	}
	return false;
}

static bool citations_read(struct segment_record content, uint64_t names, struct arena *arena,
                           struct document *document)
{
	struct code code = {0};
	uint64_t known = 0;

	if (content.n < sizeof known)
		return false;
	memcpy(&known, content.at, sizeof known);
	if (known != names)
		return false;
	code = code_of(content.at + sizeof known, content.n - sizeof known, arena);
	document_code_citations(&code, document);
	return code_is_done(&code);
}

bool facts_read_citations(const struct facts *facts, const unsigned char id[20], uint64_t names, struct arena *arena,
                          struct document *document)
{
	const struct document before = *document;
	struct segment_entry entry;

	for (size_t i = 0; i < facts->folder.segments.n; i++) {
		if (!segment_find(facts->folder.segments.at[i].segment, id, &entry))
			continue;
		if (citations_read(segment_content(&entry, SEGMENT_CITATIONS), names, arena, document))
			return true;
		*document = before;
	}
	return false;
}

/* --- adding -------------------------------------------------------------------------------------------------------- */

/* Gives the record a place of its own, sealed. */
static struct segment_record record_keep(struct added *added, size_t from, size_t n, const unsigned char id[20],
                                         enum segment_part part)
{
	unsigned char *copy = NULL;

	if (!n)
		return (struct segment_record){NULL, 0};
	copy = ARENA_ARRAY(&added->arena, unsigned char, n);
	memcpy(copy, added->bytes.at + from, n);
	segment_seal(copy, n, id, part);
	return (struct segment_record){copy, n};
}

void facts_add(struct facts *facts, unsigned thread, const unsigned char id[20], struct document *document, bool known,
               const uint64_t *names)
{
	static const unsigned char no_sum[SEGMENT_SUM] = {0};
	struct added *added = &facts->added[thread];
	struct code code = {.out = &added->bytes};
	struct segment_entry entry = {0};
	size_t first = 0;

	if (known && !names)
		return;
	added->bytes.n = 0;
	if (!known) {
		code_bytes_add(&added->bytes, no_sum, sizeof no_sum);
		document_code(&code, document);
	}
	first = added->bytes.n;
	if (names) {
		code_bytes_add(&added->bytes, no_sum, sizeof no_sum);
		code_bytes_add(&added->bytes, names, sizeof *names);
		document_code_citations(&code, document);
	}
	if (code.broken)
		return;
	memcpy(entry.id, id, sizeof entry.id);
	entry.records[SEGMENT_DOCUMENT] = record_keep(added, 0, first, id, SEGMENT_DOCUMENT);
	entry.records[SEGMENT_CITATIONS] = record_keep(added, first, added->bytes.n - first, id, SEGMENT_CITATIONS);
	vec_push(&added->entries, entry);
}

void facts_write(struct facts *facts, const unsigned char *(*used)(const void *context, size_t n), const void *context)
{
	struct facts_entries entries = {0};

	for (unsigned i = 0; i < facts->threads; i++)
		for (size_t k = 0; k < facts->added[i].entries.n; k++)
			vec_push(&entries, facts->added[i].entries.at[k]);
	if (entries.n)
		facts_folder_add(&facts->folder, &entries, used, context);
	vec_release(&entries);
	for (unsigned i = 0; i < facts->threads; i++) {
		facts->added[i].entries.n = 0;
		arena_release(&facts->added[i].arena);
	}
}
