/* Counts, pictures of the whole, and the handbook: how to read the register, and what is said of the site itself. */
#include "bin/site/site.h"

#include "bin/chart/stats.h"
#include "bin/site/site_pictures.h"
#include "bin/site/site_words.h"
#include "registry/query/count.h"

#define YEARS_SHOWN 8

static void open_page(struct page *page, struct site *site, struct arena *arena, const char *path, struct str title)
{
	struct page_head head = {.path = str_from(path), .title = title, .type = STR("about")};

	page_open_titled(page, site, arena, &head);
}

/* --- statistics ------------------------------------------------------------------------------------------------------------- */

static void put_cell(struct page *page, struct str text, bool right)
{
	outline_put(&page->outline, NODE_CELL, text)->right = right;
}

static void put_count_cell(struct page *page, uint32_t count)
{
	put_cell(page, count ? arena_format(page->arena, "%u", count) : STR("–"), true);
}

/* The last days of the years before the site's day, then that day. */
static void choose_days(struct date days[YEARS_SHOWN], struct date on)
{
	int year = stats_year(on);

	for (int i = 0; i < YEARS_SHOWN - 1; i++)
		days[i] = date_from_day(day_from_civil(year - (YEARS_SHOWN - 1) + i, 12, 31));
	days[YEARS_SHOWN - 1] = on;
}

static void tell_row(struct page *page, struct str label, const struct counts *days)
{
	outline_open(&page->outline, NODE_ROW, STR_EMPTY);
	put_cell(page, label, false);
	for (int i = 0; i < YEARS_SHOWN; i++)
		put_count_cell(page, counts_applying(&days[i]));
	put_count_cell(page, days[YEARS_SHOWN - 1].of[COUNT_CANNOT_TELL]);
	outline_close(&page->outline);
}

static void tell_counts(struct page *page, struct stats *stats)
{
	outline_open(&page->outline, NODE_SECTION, stats_title(stats));
	outline_open(&page->outline, NODE_TABLE, STR_EMPTY);
	outline_open(&page->outline, NODE_ROW, STR_EMPTY);
	put_cell(page, STR_EMPTY, false);
	for (size_t i = 0; i < YEARS_SHOWN; i++)
		put_cell(page, stats_day(stats, i), true);
	put_cell(page, stats_kind(stats, COUNT_CANNOT_TELL), true);
	outline_close(&page->outline);
	for (size_t i = 0; i < stats->table.row_count; i++)
		tell_row(page, stats_label(stats, &stats->table.rows[i]), stats->table.rows[i].days);
	tell_row(page, stats_total(stats), stats->table.total);
	outline_close(&page->outline);
	outline_close(&page->outline);
}

static void make_statistics(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct counting counting;
	struct date days[YEARS_SHOWN];
	struct page page;

	open_page(&page, site, &arena, "statistik/index.html", site_str(site, "Statistics", "Statistik"));
	page_paragraph(
		&page,
		"Governing documents in force, on the last day of each year and on the day that the site tells of.",
		"Styrdokument som gäller, den sista dagen varje år och den dag som webbplatsen visar.");
	choose_days(days, site->on);
	counting_init(&counting, &arena, site->registry);
	for (int by = COUNT_BY_TOPIC; by <= COUNT_BY_BODY; by++) {
		struct stats stats = {.registry = site->registry,
		                      .arena = &arena,
		                      .language = site->language,
		                      .by = (enum count_by)by,
		                      .on = site->on,
		                      .over_time = true,
		                      .days = days,
		                      .day_count = YEARS_SHOWN};
		counting_table(&stats.table, &arena, &counting, stats.by, site->language, days, YEARS_SHOWN);
		tell_counts(&page, &stats);
	}
	page_close(&page);
	arena_release(&arena);
}

/* --- pictures of the whole ---------------------------------------------------------------------------------------------------- */

static void make_pictures(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct site_pictures drawn = site_draw_all(site, &arena);
	struct page page;

	open_page(&page, site, &arena, "graf/index.html", site_str(site, "The whole register", "Hela registret"));
	if (!drawn.graph && !drawn.timeline)
		page_paragraph(&page, "Without pictures. Each document's page tells its relations in words.",
		               "Utan bilder. Varje dokuments sida redovisar relationerna i ord.");
	page_tell(&page);
	if (drawn.timeline)
		page_picture(&page, "tidslinje.svg", site_str(site, "When they apply", "När de gäller"),
		             site_str(site, "Timeline of all governing documents", "Tidslinje för alla styrdokument"));
	if (drawn.graph)
		page_picture(&page, "grannar.svg", site_str(site, "How they relate", "Hur de hänger ihop"),
		             site_str(site, "All documents and their relations", "Alla dokument och deras relationer"));
	page_close(&page);
	arena_release(&arena);
}

/* --- the handbook ------------------------------------------------------------------------------------------------------------- */

static void tell_meanings(struct page *page)
{
	static const struct bilingual meanings[STATUS_COUNT] = {
		[STATUS_DRAFT] = {"written, and neither sent out for replies nor decided",
	                          "skrivet, men varken på remiss eller beslutat"},
		[STATUS_REFERRED] = {"sent out for replies; not decided", "ute på remiss; inte beslutat"},
		[STATUS_WITHDRAWN] = {"it was withdrawn before it applied", "det drogs tillbaka"},
		[STATUS_NOT_YET_IN_FORCE] = {"decided, to apply from a later day",
	                                     "beslutat, men tillämpas först från en senare dag"},
		[STATUS_IN_FORCE] = {"it applies as a whole", "det gäller i sin helhet"},
		[STATUS_IN_FORCE_IN_PART] = {"some of its parts have been replaced or repealed; the rest applies",
	                                     "någon del är ersatt eller upphävd; resten gäller"},
		[STATUS_IN_FORCE_TO_BE_REPLACED] =
			{"it applies until what is to replace, repeal or change it takes effect",
	                 "det gäller tills det som ska ersätta, upphäva eller ändra det får verkan"},
		[STATUS_SUPERSEDED] = {"another document has taken its place",
	                               "ett annat dokument har tagit dess plats"},
		[STATUS_REPEALED] = {"a decision has ended it", "ett beslut har gjort att det inte längre gäller"},
		[STATUS_EXPIRED] = {"its last day has passed", "sista tillämpningsdagen har passerat"},
		[STATUS_ANNULLED] = {"a court has annulled the decision", "en domstol har upphävt beslutet"},
		[STATUS_UNKNOWN] = {"the register's sources do not say, and no guess is made",
	                            "registrets källor säger det inte, och ingen gissning görs"},
	};

	page_section(page, "What the statuses mean", "Vad lägena betyder");
	outline_open(&page->outline, NODE_FACTS, STR_EMPTY);
	for (int i = 0; i < STATUS_COUNT; i++)
		outline_fact(&page->outline, status_label((enum status)i, page->site->language),
		             bilingual_str(meanings[i], page->site->language));
	outline_close(&page->outline);
	outline_close(&page->outline);
}

static void tell_reading(struct page *page)
{
	page_section(page, "How to read a document's page", "Så läser du ett dokuments sida");
	page_paragraph(page,
	               "The box on top says what the document is on the site's day, and why, with links to what "
	               "decided it. It "
	               "follows "
	               "from the dates and relations that the register states; nothing is filled in by guessing.",
	               "Rutan överst säger vad dokumentet är den dag som webbplatsen visar, och varför, med länkar "
	               "till det som "
	               "avgjorde det. Det "
	               "följer av de datum och relationer som registret anger; inget fylls i genom gissning.");
	page_paragraph(
		page,
		"Each part of the text can be folded, linked to and cited; “Cite” gives the form in which it is cited "
	        "in "
		"minutes.",
		"Varje del av texten kan fällas ihop, länkas till och citeras; ”Hänvisa” ger formen för protokoll och "
		"beslut.");
	page_paragraph(page,
	               "Where a part has been amended, the wording of the day is shown, and other wordings are folded "
	               "below it.",
	               "Där en del har ändrats visas dagens lydelse; andra lydelser ligger hopfällda intill.");
	outline_close(&page->outline);
}

static void tell_accessibility(struct page *page)
{
	page_section(page, "Accessibility", "Tillgänglighet");
	page_paragraph(
		page,
		"The site is made to meet WCAG 2.2, level AA: it works with a keyboard alone, without script, at 400 "
	        "per "
		"cent "
		"zoom, in a narrow window, in forced colours and with a screen reader. Pictures say nothing that is "
	        "not "
		"also said in "
		"words.",
		"Webbplatsen är gjord för att uppfylla WCAG 2.2, nivå AA: den fungerar med enbart tangentbord, utan "
		"skript, vid 400 procents "
		"förstoring, i smala fönster, med systemets egna färger och med skärmläsare. Bilder säger inget som "
	        "inte "
		"också sägs i ord.");
	page_paragraph(
		page,
		"The documents' own texts are shown as they were decided; their language and structure are not always "
	        "as "
		"clear as "
		"they should be. Tell the municipality what you cannot use, and who is not content with the answer can "
		"turn to the "
		"supervising authority, Myndigheten för digital förvaltning.",
		"Dokumentens egna texter återges som de beslutades; språk och uppbyggnad är inte alltid så tydliga som "
	        "de "
		"borde vara. "
		"Kontakta kommunen om det är något du inte kan använda. Den som inte är nöjd med svaret kan anmäla det "
		"till "
		"Myndigheten för digital förvaltning, som har tillsyn enligt lagen (2018:1937) om tillgänglighet till "
		"digital "
		"offentlig service.");
	outline_close(&page->outline);
	page_section(page, "Privacy", "Integritet");
	page_paragraph(page, "The site sets no cookies, tracks nobody, and asks no other server for anything.",
	               "Webbplatsen använder inga kakor, följer ingen och hämtar inget från andra servrar.");
	outline_close(&page->outline);
}

static void tell_machines(struct page *page)
{
	page_section(page, "For other programs", "För andra program");
	page_paragraph(
		page,
		"Each document's page holds linked data (schema.org/Legislation and ELI). There are feeds of what "
	        "changes "
		"for all, "
		"and for each document, body and topic; a calendar of what falls due; and a site map.",
		"Varje dokuments sida innehåller länkade data (schema.org/Legislation och ELI). Det finns flöden över "
		"ändringar, för alla "
		"och för varje dokument, organ och ämne, en kalender över det som infaller och en webbplatskarta.");
	outline_close(&page->outline);
}

static void make_handbook(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct page page;

	open_page(&page, site, &arena, "handbok/index.html",
	          site_str(site, "Handbook and accessibility", "Handbok och tillgänglighet"));
	tell_reading(&page);
	tell_meanings(&page);
	tell_machines(&page);
	tell_accessibility(&page);
	page_close(&page);
	arena_release(&arena);
}

void site_make_about(struct site *site)
{
	make_statistics(site);
	make_pictures(site);
	make_handbook(site);
}
