/* Times with the zone that their property names. */
#include "intake_taking.h"

#define LONGEST_TZID 200

static bool is_date(const struct jm_property *property)
{
    struct jm_piece kind;
    return jm_property_parameter(property, "VALUE", &kind) &&
           jm_piece_is(kind, "DATE");
}

/* Whose wall time it is. */
static const struct jm_zone_ref *read_zone(struct jm_taking *taking,
                                           const struct jm_property *property,
                                           enum jm_status *status,
                                           struct jm_error *err)
{
    struct jm_piece tzid;
    if (!jm_property_parameter(property, "TZID", &tzid) || !tzid.count)
        return taking->zones.floating;
    jm_text_reset(&taking->text);
    *status = jm_value_parameter(&taking->text, tzid, LONGEST_TZID, err);
    if (*status)
        return NULL;
    const struct jm_zone_ref *ref = jm_zone_ref(
        &taking->zones, jm_text_get(&taking->text), taking->lines.number);
    if (!ref)
        *status = jm_fail_memory(err);
    return ref;
}

bool jm_when_read(struct jm_taking *taking, const struct jm_property *property,
                  struct jm_piece value, struct jm_when *when,
                  enum jm_status *status, struct jm_error *err)
{
    while (value.count && *value.at == ' ') {
        value.at++;
        value.count--;
    }
    while (value.count && value.at[value.count - 1] == ' ')
        value.count--;
    if (!jm_value_time(value, &when->form, &when->wall))
        return false;
    if (when->form != JM_FORM_DATE && is_date(property)) {
        when->form = JM_FORM_DATE;
        when->wall = jm_wall_day(when->wall) * JM_DAY_SECONDS;
    }
    when->ref = when->form == JM_FORM_UTC ? taking->zones.utc
                : when->form == JM_FORM_DATE
                    ? taking->zones.floating
                    : read_zone(taking, property, status, err);
    return when->ref != NULL;
}
