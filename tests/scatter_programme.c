#include "scatter_programme.h"
#include "cases.h"

enum { LINES = 22 };

static const char *pick(uint64_t *r, const char *const *words, uint32_t count)
{
    return words[test_below(r, count)];
}

/* At most one of a row: nobody is twice in one event. */
static void random_keys(struct jm_text *out, uint64_t *r, const char *kind)
{
    static const char *const keys[][6] = {
        {"track=A", "track=B", "in=1", "in=2", "in=1", "in=1"},
        {"theme=parks", "theme=parks", "theme=health", "theme=parks",
         "is=option", "is=cancelled"},
        {"rite=signing", "rite=signing", "rite=courtesy", "rite=welcome",
         "rite=farewell", "rite=courtesy"},
        {"car=coach", "car=van", "car=bus", "car=coach", "car=coach car=van",
         "car=van car=bus"},
        {"expect=7", "expect=21", "venue=room", "venue=room", "and=guro",
         "to=fr-tours"},
        {"voice=voice", "voice=guest", "who=both", "driver=one",
         "voice=voice voice=echo", "who=mayor"}};
    if (strcmp(kind, "stay") == 0) {
        jm_text_addf(out, "%s",
                     test_below(r, 8) ? "" : " theme=parks car=coach");
        return;
    }
    for (size_t i = 0; i < COUNT(keys); i++)
        if (test_below(r, 3) == 0)
            jm_text_addf(out, " %s", pick(r, keys[i], 6));
}

/* A night, or a bit more or less. */
static void random_lodging(struct jm_text *out, uint64_t *r)
{
    uint32_t day = 18 + test_below(r, 4);
    if (test_below(r, 5))
        jm_text_addf(out, "2023-06-%02uT22:00 2023-06-%02uT08:00", day,
                     day + 1 + test_below(r, 4) / 3);
    else
        jm_text_addf(out, "2023-06-%02u 2023-06-%02u", day,
                     day + test_below(r, 2));
}

static void random_hours(struct jm_text *out, uint64_t *r)
{
    uint32_t day = 18 + test_below(r, 4);
    uint32_t from = 28 + test_below(r, 52);
    uint32_t most = test_below(r, 10) ? 14 : 52;
    uint32_t until = from + 1 + test_below(r, most);
    until = until > 95 ? 95 : until;
    if (test_below(r, 25) == 0)
        jm_text_addf(out, "2023-06-%02u 2023-06-%02u", day, day);
    else
        jm_text_addf(out, "2023-06-%02uT%02u:%02u 2023-06-%02uT%02u:%02u", day,
                     from / 4, from % 4 * 15, day, until / 4, until % 4 * 15);
}

static void random_event(struct jm_text *out, uint64_t *r)
{
    static const char *const kinds[] = {
        "visit", "visit",   "visit",   "meeting",  "meeting",  "ceremony",
        "meal",  "lodging", "lodging", "transfer", "ceremony", "forum"};
    static const char *const who[] = {"naju",  "naju",  "naju",
                                      "suwon", "suwon", "-"};
    static const char *const hosts[] = {"fr-tours",   "fr-tours",   "fr-tours",
                                        "fr-paris",   "fr-paris15", "fr-issy",
                                        "fr-embassy", "fr-grenoble"};
    const char *kind = pick(r, kinds, COUNT(kinds));
    jm_text_addf(out, "%s %s %s ", kind, pick(r, who, COUNT(who)),
                 pick(r, hosts, COUNT(hosts)));
    if (strcmp(kind, "lodging") == 0)
        random_lodging(out, r);
    else
        random_hours(out, r);
    random_keys(out, r, kind);
    jm_text_add_char(out, '\n');
}

/* Half of the plans are of one day: then lunch and days fill up. */
static void random_day(struct jm_text *out, uint64_t *r)
{
    static const char *const kinds[] = {"visit", "visit", "meeting", "visit",
                                        "transfer"};
    uint32_t at = 30 + test_below(r, 12);
    while (at < 84) {
        const char *kind = pick(r, kinds, COUNT(kinds));
        uint32_t until = at + 2 + test_below(r, 10);
        jm_text_addf(out,
                     "%s naju fr-tours 2023-06-19T%02u:%02u "
                     "2023-06-19T%02u:%02u",
                     kind, at / 4, at % 4 * 15, until / 4, until % 4 * 15);
        if (test_below(r, 3) == 0)
            jm_text_addf(out, " theme=health");
        random_keys(out, r, test_below(r, 3) ? "stay" : kind);
        jm_text_add_char(out, '\n');
        at = until + test_below(r, 5);
    }
}

void scatter_programme(struct jm_text *out, uint64_t *r)
{
    static const char *const flights[] = {
        "flight naju in 2023-06-18T02:00 2023-06-18T14:00\n",
        "flight suwon in 2023-06-18T08:00 2023-06-19T10:00\n",
        "flight suwon in 2023-06-18T08:30 2023-06-18T13:30\n",
        "flight naju out 2023-06-21T21:00 2023-06-22T09:00\n",
        "flight suwon out 2023-06-20T01:00 2023-06-20T13:00\n"};
    for (size_t i = 0; i < COUNT(flights); i++)
        if (test_below(r, 3) == 0)
            jm_text_addf(out, "%s", flights[i]);
    uint32_t day = 18 + test_below(r, 2);
    jm_text_addf(out, "stay naju fr-tours 2023-06-%02u 2023-06-%02u", day,
                 day + 1 + test_below(r, 3));
    random_keys(out, r, "stay");
    jm_text_addf(out,
                 "\nstay suwon fr-paris 2023-06-18T10:00 "
                 "2023-06-21T%02u:00\n",
                 test_below(r, 20));
    if (test_below(r, 4) == 0)
        jm_text_addf(out, "transfer suwon kr-suwon 2023-06-18T04:00 "
                          "2023-06-18T16:00 to=fr-paris\n");
    if (test_below(r, 2))
        random_day(out, r);
    uint32_t lines = test_below(r, LINES);
    for (uint32_t i = 0; i < lines; i++)
        random_event(out, r);
}
