#include "bin/import/import_words.h"

#include <stdio.h>

static const struct bilingual rooms[] = {
	[ROOM_HEADER] = {"page head", "sidhuvudet"},
	[ROOM_FOOTER] = {"page foot", "sidfoten"},
	[ROOM_NOTE] = {"footnote", "fotnot"},
	[ROOM_CONTENTS] = {"table of contents", "innehållsförteckningen"},
	[ROOM_NAME] = {"the file's own properties", "filens egenskaper"},
};

static const struct bilingual units[] = {
	[UNIT_LINE] = {"line %u", "rad %u"},
	[UNIT_PARAGRAPH] = {"paragraph %u", "stycke %u"},
	[UNIT_PAGE] = {"page %u", "sida %u"},
};

struct str place_words(struct arena *arena, struct import_place place, enum language language)
{
	const char *room = rooms[place.room].en ? bilingual_in(rooms[place.room], language) : NULL;
	const char *unit = bilingual_in(units[place.unit], language);
	char number[48] = "";
	const char *at = strchr(unit, '%');

	if (place.number && (!room || place.unit != UNIT_PARAGRAPH))
		snprintf(number, sizeof number, "%.*s%u", (int)(at - unit), unit, place.number);
	if (room && number[0])
		return arena_format(arena, "%s, %s", room, number);
	return arena_format(arena, "%s", room ? room : number);
}

static const struct bilingual doubts[] = {
	[DOUBT_CONFLICT] = {"several values that differ, so none was chosen",
                            "flera olika uppgifter, så ingen har valts"},
	[DOUBT_UNREAD] = {"not understood", "kunde inte tolkas"},
	[DOUBT_DATE] = {"a date, but nothing says that it is the day of the decision",
                        "ett datum, men inget säger att det är beslutsdagen"},
	[DOUBT_PERSON] = {"a person's name; write the office or body instead",
                          "ett personnamn; skriv funktionen eller organet i stället"},
	[DOUBT_PERIODIC] = {"no day to review it by", "ingen dag då det senast ska ses över"},
	[DOUBT_REGISTER] = {"not in the register's vocabulary", "finns inte i registrets vocabulary"},
	[DOUBT_TRACKED] = {"the file has tracked changes; they have been read as accepted",
                           "filen har spårade ändringar; de har lästs som om de vore godkända"},
	[DOUBT_MACROS] = {"the file has macros; they were not read", "filen innehåller makron; de har inte lästs"},
	[DOUBT_TITLE] = {"no title was found", "ingen titel hittades"},
	[DOUBT_TARGET] = {"not in the register; write its id once it is",
                          "finns inte i registret; skriv dess id när det gör det"},
};

struct str doubt_words(struct arena *arena, const struct import_doubt *doubt, enum language language)
{
	return arena_format(arena, "%s", bilingual_in(doubts[doubt->kind], language));
}

struct str value_words(struct arena *arena, const struct import_value *value)
{
	struct str out = value->text;

	for (unsigned i = 0; i < value->pair_count; i++) {
		const struct import_pair *pair = &value->pairs[i];
		const char *sign = !strcmp(pair->key, "paragraph") || !strcmp(pair->key, "minutes") ? "§ "
		                   : !strcmp(pair->key, "dnr")                                      ? "dnr "
		                                                                                    : "";
		out = arena_format(arena, "%.*s%s%s%.*s", STR_ARG(out), out.n ? ", " : "", sign, STR_ARG(pair->value));
	}
	return out;
}

bool import_is_unknown(const struct import *import, const char *key, struct str value)
{
	for (size_t i = 0; i < import->doubts.n; i++)
		if (import->doubts.at[i].kind == DOUBT_REGISTER && !strcmp(import->doubts.at[i].key, key) &&
		    str_equal(import->doubts.at[i].value, value))
			return true;
	return false;
}
