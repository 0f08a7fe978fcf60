/* The files that every page needs, as they are in bin/templates. */
#include "bin/site/site.h"

#include "bin/write/templates.h"

void site_make_assets(struct site *site)
{
	static const char *const names[] = {"site.css", "dag.js", "sok.js"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[64];
		snprintf(path, sizeof path, "assets/%s", names[i]);
		site_folder_put(site->folder, str_from(path), template_text(names[i]));
	}
}
