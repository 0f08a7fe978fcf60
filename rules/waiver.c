#include "rules/waiver.h"

#include "registry/base/vec.h"
#include "registry/fields.h"

struct waiver {
	struct str path;
	struct named code;
	struct names documents;
	bool *used; /* by document named */
	struct date until, granted;
	struct str reason, granted_by, dnr;
	struct place at, until_at, granted_by_at;
	enum diagnostic diagnostic;
	bool sound; /* complete, and names a diagnostic that can be waived */
};

struct waivers {
	struct waiver *at;
	size_t n, room;
};

static void key_read(struct fields *fields, struct waiver *waiver, const struct yaml_node *key)
{
	static const char *const words[] = {"code", "documents", "reason", "granted-by", "granted", "until", "dnr"};
	size_t i = 0;

	while (i < 7 && !str_equal(key->text, str_from(words[i])))
		i++;
	switch (i) {
	case 0:
		fields_text(fields, key->text, key->value, &waiver->code.text);
		waiver->code.at = key->value->at;
		break;
	case 1:
		fields_names(fields, key->text, key->value, false, &waiver->documents);
		break;
	case 2:
		fields_text(fields, key->text, key->value, &waiver->reason);
		break;
	case 3:
		fields_text(fields, key->text, key->value, &waiver->granted_by);
		waiver->granted_by_at = key->value->at;
		break;
	case 4:
		fields_date(fields, key->text, key->value, &waiver->granted);
		break;
	case 5:
		fields_date(fields, key->text, key->value, &waiver->until);
		waiver->until_at = key->value->at;
		break;
	case 6:
		fields_text(fields, key->text, key->value, &waiver->dnr);
		break;
	default:
		fields_key_unknown(fields, key, words, 7);
	}
}

static bool is_complete(struct fields *fields, const struct waiver *waiver)
{
	const struct {
		bool there;
		struct str key;
	} needed[] = {{waiver->code.text.n > 0, STR("code")},
	              {waiver->documents.n > 0, STR("documents")},
	              {waiver->reason.n > 0, STR("reason")},
	              {waiver->granted_by.n > 0, STR("granted-by")},
	              {waiver->until_at.line > 0, STR("until")}};
	bool complete = true;

	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!needed[i].there) {
			fields_problem(fields, PROBLEM_KEY_MISSING, waiver->at, needed[i].key, STR_EMPTY);
			complete = false;
		}
	return complete;
}

static void waiver_read(struct fields *fields, struct waivers *waivers, struct str path, const struct yaml_node *item)
{
	struct waiver waiver = {.path = path, .at = item->at, .until = DATE_NONE, .granted = DATE_NONE};

	if (item->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, item->at, path, STR("@map"));
		return;
	}
	for (const struct yaml_node *key = item->first; key; key = key->next)
		key_read(fields, &waiver, key);
	waiver.sound = is_complete(fields, &waiver) && waiver.until.known;
	waiver.used = ARENA_ARRAY(fields->arena, bool, waiver.documents.n);
	vec_push(waivers, waiver);
}

static int file_read(struct check *check, struct registry *registry, struct waivers *waivers,
                     const struct source_file *file, struct error *error)
{
	const struct limits *limits = &registry->config.limits;
	struct problems problems = {0};
	struct fields fields = {check->arena, &problems};
	const struct yaml_node *root = NULL;
	struct str text = STR_EMPTY;
	size_t size = 0;

	if (reader_read(registry->reader, file, limits->data_bytes, &text, &size, error) < 0)
		return -1;
	if (size > limits->data_bytes) {
		fields_problem(&fields, PROBLEM_LIMIT_data_bytes, PLACE_FILE,
		               arena_format(check->arena, "%u", limits->data_bytes), STR_EMPTY);
	} else {
		root = fields_parse(&fields, check->arena, text, 1,
		                    (struct yaml_limits){limits->yaml_depth, limits->data_nodes}, false);
		if (root && root->kind != YAML_LIST && !yaml_is_null(root))
			fields_problem(&fields, PROBLEM_SHAPE, root->at, file->path, STR("@list"));
		for (const struct yaml_node *item = root && root->kind == YAML_LIST ? root->first : NULL; item;
		     item = item->next)
			waiver_read(&fields, waivers, file->path, item);
	}
	check_data_problems(check, DATA_WAIVER, file->path, &problems);
	vec_release(&problems);
	return 0;
}

static int folder_read(struct check *check, struct registry *registry, struct waivers *waivers, struct error *error)
{
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
		    file_read(check, registry, waivers, &files[i], error) < 0)
			return -1;
	return 0;
}

static void value_problem(struct check *check, const struct waiver *waiver, struct place at, struct str key,
                          struct str what, struct str nearest)
{
	check_report_file(check, DIAGNOSTIC_WAIVER_VALUE, waiver->path, at,
	                  (struct str[FINDING_ARGS]){key, what, nearest});
}

static void check_documents_named(struct check *check, struct registry *registry, struct waiver *waiver)
{
	for (uint32_t i = 0; i < waiver->documents.n; i++) {
		uint32_t document = registry_find(registry, waiver->documents.at[i].text);
		if (document != NO_DOCUMENT) {
			waiver->used[i] = !registry->documents[document].readable; /* what it excuses is not known */
		} else {
			value_problem(check, waiver, waiver->documents.at[i].at, STR("documents"),
			              arena_format(check->arena, "@unknown-document:%.*s",
			                           STR_ARG(waiver->documents.at[i].text)),
			              registry_nearest(registry, waiver->documents.at[i].text));
			waiver->used[i] = true; /* reported once is enough */
		}
	}
}

/* What a waiver says, judged; an expired one excuses nothing. */
static void judge(struct check *check, struct registry *registry, struct waiver *waiver)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;
	struct str nearest = STR_EMPTY;

	if (!waiver->sound)
		return;
	waiver->diagnostic = diagnostic_find(waiver->code.text, &nearest);
	if (waiver->diagnostic == DIAGNOSTIC_COUNT) {
		value_problem(check, waiver, waiver->code.at, STR("code"), STR("@unknown-code"), nearest);
		waiver->sound = false;
		return;
	}
	if (vocabulary->held[VOCABULARY_BODIES] && map_get(&vocabulary->body_by_id, waiver->granted_by) == MAP_NONE) {
		uint32_t alias = map_get(&vocabulary->body_by_name, waiver->granted_by);
		value_problem(check, waiver, waiver->granted_by_at, STR("granted-by"),
		              arena_format(check->arena, "@unknown-name:%.*s", STR_ARG(waiver->granted_by)),
		              alias == MAP_NONE ? STR_EMPTY : vocabulary->bodies[alias].id);
	}
	check_documents_named(check, registry, waiver);
	if (diagnostic_row(waiver->diagnostic)->firm) {
		check_report_file(check, DIAGNOSTIC_WAIVER_FIRM, waiver->path, waiver->code.at,
		                  (struct str[FINDING_ARGS]){waiver->code.text});
		waiver->sound = false;
	} else if (waiver->until.last == DAY_MAX) {
		value_problem(check, waiver, waiver->until_at, STR("until"), STR("@needs-last-day"), STR_EMPTY);
		waiver->sound = false;
	} else if (date_before(check->today, waiver->granted) == TRI_YES) {
		waiver->sound = false; /* not granted yet */
	} else if (date_before(waiver->until, check->today) == TRI_YES) {
		check_report_file(check, DIAGNOSTIC_WAIVER_EXPIRED, waiver->path, waiver->until_at,
		                  (struct str[FINDING_ARGS]){waiver->code.text, check_date(check, waiver->until)});
		waiver->sound = false;
	}
}

static bool is_waived(const struct registry *registry, struct waivers *waivers, const struct finding *finding)
{
	bool waived = false;

	for (size_t i = 0; finding->document != NO_DOCUMENT && i < waivers->n; i++) {
		struct waiver *waiver = &waivers->at[i];
		if (!waiver->sound || waiver->diagnostic != finding->diagnostic)
			continue;
		for (uint32_t k = 0; k < waiver->documents.n; k++)
			if (str_equal(waiver->documents.at[k].text, registry->documents[finding->document].id)) {
				waiver->used[k] = true;
				waived = true;
			}
	}
	return waived;
}

static void report_unused(struct check *check, const struct waivers *waivers)
{
	for (size_t i = 0; i < waivers->n; i++)
		for (uint32_t k = 0; waivers->at[i].sound && k < waivers->at[i].documents.n; k++)
			if (!waivers->at[i].used[k])
				check_report_file(check, DIAGNOSTIC_WAIVER_UNUSED, waivers->at[i].path,
				                  waivers->at[i].documents.at[k].at,
				                  (struct str[FINDING_ARGS]){waivers->at[i].code.text,
				                                             waivers->at[i].documents.at[k].text});
}

long waivers_apply(struct check *check, struct registry *registry, struct error *error)
{
	struct waivers waivers = {0};
	struct findings *findings = check->findings;
	size_t kept = 0, before = findings->n;
	long waived = -1;

	if (registry->overfull || registry->config.unreadable) /* nothing was read, so nothing can be said of waivers */
		return 0;
	if (folder_read(check, registry, &waivers, error) < 0)
		goto out;
	for (size_t i = 0; i < waivers.n; i++)
		judge(check, registry, &waivers.at[i]);
	for (size_t i = 0; i < findings->n; i++)
		if (i >= before || !waivers.n || !is_waived(registry, &waivers, &findings->at[i]))
			findings->at[kept++] = findings->at[i];
	waived = (long)(findings->n - kept);
	findings->n = kept;
	report_unused(check, &waivers);
out:
	vec_release(&waivers);
	return waived;
}
