#include "addressee.h"
#include "door.h"
#include <sodium.h>
#include <string.h>

/* Keyed, so that who knows the UIDs of one feed cannot find them in another. */
static void make_alias(void *data, const char *uid, char out[37])
{
    unsigned char hash[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256(hash, (const unsigned char *)uid, strlen(uid), data);
    jm_uuid_write(out, hash);
}

enum jm_status jm_addressee_make(struct jm_app *app, const struct jm_plan *plan,
                                 enum jm_feed_kind kind, uint32_t row,
                                 struct jm_addressee *a)
{
    *a = (struct jm_addressee){
        .feed = {.kind = kind,
                 .row = row,
                 .lang = app->lang,
                 .window = jm_feed_window(app->today),
                 .now = (jm_utc)app->today * JM_DAY_SECONDS},
        .findings = JM_FINDINGS_INIT};
    a->feed.alias = make_alias;
    a->feed.alias_data = a->secret;
    a->feed.findings = &a->findings;
    if (kind == JM_FEED_BUSY)
        return jm_store_secret(app->store, a->secret, &app->err);
    return kind == JM_FEED_CONFLICTS
               ? jm_told_open(app, plan, JM_WARNING, &a->findings)
               : JM_OK;
}

void jm_addressee_clear(struct jm_addressee *audience)
{
    sodium_memzero(audience->secret, sizeof audience->secret);
    jm_findings_clear(&audience->findings);
}

static const enum jm_noun_id nouns[] = {
    [JM_FEED_OF_COLLECTIVITY] = JM_NOUN_COLLECTIVITY,
    [JM_FEED_OF_DELEGATION] = JM_NOUN_DELEGATION,
    [JM_FEED_OF_PERSON] = JM_NOUN_PERSON,
    [JM_FEED_OF_THEME] = JM_NOUN_THEME};

static enum jm_status fail_who(struct jm_app *app, const char *who)
{
    struct jm_text all = JM_TEXT_INIT;
    for (int i = 0; i < JM_FEED_KINDS; i++) {
        const struct jm_feed_audience *audience = &jm_feed_audiences[i];
        jm_text_addf(&all, "%s%s%s", i ? ", " : "", audience->word,
                     audience->row == JM_FEED_OF_NOTHING ? ""
                     : audience->row_is_optional         ? "[:ID]"
                                                         : ":ID");
    }
    jm_fail(&app->err, JM_INVALID, who, JM_SAY_EXPORT_WHO, who,
            jm_text_get(&all), NULL);
    jm_text_clear(&all);
    return JM_INVALID;
}

static int kind_of(const char *who, size_t length)
{
    for (int i = 0; i < JM_FEED_KINDS; i++)
        if (strlen(jm_feed_audiences[i].word) == length &&
            memcmp(jm_feed_audiences[i].word, who, length) == 0)
            return i;
    return -1;
}

/* "FR" and "KR" are countries, where marked days are asked for. */
static bool is_country(int kind, const char *id)
{
    return kind == JM_FEED_DAYS &&
           (strcmp(id, "FR") == 0 || strcmp(id, "KR") == 0);
}

enum jm_status jm_addressee_read(struct jm_app *app, const struct jm_plan *plan,
                                 const char *who, struct jm_addressee *a)
{
    size_t length = strcspn(who, ":");
    const char *id = who[length] ? who + length + 1 : "";
    int kind = kind_of(who, length);
    uint32_t row = JM_NONE;
    enum jm_status status = JM_OK;
    *a = (struct jm_addressee){.findings = JM_FINDINGS_INIT};
    if (kind < 0)
        return fail_who(app, who);
    const struct jm_feed_audience *audience = &jm_feed_audiences[kind];
    bool takes_row = audience->row != JM_FEED_OF_NOTHING;
    bool has_country = is_country(kind, id);
    if ((*id && !takes_row) ||
        (!*id && (who[length] || (takes_row && !audience->row_is_optional))))
        return fail_who(app, who);
    if (*id && !has_country)
        status = jm_door_in_plan(app, plan, nouns[audience->row], id, &row);
    if (!status)
        status = jm_addressee_make(app, plan, (enum jm_feed_kind)kind, row, a);
    if (!status && has_country) {
        jm_text_copy(a->country, sizeof a->country, id);
        a->feed.country = a->country;
    }
    return status;
}

void jm_addressee_name(struct jm_text *out, const struct jm_plan *plan,
                       const struct jm_feed *feed)
{
    const struct jm_feed_audience *audience = &jm_feed_audiences[feed->kind];
    jm_text_add(out, audience->word);
    if (feed->country)
        jm_text_addf(out, ":%s", feed->country);
    if (feed->row == JM_NONE)
        return;
    const char *id = audience->row == JM_FEED_OF_COLLECTIVITY
                         ? plan->collectivities[feed->row].id
                     : audience->row == JM_FEED_OF_DELEGATION
                         ? plan->delegations[feed->row].id
                     : audience->row == JM_FEED_OF_PERSON
                         ? plan->people[feed->row].id
                         : plan->themes[feed->row].id;
    jm_text_addf(out, ":%s", id);
}
