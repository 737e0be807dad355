/* Excel workbooks for protocol staff, hosts, hotels and planners. Not for two
 * threads at once: libxlsxwriter keeps state of its own. The locale's
 * LC_NUMERIC must be "C".
 *
 * One file per audience, each from a list of the columns that its readers may
 * see (exports/README.md): nothing is hidden in a file, it is not there. */
#ifndef JUMELAGE_WORKBOOK_H
#define JUMELAGE_WORKBOOK_H

#include <jumelage/error.h>
#include <jumelage/finding.h>
#include <jumelage/plan.h>

enum jm_book_kind {
    JM_BOOK_ITINERARY = 0, /* of a delegation, the guests' copy */
    JM_BOOK_INTERNAL,      /* the same for protocol staff, and seven sheets */
    JM_BOOK_ROOMING,       /* of a delegation, for its hotel */
    JM_BOOK_YEAR,          /* a year of all hosts, for planners */
    JM_BOOK_HOST,          /* what one collectivity hosts */
    JM_BOOK_TEMPLATE,      /* to be filled in and imported */
    JM_BOOKS
};

/* How many members chose a meal: counts, never names. */
struct jm_meal_count {
    const char *choice;
    uint32_t count;
};

/* What became of an event since a release: in the order of jm_difference. */
enum jm_changed {
    JM_CHANGED_ADDED = 0,
    JM_CHANGED_MOVED,
    JM_CHANGED_RELOCATED,
    JM_CHANGED_CANCELLED,
    JM_CHANGED_RESTORED,
    JM_CHANGED_REMOVED,
    JM_CHANGED_OTHERWISE,
    JM_CHANGES
};
struct jm_change_line {
    enum jm_changed what;
    uint32_t before, after; /* events of the two plans, or JM_NONE */
};
/* From `before` to the plan that is written. */
struct jm_change_list {
    const struct jm_plan *before;
    const char *since; /* the release, "v3" */
    jm_day date;       /* when it was published */
    const struct jm_change_line *all;
    size_t count;
};

/* What is lent stays the caller's. The two languages must differ: they stand
 * side by side. */
struct jm_workbook {
    enum jm_book_kind kind;
    uint32_t row; /* the delegation, or the collectivity of JM_BOOK_HOST */
    int year;     /* of JM_BOOK_YEAR: 1970 to 2099 */
    enum jm_lang first;   /* in bold, on the left */
    enum jm_lang second;  /* beside it */
    const char *marking;  /* distribution marking, NULL for none */
    const char *version;  /* "brouillon", "v4": in the footer, never NULL */
    jm_day date;          /* of the version, written in words */
    jm_utc created;       /* document property; fixed, for equal bytes */
    const char *feed_url; /* of the live feed, https: shown as a QR code, for
                             itineraries; NULL for none */
    /* Open findings, for those who are told of conflicts; NULL for none. */
    const struct jm_findings *findings;
    /* Of the delegation, for JM_BOOK_INTERNAL; NULL where not known. */
    const struct jm_meal_count *meals;
    size_t n_meals;
    /* For JM_BOOK_INTERNAL; NULL leaves the sheet of versions out. */
    const struct jm_change_list *changes;
};

/* Writes the workbook. Cancelled events are struck out in red, what is to be
 * confirmed is amber and says so. No file holds e-mail addresses, phone
 * numbers, meals by name, internal notes or descriptions; rooms by name are in
 * JM_BOOK_ROOMING only, events for protocol staff in JM_BOOK_INTERNAL and
 * JM_BOOK_YEAR only.
 *
 * `path` is the very file written (the caller gives a temporary name and
 * renames it): on failure it is removed. JM_INVALID when there is nothing to
 * write (a delegation without events with hours, a feed's address that is not
 * https or too long for a QR code), JM_REFUSED when `path` cannot be written
 * to, JM_FAILED when writing broke off. After JM_OK the file may still be cut
 * short, for libxlsxwriter does not notice that its temporary folder is full:
 * verify it (archive.h) before it is renamed. */
enum jm_status jm_workbook_write(const char *path, const struct jm_plan *plan,
                                 const struct jm_workbook *workbook,
                                 struct jm_error *err);

#endif
