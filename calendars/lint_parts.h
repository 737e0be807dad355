/* What the files of jm_lint_read() give each other. */
#ifndef JUMELAGE_CALENDARS_LINT_PARTS_H
#define JUMELAGE_CALENDARS_LINT_PARTS_H

#include <jumelage/civil.h>
#include <jumelage/lint.h>

/* Bytes of the feed, without an end of their own. */
struct jm_lint_slice {
    const char *at; /* NULL: not there */
    size_t length;
};
bool jm_lint_is(struct jm_lint_slice slice,
                const char *word); /* ASCII, any case */
bool jm_lint_same(struct jm_lint_slice a, struct jm_lint_slice b);
bool jm_lint_equal(struct jm_lint_slice a, struct jm_lint_slice b);
int jm_lint_compare(struct jm_lint_slice a, struct jm_lint_slice b);
/* Cuts what stands before the first `separator` off *rest; false at its end. */
bool jm_lint_cut(struct jm_lint_slice *rest, char separator,
                 struct jm_lint_slice *piece);
/* Digits and nothing else, of at most 9; -1 otherwise. */
long jm_lint_number(struct jm_lint_slice slice);

/* ---- properties ---- */

enum jm_lint_type {
    LINT_RAW = 0, /* not looked into */
    LINT_TEXT,
    LINT_TEXTS,   /* split by commas */
    LINT_TIMES,   /* dates or times, split by commas */
    LINT_INSTANT, /* in UTC */
};

/* The properties that are known, in the order of jm_lint_properties[]. */
enum jm_lint_name {
    LINT_OTHER = 0,
    LINT_VERSION,
    LINT_PRODID,
    LINT_CALSCALE,
    LINT_METHOD,
    LINT_NAME,
    LINT_CALNAME,
    LINT_CALDESC,
    LINT_CALZONE,
    LINT_REFRESH,
    LINT_TTL,
    LINT_SOURCE_OF,
    LINT_COLOR,
    LINT_APPLE_COLOR,
    LINT_TZID,
    LINT_OFFSET_FROM,
    LINT_OFFSET_TO,
    LINT_UID,
    LINT_DTSTAMP,
    LINT_CREATED,
    LINT_LAST_MODIFIED,
    LINT_DTSTART,
    LINT_DTEND,
    LINT_DURATION,
    LINT_RECURRENCE_ID,
    LINT_RRULE,
    LINT_EXRULE_OF,
    LINT_RDATE,
    LINT_EXDATE,
    LINT_SUMMARY,
    LINT_DESCRIPTION,
    LINT_LOCATION,
    LINT_COMMENT,
    LINT_CONTACT,
    LINT_CATEGORIES,
    LINT_STATUS,
    LINT_TRANSP,
    LINT_BUSY,
    LINT_ALL_DAY,
    LINT_SEQUENCE,
    LINT_CLASS_OF,
    LINT_GEO,
    LINT_URL,
    LINT_ORGANIZER,
    LINT_ATTENDEE,
    LINT_ATTACH_OF,
    LINT_REQUEST_STATUS_OF,
    LINT_NAMES
};

struct jm_lint_property {
    const char *name;
    enum jm_lint_type type;
    unsigned once; /* bits, 1 << enum jm_lint_kind: at most once in those */
};
extern const struct jm_lint_property jm_lint_properties[LINT_NAMES];
enum jm_lint_name jm_lint_find_name(struct jm_lint_slice name);

/* A content line, unfolded. */
struct jm_lint_line {
    size_t number; /* of its first line in the file */
    enum jm_lint_name known;
    struct jm_lint_slice name, params, value;
};
/* False where it is no content line (RFC 5545 §3.1). */
bool jm_lint_parse(struct jm_lint_line *line, struct jm_lint_slice text);
/* The value of a parameter without its quotes; .at NULL for none. */
struct jm_lint_slice jm_lint_param(const struct jm_lint_line *line,
                                   const char *name);

/* ---- components ---- */

enum jm_lint_kind {
    LINT_STRANGE = 0,
    LINT_CALENDAR,
    LINT_EVENT,
    LINT_ZONE,
    LINT_SHIFT, /* STANDARD, DAYLIGHT */
    LINT_VALARM,
    LINT_LISTED, /* VTODO, VJOURNAL, VFREEBUSY */
    LINT_NEW,    /* of RFC 9073 */
    LINT_KINDS
};

/* One that is open: its first line of each known property. */
struct jm_lint_component {
    enum jm_lint_kind kind;
    size_t number; /* of its BEGIN */
    struct jm_lint_slice name;
    struct jm_lint_line seen[LINT_NAMES];
    size_t shifts; /* STANDARD and DAYLIGHT in it */
};

#define LINT_DEPTH 8

/* Something to be compared with others of its kind at the end. */
struct jm_lint_mark {
    struct jm_lint_slice key, second;
    size_t number;
    size_t override; /* line of its RECURRENCE-ID, 0 for none */
};
struct jm_lint_marks {
    struct jm_lint_mark *all;
    size_t count, room;
};

struct linting {
    struct jm_lint *lint;
    struct jm_error *err;
    enum jm_status status; /* JM_FAILED once memory ran out */
    struct jm_lint_component open[LINT_DEPTH];
    size_t depth;    /* components open */
    size_t too_deep; /* more of them, not kept */
    bool is_over;    /* END:VCALENDAR was read */
    struct jm_lint_marks events, zones, used;
};

/* Arguments are slices: cut to what a sentence can hold, made clean. */
void jm_lint_tell(struct linting *l, enum jm_lint_id id, size_t line,
                  struct jm_lint_slice one, struct jm_lint_slice two);
void jm_lint_tell_word(struct linting *l, enum jm_lint_id id, size_t line,
                       const char *one);
void jm_lint_mark(struct linting *l, struct jm_lint_marks *marks,
                  struct jm_lint_mark mark);

/* The innermost component that is open. */
struct jm_lint_component *jm_lint_inner(struct linting *l);
const struct jm_lint_line *
jm_lint_seen(const struct jm_lint_component *component,
             enum jm_lint_name name); /* NULL: not there */

/* ---- the files ---- */

/* lint_bytes.c: walks over lines, unfolded into `buffer`, which has room for
 * all bytes, and tells what is wrong with their bytes. */
struct jm_lint_reader {
    struct linting *l;
    const char *at, *end;
    char *buffer;
    size_t used;
    size_t number; /* lines read */
};
bool jm_lint_next(struct jm_lint_reader *reader, struct jm_lint_slice *text,
                  size_t *number);

/* lint_value.c */
struct jm_lint_time {
    bool is_there, is_date, is_utc;
    jm_wall wall;
    struct jm_lint_slice zone;
};
bool jm_lint_read_time(struct jm_lint_slice text, struct jm_lint_time *time);
struct jm_lint_time
jm_lint_time_of(const struct jm_lint_line *line); /* NULL is fine */
bool jm_lint_read_duration(struct jm_lint_slice text, int64_t *seconds);
bool jm_lint_is_color(struct jm_lint_slice name);
void jm_lint_value(struct linting *l, const struct jm_lint_line *line);

/* lint_rule.c: RRULE and EXRULE. */
void jm_lint_rule(struct linting *l, const struct jm_lint_line *line);

/* lint_calendar.c, lint_zone.c, lint_event.c: a component at its END. */
void jm_lint_calendar(struct linting *l,
                      const struct jm_lint_component *calendar);
void jm_lint_zone(struct linting *l, const struct jm_lint_component *zone);
void jm_lint_shift(struct linting *l, const struct jm_lint_component *shift);
void jm_lint_event(struct linting *l, const struct jm_lint_component *event);

/* What can be told once everything was read. */
void jm_lint_compare_zones(struct linting *l);
void jm_lint_compare_events(struct linting *l);

#endif
