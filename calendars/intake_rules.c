/* The lines of a VTIMEZONE (RFC 5545 §3.6.5). */
#include "intake_taking.h"
#include <string.h>

#define LONGEST_TZID 200

enum jm_status jm_timezone_begin(struct jm_taking *taking, struct jm_error *err)
{
    struct jm_own_zone *own = jm_arena_take(&taking->arena, 1, sizeof *own);
    if (!own)
        return jm_fail_memory(err);
    own->next = taking->zones.own;
    taking->zones.own = taking->own = own;
    return JM_OK;
}

enum jm_status jm_observance_begin(struct jm_taking *taking,
                                   struct jm_error *err)
{
    struct jm_observance *part = jm_arena_take(&taking->arena, 1, sizeof *part);
    if (!part)
        return jm_fail_memory(err);
    part->next = taking->own->parts;
    taking->own->parts = taking->observance = part;
    return JM_OK;
}

/* The rules of a zone with a value that is not read are not used at all. */
static void refuse(struct jm_taking *taking, const char *property,
                   struct jm_piece value)
{
    if (!taking->own->is_bad)
        jm_taking_tell_piece(taking, JM_SAY_INTAKE_ZONE_BAD, property, value);
    taking->own->is_bad = true;
}

static enum jm_status read_name(struct jm_taking *taking, const char **out,
                                struct jm_piece value, struct jm_error *err)
{
    return jm_taking_text(taking, out, value,
                          (struct jm_text_want){LONGEST_TZID, true}, err);
}

static void read_offset(struct jm_taking *taking, const char *name,
                        struct jm_piece value, int32_t *offset, bool *has)
{
    *has = jm_value_offset(value, offset);
    if (!*has)
        refuse(taking, name, value);
}

static void read_start(struct jm_taking *taking, struct jm_piece value)
{
    struct jm_observance *part = taking->observance;
    enum jm_form form = JM_FORM_DATE;
    part->has_start = jm_value_time(value, &form, &part->start);
    if (!part->has_start)
        refuse(taking, "DTSTART", value);
}

/* Clocks are changed once a year: a rule of another kind is an attack. */
static enum jm_status read_rule(struct jm_taking *taking, struct jm_piece value,
                                struct jm_error *err)
{
    struct jm_repeat rule;
    struct jm_piece bad;
    if (!jm_repeat_read(&rule, value, &bad)) {
        refuse(taking, "RRULE", bad);
        return JM_OK;
    }
    if (rule.frequency != JM_YEARLY_RULE || rule.dangi) {
        refuse(taking, "RRULE", value);
        return JM_OK;
    }
    taking->observance->rule = jm_taking_copy(taking, value);
    return taking->observance->rule ? JM_OK : jm_fail_memory(err);
}

static enum jm_status read_dates(struct jm_taking *taking,
                                 struct jm_piece value, struct jm_error *err)
{
    struct jm_observance *part = taking->observance;
    struct jm_piece one;
    while (jm_piece_split(&value, ',', &one)) {
        enum jm_form form = JM_FORM_DATE;
        jm_wall wall = 0;
        if (!jm_value_time(one, &form, &wall)) {
            refuse(taking, "RDATE", one);
            return JM_OK;
        }
        struct jm_onset *date = jm_arena_take(&taking->arena, 1, sizeof *date);
        if (!date)
            return jm_fail_memory(err);
        date->wall = wall;
        date->next = part->dates;
        part->dates = date;
    }
    return JM_OK;
}

static enum jm_status read_part_line(struct jm_taking *taking,
                                     const struct jm_property *property,
                                     struct jm_error *err)
{
    struct jm_observance *part = taking->observance;
    struct jm_piece name = property->name, value = property->value;
    if (jm_piece_is(name, "DTSTART"))
        read_start(taking, value);
    else if (jm_piece_is(name, "TZOFFSETFROM"))
        read_offset(taking, "TZOFFSETFROM", value, &part->from,
                    &part->has_from);
    else if (jm_piece_is(name, "TZOFFSETTO"))
        read_offset(taking, "TZOFFSETTO", value, &part->to, &part->has_to);
    else if (jm_piece_is(name, "RRULE"))
        return read_rule(taking, value, err);
    else if (jm_piece_is(name, "RDATE"))
        return read_dates(taking, value, err);
    return JM_OK;
}

enum jm_status jm_timezone_line(struct jm_taking *taking,
                                const struct jm_property *property,
                                struct jm_error *err)
{
    if (taking->observance)
        return read_part_line(taking, property, err);
    if (jm_piece_is(property->name, "TZID"))
        return read_name(taking, &taking->own->tzid, property->value, err);
    if (jm_piece_is(property->name, "X-LIC-LOCATION"))
        return read_name(taking, &taking->own->location, property->value, err);
    return JM_OK;
}
