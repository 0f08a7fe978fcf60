/* Dates as people write them: "1 juli 2008", "2008-7-1", "20080701", "July 1, 2008". */
#ifndef STYRDOK_REGISTRY_BASE_DATE_FORMS_H
#define STYRDOK_REGISTRY_BASE_DATE_FORMS_H

#include "registry/base/date.h"

enum date_form {
	DATE_FORM_ISO,       /* date_parse reads it */
	DATE_FORM_OTHER,     /* one day, month or interval only, in another form */
	DATE_FORM_AMBIGUOUS, /* `date` or `other`: 1/7/2008 is in July or in January, 080701 in this century or the last */
	DATE_FORM_NO_MONTH, /* there is no month `number` */
	DATE_FORM_NO_DAY,   /* there is no day `number` in that month, which has `days` */
	DATE_FORM_NO_YEAR,  /* "1 juli" */
	DATE_FORM_NONE      /* not a date that is understood */
};

struct date_reading {
	enum date_form form;
	struct date date;  /* ISO, OTHER and AMBIGUOUS: write date_format of it */
	struct date other; /* AMBIGUOUS */
	unsigned number;   /* NO_MONTH and NO_DAY */
	struct date month; /* NO_DAY */
	unsigned days;
};

/* Reads a date in any form that is understood, with white space around it, and never guesses. Swedish and English names of months, whole or
 * from three letters; "den", "1:a" and a comma are passed over; every dash is a hyphen. */
struct date_reading date_read(struct str text);

#endif
