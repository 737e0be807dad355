#include "door.h"
#include "tune.h"
#include <jumelage/unicode.h>
#include <stdlib.h>
#include <string.h>

static void offer_fields(struct jm_nearest *nearest, const struct jm_noun *noun)
{
    for (int i = 0; i < noun->count; i++)
        if (!(noun->fields[i].flags & JM_FIELD_SYSTEM))
            jm_nearest_offer(nearest, noun->fields[i].name);
}

static enum jm_status fail_field(struct jm_app *app, const struct jm_noun *noun,
                                 const char *field)
{
    struct jm_nearest nearest;
    struct jm_text in_french = JM_TEXT_INIT;
    jm_nearest_begin(&nearest, field);
    offer_fields(&nearest, noun);
    /* "title" stands for title_fr, title_en and title_ko */
    jm_text_addf(&in_french, "%s_fr", field);
    bool is_stem = jm_noun_field(noun, jm_text_get(&in_french)) >= 0;
    jm_fail(&app->err, JM_INVALID, field, JM_SAY_FIELD_UNKNOWN, noun->spoken,
            field, is_stem ? jm_text_get(&in_french) : jm_nearest_get(&nearest),
            NULL);
    jm_text_clear(&in_french);
    return JM_INVALID;
}

enum jm_status jm_door_set(struct jm_app *app, struct jm_row *row,
                           const char *field, const char *typed)
{
    struct jm_text composed = JM_TEXT_INIT;
    enum jm_status status = JM_OK;
    bool is_id = strcmp(field, "id") == 0;
    int index = is_id ? -1 : jm_noun_field(row->noun, field);
    if (!is_id && index < 0)
        return fail_field(app, row->noun, field);
    status = jm_text_compose(&composed, typed, &app->err);
    if (!status && is_id)
        status = jm_row_set_id(row, jm_text_get(&composed), &app->err);
    else if (!status)
        status = jm_row_parse(row, index, jm_text_get(&composed), &app->err);
    jm_text_clear(&composed);
    return status;
}

enum jm_status jm_door_assign(struct jm_app *app, struct jm_row *row,
                              const char *word, bool *given)
{
    char field[64];
    const char *equals = strchr(word, '=');
    if (!equals || (size_t)(equals - word) >= sizeof field || equals == word)
        return jm_fail(&app->err, JM_INVALID, word, JM_SAY_FIELD_FORM, word,
                       NULL);
    memcpy(field, word, (size_t)(equals - word));
    field[equals - word] = '\0';
    int index = jm_noun_field(row->noun, field);
    bool *is_given = &given[index < 0 ? row->noun->count : index];
    if (*is_given && (index >= 0 || strcmp(field, "id") == 0))
        return jm_fail(&app->err, JM_INVALID, field, JM_SAY_FIELD_TWICE, field,
                       NULL);
    *is_given = true;
    return jm_door_set(app, row, field, equals + 1);
}

/* ---- names that are not there ---- */

struct offering {
    struct jm_nearest nearest;
    const char *word;
};

/* "tours" is near "fr-tours": the country does not count. */
static void offer_id(void *data, const char *id)
{
    struct offering *offering = data;
    jm_nearest_offer(&offering->nearest, id);
    const char *rest = strchr(id, '-');
    if (!rest || rest - id != 2)
        return;
    unsigned distance = jm_text_distance(offering->word, rest + 1);
    if (distance >= offering->nearest.distance)
        return;
    offering->nearest.distance = distance;
    jm_text_copy(offering->nearest.best, sizeof offering->nearest.best, id);
}

static enum jm_status fail_unknown(struct jm_app *app,
                                   const struct jm_noun *noun, const char *id)
{
    struct offering offering = {.word = id};
    jm_nearest_begin(&offering.nearest, id);
    if (noun->id != JM_NOUN_EVENT)
        jm_store_ids(app->store, noun, "", 10000, offer_id, &offering, NULL);
    jm_error_clear(&app->err);
    return jm_fail(&app->err, JM_NOT_FOUND, id, JM_SAY_UNKNOWN_ID, noun->spoken,
                   id, jm_nearest_get(&offering.nearest), NULL);
}

static enum jm_status check_references(struct jm_app *app,
                                       const struct jm_row *row)
{
    for (int i = 0; i < row->noun->count; i++) {
        const struct jm_field *field = &row->noun->fields[i];
        const char *id = jm_row_string(row, i);
        if (field->type == JM_TYPE_REF && id &&
            !jm_store_has(app->store, jm_noun(field->refers), id))
            return fail_unknown(app, jm_noun(field->refers), id);
    }
    return JM_OK;
}

/* ---- what goes without saying ---- */

/* The zone of the place that a field names, when the row has no zone yet. */
static enum jm_status take_zone(struct jm_app *app, struct jm_row *row,
                                int zone, int place)
{
    const char *id = jm_row_string(row, place);
    if (!jm_row_is_null(row, zone) || !id)
        return JM_OK;
    struct jm_row at = JM_ROW_INIT;
    struct jm_error ignored = JM_ERROR_INIT;
    const struct jm_noun *noun = jm_noun(JM_NOUN_COLLECTIVITY);
    enum jm_status status = JM_OK;
    if (!jm_store_get(app->store, noun, id, &at, &ignored))
        status = jm_row_set_string(
            row, zone, jm_row_string(&at, JM_collectivity_zone), &app->err);
    jm_row_clear(&at);
    return status;
}

static enum jm_status fill_zones(struct jm_app *app, struct jm_row *row)
{
    enum jm_status status = JM_OK;
    switch (row->noun->id) {
    case JM_NOUN_EVENT:
        status = take_zone(app, row, JM_event_zone, JM_event_host);
        if (!status && jm_row_is_null(row, JM_event_zone))
            status = jm_row_set_string(row, JM_event_zone, "Europe/Paris",
                                       &app->err);
        break;
    case JM_NOUN_BUSY:
        status = take_zone(app, row, JM_busy_zone, JM_busy_collectivity);
        break;
    case JM_NOUN_FLIGHT:
        status = take_zone(app, row, JM_flight_departs_zone, JM_flight_origin);
        if (!status)
            status = take_zone(app, row, JM_flight_arrives_zone,
                               JM_flight_destination);
        break;
    default:
        break;
    }
    return status;
}

static enum jm_status make_uuid(struct jm_app *app, struct jm_row *row)
{
    unsigned char random[16];
    char uuid[37];
    if (row->noun->id != JM_NOUN_EVENT || row->id)
        return JM_OK;
    if (!app->world->random(random, sizeof random))
        return jm_fail(&app->err, JM_FAILED, "getrandom", JM_SAY_NO_RANDOM,
                       NULL);
    jm_uuid_write(uuid, random);
    return jm_row_set_id(row, uuid, &app->err);
}

static void tell_remarks(const struct jm_app *app,
                         const struct jm_remark *remarks, int count)
{
    for (int i = 0; i < count; i++)
        jm_app_remark(app, remarks[i].message, remarks[i].args[0],
                      remarks[i].args[1], remarks[i].args[2], NULL);
}

enum jm_status jm_door_settle(struct jm_app *app, struct jm_row *row)
{
    struct jm_remark remarks[4];
    int count = 0;
    enum jm_status status = check_references(app, row);
    if (!status)
        status = fill_zones(app, row);
    if (!status)
        status = jm_row_fill(row, &app->err);
    if (!status)
        status = make_uuid(app, row);
    if (!status && row->noun->id == JM_NOUN_SETTING)
        status = jm_tune_settle(row, app->lang, &app->err);
    if (!status)
        status = jm_row_settle(row, jm_zones_lookup, app->zones, remarks, 4,
                               &count, &app->err);
    if (!status)
        tell_remarks(app, remarks, count < 4 ? count : 4);
    else if (app->err.message == JM_SAY_ZONE_UNKNOWN)
        jm_text_copy(app->err.args[2], sizeof app->err.args[2],
                     jm_zones_nearest(app->zones, app->err.args[1]));
    return status;
}

/* ---- rows by name ---- */

enum jm_status jm_door_noun(struct jm_app *app, const char *word,
                            const struct jm_noun **noun)
{
    struct jm_nearest nearest;
    *noun = jm_noun_find(word);
    if (*noun)
        return JM_OK;
    jm_nearest_begin(&nearest, word);
    for (int i = 0; i < JM_NOUNS; i++) {
        jm_nearest_offer(&nearest, jm_noun((enum jm_noun_id)i)->name);
        jm_nearest_offer(&nearest, jm_noun((enum jm_noun_id)i)->plural);
    }
    return jm_fail(&app->err, JM_INVALID, word, JM_SAY_NOUN_UNKNOWN, word,
                   jm_nearest_get(&nearest), NULL);
}

struct matching {
    char id[40];
    int count;
};

static void match(void *data, const char *id)
{
    struct matching *matching = data;
    jm_text_copy(matching->id, sizeof matching->id, id);
    matching->count++;
}

/* How few characters name a row, where the first ones do: an event by its UUID,
 * a waiver by its fingerprint. */
static size_t least_start(const struct jm_noun *noun)
{
    return noun->id == JM_NOUN_EVENT    ? 4
           : noun->id == JM_NOUN_WAIVER ? 6
                                        : SIZE_MAX;
}

static enum jm_status find_start(struct jm_app *app, const struct jm_noun *noun,
                                 const char *id, struct jm_row *row)
{
    struct matching matching = {.count = 0};
    size_t length = strlen(id);
    if (length < least_start(noun) || length >= 36 ||
        strspn(id, "0123456789abcdef-") != length)
        return JM_NOT_FOUND;
    enum jm_status status =
        jm_store_ids(app->store, noun, id, 2, match, &matching, &app->err);
    if (status || !matching.count)
        return status ? status : JM_NOT_FOUND;
    if (matching.count > 1)
        return jm_fail(&app->err, JM_INVALID, id,
                       noun->id == JM_NOUN_EVENT ? JM_SAY_AMBIGUOUS_ID
                                                 : JM_SAY_FINGERPRINT_AMBIGUOUS,
                       id, NULL);
    return jm_store_get(app->store, noun, matching.id, row, &app->err);
}

/* JM_NOT_FOUND without an error, where nothing is named so. */
static enum jm_status find(struct jm_app *app, const struct jm_noun *noun,
                           const char *id, struct jm_row *row)
{
    if (jm_store_has(app->store, noun, id))
        return jm_store_get(app->store, noun, id, row, &app->err);
    return find_start(app, noun, id, row);
}

enum jm_status jm_door_row(struct jm_app *app, const struct jm_noun *noun,
                           const char *id, struct jm_row *row)
{
    enum jm_status status = find(app, noun, id, row);
    if (status == JM_NOT_FOUND && !app->err.status)
        status = fail_unknown(app, noun, id);
    return status;
}

static uint32_t find_in_plan(const struct jm_plan *plan, enum jm_noun_id noun,
                             const char *id)
{
    return noun == JM_NOUN_DELEGATION ? jm_plan_find_delegation(plan, id)
           : noun == JM_NOUN_PERSON   ? jm_plan_find_person(plan, id)
           : noun == JM_NOUN_THEME    ? jm_plan_find_theme(plan, id)
                                      : jm_plan_find_collectivity(plan, id);
}

enum jm_status jm_door_in_plan(struct jm_app *app, const struct jm_plan *plan,
                               enum jm_noun_id noun, const char *id,
                               uint32_t *index)
{
    struct jm_row row = JM_ROW_INIT;
    enum jm_status status = JM_OK;
    *index = find_in_plan(plan, noun, id);
    if (*index == JM_NONE)
        status = jm_door_row(app, jm_noun(noun), id, &row);
    if (*index == JM_NONE && !status) /* it is only in the working plan */
        status = jm_fail(&app->err, JM_NOT_FOUND, id, JM_SAY_NOT_IN_RELEASE,
                         jm_noun(noun)->spoken, id, NULL);
    jm_row_clear(&row);
    return status;
}

static enum jm_status find_anywhere(struct jm_app *app, const char *id,
                                    struct jm_row *row)
{
    static const enum jm_noun_id first[] = {JM_NOUN_EVENT, JM_NOUN_COLLECTIVITY,
                                            JM_NOUN_DELEGATION, JM_NOUN_PERSON,
                                            JM_NOUN_VENUE};
    struct offering offering = {.word = id};
    enum jm_status status = JM_NOT_FOUND;
    for (size_t i = 0;
         i < sizeof first / sizeof *first && status == JM_NOT_FOUND; i++)
        status = find(app, jm_noun(first[i]), id, row);
    for (int i = 0; i < JM_NOUNS && status == JM_NOT_FOUND; i++)
        status = find(app, jm_noun((enum jm_noun_id)i), id, row);
    if (status != JM_NOT_FOUND || app->err.status)
        return status;
    jm_nearest_begin(&offering.nearest, id);
    for (size_t i = 1; i < sizeof first / sizeof *first; i++)
        jm_store_ids(app->store, jm_noun(first[i]), "", 10000, offer_id,
                     &offering, NULL);
    return jm_fail(&app->err, JM_NOT_FOUND, id, JM_SAY_UNKNOWN_NAME, id,
                   jm_nearest_get(&offering.nearest), NULL);
}

enum jm_status jm_door_named(struct jm_app *app, struct jm_row *row, int *next)
{
    const struct jm_args *args = &app->args;
    const struct jm_noun *noun =
        args->count ? jm_noun_find(args->words[0]) : NULL;
    int at = noun ? 1 : 0;
    if (at >= args->count || strchr(args->words[at], '='))
        return jm_fail(&app->err, JM_INVALID, "id", JM_SAY_NAME_MISSING, NULL);
    *next = at + 1;
    return noun ? jm_door_row(app, noun, args->words[at], row)
                : find_anywhere(app, args->words[at], row);
}

static enum jm_status note_reveal(struct jm_app *app, const char *noun,
                                  const char *id)
{
    const char *why = jm_app_option(app, "why");
    struct jm_author author = jm_app_author(app);
    struct jm_row reveal = JM_ROW_INIT;
    struct jm_change *change = NULL;
    struct jm_text at = JM_TEXT_INIT;
    int64_t number = 0;
    if (!why || !*why)
        return jm_fail(&app->err, JM_INVALID, "why", JM_SAY_REVEAL_NO_REASON,
                       NULL);
    jm_text_add_utc(&at, app->world->now);
    enum jm_status status =
        jm_row_init(&reveal, jm_noun(JM_NOUN_REVEAL), &app->err);
    if (!status)
        status = jm_row_set_string(&reveal, JM_reveal_noun, noun, &app->err);
    if (!status)
        status = jm_row_set_string(&reveal, JM_reveal_row, id, &app->err);
    if (!status)
        status = jm_row_set_string(&reveal, JM_reveal_revealed_at,
                                   jm_text_get(&at), &app->err);
    if (!status)
        status = jm_door_settle(app, &reveal);
    if (!status && jm_store_has(app->store, reveal.noun, reveal.id))
        goto out; /* noted in this very second */
    if (!status)
        status = jm_change_begin(&change, app->store, &author, &app->err);
    if (!status)
        status = jm_change_add(change, &reveal, &app->err);
    if (!status) {
        status = jm_change_commit(change, &number, &app->err);
        change = NULL;
    }
out:
    jm_change_free(change);
    jm_row_clear(&reveal);
    jm_text_clear(&at);
    return status;
}

enum jm_status jm_door_reveal(struct jm_app *app, const struct jm_row *row)
{
    return note_reveal(app, row->noun->name, row->id);
}

enum jm_status jm_door_reveal_all(struct jm_app *app, const char *what)
{
    return note_reveal(app, what, "*");
}
