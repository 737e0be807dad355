/* Calendars that hosts keep, taken in: an iCalendar stream (RFC 5545) becomes
 * occurrences, each with its own instants, repeated events expanded. What
 * VFREEBUSY says is taken, too: each busy period is an occurrence without a
 * title.
 *
 * Files come from anybody: read them in a child process with limits
 * (app/child.h). What is read there is packed, handed over as bytes and
 * unpacked, which checks every byte again. */
#ifndef JUMELAGE_INTAKE_H
#define JUMELAGE_INTAKE_H

#include <jumelage/civil.h>
#include <jumelage/error.h>
#include <jumelage/nouns.h>
#include <jumelage/text.h>

/* How a calendar is read. */
struct jm_intake {
    const char *name; /* of the file or address, for errors */
    /* Floating times and days are of the calendar's X-WR-TIMEZONE, else of this
     * zone: the host's. */
    const struct jm_zone *home;
    jm_zone_lookup *zones; /* IANA names; data is handed on to it */
    void *data;
    struct jm_span window;   /* occurrences that overlap it are given */
    bool texts;              /* location, description and URL are wanted too */
    size_t most_bytes;       /* of the stream; 0 stands for 10 MB */
    size_t most_occurrences; /* given; 0 stands for 200,000 */
};

/* From 90 days before a day to 36 months after it. */
struct jm_span jm_intake_window(jm_day today);

/* Whether somebody is taken. Out of office counts as busy. */
enum jm_intake_busy { JM_INTAKE_FREE = 0, JM_INTAKE_TENTATIVE, JM_INTAKE_BUSY };

/* One occurrence. Texts are clean (text.h), in NFC, "" where there is none, and
 * lent until the next one. */
struct jm_occurrence {
    const char *uid;
    /* RECURRENCE-ID in UTC ("20260317T083000Z") or as a day ("20260317") of an
     * occurrence of a repeated event or an override; "" of a single one. An
     * event that begins to repeat, or ceases to, so changes its key. */
    const char *recurrence;
    const char *title; /* SUMMARY, one line */
    const char *location, *description, *url;
    int32_t sequence;
    bool all_day;
    /* IANA name that its wall times are of; "UTC" where the calendar has them
     * in UTC. A zone of the calendar's own making that no IANA zone is like
     * gives wall times in UTC. */
    const char *zone;
    jm_wall starts, ends; /* wall times of zone; all_day: midnights, the end
                             being that after the last day */
    /* The same as instants. An event without an end has a span of no length: it
     * is at an instant and takes nobody's time, but see jm_span_overlaps().
     * What lies outside 1970 to 2099 is brought to the edge of it. */
    struct jm_span span;
    enum jm_event_status status; /* option (TENTATIVE), confirmed, cancelled */
    enum jm_intake_busy busy;    /* free when it is cancelled */
};

/* What a read has to say besides its occurrences. */
struct jm_intake_remark {
    enum jm_message message;
    unsigned long line; /* of the stream, 0: none */
    char args[3][64];
};

#define JM_INTAKE_REMARKS 16

struct jm_intake_report {
    char name[256];     /* X-WR-CALNAME or NAME, "" if none is said */
    size_t events;      /* VEVENTs there were */
    size_t occurrences; /* given */
    size_t skipped;     /* VEVENTs that were left out: see remarks */
    size_t n_remarks;   /* all there were; the first ones are kept */
    struct jm_intake_remark remarks[JM_INTAKE_REMARKS];
};

/* Gives the next bytes of the stream: fills at most `room`, *got 0 at its end.
 */
typedef enum jm_status jm_intake_source(void *data, char *bytes, size_t room,
                                        size_t *got, struct jm_error *err);

/* Is given each occurrence once, in the order (uid, recurrence); anything but
 * JM_OK ends the reading with that status. */
typedef enum jm_status jm_intake_each(void *data,
                                      const struct jm_occurrence *occurrence,
                                      struct jm_error *err);

/* Reads the whole stream before anything is given. JM_INVALID for what is no
 * calendar, is cut off, or goes over a limit; err then has the line. Single
 * events that cannot be read are skipped and remarked, the rest is taken.
 * Limits on occurrences, their texts and the work that rules ask for show when
 * some have been given already: whatever is not JM_OK takes them back. */
enum jm_status jm_intake_read(const struct jm_intake *intake,
                              jm_intake_source *source, void *source_data,
                              jm_intake_each *each, void *each_data,
                              struct jm_intake_report *report,
                              struct jm_error *err);

/* Occurrences and reports as bytes, for handing them from process to process.
 * pack adds; unpack reads at *cursor and moves past it: JM_END at the end,
 * JM_INVALID for bytes that pack cannot have written (its texts are checked
 * anew). What is unpacked is lent from the bytes. */
void jm_occurrence_pack(struct jm_text *out,
                        const struct jm_occurrence *occurrence);
enum jm_status jm_occurrence_unpack(struct jm_occurrence *occurrence,
                                    const char **cursor, const char *end,
                                    struct jm_error *err);
void jm_intake_report_pack(struct jm_text *out,
                           const struct jm_intake_report *report);
enum jm_status jm_intake_report_unpack(struct jm_intake_report *report,
                                       const char **cursor, const char *end,
                                       struct jm_error *err);

#endif
