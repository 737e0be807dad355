/* Differences as data. */
#include "changes.h"
#include "json.h"
#include <jumelage/sentence.h>
#include <string.h>

static json_t *make_host(const struct jm_plan *plan, uint32_t row)
{
    return row == JM_NONE ? json_null()
                          : json_string(plan->collectivities[row].id);
}

static json_t *make_venue(const struct jm_plan *plan, uint32_t row)
{
    return row == JM_NONE ? json_null() : json_string(plan->venues[row].id);
}

/* How the event is in one of the plans; null where it is not there. */
static json_t *make_event(const struct jm_plan *plan, uint32_t event)
{
    if (event == JM_NONE)
        return json_null();
    const struct jm_event *e = &plan->events[event];
    json_t *object = json_object();
    jm_json_set(
        object, "status",
        json_string(jm_choice_word(JM_SET_event_status, (int)e->status)));
    jm_json_set(object, "from", jm_json_utc(e->span.from));
    jm_json_set(object, "until", jm_json_utc(e->span.until));
    jm_json_set(object, "zone", json_string(plan->zones[e->zone].name));
    jm_json_set(object, "host", make_host(plan, e->host));
    jm_json_set(object, "venue", make_venue(plan, e->venue));
    jm_json_set(object, "to_host", make_host(plan, e->to_host));
    jm_json_set(object, "to_venue", make_venue(plan, e->to_venue));
    jm_json_set(object, "sequence", json_integer(plan->texts[event].sequence));
    return object;
}

static json_t *make_parts(uint32_t parts)
{
    json_t *array = json_array();
    for (int i = 0; i < JM_SHOWN_PARTS; i++)
        if (parts >> i & 1)
            json_array_append_new(
                array, json_string(jm_shown_word((enum jm_shown_part)i)));
    return array;
}

static bool has(const json_t *array, const char *id)
{
    for (size_t i = 0; i < json_array_size(array); i++)
        if (strcmp(json_string_value(json_array_get(array, i)), id) == 0)
            return true;
    return false;
}

static void add_id(json_t *array, const char *id)
{
    if (!has(array, id))
        json_array_append_new(array, json_string(id));
}

static void add_whom(json_t *hosts, json_t *people, const struct jm_plan *plan,
                     uint32_t event, struct jm_concerned *concerned)
{
    if (event == JM_NONE)
        return;
    jm_event_concerns(concerned, plan, event);
    for (size_t i = 0; i < concerned->n_collectivities; i++)
        add_id(hosts, plan->collectivities[concerned->collectivities[i]].id);
    for (size_t i = 0; i < concerned->n_people; i++)
        add_id(people, plan->people[concerned->people[i]].id);
}

static json_t *make_item(const struct jm_app *app, const struct jm_diff *diff,
                         const struct jm_diff_item *item,
                         struct jm_concerned *concerned)
{
    bool is_there = item->after != JM_NONE;
    const struct jm_plan *plan = is_there ? diff->after : diff->before;
    uint32_t event = is_there ? item->after : item->before;
    json_t *object = json_object(), *hosts = json_array(),
           *people = json_array();
    add_whom(hosts, people, diff->after, item->after, concerned);
    add_whom(hosts, people, diff->before, item->before, concerned);
    jm_json_set(object, "what", json_string(jm_difference_word(item->what)));
    jm_json_set(object, "event", json_string(plan->texts[event].uid));
    jm_json_set(object, "title",
                jm_json_text(jm_event_title(plan, event, app->lang)));
    jm_json_set(object, "before", make_event(diff->before, item->before));
    jm_json_set(object, "after", make_event(diff->after, item->after));
    jm_json_set(object, "parts", make_parts(item->parts));
    jm_json_set(object, "collectivities", hosts);
    jm_json_set(object, "people", people);
    return object;
}

enum jm_status jm_changes_json(struct jm_app *app, json_t *object,
                               const struct jm_diff *diff)
{
    struct jm_concerned concerned = JM_CONCERNED_INIT;
    json_t *counts = json_object(), *all = json_array();
    for (int what = 0; what < JM_DIFFERENCES; what++)
        jm_json_set(counts, jm_difference_word((enum jm_difference)what),
                    json_integer((json_int_t)diff->counts[what]));
    for (size_t i = 0; i < diff->count; i++)
        json_array_append_new(all,
                              make_item(app, diff, &diff->all[i], &concerned));
    jm_json_set(object, "counts", counts);
    jm_json_set(object, "differences", all);
    bool failed = concerned.failed;
    jm_concerned_clear(&concerned);
    return failed ? jm_fail_memory(&app->err) : JM_OK;
}
