#include "registry/base/build_id.h"

#include <link.h>
#include <string.h>

struct ids {
	unsigned char *out;
	size_t n;
	bool own, room;
};

static size_t padded(size_t n)
{
	return (n + 3) & ~(size_t)3;
}

/* Looks for the id among the notes of one segment. */
static bool notes_read(struct ids *ids, const unsigned char *at, size_t n)
{
	ElfW(Nhdr) note;

	while (n >= sizeof note) {
		size_t name = 0, body = 0;
		memcpy(&note, at, sizeof note);
		name = padded(note.n_namesz);
		body = padded(note.n_descsz);
		if (name > n - sizeof note || body > n - sizeof note - name)
			return false;
		if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && memcmp(at + sizeof note, "GNU", 4) == 0) {
			ids->room = ids->room && note.n_descsz <= BUILD_IDS_MAX - ids->n;
			if (ids->room)
				memcpy(ids->out + ids->n, at + sizeof note + name, note.n_descsz);
			ids->n += ids->room ? note.n_descsz : 0;
			return true;
		}
		at += sizeof note + name + body;
		n -= sizeof note + name + body;
	}
	return false;
}

/* The program comes first. The kernel's own page is among the rest: with a new kernel, all is learnt once more. */
static int object_read(struct dl_phdr_info *object, size_t size, void *context)
{
	struct ids *ids = context;
	bool first = !ids->n, found = false;

	(void)size;
	for (size_t i = 0; !found && i < object->dlpi_phnum; i++)
		if (object->dlpi_phdr[i].p_type == PT_NOTE)
			found = notes_read(ids,
			                   (const unsigned char *)(object->dlpi_addr + object->dlpi_phdr[i].p_vaddr),
			                   object->dlpi_phdr[i].p_memsz);
	if (first)
		ids->own = found;
	return !ids->own;
}

bool build_ids(unsigned char out[BUILD_IDS_MAX], size_t *n)
{
	struct ids ids = {.out = out, .room = true};

	dl_iterate_phdr(object_read, &ids);
	*n = ids.n;
	return ids.own && ids.room;
}
