/* The table of nouns.def at run time. */
#include <assert.h>
#include <jumelage/nouns.h>
#include <stddef.h>
#include <string.h>

/* What nouns.def says of a field, before its names are looked up. */
#define OF_TEXT(of) JM_SET_NONE, JM_NOUNS
#define OF_PROSE(of) JM_SET_NONE, JM_NOUNS
#define OF_INT(of) JM_SET_NONE, JM_NOUNS
#define OF_REAL(of) JM_SET_NONE, JM_NOUNS
#define OF_BOOL(of) JM_SET_NONE, JM_NOUNS
#define OF_DATE(of) JM_SET_NONE, JM_NOUNS
#define OF_CLOCK(of) JM_SET_NONE, JM_NOUNS
#define OF_CHOICE(of) JM_SET_##of, JM_NOUNS
#define OF_REF(of) JM_SET_NONE, (enum jm_noun_id)REFERS_##of
#define OF_ZONE(of) JM_SET_NONE, JM_NOUNS
#define OF_LOCAL(of) JM_SET_NONE, JM_NOUNS
#define OF_UNTIL(of) JM_SET_NONE, JM_NOUNS
#define OF_INSTANT(of) JM_SET_NONE, JM_NOUNS

/* A table's name as its noun. */
enum {
#define NOUN(id, table, ...) REFERS_##table = JM_NOUN_##id,
#define FIELD(...)
#define END_NOUN(table)
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
};

/* The index of the instant that a wall time gives, and of its zone. */
#define DERIVED_TEXT(table, name, of) -1, -1
#define DERIVED_PROSE(table, name, of) -1, -1
#define DERIVED_INT(table, name, of) -1, -1
#define DERIVED_REAL(table, name, of) -1, -1
#define DERIVED_BOOL(table, name, of) -1, -1
#define DERIVED_DATE(table, name, of) -1, -1
#define DERIVED_CLOCK(table, name, of) -1, -1
#define DERIVED_CHOICE(table, name, of) -1, -1
#define DERIVED_REF(table, name, of) -1, -1
#define DERIVED_ZONE(table, name, of) -1, -1
#define DERIVED_INSTANT(table, name, of) -1, -1
#define DERIVED_LOCAL(table, name, of) JM_##table##_##of, ZONE_##table##_##name
#define DERIVED_UNTIL(table, name, of) DERIVED_LOCAL(table, name, of)

enum {
    ZONE_flight_departs = JM_flight_departs_zone,
    ZONE_flight_arrives = JM_flight_arrives_zone,
    ZONE_member_joins = JM_member_zone,
    ZONE_member_leaves = JM_member_zone,
    ZONE_event_starts = JM_event_zone,
    ZONE_event_ends = JM_event_zone,
    ZONE_busy_starts = JM_busy_zone,
    ZONE_busy_ends = JM_busy_zone
};

#define NOUN(id, table, ...) static const struct jm_field table##_fields[] = {
#define FIELD(table, column, kind, of, what, usual, fr, en, ko)                \
    {.name = #column,                                                          \
     .type = JM_TYPE_##kind,                                                   \
     OF_##kind(of),                                                            \
     DERIVED_##kind(table, column, of),                                        \
     .flags = what,                                                            \
     .standard = usual,                                                        \
     .label = {fr, en, ko}},
#define END_NOUN(table)                                                        \
    }                                                                          \
    ;
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN

static const struct jm_noun nouns[JM_NOUNS] = {
#define NOUN(noun, table, more, another, order, key_fields, fr, en, ko)        \
    [JM_NOUN_##noun] = {.id = JM_NOUN_##noun,                                  \
                        .name = #table,                                        \
                        .plural = more,                                        \
                        .other = another,                                      \
                        .keys = key_fields,                                    \
                        .label = {fr, en, ko},                                 \
                        .spoken = "@" #table,                                  \
                        .fields = table##_fields,
#define FIELD(...)
#define END_NOUN(table)                                                        \
    .count = JM_##table##_FIELDS                                               \
    }                                                                          \
    ,
#include <jumelage/nouns.def>
#undef NOUN
#undef FIELD
#undef END_NOUN
};

const struct jm_noun *jm_noun(enum jm_noun_id id)
{
    assert(id >= 0 && id < JM_NOUNS);
    return &nouns[id];
}

const struct jm_noun *jm_noun_find(const char *word)
{
    for (int i = 0; i < JM_NOUNS; i++) {
        const struct jm_noun *noun = &nouns[i];
        if (jm_text_same_word(noun->name, word) ||
            jm_text_same_word(noun->plural, word) ||
            (*noun->other && jm_text_same_word(noun->other, word)))
            return noun;
    }
    return NULL;
}

static int find_field(const struct jm_noun *noun, const char *name,
                      size_t length)
{
    for (int i = 0; i < noun->count; i++)
        if (strlen(noun->fields[i].name) == length &&
            memcmp(noun->fields[i].name, name, length) == 0)
            return i;
    return -1;
}

int jm_noun_field(const struct jm_noun *noun, const char *name)
{
    return find_field(noun, name, strlen(name));
}

int jm_noun_key(const struct jm_noun *noun, int position)
{
    const char *at = noun->keys;
    for (; *at && position > 0; position--)
        at += strcspn(at, " "), at += *at == ' ';
    size_t length = strcspn(at, " ");
    return length ? find_field(noun, at, length) : -1;
}

bool jm_noun_has_made_id(const struct jm_noun *noun)
{
    return *noun->keys != '\0';
}
