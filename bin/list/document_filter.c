#include "bin/list/document_filter.h"

#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "registry/scope/topic.h"
#include "registry/validity/relation_effect.h"

#include <stddef.h>
#include <stdio.h>

bool filter_is_stated(const struct filter_options *options)
{
	return options->status || options->type || options->steward || options->common.body || options->common.topic ||
	       options->common.from.known || options->common.to.known;
}

/* --- what is asked for ------------------------------------------------------------------------------------------------- */

static bool is_word_of(struct str word, struct str name, struct bilingual label)
{
	return str_equal(word, name) || str_equal(word, bilingual_str(label, LANGUAGE_SV)) ||
	       str_equal(word, bilingual_str(label, LANGUAGE_EN));
}

/* The stages' words and the statuses', and what people call the statuses, name them; of another, all are told. */
static int find_status(struct document_filter *filter, const char *asked, enum language language)
{
	struct str word = asked ? str_from(asked) : STR_EMPTY;

	filter->status = STATUS_COUNT;
	if (!word.n)
		return EXIT_CLEAN;
	for (filter->stage = STAGE_DRAFT; filter->stage <= STAGE_WITHDRAWN; filter->stage++)
		if (str_equal(word, str_from(stage_name(filter->stage))))
			return EXIT_CLEAN;
	filter->stage = STAGE_NONE;
	for (filter->status = 0; filter->status < STATUS_COUNT; filter->status++)
		if (is_word_of(word, str_from(status_name(filter->status)), *status_texts(filter->status)))
			return EXIT_CLEAN;
	for (enum status status = 0; status < STATUS_COUNT; status++)
		fprintf(stderr, "  %-26s %.*s\n", status_name(status), STR_ARG(status_label(status, language)));
	return usage_error(language, (struct bilingual){"there is no status '%s'", "det finns ingen status ”%s”"},
	                   word.at);
}

int filter_look_up(struct document_filter *out, const struct filter_options *options, const struct registry *registry,
                   enum language language)
{
	const struct {
		const char *name;
		enum vocabulary_file file;
		uint32_t *out;
	} wanted[] = {
		{options->common.body, VOCABULARY_BODIES, &out->body},
		{options->steward, VOCABULARY_BODIES, &out->steward},
		{options->common.topic, VOCABULARY_TOPICS, &out->topic},
		{options->type, VOCABULARY_TYPES, &out->type},
	};

	*out = (struct document_filter){.registry = registry, .options = &options->common};
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		int status = EXIT_CLEAN;
		*wanted[i].out = NO_BODY;
		if (wanted[i].name)
			status = lookup_vocabulary(registry, wanted[i].file, wanted[i].name, language, wanted[i].out);
		if (status)
			return status;
	}
	return find_status(out, options->status, language);
}

/* --- the documents ----------------------------------------------------------------------------------------------------- */

/* Within the period, for certain or perhaps; what has no day is in none. */
static bool is_decided_within(const struct document *document, const struct options *options)
{
	if (!options->from.known && !options->to.known)
		return true;
	return document->decided.known &&
	       (!options->from.known || date_before(document->decided, options->from) != TRI_YES) &&
	       (!options->to.known || date_before(options->to, document->decided) != TRI_YES);
}

bool filter_lets_through(const struct document_filter *filter, uint32_t index, struct str status)
{
	const struct document *document = &filter->registry->documents[index];
	uint32_t named = 0;

	return (filter->status == STATUS_COUNT || str_equal(status, str_from(status_name(filter->status)))) &&
	       (filter->stage == STAGE_NONE || document_stage(document) == filter->stage) &&
	       (filter->type == NO_BODY || document->type_index == filter->type) &&
	       (filter->body == NO_BODY || document->decided_by_index == filter->body) &&
	       (filter->steward == NO_BODY || document->steward_index == filter->steward) &&
	       (filter->topic == NO_BODY ||
	        document_concerns(filter->registry, index, filter->topic, &named) == TRI_YES) &&
	       is_decided_within(document, filter->options);
}

/* --- options ----------------------------------------------------------------------------------------------------------- */

#define AT(member) offsetof(struct filter_options, member)

const struct option_row filter_rows[] = {
	{"status",
         OPTION_TEXT,
         AT(status),
         {"STATUS", "STATUS"},
         {"only documents in this stage, or with this status on the day: draft, in-force, superseded ...",
          "bara dokument i detta skede, eller med denna status på dagen: draft, in-force, superseded ..."},
         NULL,
         NULL},
	{"type",
         OPTION_TEXT,
         AT(type),
         {"TYPE", "TYP"},
         {"only documents of this type", "bara dokument av denna typ"},
         NULL,
         NULL},
	{"decided-by",
         OPTION_TEXT,
         offsetof(struct options, body),
         {"BODY", "ORGAN"},
         {"only documents that this body decided", "bara dokument som detta organ har beslutat"},
         NULL,
         NULL},
	{"steward",
         OPTION_TEXT,
         AT(steward),
         {"BODY", "ORGAN"},
         {"only documents that this body answers for", "bara dokument som detta organ ansvarar för"},
         NULL,
         NULL},
	{0}};
