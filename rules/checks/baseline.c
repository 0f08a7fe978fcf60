#include "rules/checks/baseline.h"

#include "registry/base/utf8.h"
#include "registry/base/vec.h"
#include "registry/document/key_table.h"
#include "rules/checks/checks.h"

#define KEY_BYTES_MAX 1000 /* libyaml takes no longer keys */

void baseline_release(struct baseline *baseline)
{
	vec_release(&baseline->entries);
	map_release(&baseline->by_key);
	arena_release(&baseline->arena);
}

/* What an entry is found by. */
static struct str key_of(struct arena *arena, bool is_path, struct str name, enum diagnostic diagnostic)
{
	return arena_format(arena, "%c%u %.*s", is_path ? 'f' : 'd', (unsigned)diagnostic, STR_ARG(name));
}

/* The entry of that name and code, made when there is none. */
static struct baseline_entry *entry_of(struct baseline *baseline, bool is_path, struct str name,
                                       enum diagnostic diagnostic)
{
	uint32_t index = map_add(&baseline->by_key, key_of(&baseline->arena, is_path, name, diagnostic),
	                         (uint32_t)baseline->entries.n);

	if (index == baseline->entries.n)
		vec_push(&baseline->entries, (struct baseline_entry){.name = arena_copy(&baseline->arena, name),
		                                                     .is_path = is_path,
		                                                     .diagnostic = diagnostic});
	return &baseline->entries.at[index];
}

/* --- reading ---------------------------------------------------------------------------------------------------------- */

struct reading {
	struct baseline *baseline;
	struct check *check;
	struct fields fields;
	size_t wrong; /* reported besides the problems */
};

static void wrong_code(struct reading *reading, const struct yaml_node *code, enum term what, struct str nearest)
{
	reading->wrong++;
	check_report_file(reading->check, DIAGNOSTIC_BASELINE_VALUE, STR(BASELINE_FILE), code->at,
	                  ARGUMENTS(arena_copy(reading->check->arena, code->text), argument_term(what), nearest));
}

static void code_read(struct reading *reading, bool is_path, struct str name, const struct yaml_node *code)
{
	struct str nearest = STR_EMPTY;
	enum diagnostic diagnostic = diagnostic_find(code->text, &nearest);
	struct baseline_entry *entry = NULL;
	uint32_t count = 0;

	if (diagnostic == DIAGNOSTIC_COUNT) {
		wrong_code(reading, code, TERM_UNKNOWN_CODE, nearest);
	} else if (diagnostic_row(diagnostic)->firm) {
		wrong_code(reading, code, TERM_FIRM_BASELINE, STR_EMPTY);
	} else if (yaml_is_null(code->value)) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, code->value->at, code->text,
		               argument_term(TERM_SMALL_NUMBER));
	} else if (fields_number(&reading->fields, code->text, code->value, &count)) {
		entry = entry_of(reading->baseline, is_path, name, diagnostic);
		entry->count = count;
		entry->at = code->at;
	}
}

static void names_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                       void *into)
{
	struct reading *reading = into;
	bool is_path = row->code;

	if (!value_is_map(fields, key, value))
		return;
	for (const struct yaml_node *name = value->first; name; name = name->next) {
		if (name->value->kind != YAML_MAP)
			fields_problem(&reading->fields, PROBLEM_SHAPE, name->value->at, name->text,
			               argument_term(TERM_MAP));
		for (const struct yaml_node *code = name->value->kind == YAML_MAP ? name->value->first : NULL; code;
		     code = code->next)
			code_read(reading, is_path, name->text, code);
	}
}

static const struct key_row baseline_rows[] = {
	{"documents", VALUE_OWN_KEYS, 0, "findings of documents, by id", "dokuments anmärkningar, efter id",
         .read = names_read},
	{"files", VALUE_OWN_KEYS, 0, "findings of other files, by path", "andra filers anmärkningar, efter sökväg",
         .code = 1, .read = names_read},
};

const struct key_table baseline_keys = {BASELINE_FILE, KEY_ROWS(baseline_rows)};

static void text_read(struct reading *reading, const struct limits *limits, struct str text)
{
	struct arena nodes = ARENA_EMPTY;
	const struct yaml_node *root = fields_parse(
		&reading->fields, &nodes, text, 1, (struct yaml_limits){limits->yaml_depth, limits->data_nodes}, false);

	if (root && root->kind != YAML_MAP && !yaml_is_null(root))
		fields_problem(&reading->fields, PROBLEM_SHAPE, root->at, STR(BASELINE_FILE), argument_term(TERM_MAP));
	if (root && root->kind == YAML_MAP)
		keys_read(&reading->fields, &baseline_keys, UINT_MAX, root, reading);
	arena_release(&nodes);
}

static int read_file(struct baseline *baseline, struct check *check, struct reader *reader, struct error *error)
{
	const struct limits *limits = &check->registry->config.limits;
	struct problems problems = {0};
	struct reading reading = {
		.baseline = baseline, .check = check, .fields = {.arena = check->arena, .problems = &problems}};
	struct str text = STR_EMPTY;
	size_t size = 0;
	int found = reader_read_path(reader, STR(BASELINE_FILE), limits->data_bytes, &text, &size, error);

	if (found < 0)
		return -1;
	baseline->exists = found;
	if (size > limits->data_bytes)
		fields_problem(&reading.fields, PROBLEM_LIMIT_data_bytes, LOCATION_FILE,
		               arena_format(check->arena, "%u", limits->data_bytes), STR_EMPTY);
	else if (found)
		text_read(&reading, limits, baseline->text = arena_copy(&baseline->arena, text));
	baseline->sound = !problems.n && !reading.wrong;
	check_data_problems(check, DATA_BASELINE, STR(BASELINE_FILE), &problems);
	vec_release(&problems);
	return 0;
}

/* --- applying --------------------------------------------------------------------------------------------------------- */

static bool can_stand(const struct finding *finding)
{
	return !diagnostic_row(finding->diagnostic)->firm && !str_equal(finding->path, STR(BASELINE_FILE));
}

static bool has_document(const struct finding *finding)
{
	return finding->document != NO_DOCUMENT;
}

static struct str name_of(const struct finding *finding, const struct registry *registry)
{
	return has_document(finding) ? registry->documents[finding->document].id : finding->path;
}

/* The entry that the finding counts under, or NULL. */
static struct baseline_entry *entry_for(struct baseline *baseline, const struct finding *finding,
                                        const struct registry *registry, struct arena *scratch)
{
	uint32_t index = MAP_NONE;

	if (!can_stand(finding))
		return NULL;
	index = map_get(&baseline->by_key,
	                key_of(scratch, !has_document(finding), name_of(finding, registry), finding->diagnostic));
	arena_reset(scratch);
	return index == MAP_NONE ? NULL : &baseline->entries.at[index];
}

static void note(struct check *check, struct finding *finding, const struct baseline_entry *entry)
{
	struct related **end = &finding->related;

	while (*end)
		end = &(*end)->next;
	*end = ARENA_NEW(check->arena, struct related);
	**end = (struct related){.kind = RELATED_BASELINE,
	                         .path = STR(BASELINE_FILE),
	                         .at = entry->at,
	                         .args = {argument_text(arena_format(check->arena, "%u", entry->count)),
	                                  argument_text(arena_format(check->arena, "%u", entry->found))}};
}

static void hide(struct baseline *baseline, struct check *check, struct arena *scratch)
{
	struct findings *findings = check->findings;
	size_t kept = 0;

	for (size_t i = 0; i < findings->n; i++) {
		struct finding *finding = &findings->at[i];
		const struct baseline_entry *entry = entry_for(baseline, finding, check->registry, scratch);
		if (entry && entry->found <= entry->count) {
			baseline->hidden++;
			continue;
		}
		if (entry && entry->count)
			note(check, finding, entry);
		findings->at[kept++] = *finding;
	}
	findings->n = kept;
}

static void report_unused(struct baseline *baseline, struct check *check)
{
	for (size_t i = 0; i < baseline->entries.n; i++) {
		struct baseline_entry *entry = &baseline->entries.at[i];
		uint32_t document = entry->is_path ? NO_DOCUMENT : registry_find(check->registry, entry->name);
		entry->unread = document != NO_DOCUMENT && !check->registry->documents[document].readable;
		if (entry->unread || entry->found >= entry->count)
			continue;
		check_report_file(check, DIAGNOSTIC_BASELINE_UNUSED, STR(BASELINE_FILE), entry->at,
		                  ARGUMENTS(arena_copy(check->arena, entry->name),
		                            diagnostic_row(entry->diagnostic)->code,
		                            arena_format(check->arena, "%u", entry->count),
		                            arena_format(check->arena, "%u", entry->found)));
	}
}

int baseline_apply(struct baseline *out, struct check *check, struct reader *reader, struct error *error)
{
	const struct registry *registry = check->registry;
	struct arena scratch = ARENA_EMPTY;

	*out = (struct baseline){.sound = true};
	if (registry->overfull ||
	    registry->config.unreadable) /* nothing was read, so nothing is known of what there is */
		return 0;
	if (read_file(out, check, reader, error) < 0)
		return -1;
	for (size_t i = 0; out->entries.n && i < check->findings->n; i++) {
		struct baseline_entry *entry = entry_for(out, &check->findings->at[i], registry, &scratch);
		if (entry)
			entry->found++;
	}
	if (out->entries.n)
		hide(out, check, &scratch);
	report_unused(out, check);
	findings_settle(check->findings, &registry->config);
	arena_release(&scratch);
	return 0;
}

/* --- writing ---------------------------------------------------------------------------------------------------------- */

static int compare_entries(const void *a, const void *b)
{
	const struct baseline_entry *x = a, *y = b;
	int order = str_compare(x->name, y->name);

	if (x->is_path != y->is_path)
		return x->is_path ? 1 : -1;
	return order ? order : str_compare(diagnostic_row(x->diagnostic)->code, diagnostic_row(y->diagnostic)->code);
}

static void count_all(struct baseline *baseline, const struct findings *findings, const struct registry *registry)
{
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->at[i];
		struct str name = name_of(finding, registry);
		if (can_stand(finding) && name.n && name.n <= KEY_BYTES_MAX && utf8_invalid_at(name) == SIZE_MAX)
			entry_of(baseline, !has_document(finding), name, finding->diagnostic)->count++;
	}
}

static void shrink(struct baseline *baseline)
{
	for (size_t i = 0; i < baseline->entries.n; i++) {
		struct baseline_entry *entry = &baseline->entries.at[i];
		if (!entry->unread && entry->found < entry->count)
			entry->count = entry->found;
	}
}

typedef VEC(char) text_vec;

static void put(text_vec *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		vec_push(out, text.at[i]);
}

static void put_entry(text_vec *out, struct arena *scratch, const struct baseline_entry *entry,
                      const struct baseline_entry *before)
{
	if (!before || before->is_path != entry->is_path)
		put(out, entry->is_path ? STR("files:\n") : STR("documents:\n"));
	if (!before || before->is_path != entry->is_path || !str_equal(before->name, entry->name))
		put(out, arena_format(scratch, "  %.*s:\n", STR_ARG(yaml_scalar(scratch, entry->name))));
	put(out, arena_format(scratch, "    %s: %u\n", diagnostic_row(entry->diagnostic)->code.at, entry->count));
	arena_reset(scratch);
}

struct str baseline_text(struct baseline *baseline, const struct findings *findings, const struct registry *registry,
                         size_t *entries, size_t *covered)
{
	const struct baseline_entry *before = NULL;
	struct arena scratch = ARENA_EMPTY;
	text_vec out = {0};
	struct str text = STR_EMPTY;

	if (baseline->exists)
		shrink(baseline);
	else
		count_all(baseline, findings, registry);
	if (baseline->entries.n)
		qsort(baseline->entries.at, baseline->entries.n, sizeof *baseline->entries.at, compare_entries);
	put(&out, STR("# Findings that stood here before. Written by 'styrdok check --write-baseline'; the counts only "
	              "shrink.\n"));
	*entries = *covered = 0;
	for (size_t i = 0; i < baseline->entries.n; i++) {
		const struct baseline_entry *entry = &baseline->entries.at[i];
		if (!entry->count)
			continue;
		put_entry(&out, &scratch, entry, before);
		before = entry;
		++*entries;
		*covered += entry->count;
	}
	text = arena_copy(&baseline->arena, (struct str){out.at, out.n});
	vec_release(&out);
	arena_release(&scratch);
	return text;
}
