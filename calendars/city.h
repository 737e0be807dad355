/* Names of zones' cities in the reader's language. */
#ifndef JUMELAGE_CALENDARS_CITY_H
#define JUMELAGE_CALENDARS_CITY_H

#include <jumelage/lang.h>
#include <jumelage/text.h>

/* Adds the city that a zone is named after: "Séoul", "Seoul", "서울" for
 * Asia/Seoul (Unicode CLDR's exemplar city), else the last part of its name. */
void jm_city_add(struct jm_text *out, enum jm_lang lang, const char *zone);

#endif
