/* Findings in words: one sentence each, that a mayor's office can forward. */
#ifndef JUMELAGE_SENTENCE_H
#define JUMELAGE_SENTENCE_H

#include <jumelage/finding.h>
#include <jumelage/lang.h>
#include <jumelage/plan.h>
#include <jumelage/text.h>

/* Adds the finding's sentence. What a template of messages/sentences.def may
 * name:
 *     {who}     what is held twice: delegation, person, venue, host, partner
 *     {host}    the collectivity it happens at      {other} a second one
 *     {a} {b}   titles of the first and second event
 *     {a.when} {b.when}   when they are: jm_sentence_when()
 *     {a.host} {b.host}   where they are    {a.end}   where the first ends
 *     {all}     titles of all events, with their days
 *     {when}    the instants in conflict, in the host's zone
 *     {shared} {gap} {needed} {short} {early} {late}   lengths of time
 *     {count} {capacity} {km}   numbers
 * Of days:
 *     {mark}    the name of the marked days    {mark.days}   when they are
 *     {mark.where}   for whom: "en France (zone B)"
 *     {mark.source}  who says so    {mark.guessed}   not empty for an estimate
 *     {marks}   the names of all marks of that kind on {day}
 *     {day}     the day, or run of days, of the finding
 *     {days} {needed.days}   numbers of days
 *     {busy} {busy.when}     what the host has on, and when
 *     {more}    how many more there are, empty for none
 *     {opens} {closes}       hours of the host's clocks
 *     {released}             the day of the latest release
 * Of programmes:
 *     {minutes} {limit}   how long it lasts, and may last
 *     {a.theme}   the theme of the first event   {vehicles}   its vehicles
 * Of the season:
 *     {theme}   of the finding    {offered}   those the host offers visits on
 *     {year} {years}   numbers, of the facts of those names
 *     {missing}   what is not known, in a row: "le lieu et les interlocuteurs"
 *     {channel} {language}   of the post: "X", "en coréen"
 *     {over}    {count} less {capacity} */
void jm_sentence(struct jm_text *out, enum jm_lang lang,
                 const struct jm_plan *plan, const struct jm_finding *finding);

/* When an event is: days for an all-day event, else day and hours in its own
 * zone and, where another zone of the plan is concerned (the delegation comes
 * from there), the hours there too: "vendredi 5 mai 2023, 12 h – 14 h, soit 19
 * h – 21 h à Suwon". */
void jm_sentence_when(struct jm_text *out, enum jm_lang lang,
                      const struct jm_plan *plan, uint32_t event);

/* The hours only, as above. */
void jm_sentence_hours(struct jm_text *out, enum jm_lang lang,
                       const struct jm_plan *plan, uint32_t event);

/* The zone of the other side for an event: that of its delegation's origin if
 * it differs from the event's own, that of its host if the event is abroad;
 * JM_NONE when both are one. */
uint32_t jm_sentence_other_zone(const struct jm_plan *plan, uint32_t event,
                                uint32_t *collectivity);

/* Name of a person as protocol writes it: "M. KIM Min-su" in French ("Mr" in
 * English), "김민수" in Korean where the Hangul name is known. */
void jm_person_name(struct jm_text *out, enum jm_lang lang,
                    const struct jm_person *person);

/* "fr-tours", "Tours": the best name of a row in a language. Lent. */
const char *jm_event_title(const struct jm_plan *plan, uint32_t event,
                           enum jm_lang lang);
const char *jm_host_name(const struct jm_plan *plan, uint32_t collectivity,
                         enum jm_lang lang);

#endif
