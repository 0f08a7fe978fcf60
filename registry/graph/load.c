#include "registry/graph/load.h"

#include "registry/base/memory.h"
#include "registry/base/path.h"
#include "registry/graph/load_documents.h"
#include "registry/graph/passed_over.h"
#include "registry/graph/reuse.h"

/* What is learnt is kept by one configuration alone. */
static void judge_config(struct registry *registry)
{
	const struct registry *law = registry->law;

	if (!law || (law->has_cache_key && registry->has_cache_key && strcmp(law->cache_key, registry->cache_key) == 0))
		return;
	config_judge_by(&registry->config, &law->config);
	registry->has_cache_key = false;
}

/* A file that cannot be read, in the system's own words. */
static struct problem problem_of_error(struct arena *arena, struct error *error)
{
	struct problem problem = {.kind = PROBLEM_UNREADABLE};

	problem.args[0].text = arena_copy(arena, str_from(error->detail));
	*error = (struct error){0};
	return problem;
}

/* A link in its place is not followed; a file of another name is told of. */
static void config_missing(struct registry *registry)
{
	struct problem misnamed = {.kind = PROBLEM_PASSED_OVER};

	registry->config_is_link = reader_has(registry->reader, registry->config_path);
	registry->config.unreadable = registry->config.unreadable || registry->config_is_link;
	if (registry->config_is_link || !reader_has(registry->reader, STR("styrdok.yml")))
		return;
	misnamed.args[0].text = registry->config_path;
	registry->config_path = STR("styrdok.yml");
	vec_push(&registry->config.problems, misnamed);
}

/* Of the folders that a profile names, those that are there. */
static void profile_folders(struct registry *registry)
{
	struct config *config = &registry->config;
	struct names there = {ARENA_ARRAY(&registry->arena, struct named, (size_t)config->folders.n + 1), 0};

	for (uint32_t i = 0; i < config->folders.n; i++)
		if (source_has_folder(registry->source, config->folders.at[i].text))
			there.at[there.n++] = config->folders.at[i];
	if (there.n)
		config_set_folders(config, &registry->arena, there);
	else if (config->folders.n)
		config->documents = STR_EMPTY, config->folders.n = 0;
}

static int read_config(struct registry *registry, struct error *error)
{
	struct str text = STR_EMPTY;
	size_t size = 0;
	int found =
		reader_read_path(registry->reader, STR("styrdok.yaml"), limits_default.data_bytes, &text, &size, error);

	registry->config_path = STR("styrdok.yaml");
	if (found < 0 && error->kind != ERROR_READ)
		return -1;
	if (size > limits_default.data_bytes)
		return error_set(error, ERROR_CONFIG, "styrdok.yaml", "too large");
	registry->has_cache_key = cache_key(registry->cache_key, text);
	config_read(&registry->config, &registry->arena, text);
	if (found < 0) {
		vec_push(&registry->config.problems, problem_of_error(&registry->arena, error));
		registry->config.unreadable = true;
	} else if (!found) {
		config_missing(registry);
	}
	if (registry->config.map.beside.n ||
	    registry->config.map.by_place) /* facts are kept by the file's bytes alone */
		registry->has_cache_key = false;
	if (!registry->config.documents_stated)
		profile_folders(registry);
	/* a folder of documents by itself needs no configuration */
	if (!registry->config.documents_stated && !source_has_folder(registry->source, registry->config.documents))
		registry->config.documents = STR_EMPTY;
	return 0;
}

static int read_vocabulary(struct registry *registry, enum registry_extent extent, struct error *error)
{
	struct vocabulary *vocabulary = &registry->vocabulary;
	const struct limits *limits = &registry->config.limits;
	struct str folder = registry->config.documents;
	struct config stated = registry->config; /* before it is judged */

	judge_config(registry);
	for (int i = 0; i < VOCABULARY_FILES; i++) {
		struct str text = STR_EMPTY;
		size_t size = 0;
		int found = 0;
		vocabulary->paths[i] = arena_format(&registry->arena, "%.*s%svocabulary/%s", STR_ARG(folder),
		                                    folder.n ? "/" : "", vocabulary_file_name((enum vocabulary_file)i));
		found = reader_read_path(registry->reader, vocabulary->paths[i], limits->data_bytes, &text, &size,
		                         error);
		if (found < 0 && error->kind != ERROR_READ)
			return -1;
		vocabulary->declared[i] = found;
		if (found < 0)
			vec_push(&vocabulary->problems[i], problem_of_error(&registry->arena, error));
		else if (!found && source_leaves_out(registry->source, vocabulary->paths[i]))
			vec_push(&vocabulary->problems[i], (struct problem){.kind = PROBLEM_LEFT_OUT});
		if (size > limits->data_bytes) {
			struct problem problem = {.kind = PROBLEM_LIMIT_data_bytes};
			problem.args[0].text = arena_format(&registry->arena, "%u", limits->data_bytes);
			vec_push(&vocabulary->problems[i], problem);
		} else if (found > 0) {
			vocabulary_read(vocabulary, (enum vocabulary_file)i, &registry->arena, text, limits);
		}
	}
	if (registry->law || extent == REGISTRY_LAW)
		law_items_of(&registry->stated, &registry->arena, &stated, vocabulary);
	if (registry->law)
		vocabulary_judge_by(vocabulary, &registry->law->vocabulary, &registry->arena);
	vocabulary_resolve(vocabulary, &registry->arena);
	return 0;
}

/* A link that leads to a document, to vocabulary or waivers or, having no ending, to a folder of documents. */
static bool is_link_worth_telling(const struct source_file *file)
{
	struct str name = path_name(file->path);

	return file->kind == FILE_SYMLINK && (str_find(name, STR("."), 0) == SIZE_MAX || str_ends(name, STR(".yaml")));
}

static bool is_vocabulary(const struct registry *registry, struct str path)
{
	for (int i = 0; i < VOCABULARY_FILES; i++)
		if (str_equal(path, registry->vocabulary.paths[i]))
			return true;
	return false;
}

/* What is not read at all, and is told of: whether it is a document cannot be determined. */
static bool is_worth_telling(const struct registry *registry, const struct source_file *file)
{
	if (file->kind == FILE_UNREADABLE)
		return !is_vocabulary(registry, file->path);
	return file->kind == FILE_SUBMODULE || file->kind == FILE_TOO_DEEP || is_link_worth_telling(file);
}

/* Where the metadata lie in a file of their own: the text beside it. */
static void set_beside(struct registry *registry, struct source_file *files, size_t count)
{
	static const char *const names[] = {"README.md", "readme.md", "index.md"};

	for (size_t i = 0; i < count; i++) {
		struct str path = files[i].path, folder = str_part(path, 0, path.n - path_name(path).n);
		for (size_t k = 0; registry_is_document(registry, path) && k < sizeof names / sizeof *names; k++) {
			struct str text = arena_format(&registry->arena, "%.*s%s", STR_ARG(folder), names[k]);
			size_t at = source_files_find(files, count, text);
			if (!files[i].beside.n && at < count && str_equal(files[at].path, text) &&
			    files[at].kind == FILE_PLAIN)
				files[i].beside = files[at].path;
		}
	}
}

static bool is_below(struct str path, struct str folder)
{
	return path.n > folder.n && str_starts(path, folder) && path.at[folder.n] == '/';
}

struct folders {
	struct str *at;
	size_t n, room;
};

/* Folders of other registers among the documents: those that styrdok.yaml names, and those that hold a styrdok.yaml of their own. */
static struct folders others_folders(const struct registry *registry, const struct source_file *files, size_t count)
{
	struct folders folders = {0};

	for (uint32_t i = 0; i < registry->config.register_count; i++) {
		struct str repo = registry->config.registers[i].repo;
		while (str_starts(repo, STR("./")))
			repo = str_part(repo, 2, repo.n);
		while (repo.n && repo.at[repo.n - 1] == '/')
			repo.n--;
		if (repo.n && !str_equal(repo, STR(".")))
			vec_push(&folders, repo);
	}
	for (size_t i = 0; i < count; i++)
		if (str_ends(files[i].path, STR("/styrdok.yaml"))) {
			struct str folder = str_part(files[i].path, 0, files[i].path.n - strlen("/styrdok.yaml"));
			if (!registry->config.documents.n || is_below(folder, registry->config.documents))
				vec_push(&folders, folder);
		}
	return folders;
}

static bool is_in_one_of(const struct folders *folders, struct str path)
{
	for (size_t i = 0; i < folders->n; i++)
		if (is_below(path, folders->at[i]))
			return true;
	return false;
}

/* Keeps only what can be a document; symbolic links and submodules stay in the list, to be reported. */
static size_t select_documents(struct registry *registry, struct source_file *files, size_t count)
{
	struct source_file *others = ARENA_ARRAY(&registry->arena, struct source_file, count);
	struct folders folders = others_folders(registry, files, count);
	size_t kept = 0;

	registry->others = others;
	if (registry->config.map.beside.n)
		set_beside(registry, files, count);
	for (size_t i = 0; i < count; i++) {
		bool theirs = is_in_one_of(&folders, files[i].path);
		if (!theirs)
			passed_over_mark(registry, &files[i]);
		if (theirs)
			others[registry->other_count++] = files[i];
		else if (is_worth_telling(registry, &files[i]) || registry_is_document(registry, files[i].path))
			files[kept++] = files[i];
		else
			others[registry->other_count++] = files[i];
	}
	vec_release(&folders);
	return kept;
}

/* Lists what is below the documents folder. */
static int list_documents(struct registry *registry, struct error *error)
{
	size_t count = 0;
	int result =
		source_list(registry->source, registry->config.documents, registry->config.limits.documents,
	                    registry->config.limits.folder_depth, &registry->arena, &registry->files, &count, error);

	registry->overfull = result < 0 && error->kind == ERROR_TOO_MANY;
	if (registry->overfull)
		*error = (struct error){0};
	else if (result < 0)
		return -1;
	if (registry->overfull || registry->config.unreadable)
		count = 0;
	registry->count = (uint32_t)select_documents(registry, registry->files, count);
	return 0;
}

/* Reads what is below the documents folder. */
static int load_documents(struct registry *registry, enum registry_extent extent, const struct registry *reused,
                          struct error *error)
{
	int result = reused ? files_reuse(registry, reused, error) : 0;

	if (result < 0 || (!result && list_documents(registry, error) < 0))
		return -1;
	registry->documents = ARENA_ARRAY(&registry->arena, struct document, registry->count);
	result = reused ? documents_reuse(registry, reused, error) : 0;
	return result ? (result < 0 ? -1 : 0) : documents_load(registry, extent, error);
}

static void take_registers(struct registry *registry, const struct registry_loading *how)
{
	registry->registers = how->registers;
	registry->register_count = how->register_count;
	registry->foreign = memory_new((size_t)how->register_count + 1, sizeof *registry->foreign);
	for (uint32_t i = 0; i < how->register_count; i++) {
		const struct registry_other *other = &how->registers[i];
		if (!other->registry || !other->registry->names)
			continue;
		registry->foreign[registry->foreign_count++] = other->registry->names;
		registry->foreign_digest =
			registry->foreign_digest * 31 + names_digest(other->registry->names) + str_hash(other->name);
	}
}

int registry_load_among(struct registry **out, struct source *source, const struct registry_loading *how,
                        struct error *error)
{
	struct registry *registry = memory_new(1, sizeof *registry);

	*out = NULL;
	registry->source = source;
	registry->law = how->law;
	registry->keeps_names = how->keeps_names;
	registry->endings = memory_new(1, sizeof *registry->endings);
	registry->nearest = memory_new(1, sizeof *registry->nearest);
	registry->calls = memory_new(1, sizeof *registry->calls);
	take_registers(registry, how);
	if (reader_new(&registry->reader, source, error) < 0 || read_config(registry, error) < 0 ||
	    read_vocabulary(registry, how->extent, error) < 0 ||
	    (how->extent != REGISTRY_LAW && load_documents(registry, how->extent, how->like, error) < 0)) {
		registry_free(registry);
		return -1;
	}
	if (source_doubt(source, error) < 0) {
		registry_free(registry);
		return -1;
	}
	*out = registry;
	return 0;
}

int registry_load(struct registry **out, struct source *source, struct error *error)
{
	return registry_load_extent(out, source, REGISTRY_WHOLE, error);
}

int registry_load_extent(struct registry **out, struct source *source, enum registry_extent extent, struct error *error)
{
	return registry_load_among(out, source, &(struct registry_loading){.extent = extent}, error);
}

int registry_load_judged(struct registry **out, struct source *source, const struct registry *like,
                         const struct registry *law, struct error *error)
{
	return registry_load_among(out, source, &(struct registry_loading){.like = like, .law = law}, error);
}
