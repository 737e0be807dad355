/* Excel workbooks for protocol staff. Not for two threads at once:
 * libxlsxwriter keeps state of its own. The locale's LC_NUMERIC must be "C". */
#ifndef JUMELAGE_WORKBOOK_H
#define JUMELAGE_WORKBOOK_H

#include <jumelage/error.h>
#include <jumelage/plan.h>

/* The two languages must differ: they stand side by side. */
struct jm_workbook {
    enum jm_lang first;  /* in bold, on the left */
    enum jm_lang second; /* beside it */
    const char *marking; /* distribution marking, NULL for none */
    const char *version; /* "brouillon", "v4": in the footer, never NULL */
    jm_day date;         /* of the version, written in words */
    jm_utc created;      /* document property; fixed, for equal bytes */
};

/* Writes a delegation's itinerary, the copy for the guests: the sheets
 * Programme (a day per page) and Délégation (its members in their order).
 * Cancelled events are struck out in red, what is to be confirmed is amber and
 * says so. Events for protocol staff only, deadlines and posts are left out, as
 * is every field that has no column: descriptions, rooms, organisations.
 *
 * `path` is the very file written (the caller gives a temporary name and
 * renames it): on failure it is removed. JM_INVALID when the delegation has no
 * event with hours, JM_REFUSED when `path` cannot be written to, JM_FAILED when
 * writing broke off. After JM_OK the file may still be cut short, for
 * libxlsxwriter does not notice that its temporary folder is full: verify it
 * (archive.h) before it is renamed. */
enum jm_status jm_workbook_itinerary(const char *path,
                                     const struct jm_plan *plan,
                                     uint32_t delegation,
                                     const struct jm_workbook *workbook,
                                     struct jm_error *err);

#endif
