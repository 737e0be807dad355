#include "facts.h"
#include "json.h"

json_t *jm_json_day(jm_day day)
{
    struct jm_text text = JM_TEXT_INIT;
    if (day != JM_DAY_NONE)
        jm_text_add_day(&text, day);
    json_t *value = jm_json_text(jm_text_get(&text));
    jm_text_clear(&text);
    return value;
}

static json_t *make_host(const struct jm_plan *plan, uint32_t row)
{
    return row == JM_NONE ? json_null()
                          : json_string(plan->collectivities[row].id);
}

static json_t *make_mark(const struct jm_app *app, const struct jm_plan *plan,
                         int64_t row)
{
    const struct jm_marked_days *mark = &plan->marked_days[row];
    json_t *object = json_object();
    jm_json_set(object, "kind",
                json_string(jm_choice_word(JM_SET_day_kind, (int)mark->kind)));
    jm_json_set(object, "name",
                jm_json_text(jm_lang_pick(mark->name, app->lang)));
    jm_json_set(object, "first", jm_json_day(mark->first));
    jm_json_set(object, "last", jm_json_day(mark->last));
    jm_json_set(object, "country", jm_json_text(mark->country));
    jm_json_set(object, "department", jm_json_text(mark->department));
    jm_json_set(object, "school_zone",
                mark->school_zone < 0
                    ? json_null()
                    : json_string(jm_choice_word(JM_SET_school_zone,
                                                 mark->school_zone)));
    jm_json_set(object, "collectivity", make_host(plan, mark->collectivity));
    jm_json_set(object, "source", jm_json_text(mark->source));
    jm_json_set(object, "estimated", json_boolean(mark->estimated));
    return object;
}

static json_t *make_busy(const struct jm_plan *plan, int64_t row)
{
    const struct jm_busy_span *busy = &plan->busy_spans[row];
    json_t *object = json_object();
    jm_json_set(object, "title", jm_json_text(busy->title));
    jm_json_set(object, "from", jm_json_utc(busy->span.from));
    jm_json_set(object, "until", jm_json_utc(busy->span.until));
    jm_json_set(object, "collectivity", make_host(plan, busy->collectivity));
    return object;
}

static json_t *make_post(const struct jm_plan *plan, int64_t row)
{
    const struct jm_post_text *post = &plan->posts[row];
    json_t *object = json_object();
    jm_json_set(object, "event", jm_json_text(plan->texts[post->event].uid));
    jm_json_set(
        object, "channel",
        json_string(jm_choice_word(JM_SET_channel, (int)post->channel)));
    jm_json_set(object, "language", jm_json_text(post->language));
    return object;
}

static json_t *make_missing(int64_t bits)
{
    static const char *const words[JM_MISSING_BITS] = {
        "hours",    "venue",    "address", "contact", "title_fr",
        "title_en", "title_ko", "head",    "size"};
    json_t *array = json_array();
    for (int i = 0; i < JM_MISSING_BITS; i++)
        if (bits >> i & 1)
            json_array_append_new(array, json_string(words[i]));
    return array;
}

static json_t *make_fact(const struct jm_app *app, const struct jm_plan *plan,
                         enum jm_fact_key key, int64_t value)
{
    switch (key) {
    case JM_FACT_OTHER_HOST:
        return make_host(plan, (uint32_t)value);
    case JM_FACT_THEME:
        return json_string(plan->themes[value].id);
    case JM_FACT_PERSON:
        return json_string(plan->people[value].id);
    case JM_FACT_MARK:
        return make_mark(app, plan, value);
    case JM_FACT_BUSY:
        return make_busy(plan, value);
    case JM_FACT_POST:
        return make_post(plan, value);
    case JM_FACT_DAY:
    case JM_FACT_LAST_DAY:
        return jm_json_day((jm_day)value);
    case JM_FACT_MISSING:
        return make_missing(value);
    default:
        return json_integer(value);
    }
}

json_t *jm_facts_json(const struct jm_app *app, const struct jm_plan *plan,
                      const struct jm_finding *finding)
{
    json_t *facts = json_object();
    for (uint32_t i = 0; i < finding->n_facts; i++)
        jm_json_set(facts, jm_fact_word(finding->facts[i].key),
                    make_fact(app, plan, finding->facts[i].key,
                              finding->facts[i].value));
    return facts;
}
