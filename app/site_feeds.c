#include "site.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define TOKEN_BYTES 24 /* 192 bits */

/* Kept from whoever does not have the plan, and the same for ever. */
static void add_token(struct jm_text *out, const unsigned char *secret,
                      const char *who)
{
    unsigned char hash[crypto_auth_hmacsha256_BYTES];
    char token[sodium_base64_ENCODED_LEN(
        TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
    crypto_auth_hmacsha256(hash, (const unsigned char *)who, strlen(who),
                           secret);
    sodium_bin2base64(token, sizeof token, hash, TOKEN_BYTES,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    jm_text_add(out, token);
}

/* "fr-tours" is "tours": the last part is what calendar programs show first. */
static const char *slug_of(const char *who)
{
    const char *colon = strchr(who, ':');
    const char *id = colon ? colon + 1 : who;
    bool has_country = strlen(id) > 3 && id[2] == '-';
    return has_country ? id + 3 : id;
}

static bool make_path(struct jm_site_feed *feed, const unsigned char *secret)
{
    struct jm_text path = JM_TEXT_INIT;
    jm_text_add(&path, "f/");
    if (feed->is_public)
        jm_text_addf(&path, "%s-%s",
                     feed->kind == JM_FEED_DAYS ? "days" : "public",
                     jm_lang_tag(feed->lang));
    else
        add_token(&path, secret, feed->who);
    jm_text_addf(&path, "/jumelage-%s.ics", slug_of(feed->who));
    feed->path = jm_text_take(&path);
    return feed->path != NULL;
}

static enum jm_status add(struct jm_site *site, struct jm_site_feed feed,
                          const unsigned char *secret)
{
    struct jm_text who = JM_TEXT_INIT, name = JM_TEXT_INIT;
    const struct jm_feed as = {.kind = feed.kind,
                               .row = feed.row,
                               .lang = feed.lang,
                               .country = feed.country};
    if (site->count == site->room) {
        size_t room = site->room ? site->room * 2 : 64;
        struct jm_site_feed *feeds = realloc(site->feeds, room * sizeof *feeds);
        if (!feeds)
            return jm_fail_memory(&site->app->err);
        site->feeds = feeds;
        site->room = room;
    }
    jm_addressee_name(&who, site->plan, &as);
    jm_feed_name(&name, site->plan, &as);
    feed.who = jm_text_take(&who);
    feed.name = jm_text_take(&name);
    bool is_whole = feed.who && feed.name && make_path(&feed, secret);
    site->feeds[site->count++] = feed;
    return is_whole ? JM_OK : jm_fail_memory(&site->app->err);
}

/* Something of the plan, whenever, is in the feed. */
static bool has_events(const struct jm_site *site, enum jm_feed_kind kind,
                       uint32_t row)
{
    const struct jm_feed feed = {
        .kind = kind, .row = row, .window = {JM_UTC_MIN, JM_UTC_MAX}};
    for (uint32_t i = 0; i < site->plan->n_events; i++)
        if (jm_feed_holds(site->plan, &feed, i))
            return true;
    return false;
}

static enum jm_lang lang_of_place(const struct jm_site *site, uint32_t place)
{
    if (place == JM_NONE)
        return site->app->lang;
    return strcmp(site->plan->collectivities[place].country, "KR") == 0
               ? JM_KO
               : site->app->lang;
}

static enum jm_lang lang_of(const struct jm_site *site, enum jm_feed_kind kind,
                            uint32_t row)
{
    const struct jm_plan *plan = site->plan;
    switch (jm_feed_audiences[kind].row) {
    case JM_FEED_OF_COLLECTIVITY:
        return lang_of_place(site, row);
    case JM_FEED_OF_DELEGATION:
        return lang_of_place(site, plan->delegations[row].origin);
    case JM_FEED_OF_PERSON:
        return lang_of_place(site, plan->people[row].organisation);
    case JM_FEED_OF_THEME:
    case JM_FEED_OF_NOTHING:
        break;
    }
    return site->app->lang;
}

static enum jm_status add_rows(struct jm_site *site, enum jm_feed_kind kind,
                               uint32_t count, const unsigned char *secret)
{
    enum jm_status status = JM_OK;
    for (uint32_t row = 0; !status && row < count; row++) {
        struct jm_site_feed feed = {
            .kind = kind, .row = row, .lang = lang_of(site, kind, row)};
        if (has_events(site, kind, row))
            status = add(site, feed, secret);
    }
    return status;
}

static enum jm_status add_public(struct jm_site *site,
                                 const unsigned char *secret)
{
    static const char *const countries[] = {"FR", "KR"};
    enum jm_status status = JM_OK;
    for (int lang = 0; !status && lang < JM_LANGS; lang++) {
        struct jm_site_feed feed = {.kind = JM_FEED_PUBLIC,
                                    .row = JM_NONE,
                                    .lang = (enum jm_lang)lang,
                                    .is_public = true};
        status = add(site, feed, secret);
        feed.kind = JM_FEED_DAYS;
        for (size_t i = 0; !status && i < 2; i++) {
            feed.country = countries[i];
            status = add(site, feed, secret);
        }
    }
    return status;
}

enum jm_status jm_site_gather(struct jm_site *site)
{
    const struct jm_plan *plan = site->plan;
    const struct {
        enum jm_feed_kind kind;
        uint32_t rows;
    } kinds[] = {{JM_FEED_HOST, plan->n_collectivities},
                 {JM_FEED_DELEGATION, plan->n_delegations},
                 {JM_FEED_PERSON, plan->n_people},
                 {JM_FEED_THEME, plan->n_themes},
                 {JM_FEED_PARTNER, plan->n_collectivities},
                 {JM_FEED_BUSY, plan->n_collectivities}};
    static const enum jm_feed_kind single[] = {JM_FEED_COMMUNICATION,
                                               JM_FEED_CONFLICTS};
    unsigned char secret[JM_SECRET_BYTES];
    enum jm_status status =
        jm_store_secret(site->app->store, secret, &site->app->err);
    if (!status)
        status = add_public(site, secret);
    for (size_t i = 0; !status && i < sizeof kinds / sizeof *kinds; i++)
        status = add_rows(site, kinds[i].kind, kinds[i].rows, secret);
    for (size_t i = 0; !status && i < sizeof single / sizeof *single; i++)
        status =
            add(site,
                (struct jm_site_feed){
                    .kind = single[i], .row = JM_NONE, .lang = site->app->lang},
                secret);
    sodium_memzero(secret, sizeof secret);
    return status;
}
