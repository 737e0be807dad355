#include "scatter.h"
#include "cases.h"

static const char *pick(uint64_t *r, const char *const *words, uint32_t count)
{
    return words[test_below(r, count)];
}

static void random_line(struct jm_text *out, uint64_t *r, uint32_t number)
{
    static const char *const kinds[] = {
        "stay",     "stay",    "visit",    "visit",   "meeting", "meeting",
        "ceremony", "meal",    "transfer", "lodging", "forum",   "flagship",
        "visit",    "meeting", "deadline", "post"};
    static const char *const who[] = {"suwon", "suwon2", "guro",
                                      "suwon", "guro",   "-"};
    static const char *const hosts[] = {
        "fr-paris",    "fr-paris15", "fr-tours", "fr-issy",
        "fr-grenoble", "fr-tours",   "fr-paris", "-"};
    const char *kind = pick(r, kinds, COUNT(kinds));
    jm_text_addf(out, "%s %s %s ", kind, pick(r, who, COUNT(who)),
                 pick(r, hosts, COUNT(hosts)));
    uint32_t day = 18 + test_below(r, 6);
    bool stays = strcmp(kind, "stay") == 0 || strcmp(kind, "flagship") == 0;
    if (stays || test_below(r, 6) == 0) {
        uint32_t last = day + test_below(r, stays ? 4 : 2);
        jm_text_addf(out, "2023-06-%02u 2023-06-%02u", day, last);
    } else {
        uint32_t from = 7 * 4 + test_below(r, 12 * 4);
        uint32_t until = from + test_below(r, 4 * 4);
        jm_text_addf(out, "2023-06-%02uT%02u:%02u 2023-06-%02uT%02u:%02u", day,
                     from / 4, from % 4 * 15, day, until / 4, until % 4 * 15);
    }
    static const char *const keys[] = {"venue=hall", "venue=annex", "track=A",
                                       "track=B",    "who=mayor",   "who=aide",
                                       "who=late",   "who=guest",   "is=option",
                                       "is=idea",    "is=cancelled"};
    for (int i = 0; i < 2; i++)
        if (test_below(r, 2))
            jm_text_addf(out, " %s", pick(r, keys, COUNT(keys)));
    if (strcmp(kind, "transfer") == 0 && test_below(r, 2))
        jm_text_addf(out, " to=%s", pick(r, hosts, COUNT(hosts) - 1));
    if (number > 1 && test_below(r, 2))
        jm_text_addf(out, " in=%u", 1 + test_below(r, number - 1));
    jm_text_add_char(out, '\n');
}

/* Marked days and busy spans, and what today is. */
static void random_days(struct jm_text *out, uint64_t *r)
{
    static const char *const kinds[] = {"public", "school", "bridge",
                                        "election"};
    static const char *const where[] = {"FR", "KR", "FR/B", "FR/75"};
    static const char *const own[] = {"council", "blackout"};
    static const char *const hosts[] = {"fr-paris", "fr-tours", "fr-issy"};
    uint32_t day = 18 + test_below(r, 6);
    jm_text_addf(out, "day %s 2023-06-%02u 2023-06-%02u %s name source\n",
                 pick(r, kinds, COUNT(kinds)), day, day + test_below(r, 4),
                 pick(r, where, COUNT(where)));
    day = 18 + test_below(r, 6);
    jm_text_addf(out, "day %s 2023-06-%02u 2023-06-%02u %s name source\n",
                 pick(r, own, COUNT(own)), day, day + test_below(r, 2),
                 pick(r, hosts, COUNT(hosts)));
    day = 18 + test_below(r, 6);
    const char *host = pick(r, hosts, COUNT(hosts));
    jm_text_addf(out, "busy %s 2023-06-%02u 2023-06-%02u%s\n", host, day,
                 day + test_below(r, 3), test_below(r, 2) ? " fair maybe" : "");
    jm_text_addf(out, "busy %s 2023-06-%02uT10:00 2023-06-%02uT16:00\n", host,
                 day, day);
    jm_text_addf(out, "today 2023-06-%02u\n", 10 + test_below(r, 14));
}

void scatter(struct jm_text *out, uint64_t *r, uint32_t lines)
{
    if (test_below(r, 2))
        random_days(out, r);
    for (uint32_t i = 1; i <= lines; i++)
        random_line(out, r, i);
}
