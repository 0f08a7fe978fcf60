#include "rules/evaluate/key_tables.h"

#include "registry/document/vocabulary.h"
#include "rules/checks/baseline.h"
#include "rules/evaluate/subject.h"

const struct key_table *const key_tables[] = {
	&document_keys,  &config_keys, &body_keys,     &type_keys,     &topic_keys, &pack_keys,
	&condition_keys, &waiver_keys, &proposal_keys, &baseline_keys, NULL,
};
