/* A busy-only feed says when somebody is taken, and nothing else: on random
 * plans made of words that stand nowhere else, none of them shows. */
#include "../plans.h"
#include <cases.h>
#include <jumelage/feed.h>
#include <jumelage/nouns.h>

enum { PLANS = 200, WORDS = 400, HOSTS = 5, EVENTS = 30 };

/* Words of a plan: what must not show. */
static struct word {
    char text[16];
} words[WORDS];
static size_t n_words;

static uint64_t next(uint64_t *r)
{
    *r ^= *r << 13;
    *r ^= *r >> 7;
    *r ^= *r << 17;
    return *r;
}

/* Ten letters that no template of a calendar holds in a row. */
static const char *word(uint64_t *r)
{
    assert_true(n_words < WORDS);
    char *text = words[n_words++].text;
    for (int i = 0; i < 10; i++)
        text[i] = (char)('a' + next(r) % 26);
    text[10] = '\0';
    return text;
}

static uint32_t add_host(struct draft *d, uint64_t *r, uint32_t parent)
{
    char id[24];
    snprintf(id, sizeof id, "fr-%s", word(r));
    return draft_host(d, id, 45 + (double)(next(r) % 5), 2, 1, parent);
}

static struct jm_plan *make_plan(uint64_t *r)
{
    struct draft d;
    uint32_t hosts[HOSTS], delegation, venue, person;
    draft_begin(&d);
    n_words = 0;
    for (int i = 0; i < HOSTS; i++)
        hosts[i] = add_host(&d, r, i == 1 ? hosts[0] : JM_NONE);
    delegation = draft_delegation(&d, word(r), hosts[HOSTS - 1]);
    venue = draft_venue(&d, word(r), hosts[0], 1);
    person = draft_person(&d, word(r));
    for (int i = 0; i < EVENTS; i++) {
        char starts[24], ends[24];
        unsigned day = (unsigned)(1 + next(r) % 20),
                 hour = (unsigned)(8 + next(r) % 8);
        bool all_day = next(r) % 4 == 0;
        snprintf(starts, sizeof starts,
                 all_day ? "2023-03-%02u" : "2023-03-%02uT%02u:00", day, hour);
        snprintf(ends, sizeof ends,
                 all_day ? "2023-03-%02u" : "2023-03-%02uT%02u:00",
                 all_day ? day + (unsigned)(next(r) % 3) : day, hour + 1);
        draft_add(&d, (struct draft_event){
                          .kind = (enum jm_event_kind)(next(r) % 11),
                          .status = (enum jm_event_status)(next(r) % 4),
                          .sketchy = true,
                          .starts = starts,
                          .ends = ends,
                          .host = next(r) % 4 ? &hosts[next(r) % HOSTS] : NULL,
                          .venue = next(r) % 3 ? NULL : &venue,
                          .delegation = next(r) % 2 ? &delegation : NULL,
                          .title = word(r),
                          .track = next(r) % 3 ? NULL : word(r),
                          .person = next(r) % 3 ? NULL : &person});
    }
    return draft_seal(&d);
}

static void alias(void *data, const char *uid, char out[37])
{
    unsigned char bytes[16];
    uint64_t hash = jm_text_hash(*(uint64_t *)data, uid, strlen(uid));
    memcpy(bytes, &hash, 8);
    memset(bytes + 8, 7, 8);
    jm_uuid_write(out, bytes);
}

static void check_silence(const char *feed, const struct jm_plan *plan)
{
    for (size_t i = 0; i < n_words; i++)
        CHECK(words[i].text, !strstr(feed, words[i].text));
    for (uint32_t i = 0; i < plan->n_events; i++)
        CHECK(plan->texts[i].uid, !strstr(feed, plan->texts[i].uid));
    static const char *const forbidden[] = {
        "LOCATION", "GEO:",  "CATEGORIES", "TZID",  "Europe",   "Paris",
        "Seoul",    "\nURL", "ORGANIZER",  "ATTEN", "\nCOLOR:t"};
    for (size_t i = 0; i < COUNT(forbidden); i++)
        CHECK(forbidden[i], !strstr(feed, forbidden[i]));
}

static int count_of(const char *feed, const char *what)
{
    int count = 0;
    for (; (feed = strstr(feed, what)); feed++)
        count++;
    return count;
}

/* The slow way: is somebody at the host taken by it? */
static bool takes(const struct jm_plan *plan, uint32_t event, uint32_t host)
{
    static const enum jm_event_kind markers[] = {
        JM_STAY, JM_FLAGSHIP, JM_LODGING, JM_DEADLINE, JM_POST};
    const struct jm_event *e = &plan->events[event];
    if (e->status == JM_IDEA || e->status == JM_CANCELLED)
        return false;
    for (size_t i = 0; i < COUNT(markers); i++)
        if (e->kind == markers[i])
            return false;
    if (e->span.until - e->span.from > 26 * 3600)
        return false;
    uint32_t place = e->host;
    if (place == JM_NONE && e->venue != JM_NONE)
        place = plan->venues[e->venue].collectivity;
    for (; place != JM_NONE; place = plan->collectivities[place].parent)
        if (place == host)
            return true;
    return false;
}

static void check_feeds(const struct jm_plan *plan, uint64_t key, int *seen)
{
    for (uint32_t host = 0; host < plan->n_collectivities; host++)
        for (int lang = 0; lang < JM_LANGS; lang++) {
            struct jm_text out = JM_TEXT_INIT;
            struct jm_error err = JM_ERROR_INIT;
            const struct jm_feed feed = {.kind = JM_FEED_BUSY,
                                         .row = host,
                                         .lang = (enum jm_lang)lang,
                                         .window = {JM_UTC_MIN, JM_UTC_MAX},
                                         .alias = alias,
                                         .alias_data = &key};
            int events = 0, wanted = 0;
            assert_int_equal(jm_feed_write(&out, plan, &feed, &events, &err),
                             JM_OK);
            for (uint32_t i = 0; i < plan->n_events; i++)
                wanted += takes(plan, i, host);
            assert_int_equal(events, wanted);
            assert_int_equal(count_of(jm_text_get(&out), "BEGIN:VEVENT"),
                             wanted ? wanted : 1);
            check_silence(jm_text_get(&out), plan);
            *seen += wanted;
            jm_text_clear(&out);
        }
}

static void test_nothing_shows(void **state)
{
    (void)state;
    uint64_t r = test_seed(20261128);
    int seen = 0;
    for (int i = 0; i < PLANS; i++) {
        struct jm_plan *plan = make_plan(&r);
        check_feeds(plan, next(&r), &seen);
        jm_plan_free(plan);
    }
    assert_true(seen > PLANS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_nothing_shows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
