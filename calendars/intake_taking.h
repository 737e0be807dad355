/* A calendar being taken in: what its parts share. */
#ifndef JUMELAGE_CALENDARS_INTAKE_TAKING_H
#define JUMELAGE_CALENDARS_INTAKE_TAKING_H

#include "intake_lines.h"
#include "intake_zone.h"

/* A time as it was written. Of a date, midnight. */
struct jm_when {
    jm_wall wall; /* in UTC when it is JM_FORM_UTC */
    const struct jm_zone_ref *ref;
    enum jm_form form;
};

/* Times of one EXDATE or RDATE. */
struct jm_whens {
    struct jm_whens *next;
    size_t count;
    struct jm_when *all;
};

/* One RRULE or EXRULE: its text, read already once. */
struct jm_rule_text {
    struct jm_rule_text *next;
    const char *text;
};

/* How long something lasts: until a time, or days of the calendar and then
 * seconds. */
struct jm_lasts {
    bool has_end;
    struct jm_when end;
    struct jm_duration lasts;
};

/* RDATE;VALUE=PERIOD: a time that brings its own end. */
struct jm_period {
    struct jm_period *next;
    struct jm_when start;
    struct jm_lasts lasts;
};

/* What only `texts` of struct jm_intake asks for: NULL where there is none. */
struct jm_taken_texts {
    const char *location, *description, *url;
};

/* What few events have. */
struct jm_taken_more {
    struct jm_rule_text *rules, *not_rules;
    struct jm_whens *dates, *not_dates;
    struct jm_period *periods;
    bool has_recurrence;       /* it stands for one start of another event */
    bool is_range;             /* RANGE=THISANDFUTURE */
    struct jm_when recurrence; /* which start */
};

/* An event as it stands in the stream. */
struct jm_taken {
    struct jm_taken *next; /* of the calendar, then of the UID */
    const char *uid, *title;
    struct jm_taken_more *more;   /* or NULL */
    struct jm_taken_texts *texts; /* or NULL */
    struct jm_when start;
    struct jm_lasts lasts; /* once judged: no end, but days and seconds */
    jm_utc stamp;          /* LAST-MODIFIED, else DTSTAMP */
    int32_t sequence;
    uint32_t line;
    uint8_t status, busy;
    bool is_marked_all_day;
};

/* The events of one UID, the later ones in the stream first. */
struct jm_taken_group {
    struct jm_taken_group *next; /* in its place of the table */
    uint64_t hash;
    struct jm_taken *events;
};

struct jm_taken_groups {
    struct jm_taken_group **table;
    size_t places; /* a power of 2, or 0 */
    size_t count;
};

/* What a VEVENT has said so far. */
struct jm_draft {
    struct jm_taken event;
    struct jm_taken_more more;
    struct jm_taken_texts texts;
    bool is_bad; /* it is left out, and that has been told */
    bool has_start, has_busy, has_modified;
    bool has_more, has_texts, is_marked_all_day, is_transparent;
    uint64_t hash;            /* of what stands for a UID that is missing */
    struct jm_taken *periods; /* of a VFREEBUSY */
};

struct jm_taking {
    const struct jm_intake *intake;
    struct jm_intake_report *report;
    struct jm_arena arena;
    struct jm_lines lines;
    struct jm_text text; /* scratch */
    char *kept;          /* short texts stand behind each other here */
    size_t kept_room;
    struct jm_calendar_zones zones;
    struct jm_own_zone *own;          /* the VTIMEZONE being read, or NULL */
    struct jm_observance *observance; /* its part being read, or NULL */
    struct jm_draft draft;
    struct jm_taken *calendar; /* the events of this VCALENDAR */
    struct jm_taken_groups groups;
    int64_t budget;
    bool told_charset, told_line;
};

/* Remarks on a line, whose arguments are cut between characters. */
void jm_taking_tell(struct jm_taking *taking, enum jm_message message,
                    unsigned long line, const char *a, const char *b);
void jm_taking_tell_piece(struct jm_taking *taking, enum jm_message message,
                          const char *property, struct jm_piece value);

/* A text of the line in the arena; NULL in *out leaves it as it was. */
enum jm_status jm_taking_text(struct jm_taking *taking, const char **out,
                              struct jm_piece value, struct jm_text_want want,
                              struct jm_error *err);
/* A copy of the piece as it stands, ended by NUL, in the arena; NULL without
 * memory. */
const char *jm_taking_copy(struct jm_taking *taking, struct jm_piece piece);

/* ---- VEVENT, VFREEBUSY: intake_event.c, intake_draft.c, intake_when.c ---- */

enum jm_status jm_event_begin(struct jm_taking *taking, struct jm_error *err);
enum jm_status jm_event_line(struct jm_taking *taking,
                             const struct jm_property *property,
                             struct jm_error *err);
enum jm_status jm_event_end(struct jm_taking *taking, struct jm_error *err);
/* The line could not be kept: it was too long. */
void jm_event_overlong(struct jm_taking *taking,
                       const struct jm_property *property);
enum jm_status jm_freebusy_end(struct jm_taking *taking, struct jm_error *err);
enum jm_status jm_freebusy_line(struct jm_taking *taking,
                                const struct jm_property *property,
                                struct jm_error *err);

/* Reads a time with its zone. False when it is none; *status says when memory
 * ran out. */
bool jm_when_read(struct jm_taking *taking, const struct jm_property *property,
                  struct jm_piece value, struct jm_when *when,
                  enum jm_status *status, struct jm_error *err);

/* ---- VTIMEZONE: intake_rules.c ---- */

enum jm_status jm_timezone_begin(struct jm_taking *taking,
                                 struct jm_error *err);
enum jm_status jm_observance_begin(struct jm_taking *taking,
                                   struct jm_error *err);
enum jm_status jm_timezone_line(struct jm_taking *taking,
                                const struct jm_property *property,
                                struct jm_error *err);

/* ---- once a calendar has been read: intake_settle.c ---- */

/* Settles its zones, judges its events and sorts them into groups. */
enum jm_status jm_calendar_settle(struct jm_taking *taking,
                                  struct jm_error *err);

/* The instant of a time, its zone settled. */
jm_utc jm_when_utc(const struct jm_when *when);

/* ---- once all have been read: intake_spread.c ---- */

/* What has been given so far. */
struct jm_giving {
    struct jm_taking *taking;
    jm_intake_each *each;
    void *data;
    size_t text_bytes;
};

/* Gives the occurrences of one UID. */
enum jm_status jm_group_spread(struct jm_giving *giving,
                               const struct jm_taken_group *group,
                               struct jm_error *err);

#endif
