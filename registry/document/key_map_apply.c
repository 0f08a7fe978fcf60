#include "registry/document/key_map_apply.h"

#include "registry/base/path.h"
#include "registry/document/key_table.h"

/* The scalar, or what the pattern picks of it; NULL when that is nothing. */
static const struct yaml_node *picked(const struct map_reading *reading, const struct way *way,
                                      const struct yaml_node *scalar)
{
	struct str value = way_value(way, scalar->text);
	struct yaml_node *node = NULL;

	if (!str_trim(value).n || key_map_is_none(&reading->config->map, str_trim(value)))
		return NULL;
	if (!way->pattern)
		return scalar;
	node = ARENA_NEW(reading->nodes, struct yaml_node);
	*node = *scalar;
	node->text = value;
	node->next = NULL;
	if (!scalar->quoted && !scalar->broken && scalar->at.column)
		node->at.column += (uint32_t)(value.at - scalar->text.at);
	node->quoted = true;
	return node;
}

static const struct yaml_node *picked_list(const struct map_reading *reading, const struct way *way,
                                           const struct yaml_node *list)
{
	struct yaml_node *out = ARENA_NEW(reading->nodes, struct yaml_node), *last = NULL;

	*out = *list;
	out->first = NULL;
	for (const struct yaml_node *item = list->first; item; item = item->next) {
		const struct yaml_node *found = item->kind == YAML_SCALAR ? picked(reading, way, item) : item;
		struct yaml_node *kept = found ? ARENA_NEW(reading->nodes, struct yaml_node) : NULL;
		if (!kept)
			continue;
		*kept = *found;
		kept->next = NULL;
		*(last ? &last->next : &out->first) = kept;
		last = kept;
	}
	return out->first ? out : NULL;
}

static const struct yaml_node *picked_value(const struct map_reading *reading, const struct way *way, uint32_t field,
                                            const struct yaml_node *value)
{
	if (!value || yaml_is_null(value))
		return NULL;
	if (field != KEY_TITLE && field != KEY_STATUS && value->kind == YAML_SCALAR &&
	    reference_is_nothing(str_trim(value->text)))
		return NULL;
	if (field >= KEY_COUNT || value->kind == YAML_MAP) /* a relation's targets are picked one by one */
		return value;
	return value->kind == YAML_LIST ? picked_list(reading, way, value) : picked(reading, way, value);
}

/* --- outside the front matter ---------------------------------------------------------------------------------------- */

static struct yaml_node *text_node(const struct map_reading *reading, struct str text, struct location at)
{
	struct yaml_node *node = ARENA_NEW(reading->nodes, struct yaml_node);

	*node = (struct yaml_node){.kind = YAML_SCALAR, .text = text, .at = at};
	return node;
}

/* The text of a heading line, or "". */
static struct str heading_of(struct str line)
{
	size_t level = 0;

	while (level < line.n && line.at[level] == '#')
		level++;
	if (!level || level > 6 || level == line.n || line.at[level] != ' ')
		return STR_EMPTY;
	line = str_trim(str_part(line, level, SIZE_MAX));
	while (line.n && (line.at[line.n - 1] == '#' || line.at[line.n - 1] == ':'))
		line = str_trim(str_part(line, 0, line.n - 1));
	return line;
}

static bool is_underline(struct str line)
{
	size_t n = 0;

	line = str_trim(line);
	while (n < line.n && (line.at[n] == line.at[0]) && (line.at[n] == '-' || line.at[n] == '='))
		n++;
	return n > 2 && n == line.n;
}

/* A heading on this line, or underlined on the next; what comes after it is left in *rest. */
static struct str heading_next(struct str line, struct str *rest, uint32_t *number)
{
	struct str after = *rest, next = STR_EMPTY, heading = heading_of(line);

	if (heading.n || !str_trim(line).n || !str_next_line(&after, &next) || !is_underline(next))
		return heading;
	*rest = after;
	++*number;
	return str_trim(line);
}

#define SECTION_LINES 200u /* of one section */

static void section_take(const struct map_reading *reading, struct str rest, uint32_t number, struct yaml_node *list)
{
	struct yaml_node *last = NULL, *item = NULL;
	struct str line = STR_EMPTY;

	for (uint32_t n = 0; n < SECTION_LINES && str_next_line(&rest, &line); n++, number++) {
		struct str text = str_trim(line);
		if (heading_next(line, &rest, &number).n)
			return;
		while (text.n && strchr("-*+>", text.at[0]) && text.n > 1 && text.at[1] == ' ')
			text = str_trim(str_part(text, 1, SIZE_MAX));
		if (!text.n || str_starts(text, STR("<!--")))
			continue;
		item = text_node(reading, text, (struct location){number, (uint32_t)(text.at - line.at) + 1});
		*(last ? &last->next : &list->first) = item;
		last = item;
	}
}

/* The lines below a heading of this name, without the marks of lists, as a list; NULL when there are none. */
static struct yaml_node *section_lines(const struct map_reading *reading, struct str name)
{
	struct str rest = reading->front->rest, line = STR_EMPTY;
	struct yaml_node *list = text_node(reading, STR_EMPTY, LOCATION_FILE);
	bool code = false;

	list->kind = YAML_LIST;
	for (uint32_t number = reading->front->lines + 1; !list->first && str_next_line(&rest, &line); number++) {
		uint32_t at = number;
		struct str heading = STR_EMPTY;
		code = code != (str_starts(line, STR("```")) || str_starts(line, STR("~~~")));
		heading = code ? STR_EMPTY : heading_next(line, &rest, &number);
		if (!heading.n || !str_alike(heading, name))
			continue;
		list->at = (struct location){at, 1};
		section_take(reading, rest, number + 1, list);
	}
	return list->first ? list : NULL;
}

/* Of a field that is one value, the first line that gives one. */
static const struct yaml_node *section_value(const struct map_reading *reading, const struct way *way, uint32_t field)
{
	const struct yaml_node *lines = section_lines(reading, way->name), *found = NULL;
	enum value_type type = document_keys.rows[field].type;
	bool single = field != KEY_STATUS && field < KEY_COUNT && type != VALUE_NAMES && type != VALUE_LISTED &&
	              type != VALUE_ENTRIES;

	if (!single)
		return picked_value(reading, way, field, lines);
	for (const struct yaml_node *line = lines ? lines->first : NULL; line && !found; line = line->next)
		found = picked(reading, way, line);
	return found;
}

static struct str folder_name(struct str path)
{
	struct str folder = str_part(path, 0, path.n - path_name(path).n);

	return folder.n ? path_name(str_part(folder, 0, folder.n - 1)) : STR_EMPTY;
}

static const struct yaml_node *outside(const struct map_reading *reading, const struct way *way, uint32_t field)
{
	struct location at = {1, 1};
	struct str text = STR_EMPTY;

	switch (way->from) {
	case WAY_KEY:
		return NULL;
	case WAY_SECTION:
		return section_value(reading, way, field);
	case WAY_HEADING:
		text = front_matter_heading(reading->front, &at);
		break;
	case WAY_STEM:
		text = document_stem(reading->path);
		break;
	case WAY_FOLDER:
		text = folder_name(reading->path);
		break;
	case WAY_PATH:
		text = reading->path;
		break;
	case WAY_VALUE:
		text = way->name;
		break;
	}
	return text.n ? picked(reading, way, text_node(reading, text, at)) : NULL;
}

bool key_map_next(const struct map_reading *reading, uint32_t field, uint32_t *next, struct stated *out)
{
	const struct field_ways *ways = &reading->config->map.fields[field];
	struct str canonical = str_from(document_keys.rows[field].key);

	while (*next < ways->n) {
		const struct way *way = &ways->at[(*next)++];
		const struct yaml_node *value =
			way->from == WAY_KEY ? picked_value(reading, way, field, yaml_get(reading->root, way->name))
					     : outside(reading, way, field);
		*out = (struct stated){way->from == WAY_KEY || way->from == WAY_SECTION ? way->name : canonical, value,
		                       way};
		if (value)
			return true;
	}
	if (*next > ways->n || map_get(&reading->config->keys, canonical) != field)
		return false;
	++*next;
	for (uint32_t i = 0; i < ways->n; i++)
		if (ways->at[i].from == WAY_KEY && str_equal(ways->at[i].name, canonical))
			return false; /* it has been looked at */
	*out = (struct stated){canonical, yaml_get(reading->root, canonical), NULL};
	return out->value && !yaml_is_null(out->value);
}
