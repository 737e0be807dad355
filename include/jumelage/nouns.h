/* The nouns of a plan as data: one table from which the store's statements,
 * the command line, its help, --json and the sheets' headers are made. The
 * table, with what its columns mean, is nouns.def.
 *
 * A row here is what a person types and reads: a value per field, references
 * by id. The conflict engine uses the typed snapshot of plan.h instead. */
#ifndef JUMELAGE_NOUNS_H
#define JUMELAGE_NOUNS_H

#include <jumelage/choices.h>
#include <jumelage/civil.h>
#include <jumelage/error.h>
#include <stdbool.h>
#include <stdint.h>

/* JM_NOUN_EVENT, ..., in the order in which rows may refer to each other. */
enum jm_noun_id {
#define NOUN(id, ...) JM_NOUN_##id,
#define FIELD(...)
#define END_NOUN(table)
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
    JM_NOUNS
};

/* The place of a field among those of its noun: JM_event_starts, and the
 * number of them: JM_event_FIELDS. */
#define NOUN(id, table, ...)                                                   \
    enum jm_##table##_field                                                    \
    {
#define FIELD(table, name, ...) JM_##table##_##name,
#define END_NOUN(table)                                                        \
    JM_##table##_FIELDS                                                        \
    }                                                                          \
    ;
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN

enum jm_field_type {
    JM_TYPE_TEXT,
    JM_TYPE_PROSE,
    JM_TYPE_INT,
    JM_TYPE_REAL,
    JM_TYPE_BOOL,
    JM_TYPE_DATE,
    JM_TYPE_CLOCK,
    JM_TYPE_CHOICE,
    JM_TYPE_REF,
    JM_TYPE_ZONE,
    JM_TYPE_LOCAL,
    JM_TYPE_UNTIL,
    JM_TYPE_INSTANT
};

enum jm_field_flag {
    JM_FIELD_REQUIRED = 1,
    JM_FIELD_VISIBLE = 2,
    JM_FIELD_SYSTEM = 4,
    JM_FIELD_PERSONAL = 8
};

struct jm_field {
    const char *name; /* the column, the key in --json: "starts" */
    enum jm_field_type type;
    enum jm_set set;        /* CHOICE */
    enum jm_noun_id refers; /* REF */
    int derived;            /* LOCAL, UNTIL: index of its INSTANT, else -1 */
    int zone;               /* LOCAL, UNTIL: index of its ZONE, else -1 */
    unsigned flags;         /* enum jm_field_flag */
    const char *standard;   /* the value when none is given, "" for none */
    const char *label[JM_LANGS];
};

struct jm_noun {
    enum jm_noun_id id;
    const char *name;   /* "event": the table, the word on the command line */
    const char *plural; /* "events" */
    const char *other;  /* another word that people type, "" for none */
    const char *label[JM_LANGS];
    const char
        *spoken; /* "@event": as an error's argument, said by its label */
    const struct jm_field *fields;
    int count;        /* of fields */
    const char *keys; /* the fields its id is made of, "event person"; or "" */
};

/* The noun; lent for ever. */
const struct jm_noun *jm_noun(enum jm_noun_id id);

/* By singular, plural or other word, case not counting; NULL if unknown. */
const struct jm_noun *jm_noun_find(const char *word);

/* The index of a field by its name, or -1. */
int jm_noun_field(const struct jm_noun *noun, const char *name);

/* The index of the field that is the nth part of a made id, or -1. */
int jm_noun_key(const struct jm_noun *noun, int position);

/* True where ids are made of fields (member, participant, travel...). */
bool jm_noun_has_made_id(const struct jm_noun *noun);

enum jm_value_type { JM_NULL = 0, JM_INTEGER, JM_REAL, JM_STRING };

struct jm_value {
    enum jm_value_type type;
    int64_t integer;
    double real;
    char *string; /* owned by the row that holds the value */
};

/* One row. Rows own their text: INIT with jm_row_init(), end with
 * jm_row_clear(). */
struct jm_row {
    const struct jm_noun *noun;
    char *id;
    int64_t version;         /* 0 before it was stored */
    struct jm_value *values; /* noun->count of them */
};

#define JM_ROW_INIT                                                            \
    {                                                                          \
        NULL, NULL, 0, NULL                                                    \
    }

/* Makes *row an empty row of that noun; whatever it held is freed. */
enum jm_status jm_row_init(struct jm_row *row, const struct jm_noun *noun,
                           struct jm_error *err);
void jm_row_clear(struct jm_row *row);
enum jm_status jm_row_copy(struct jm_row *to, const struct jm_row *from,
                           struct jm_error *err);

/* Sets values without looking at them; the text is copied. */
enum jm_status jm_row_set_id(struct jm_row *row, const char *id,
                             struct jm_error *err);
enum jm_status jm_row_set_string(struct jm_row *row, int field,
                                 const char *string, struct jm_error *err);
void jm_row_set_integer(struct jm_row *row, int field, int64_t integer);
void jm_row_set_real(struct jm_row *row, int field, double real);
void jm_row_set_null(struct jm_row *row, int field);
enum jm_status jm_row_set_value(struct jm_row *row, int field,
                                const struct jm_value *value,
                                struct jm_error *err);

/* Lent. NULL where the value is not text; 0 where it is no number. */
const char *jm_row_string(const struct jm_row *row, int field);
int64_t jm_row_integer(const struct jm_row *row, int field);
bool jm_row_is_null(const struct jm_row *row, int field);

bool jm_value_equals(const struct jm_value *a, const struct jm_value *b);

/* Reads what a person typed for a field. "" means no value (refused where the
 * field is required). Checks form and range: dates exist, numbers are whole,
 * words are of their set (in any language), text is clean and one line unless
 * PROSE. Whether a zone or a referred row exists is checked by the caller.
 * JM_INVALID names the field and what would do. */
enum jm_status jm_row_parse(struct jm_row *row, int field, const char *text,
                            struct jm_error *err);

/* Adds the value as jm_row_parse() reads it: "2026-03-17", "stay", "yes". An
 * INSTANT is written as RFC 3339 UTC. Nothing for no value. */
void jm_row_add_text(struct jm_text *out, const struct jm_row *row, int field);
void jm_value_add_text(struct jm_text *out, const struct jm_field *field,
                       const struct jm_value *value);

/* The same for a person: choices by name, yes and no in the language. */
void jm_value_add_words(struct jm_text *out, const struct jm_field *field,
                        const struct jm_value *value, enum jm_lang lang);

/* Fills in the standard values of fields that have none. */
enum jm_status jm_row_fill(struct jm_row *row, struct jm_error *err);

/* Looks a zone up by name; NULL when there is none of that name. */
typedef const struct jm_zone *jm_zone_lookup(void *data, const char *name);

/* One thing worth saying about a row that was accepted all the same. */
struct jm_remark {
    enum jm_message message;
    char args[3][64];
};

/* Makes a row ready to be stored: makes its id where it is made of fields,
 * checks that required fields are there, derives instants from wall times (a
 * time that the clocks skip is JM_INVALID, one that comes twice takes the first
 * and is remarked), and checks what holds between fields: an end is not before
 * its start, latitudes and longitudes are on Earth, minutes_min is not over
 * minutes_max, a participant is exactly one thing, an event is not inside
 * itself. `remarks` takes at most `room`; *count says how many there were. */
enum jm_status jm_row_settle(struct jm_row *row, jm_zone_lookup *zones,
                             void *data, struct jm_remark *remarks, int room,
                             int *count, struct jm_error *err);

/* True for what may stand as an id: 1 to 200 characters of a-z A-Z 0-9 . _ -
 * (made ids also hold "/"). */
bool jm_id_is_valid(const char *id);

/* Writes a random UUID (RFC 9562 version 4) of 36 characters and NUL made of
 * the 16 bytes given. */
void jm_uuid_write(char out[37], const unsigned char random[16]);
bool jm_uuid_is_valid(const char *text);

#endif
