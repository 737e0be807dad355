/* VTIMEZONE (RFC 5545 §3.6.5), and the zones that times name. */
#include "lint_parts.h"
#include <stdlib.h>
#include <string.h>

static const struct jm_lint_slice none = {NULL, 0};

static bool has_dots(struct jm_lint_slice name)
{
    for (size_t i = 0; i + 1 < name.length; i++)
        if (name.at[i] == '.' && name.at[i + 1] == '.')
            return true;
    return false;
}

static bool is_known_without_slash(struct jm_lint_slice name)
{
    return jm_lint_is(name, "UTC") || jm_lint_is(name, "GMT");
}

static void check_name(struct linting *l, const struct jm_lint_line *tzid)
{
    struct jm_lint_slice name = tzid->value;
    enum jm_lint_id id = JM_LINT_CHECKS;
    if (has_dots(name))
        id = JM_LINT_ZONE_PATH;
    else if (name.length && *name.at == '/')
        id = JM_LINT_ZONE_PREFIX;
    else if (!name.length || (!memchr(name.at, '/', name.length) &&
                              !is_known_without_slash(name)))
        id = JM_LINT_ZONE_NAME;
    if (id != JM_LINT_CHECKS)
        jm_lint_tell(l, id, tzid->number, name, none);
}

void jm_lint_zone(struct linting *l, const struct jm_lint_component *zone)
{
    const struct jm_lint_line *tzid = jm_lint_seen(zone, LINT_TZID);
    if (!tzid) {
        jm_lint_tell(l, JM_LINT_ZONE_UNNAMED, zone->number, none, none);
        return;
    }
    check_name(l, tzid);
    jm_lint_mark(
        l, &l->zones,
        (struct jm_lint_mark){.key = tzid->value, .number = tzid->number});
    if (!zone->shifts)
        jm_lint_tell(l, JM_LINT_ZONE_EMPTY, zone->number, tzid->value, none);
}

/* "+0100", "-013015" (§3.3.14). */
static bool read_offset(struct jm_lint_slice value, long *seconds)
{
    if ((value.length != 5 && value.length != 7) ||
        (*value.at != '+' && *value.at != '-'))
        return false;
    long hours = jm_lint_number((struct jm_lint_slice){value.at + 1, 2});
    long minutes = jm_lint_number((struct jm_lint_slice){value.at + 3, 2});
    *seconds = value.length == 7
                   ? jm_lint_number((struct jm_lint_slice){value.at + 5, 2})
                   : 0;
    return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 &&
           *seconds >= 0 && *seconds < 60;
}

static void check_offset(struct linting *l,
                         const struct jm_lint_component *shift,
                         enum jm_lint_name name)
{
    const struct jm_lint_line *line = jm_lint_seen(shift, name);
    struct jm_lint_slice value = line ? line->value : none;
    struct jm_lint_slice label = {jm_lint_properties[name].name,
                                  strlen(jm_lint_properties[name].name)};
    size_t number = line ? line->number : shift->number;
    long seconds = 0;
    if (!value.length || !read_offset(value, &seconds))
        jm_lint_tell(l, JM_LINT_OFFSET_UNREAL, number, value, label);
    else if (seconds)
        jm_lint_tell(l, JM_LINT_ZONE_OFFSET, number, value, label);
}

void jm_lint_shift(struct linting *l, const struct jm_lint_component *shift)
{
    check_offset(l, shift, LINT_OFFSET_FROM);
    check_offset(l, shift, LINT_OFFSET_TO);
    if (!jm_lint_seen(shift, LINT_DTSTART))
        jm_lint_tell(l, JM_LINT_START_MISSING, shift->number, shift->name,
                     none);
    const struct jm_lint_line *rdate = jm_lint_seen(shift, LINT_RDATE);
    if (rdate)
        jm_lint_tell(l, JM_LINT_ZONE_RDATE, rdate->number, shift->name, none);
}

/* ---- zones that are named, and zones that are there ---- */

static int by_name(const void *a, const void *b)
{
    const struct jm_lint_mark *one = a, *two = b;
    int order = jm_lint_compare(one->key, two->key);
    return order ? order
                 : (one->number > two->number) - (one->number < two->number);
}

static void sort_marks(struct jm_lint_marks *marks)
{
    if (marks->count)
        qsort(marks->all, marks->count, sizeof *marks->all, by_name);
}

/* The first mark of each name, from `from` on; NULL at the end. */
static const struct jm_lint_mark *next_name(const struct jm_lint_marks *marks,
                                            size_t *from)
{
    while (*from < marks->count) {
        const struct jm_lint_mark *mark = &marks->all[(*from)++];
        if (*from < 2 || !jm_lint_equal(mark[-1].key, mark->key))
            return mark;
    }
    return NULL;
}

static bool has_mark(const struct jm_lint_marks *marks,
                     struct jm_lint_slice name)
{
    size_t low = 0, high = marks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (jm_lint_compare(marks->all[middle].key, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < marks->count && jm_lint_equal(marks->all[low].key, name);
}

void jm_lint_compare_zones(struct linting *l)
{
    const struct jm_lint_mark *mark;
    sort_marks(&l->used);
    sort_marks(&l->zones);
    for (size_t at = 0; (mark = next_name(&l->used, &at)) != NULL;)
        if (!has_mark(&l->zones, mark->key))
            jm_lint_tell(l,
                         has_dots(mark->key) ? JM_LINT_ZONE_PATH
                                             : JM_LINT_ZONE_MISSING,
                         mark->number, mark->key, none);
    for (size_t at = 0; (mark = next_name(&l->zones, &at)) != NULL;)
        if (!has_mark(&l->used, mark->key))
            jm_lint_tell(l, JM_LINT_ZONE_UNUSED, mark->number, mark->key, none);
    for (size_t i = 1; i < l->zones.count; i++)
        if (jm_lint_equal(l->zones.all[i - 1].key, l->zones.all[i].key))
            jm_lint_tell(l, JM_LINT_ZONE_TWICE, l->zones.all[i].number,
                         l->zones.all[i].key, none);
}
