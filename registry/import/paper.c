#include "registry/import/paper.h"

#include "registry/port/unicode.h"

static bool is_empty(const struct block *block)
{
	for (uint32_t i = 0; i < block->cell_count; i++)
		if (block->cells[i].n)
			return false;
	return !block->text.n && !block->number.n;
}

bool paper_add(struct paper *paper, struct block block)
{
	block.text = unicode_nfc(&paper->arena, str_trim(block.text));
	for (uint32_t i = 0; i < block.cell_count; i++)
		block.cells[i] = unicode_nfc(&paper->arena, block.cells[i]);
	if (is_empty(&block))
		return false;
	paper->bytes += block.text.n;
	if (paper->bytes > PAPER_TEXT_MAX || paper->blocks.n >= PAPER_BLOCKS_MAX)
		return false;
	vec_push(&paper->blocks, block);
	return true;
}

void paper_release(struct paper *paper)
{
	vec_release(&paper->blocks);
	arena_release(&paper->arena);
}
