/* Waivers, from YAML. */
#include "registry/base/vec.h"
#include "registry/document/key_table.h"
#include "rules/checks/checks.h"
#include "rules/checks/waiver.h"

static const struct key_row waiver_rows[] = {
	{"code", VALUE_TEXT, TO(struct waiver, code.text), "the finding that it excuses",
         "den anmärkning som undantaget avser", PLACED(struct waiver, code.at), .also = "kod"},
	{"documents", VALUE_NAMES, TO(struct waiver, documents), "in these documents", "i dessa dokument",
         .also = "dokument, document"},
	{"rule", VALUE_TEXT, TO(struct waiver, rule.text), "or the rule that it excuses",
         "eller den regel som undantaget avser", PLACED(struct waiver, rule.at), .also = "regel"},
	{"proposals", VALUE_NAMES, TO(struct waiver, proposals), "in these proposals", "i dessa förslag",
         .also = "förslag, proposal"},
	{"reason", VALUE_TEXT, TO(struct waiver, reason), "why", "varför", .required = true,
         .also = "skäl, motivering, why"},
	{"granted-by", VALUE_TEXT, TO(struct waiver, granted_by), "who granted it", "vem som medgav det",
         .required = true, PLACED(struct waiver, granted_by_at), .also = "medgivet av, beslutat av, beslutad av"},
	{"granted", VALUE_DATE, TO(struct waiver, granted), "when", "när det medgavs",
         .also = "medgivet, beslutat, datum"},
	{"until", VALUE_DATE, TO(struct waiver, until), "its last day", "sista dagen", .required = true,
         PLACED(struct waiver, until_at), .also = "till, till och med, gäller till"},
	{"dnr", VALUE_TEXT, TO(struct waiver, dnr), "the case in which it was granted", "ärendet där det medgavs",
         .also = "diarienummer, ärendenummer"},
};

const struct key_table waiver_keys = {"waiver", KEY_ROWS(waiver_rows)};

/* A waiver excuses a finding in documents, or a rule in proposals; one that a proposal itself states is about that proposal. */
static bool is_complete(struct fields *fields, const struct waiver *waiver, bool in_proposal)
{
	bool of_rule = waiver->rule.text.n > 0 || in_proposal;
	const struct {
		bool there;
		struct str key;
	} needed[] = {{of_rule || waiver->code.text.n > 0, STR("code")},
	              {of_rule || waiver->documents.n > 0, STR("documents")},
	              {!of_rule || waiver->rule.text.n > 0, STR("rule")},
	              {!of_rule || in_proposal || waiver->proposals.n > 0, STR("proposals")}};
	bool complete = true;

	if (waiver->rule.text.n && (waiver->code.text.n || waiver->documents.n)) {
		fields_problem(fields, PROBLEM_SHAPE, waiver->rule.at, STR("rule"), argument_term(TERM_CODE_OR_RULE));
		complete = false;
	}
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!needed[i].there) {
			fields_problem(fields, PROBLEM_KEY_MISSING, waiver->at, needed[i].key, STR_EMPTY);
			complete = false;
		}
	return complete;
}

void waiver_read(struct fields *fields, struct waivers *waivers, struct str path, const struct yaml_node *item,
                 bool in_proposal)
{
	struct waiver waiver = {.path = path, .at = item->at, .until = DATE_NONE, .granted = DATE_NONE};

	if (item->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, item->at, in_proposal ? STR("waivers") : path,
		               argument_term(TERM_MAP));
		return;
	}
	keys_read(fields, &waiver_keys, UINT_MAX, item, &waiver);
	waiver.sound = is_complete(fields, &waiver, in_proposal) && waiver.until.known && waiver.reason.n &&
	               waiver.granted_by.n;
	waiver.used = ARENA_ARRAY(fields->arena, bool, (size_t)waiver.documents.n + 1);
	vec_push(waivers, waiver);
}

static int file_read(struct check *check, const struct registry *registry, struct reader *reader,
                     struct waivers *waivers, const struct source_file *file, struct error *error)
{
	const struct limits *limits = &registry->config.limits;
	struct problems problems = {0};
	struct fields fields = {.arena = check->arena, .problems = &problems};
	const struct yaml_node *root = NULL;
	struct str text = STR_EMPTY;
	size_t size = 0;

	if (reader_read(reader, file, limits->data_bytes, &text, &size, error) < 0)
		return -1;
	if (size > limits->data_bytes) {
		fields_problem(&fields, PROBLEM_LIMIT_data_bytes, LOCATION_FILE,
		               arena_format(check->arena, "%u", limits->data_bytes), STR_EMPTY);
	} else {
		root = fields_parse(&fields, check->arena, text, 1,
		                    (struct yaml_limits){limits->yaml_depth, limits->data_nodes}, false);
		if (root && root->kind != YAML_LIST && !yaml_is_null(root))
			fields_problem(&fields, PROBLEM_SHAPE, root->at, file->path, argument_term(TERM_LIST));
		for (const struct yaml_node *item = root && root->kind == YAML_LIST ? root->first : NULL; item;
		     item = item->next)
			waiver_read(&fields, waivers, file->path, item, false);
	}
	check_data_problems(check, DATA_WAIVER, file->path, &problems);
	vec_release(&problems);
	return 0;
}

int waivers_read(struct waivers *waivers, struct check *check, struct reader *reader, struct error *error)
{
	const struct registry *registry = check->registry;
	struct str documents = registry->config.documents;
	struct str folder = arena_format(check->arena, "%.*s%swaivers", STR_ARG(documents), documents.n ? "/" : "");
	struct source_file *files = NULL;
	size_t count = 0;

	if (!source_has_folder(registry->source, folder))
		return 0;
	if (source_list(registry->source, folder, registry->config.limits.documents,
	                registry->config.limits.folder_depth, check->arena, &files, &count, error) < 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (files[i].kind == FILE_PLAIN &&
		    (str_ends(files[i].path, STR(".yaml")) || str_ends(files[i].path, STR(".yml"))) &&
		    file_read(check, registry, reader, waivers, &files[i], error) < 0)
			return -1;
	return 0;
}
