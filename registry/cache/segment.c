#include "registry/cache/segment_internal.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct segment {
	struct segment_head head;
	const unsigned char *bytes;     /* the file, as far as it has been read */
	const unsigned char *citations; /* from citations_at on, or NULL */
	uint32_t first[257];            /* where in the table the ids with each first byte begin */
	void *owned, *citations_owned;
	int fd;
};

/* Against damage, not against intent: whoever can write here can change the repository itself. */
static uint64_t sum_of(const void *bytes, size_t n, uint64_t sum)
{
	const unsigned char *at = bytes;

	for (; n >= 8; at += 8, n -= 8) {
		uint64_t word;
		memcpy(&word, at, sizeof word);
		sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
		sum ^= sum >> 29;
	}
	for (; n; at++, n--)
		sum = (sum ^ *at) * 0x100000001B3u;
	return sum ^ sum >> 32;
}

static uint64_t record_sum(const unsigned char *record, size_t n, const unsigned char id[20], enum segment_part part)
{
	return sum_of(record + SEGMENT_SUM, n - SEGMENT_SUM, sum_of(id, 20, n + part));
}

uint64_t segment_head_sum(const struct segment_head *head, const void *table)
{
	struct segment_head bare = *head;

	bare.sum = 0;
	return sum_of(table, head->count * sizeof(struct segment_row), sum_of(&bare, sizeof bare, 1));
}

/* --- reading ------------------------------------------------------------------------------------------------------- */

static bool head_fits(const struct segment_head *head, uint64_t size, const char *key)
{
	uint64_t table_end = sizeof *head + head->count * (uint64_t)sizeof(struct segment_row);

	return memcmp(head->magic, SEGMENT_MAGIC, sizeof SEGMENT_MAGIC - 1) == 0 &&
	       memcmp(head->key, key, SEGMENT_KEY) == 0 && head->order == SEGMENT_ORDER && head->size == size &&
	       size <= SEGMENT_BYTES_MAX && table_end <= head->citations_at && head->citations_at <= size;
}

static bool read_all(int fd, unsigned char *out, uint64_t n, uint64_t from)
{
	while (n) {
		ssize_t got = pread(fd, out, n, (off_t)from);
		if (got <= 0)
			return false;
		out += got;
		from += (uint64_t)got;
		n -= (uint64_t)got;
	}
	return true;
}

/* All but the citations. */
static bool segment_load(struct segment *segment, const char *key)
{
	struct stat info;
	unsigned char *bytes = NULL;

	if (fstat(segment->fd, &info) < 0 || !S_ISREG(info.st_mode) ||
	    !read_all(segment->fd, (unsigned char *)&segment->head, sizeof segment->head, 0) ||
	    !head_fits(&segment->head, (uint64_t)info.st_size, key))
		return false;
	bytes = segment->owned = memory_resize(NULL, segment->head.citations_at, 1);
	segment->bytes = bytes;
	return read_all(segment->fd, bytes, segment->head.citations_at, 0) &&
	       memcmp(bytes, &segment->head, sizeof segment->head) == 0 &&
	       segment_head_sum(&segment->head, bytes + sizeof segment->head) == segment->head.sum;
}

/* Of a table that is not sorted, this is wrong but within it: something is not found. */
static void first_bytes(struct segment *segment)
{
	const unsigned char *row = segment->bytes + sizeof segment->head;

	for (uint32_t i = 0; i < segment->head.count; i++, row += sizeof(struct segment_row))
		segment->first[*row + 1]++;
	for (size_t i = 1; i < 257; i++)
		segment->first[i] += segment->first[i - 1];
}

struct segment *segment_open(const char *path, const char key[SEGMENT_KEY])
{
	struct segment *segment = memory_new(1, sizeof *segment);

	segment->fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (segment->fd >= 0 && segment_load(segment, key)) {
		first_bytes(segment);
		return segment;
	}
	segment_close(segment);
	return NULL;
}

struct segment *segment_of(const unsigned char *bytes, size_t n, const char key[SEGMENT_KEY])
{
	struct segment *segment = memory_new(1, sizeof *segment);

	segment->fd = -1;
	segment->bytes = bytes;
	if (n >= sizeof segment->head) {
		memcpy(&segment->head, bytes, sizeof segment->head);
		if (head_fits(&segment->head, n, key) &&
		    segment_head_sum(&segment->head, bytes + sizeof segment->head) == segment->head.sum) {
			segment->citations = bytes + segment->head.citations_at;
			first_bytes(segment);
			return segment;
		}
	}
	segment_close(segment);
	return NULL;
}

void segment_close(struct segment *segment)
{
	if (!segment)
		return;
	if (segment->fd >= 0)
		close(segment->fd);
	free(segment->owned);
	free(segment->citations_owned);
	free(segment);
}

size_t segment_bytes(const struct segment *segment)
{
	return segment->head.size;
}

void segment_read_citations(struct segment *segment)
{
	uint64_t n = segment->head.size - segment->head.citations_at;

	if (segment->citations)
		return;
	segment->citations_owned = memory_resize(NULL, n, 1);
	if (read_all(segment->fd, segment->citations_owned, n, segment->head.citations_at))
		segment->citations = segment->citations_owned;
}

/* A record that lies within its region, which begins at `from` in the file and ends before `to`. */
static struct segment_record record_at(const unsigned char *region, uint64_t from, uint64_t to, uint32_t at, uint32_t n)
{
	if (!region || n < SEGMENT_SUM || at < from || at > to || n > to - at)
		return (struct segment_record){NULL, 0};
	return (struct segment_record){region + (at - from), n};
}

bool segment_find(const struct segment *segment, const unsigned char id[20], struct segment_entry *entry)
{
	const unsigned char *table = segment->bytes + sizeof segment->head;
	uint64_t table_end = sizeof segment->head + segment->head.count * (uint64_t)sizeof(struct segment_row);
	size_t low = segment->first[id[0]], high = segment->first[id[0] + 1];

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = memcmp(table + middle * sizeof(struct segment_row), id, 20);
		struct segment_row row;
		if (order == 0) {
			memcpy(&row, table + middle * sizeof row, sizeof row);
			memcpy(entry->id, id, sizeof entry->id);
			entry->records[SEGMENT_DOCUMENT] = record_at(segment->bytes + table_end, table_end,
			                                             segment->head.citations_at, row.at[0], row.n[0]);
			entry->records[SEGMENT_CITATIONS] = record_at(segment->citations, segment->head.citations_at,
			                                              segment->head.size, row.at[1], row.n[1]);
			return true;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

struct segment_record segment_content(const struct segment_entry *entry, enum segment_part part)
{
	struct segment_record record = entry->records[part];
	uint64_t sum = 0;

	if (record.n < SEGMENT_SUM)
		return (struct segment_record){NULL, 0};
	memcpy(&sum, record.at, sizeof sum);
	if (sum != record_sum(record.at, record.n, entry->id, part))
		return (struct segment_record){NULL, 0};
	return (struct segment_record){record.at + SEGMENT_SUM, record.n - SEGMENT_SUM};
}

uint32_t segment_count(const struct segment *segment)
{
	return segment->head.count;
}

const unsigned char *segment_id(const struct segment *segment, uint32_t n)
{
	return segment->bytes + sizeof segment->head + n * sizeof(struct segment_row);
}

/* --- writing ------------------------------------------------------------------------------------------------------- */

void segment_seal(unsigned char *record, size_t n, const unsigned char id[20], enum segment_part part)
{
	uint64_t sum = record_sum(record, n, id, part);

	memcpy(record, &sum, sizeof sum);
}

static int compare_entries(const void *a, const void *b)
{
	return memcmp(((const struct segment_entry *)a)->id, ((const struct segment_entry *)b)->id, 20);
}

static size_t entries_sort(struct segment_entry *entries, size_t count)
{
	size_t kept = 0;

	qsort(entries, count, sizeof *entries, compare_entries);
	for (size_t i = 0; i < count; i++)
		if (!kept || memcmp(entries[kept - 1].id, entries[i].id, 20) != 0)
			entries[kept++] = entries[i];
	return kept;
}

/* Where each record will lie. False when that is beyond the limit. */
static bool table_fill(struct segment_head *head, struct segment_row *rows, const struct segment_entry *entries)
{
	uint64_t at = sizeof *head + head->count * (uint64_t)sizeof *rows;

	for (int part = 0; part < SEGMENT_PARTS; part++) {
		if (part == SEGMENT_CITATIONS)
			head->citations_at = at;
		for (size_t i = 0; i < head->count; i++) {
			memcpy(rows[i].id, entries[i].id, sizeof rows[i].id);
			rows[i].at[part] = (uint32_t)at;
			rows[i].n[part] = (uint32_t)entries[i].records[part].n;
			at += entries[i].records[part].n;
			if (at > SEGMENT_BYTES_MAX)
				return false;
		}
	}
	head->size = at;
	head->sum = segment_head_sum(head, rows);
	return true;
}

static bool put_entries(FILE *file, const struct segment_head *head, const struct segment_row *rows,
                        const struct segment_entry *entries)
{
	bool good = fwrite(head, sizeof *head, 1, file) == 1 &&
	            fwrite(rows, sizeof *rows, head->count, file) == head->count;

	for (int part = 0; part < SEGMENT_PARTS; part++)
		for (size_t i = 0; good && i < head->count; i++)
			good = !entries[i].records[part].n ||
			       fwrite(entries[i].records[part].at, entries[i].records[part].n, 1, file) == 1;
	return good;
}

/* Not made sure of on the disk: what a power cut leaves half written does not fit its sums. */
bool segment_write(const char *path, const char key[SEGMENT_KEY], struct segment_entry *entries, size_t count)
{
	struct segment_head head = {.order = SEGMENT_ORDER, .count = (uint32_t)entries_sort(entries, count)};
	struct segment_row *rows = memory_new(head.count, sizeof *rows);
	FILE *file = NULL;
	int fd = -1;
	bool good = false;

	memcpy(head.magic, SEGMENT_MAGIC, sizeof head.magic);
	memcpy(head.key, key, sizeof head.key);
	if (table_fill(&head, rows, entries))
		fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	file = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (file) {
		good = put_entries(file, &head, rows, entries);
		good = fclose(file) == 0 && good;
	} else if (fd >= 0) {
		close(fd);
	}
	if (fd >= 0 && !good)
		unlink(path);
	free(rows);
	return good;
}
