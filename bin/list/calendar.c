#include "bin/list/calendar.h"

#define LINE_OCTETS 75u /* a longer line is folded: CR LF and a space */

/* A line of content; the value's commas, semicolons and backslashes are escaped, line ends become "\\n", other control characters go. */
static void put_line(FILE *out, const char *name, struct str value)
{
	size_t n = strlen(name) + 1, step = 0;

	fprintf(out, "%s:", name);
	for (size_t i = 0; i < value.n; i += step) {
		bool escaped = strchr(",;\\\n", value.at[i]) != NULL && value.at[i];
		step = 1;
		while (i + step < value.n && ((unsigned char)value.at[i + step] & 0xc0) == 0x80)
			step++;
		if (((unsigned char)value.at[i] < ' ' && value.at[i] != '\n') || value.at[i] == 0x7f)
			continue;
		if (n + step + escaped > LINE_OCTETS) {
			fputs("\r\n ", out);
			n = 1;
		}
		if (escaped)
			fputc('\\', out);
		if (value.at[i] == '\n')
			fputc('n', out);
		else
			fwrite(value.at + i, 1, step, out);
		n += step + escaped;
	}
	fputs("\r\n", out);
}

/* "20260131" */
static struct str day_text(struct arena *arena, int32_t day)
{
	int year = 0;
	unsigned month = 0, mday = 0;

	day_to_civil(day, &year, &month, &mday);
	return arena_format(arena, "%04d%02u%02u", year, month, mday);
}

void calendar_begin(FILE *out, struct str name)
{
	fputs("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//styrdok//styrdok//SV\r\nCALSCALE:GREGORIAN\r\n", out);
	put_line(out, "X-WR-CALNAME", name);
}

void calendar_event(FILE *out, const struct calendar_event *event, int32_t stamp)
{
	struct arena arena = ARENA_EMPTY;

	fputs("BEGIN:VEVENT\r\n", out);
	put_line(out, "UID", event->uid);
	fprintf(out, "DTSTAMP:%.*sT000000Z\r\n", STR_ARG(day_text(&arena, stamp)));
	fprintf(out, "DTSTART;VALUE=DATE:%.*s\r\n", STR_ARG(day_text(&arena, event->day)));
	fprintf(out, "DTEND;VALUE=DATE:%.*s\r\n", STR_ARG(day_text(&arena, event->day + 1)));
	put_line(out, "SUMMARY", event->summary);
	put_line(out, "DESCRIPTION", event->description);
	fputs("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n", out);
	arena_release(&arena);
}

void calendar_end(FILE *out)
{
	fputs("END:VCALENDAR\r\n", out);
}
