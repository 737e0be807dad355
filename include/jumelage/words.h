/* Dates, hours and lengths in words, in three languages. */
#ifndef JUMELAGE_WORDS_H
#define JUMELAGE_WORDS_H

#include <jumelage/civil.h>
#include <jumelage/lang.h>
#include <jumelage/text.h>

/* "mardi 17 mars 2026", "Tuesday 17 March 2026", "2026년 3월 17일 화요일".
 * French writes the first of a month "1er". */
void jm_words_day(struct jm_text *out, enum jm_lang lang, jm_day day);

/* The same without the weekday: "17 mars 2026". */
void jm_words_date(struct jm_text *out, enum jm_lang lang, jm_day day);

/* "mar. 17 mars", "Tue 17 Mar", "3. 17.(화)": where room is short. */
void jm_words_day_short(struct jm_text *out, enum jm_lang lang, jm_day day);

/* A run of days, both included, saying month and year once where they are the
 * same: "du 5 au 6 mai 2023", "5 to 6 May 2023", "2023년 5월 5일~6일"; one day
 * reads as jm_words_day(). */
void jm_words_days(struct jm_text *out, enum jm_lang lang, jm_day first,
                   jm_day last);

/* "9 h 30", "9:30", "9:30": hours of a wall clock, 24 hours, with no-break
 * spaces. French drops the minutes of a full hour: "9 h". */
void jm_words_clock(struct jm_text *out, enum jm_lang lang, int32_t seconds);

/* "1 h 30", "1 h 30 min", "1시간 30분"; days from two days
 * on: "2 jours", "3 jours 6 h". */
void jm_words_length(struct jm_text *out, enum jm_lang lang, int64_t seconds);

/* A span as the clocks of a zone show it: days where it covers whole days, else
 * day and hours, or both days with their hour. A span of no length is one
 * instant. */
void jm_words_span(struct jm_text *out, enum jm_lang lang,
                   const struct jm_zone *zone, struct jm_span span);

/* Only the hours of a span: "9 h 30 – 11 h". */
void jm_words_hours(struct jm_text *out, enum jm_lang lang,
                    const struct jm_zone *zone, struct jm_span span);

/* The month's name: "mars", "March", "3월". month is 1 to 12. */
const char *jm_words_month(enum jm_lang lang, int month);
/* "lundi", "Monday", "월요일". weekday is 0 (Monday) to 6. */
const char *jm_words_weekday(enum jm_lang lang, int weekday);

/* A whole number with the thousands set apart: "1 234" (U+202F), "1,234". */
void jm_words_number(struct jm_text *out, enum jm_lang lang, int64_t number);

#endif
