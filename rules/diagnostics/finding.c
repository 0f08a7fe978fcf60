#include "rules/diagnostics/finding.h"

#include "registry/graph/registry.h"

static const struct bilingual related_texts[] = {
#define RELATED(name, en, sv) {en, sv},
#include "rules/diagnostics/notes.def"
#undef RELATED
};

int finding_compare(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int order = str_compare(x->path, y->path);

	if (!order && x->at.line != y->at.line)
		order = x->at.line < y->at.line ? -1 : 1;
	if (!order && x->at.column != y->at.column)
		order = x->at.column < y->at.column ? -1 : 1;
	if (!order)
		order = str_compare(diagnostic_row(x->diagnostic)->code, diagnostic_row(y->diagnostic)->code);
	for (size_t i = 0; !order && i < MESSAGE_ARGUMENTS; i++)
		order = argument_compare(&x->args[i], &y->args[i]);
	return order;
}

static uint64_t mix(uint64_t hash, uint64_t part)
{
	return (hash ^ part) * UINT64_C(0x100000001b3);
}

uint64_t finding_identity(const struct finding *finding, const struct registry *registry)
{
	const struct diagnostic_row *row = diagnostic_row(finding->diagnostic);
	struct str id = finding->document == NO_DOCUMENT ? STR_EMPTY : registry->documents[finding->document].id;
	uint64_t hash = mix(str_hash(row->code), str_hash(id.n ? id : finding->path));
	char location[] = "{1}";

	for (size_t i = 0; i < MESSAGE_ARGUMENTS; i++) {
		location[1] = (char)('1' + i);
		if (str_find(str_from(row->message.en), str_from(location), 0) != SIZE_MAX)
			hash = mix(hash, argument_hash(&finding->args[i]));
	}
	return hash;
}

struct str finding_message(const struct finding *finding, struct arena *arena, enum language language)
{
	return arguments_fill(arena, bilingual_str(diagnostic_row(finding->diagnostic)->message, language),
	                      finding->args, MESSAGE_ARGUMENTS, language);
}

struct str finding_help(const struct finding *finding, struct arena *arena, enum language language)
{
	return arguments_fill(arena, bilingual_str(diagnostic_row(finding->diagnostic)->help, language), finding->args,
	                      MESSAGE_ARGUMENTS, language);
}

struct str related_message(const struct related *related, struct arena *arena, enum language language)
{
	return arguments_fill(arena, bilingual_str(related_texts[related->kind], language), related->args, 3, language);
}
