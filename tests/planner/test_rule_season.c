/* Rules about volunteers, themes, forums, partners and what is published: what
 * fires each, and what just does not. */
#include "cases.h"
#include "season.h"
#include <jumelage/rule.h>
#include <jumelage/sentence.h>

struct season_case {
    const char *name;
    const char *lines;
    /* "severity event event[, ...]" of the findings, events by their line;
     * with the bits of what is missing, where the rule gives them */
    const char *wanted;
};

static void add_finding(struct jm_text *out, const struct jm_finding *f)
{
    jm_text_addf(out, "%s%s", out->length ? ", " : "",
                 jm_severity_word(f->severity));
    for (uint32_t i = 0; i < f->n_events; i++)
        jm_text_addf(out, " %u", f->events[i] + 1);
    int64_t bits = jm_finding_fact(f, JM_FACT_MISSING, 0);
    if (bits)
        jm_text_addf(out, " missing %lld", (long long)bits);
}

static void run_one(const char *rule, const struct season_case *c,
                    struct jm_plan *plan)
{
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    struct jm_findings findings = JM_FINDINGS_INIT;
    struct jm_text got = JM_TEXT_INIT, said = JM_TEXT_INIT;
    scope.only = jm_rule_find(rule);
    CHECK(rule, scope.only);
    CHECK(c->name, jm_check_run(&findings, plan, &scope, NULL) == JM_OK);
    for (size_t i = 0; i < findings.count; i++) {
        add_finding(&got, &findings.all[i]);
        for (int lang = 0; plan->texts && lang < JM_LANGS; lang++)
            jm_sentence(&said, (enum jm_lang)lang, plan, &findings.all[i]);
    }
    CHECK_TEXT(c->name, jm_text_get(&got), c->wanted);
    jm_text_clear(&got);
    jm_text_clear(&said);
    jm_findings_clear(&findings);
    jm_plan_free(plan);
}

static void run(const char *rule, const struct season_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        run_one(rule, &cases[i], season(cases[i].lines));
}

#define STAY "stay suwon fr-tours 2023-06-20 2023-06-23\n"
#define ISSY "visit suwon fr-issy 2023-06-21T10:00 2023-06-21T11:00 "

static void host_not_volunteer(void **state)
{
    (void)state;
    static const struct season_case cases[] = {
        {"a host that nobody asked", "volunteer fr-tours culture\n" STAY ISSY,
         "blocking 2"},
        {"an option", "volunteer fr-tours culture\n" STAY ISSY "is=option",
         "warning 2"},
        {"cancelled", "volunteer fr-tours culture\n" STAY ISSY "is=cancelled",
         ""},
        {"no volunteers at all", STAY ISSY, ""},
        {"volunteers in another country",
         "volunteer kr-suwon culture\n" STAY ISSY, ""},
        {"a volunteer", "volunteer fr-issy culture\n" STAY ISSY, ""},
        {"a volunteer on another theme",
         "volunteer fr-issy culture\n" STAY ISSY "theme=health", ""},
        {"the territory around is a volunteer",
         "volunteer fr-paris culture\n" STAY
         "visit suwon fr-paris15 2023-06-21T10:00 2023-06-21T11:00",
         ""},
        {"a part of it is one",
         "volunteer fr-paris15 culture\n" STAY
         "visit suwon fr-paris 2023-06-21T10:00 2023-06-21T11:00",
         "blocking 2"},
        {"a part of it is one, and it is there",
         "volunteer fr-paris15 culture\n" STAY
         "visit suwon fr-paris 2023-06-21T10:00 2023-06-21T11:00 venue=lobby",
         ""},
        {"at the host of the stay",
         "volunteer fr-issy culture\n" STAY
         "visit suwon fr-tours 2023-06-21T10:00 2023-06-21T11:00",
         ""},
        {"at the host of the stay it lies in, at another time",
         "volunteer fr-issy culture\n" STAY
         "visit suwon fr-tours 2023-06-25T10:00 2023-06-25T11:00 in=1",
         ""},
        {"that stay is cancelled",
         "volunteer fr-issy culture\n"
         "stay suwon fr-tours 2023-06-20 2023-06-23 is=cancelled\n"
         "visit suwon fr-tours 2023-06-21T10:00 2023-06-21T11:00 in=1",
         "blocking 2"},
        {"another delegation's stay",
         "volunteer fr-issy culture\n" STAY
         "visit guro fr-tours 2023-06-21T10:00 2023-06-21T11:00",
         "blocking 2"},
        {"in a forum of the host",
         "volunteer fr-issy culture\n"
         "forum - fr-tours 2023-06-20 2023-06-20\n"
         "visit - fr-tours 2023-06-20T10:00 2023-06-20T11:00 in=1",
         ""},
        {"a parliament is no volunteer",
         "volunteer fr-issy culture\n" STAY
         "visit suwon fr-senat 2023-06-21T10:00 2023-06-21T11:00",
         ""},
        {"nobody's visit",
         "volunteer fr-issy culture\n"
         "visit - fr-tours 2023-06-21T10:00 2023-06-21T11:00",
         ""},
        {"today is its last day",
         "today 2023-06-21\nvolunteer fr-tours culture\n" STAY ISSY,
         "blocking 2"},
        {"it is over",
         "today 2023-06-22\nvolunteer fr-tours culture\n" STAY ISSY, ""},
        {"ignored at that host",
         "set host-not-volunteer fr-issy severity ignore\n"
         "volunteer fr-tours culture\n" STAY ISSY,
         ""},
    };
    run("host-not-volunteer", cases, COUNT(cases));
}

static void theme_missing(void **state)
{
    (void)state;
    static const struct season_case cases[] = {
        {"a visit", ISSY, "blocking 1"},
        {"an idea of one", ISSY "is=idea", "warning 1"},
        {"cancelled", ISSY "is=cancelled", ""},
        {"with a theme", ISSY "theme=parks", ""},
        {"without a delegation",
         "visit - fr-issy 2023-06-21T10:00 2023-06-21T11:00", ""},
        {"a forum", "forum - fr-issy 2023-06-21 2023-06-21", "blocking 1"},
        {"in a forum with a theme",
         "forum - fr-issy 2023-06-21 2023-06-21 theme=parks\n" ISSY "in=1", ""},
        {"in a cancelled forum with a theme",
         "forum - fr-issy 2023-06-21 2023-06-21 theme=parks "
         "is=cancelled\n" ISSY "in=1",
         "blocking 2"},
        {"in a stay with a theme",
         "stay suwon fr-issy 2023-06-21 2023-06-21 theme=parks\n" ISSY "in=1",
         "blocking 2"},
        {"on its last day", "today 2023-06-21\n" ISSY, "blocking 1"},
        {"the day after", "today 2023-06-22\n" ISSY, ""},
        {"a meeting", "meeting suwon fr-issy 2023-06-21 2023-06-21", ""},
    };
    run("theme-missing", cases, COUNT(cases));
}

static void theme_not_offered(void **state)
{
    (void)state;
    static const struct season_case cases[] = {
        {"another theme", "volunteer fr-issy culture\n" STAY ISSY "theme=parks",
         "warning 2"},
        {"an option",
         "volunteer fr-issy culture\n" STAY ISSY "theme=parks is=option",
         "notice 2"},
        {"cancelled",
         "volunteer fr-issy culture\n" STAY ISSY "theme=parks is=cancelled",
         ""},
        {"one of two",
         "volunteer fr-issy culture\nvolunteer fr-issy parks\n" STAY ISSY
         "theme=parks",
         ""},
        {"any", "volunteer fr-issy -\n" STAY ISSY "theme=parks", ""},
        {"no theme", "volunteer fr-issy culture\n" STAY ISSY, ""},
        {"not a volunteer",
         "volunteer fr-tours culture\n" STAY ISSY "theme=parks", ""},
        {"the territory around offers it",
         "volunteer fr-paris parks\nvolunteer fr-paris15 culture\n" STAY
         "visit suwon fr-paris15 2023-06-21T10:00 2023-06-21T11:00 theme=parks",
         ""},
        {"at the host of the stay",
         "volunteer fr-tours culture\n" STAY
         "visit suwon fr-tours 2023-06-21T10:00 2023-06-21T11:00 theme=parks",
         ""},
        {"over",
         "today 2023-06-22\nvolunteer fr-issy culture\n" STAY ISSY
         "theme=parks",
         ""},
    };
    run("theme-not-offered", cases, COUNT(cases));
}

static void theme_clash(void **state)
{
    (void)state;
    static const struct season_case cases[] = {
        {"two forums on parks",
         "forum - fr-issy 2023-06-21 2023-06-22 theme=parks\n"
         "forum - fr-tours 2023-06-22 2023-06-23 theme=parks",
         "warning 1 2"},
        {"told from the earlier",
         "forum - fr-issy 2023-06-22 2023-06-22 theme=parks\n"
         "flagship - fr-tours 2023-06-21 2023-06-23 theme=parks",
         "warning 2 1"},
        {"one is an option",
         "forum - fr-issy 2023-06-21 2023-06-22 theme=parks is=option\n"
         "forum - fr-tours 2023-06-22 2023-06-23 theme=parks",
         "notice 1 2"},
        {"one is cancelled",
         "forum - fr-issy 2023-06-21 2023-06-22 theme=parks is=cancelled\n"
         "forum - fr-tours 2023-06-22 2023-06-23 theme=parks",
         ""},
        {"the day after",
         "forum - fr-issy 2023-06-21 2023-06-21 theme=parks\n"
         "forum - fr-tours 2023-06-22 2023-06-23 theme=parks",
         ""},
        {"other themes",
         "forum - fr-issy 2023-06-21 2023-06-22 theme=parks\n"
         "forum - fr-tours 2023-06-22 2023-06-23 theme=health",
         ""},
        {"no theme",
         "forum - fr-issy 2023-06-21 2023-06-22\n"
         "forum - fr-tours 2023-06-22 2023-06-23",
         ""},
        {"a city and a part of it",
         "forum - fr-paris 2023-06-21 2023-06-22 theme=parks\n"
         "flagship - fr-paris15 2023-06-22 2023-06-23 theme=parks",
         ""},
        {"flagship events in two countries",
         "flagship - fr-paris 2023-06-21 2023-06-22 theme=parks\n"
         "flagship - kr-suwon 2023-06-22 2023-06-23 theme=parks",
         ""},
        {"a forum and a flagship event in two countries",
         "flagship - fr-paris 2023-06-21 2023-06-22 theme=parks\n"
         "forum - kr-suwon 2023-06-22 2023-06-23 theme=parks",
         "warning 1 2"},
        {"one is part of the other",
         "flagship - fr-paris 2023-06-21 2023-06-22 theme=parks\n"
         "forum - fr-issy 2023-06-22 2023-06-22 theme=parks in=1",
         ""},
        {"a stay on the theme",
         "forum - fr-issy 2023-06-21 2023-06-22 theme=parks\n"
         "stay suwon fr-tours 2023-06-22 2023-06-23 theme=parks",
         ""},
    };
    run("theme-clash", cases, COUNT(cases));
}

#define FORUM "forum - fr-issy 2023-06-21T10:00 2023-06-21T17:00 "

static void forum_competes(void **state)
{
    (void)state;
    static const struct season_case cases[] = {
        {"a stay elsewhere",
         FORUM "\nstay suwon fr-tours 2023-06-20 2023-06-21", "warning 1 2"},
        {"until the day before",
         FORUM "\nstay suwon fr-tours 2023-06-19 2023-06-20", ""},
        {"it leaves as the forum begins",
         FORUM "\nstay suwon fr-tours 2023-06-20T09:00 2023-06-21T10:00", ""},
        {"a minute later",
         FORUM "\nstay suwon fr-tours 2023-06-20T09:00 2023-06-21T10:01",
         "warning 1 2"},
        {"an idea of a forum",
         FORUM "is=idea\nstay suwon fr-tours 2023-06-20 2023-06-21",
         "notice 1 2"},
        {"a cancelled stay",
         FORUM "\nstay suwon fr-tours 2023-06-20 2023-06-21 is=cancelled", ""},
        {"at the same host", FORUM "\nstay suwon fr-issy 2023-06-20 2023-06-21",
         ""},
        {"in another country",
         FORUM "\nstay tours kr-suwon 2023-06-20 2023-06-24", ""},
        {"two forums: told once",
         FORUM "\nforum - fr-tours 2023-06-21T09:00 2023-06-21T12:00",
         "warning 2 1"},
        {"two forums on one theme are a clash of themes",
         FORUM "theme=parks\n"
               "forum - fr-tours 2023-06-21T09:00 2023-06-21T12:00 theme=parks",
         ""},
        {"a fair of seven days",
         FORUM "\nflagship - fr-tours 2023-06-15 2023-06-21", "warning 1 2"},
        {"a season of eight days",
         FORUM "\nflagship - fr-tours 2023-06-14 2023-06-21", ""},
        {"eight days count at that host",
         "set forum-competes fr-issy longest_days 8\n" FORUM
         "\nflagship - fr-tours 2023-06-14 2023-06-21",
         "warning 1 2"},
        {"a delegation that comes to the forum",
         FORUM "with=suwon\nstay suwon fr-tours 2023-06-20 2023-06-21", ""},
        {"the delegation whose stay is its occasion",
         "stay suwon fr-issy 2023-06-21 2023-06-22\n" FORUM "in=1\n"
         "stay suwon fr-tours 2023-06-20 2023-06-21",
         ""},
        {"at a parliament", FORUM "\nstay suwon fr-senat 2023-06-20 2023-06-21",
         ""},
        {"a meeting", FORUM "\nmeeting suwon fr-tours 2023-06-21 2023-06-21",
         ""},
    };
    run("forum-competes", cases, COUNT(cases));
}

static void forum_host_repeated(void **state)
{
    (void)state;
    static const struct season_case cases[] = {
        {"the year after",
         "forum - fr-issy 2023-06-21 2023-06-21\n"
         "forum - fr-issy 2024-06-21 2024-06-21",
         "warning 2 1"},
        {"two years after",
         "forum - fr-issy 2023-01-02 2023-01-02\n"
         "forum - fr-issy 2025-12-31 2025-12-31",
         "warning 2 1"},
        {"three years after",
         "forum - fr-issy 2023-12-31 2023-12-31\n"
         "forum - fr-issy 2026-01-02 2026-01-02",
         ""},
        {"three years after, where four are kept",
         "set forum-host-repeated fr-issy years 4\n"
         "forum - fr-issy 2023-12-31 2023-12-31\n"
         "forum - fr-issy 2026-01-02 2026-01-02",
         "warning 2 1"},
        {"four are kept elsewhere",
         "set forum-host-repeated fr-tours years 4\n"
         "forum - fr-issy 2023-12-31 2023-12-31\n"
         "forum - fr-issy 2026-01-02 2026-01-02",
         ""},
        {"twice in one year is another matter",
         "forum - fr-issy 2023-06-21 2023-06-21\n"
         "forum - fr-issy 2023-10-21 2023-10-21",
         ""},
        {"a part of the city",
         "forum - fr-paris15 2023-06-21 2023-06-21\n"
         "forum - fr-paris 2024-06-21 2024-06-21",
         "warning 2 1"},
        {"two districts of Seoul, and Seoul",
         "forum - kr-guro 2023-06-21 2023-06-21\n"
         "forum - kr-seoul 2024-06-21 2024-06-21",
         "warning 2 1"},
        {"another one in between",
         "forum - fr-issy 2023-06-21 2023-06-21\n"
         "forum - fr-tours 2024-06-21 2024-06-21\n"
         "forum - fr-issy 2025-06-21 2025-06-21",
         "warning 3 1"},
        {"the latest is told",
         "forum - fr-issy 2023-06-21 2023-06-21\n"
         "forum - fr-issy 2024-06-21 2024-06-21\n"
         "forum - fr-issy 2025-06-21 2025-06-21",
         "warning 2 1, warning 3 2"},
        {"an option",
         "forum - fr-issy 2023-06-21 2023-06-21\n"
         "forum - fr-issy 2024-06-21 2024-06-21 is=option",
         "notice 2 1"},
        {"cancelled",
         "forum - fr-issy 2023-06-21 2023-06-21 is=cancelled\n"
         "forum - fr-issy 2024-06-21 2024-06-21",
         ""},
        {"the year is that of its own clocks",
         "forum - kr-suwon 2024-01-01T08:00 2024-01-01T10:00\n"
         "forum - kr-suwon 2024-06-21 2024-06-21",
         ""},
    };
    run("forum-host-repeated", cases, COUNT(cases));
}

static void forum_count(void **state)
{
    (void)state;
    static const struct season_case cases[] = {
        {"one a year",
         "forum - fr-issy 2023-06-21 2023-06-21\n"
         "forum - fr-tours 2024-06-21 2024-06-21",
         ""},
        {"two in a year",
         "forum - fr-issy 2023-06-21 2023-06-21\n"
         "forum - fr-tours 2023-10-21 2023-10-21",
         "warning 1 2"},
        {"three in a year",
         "forum - fr-issy 2023-06-21 2023-06-21\n"
         "forum - fr-tours 2023-10-21 2023-10-21\n"
         "forum - fr-paris 2023-12-31 2023-12-31",
         "warning 1 2, warning 1 3"},
        {"the second is an idea",
         "forum - fr-issy 2023-06-21 2023-06-21\n"
         "forum - fr-tours 2023-10-21 2023-10-21 is=idea",
         "notice 1 2"},
        {"the second is cancelled",
         "forum - fr-issy 2023-06-21 2023-06-21\n"
         "forum - fr-tours 2023-10-21 2023-10-21 is=cancelled",
         ""},
        {"two in a year that is past",
         "forum - fr-issy 2021-06-21 2021-06-21\n"
         "forum - fr-tours 2021-10-21 2021-10-21",
         "warning 1 2"},
        {"none, and a stay ahead", STAY, "warning"},
        {"none, and today is the stay's last day", "today 2023-06-23\n" STAY,
         "warning"},
        {"none, and the stays are over", "today 2023-06-24\n" STAY, ""},
        {"none, and a cancelled stay",
         "stay suwon fr-tours 2023-06-20 2023-06-23 is=cancelled", ""},
        {"none in two years", STAY "stay suwon fr-tours 2025-06-20 2025-06-23",
         "warning, warning"},
        {"none in the year after one",
         "forum - fr-issy 2023-06-21 2023-06-21\n" STAY
         "stay suwon fr-tours 2024-06-20 2024-06-23",
         "warning"},
        {"a forum in the year of the stay",
         "forum - fr-issy 2023-01-01 2023-01-01\n" STAY, ""},
        {"an empty year ahead",
         "forum - fr-issy 2023-06-21 2023-06-21\n"
         "forum - fr-tours 2025-06-21 2025-06-21",
         ""},
    };
    run("forum-count", cases, COUNT(cases));
}

#define TIE "tie fr-tours kr-suwon twinning active\n"
#define FAIR "flagship - fr-tours 2023-06-20 2023-06-28\n"

static void indirect(void **state)
{
    (void)state;
    static const struct season_case cases[] = {
        {"Suwon in Paris during the fair of Tours",
         TIE FAIR "stay suwon fr-paris 2023-06-18 2023-06-20", "notice 2 1"},
        {"the other way round",
         "tie kr-suwon fr-tours twinning active\n" FAIR
         "stay suwon fr-paris 2023-06-18 2023-06-20",
         "notice 2 1"},
        {"Tours in Guro during a forum of Suwon",
         TIE "forum - kr-suwon 2023-06-20 2023-06-20\n"
             "stay tours kr-guro 2023-06-18 2023-06-20",
         "notice 2 1"},
        {"the day before", TIE FAIR "stay suwon fr-paris 2023-06-18 2023-06-19",
         ""},
        {"an agreement that sleeps",
         "tie fr-tours kr-suwon twinning dormant\n" FAIR
         "stay suwon fr-paris 2023-06-18 2023-06-20",
         ""},
        {"a mere contact",
         "tie fr-tours kr-suwon contact active\n" FAIR
         "stay suwon fr-paris 2023-06-18 2023-06-20",
         ""},
        {"a contact and an agreement",
         "tie fr-tours kr-suwon contact active\n" TIE FAIR
         "stay suwon fr-paris 2023-06-18 2023-06-20",
         "notice 2 1"},
        {"another partner", TIE FAIR "stay guro fr-paris 2023-06-18 2023-06-20",
         ""},
        {"at Tours itself",
         TIE FAIR "stay suwon fr-tours 2023-06-18 2023-06-20", ""},
        {"it goes on to Tours",
         TIE FAIR "stay suwon fr-paris 2023-06-18 2023-06-20\n"
                  "stay suwon fr-tours 2023-06-21 2023-06-22",
         ""},
        {"it visits Tours for an hour",
         TIE FAIR "stay suwon fr-paris 2023-06-18 2023-06-20\n"
                  "visit suwon fr-tours 2023-06-20T10:00 2023-06-20T11:00",
         ""},
        {"that visit is cancelled",
         TIE FAIR "stay suwon fr-paris 2023-06-18 2023-06-20\n"
                  "visit suwon fr-tours 2023-06-20T10:00 2023-06-20T11:00 "
                  "is=cancelled",
         "notice 2 1"},
        {"another delegation of Suwon goes there",
         TIE FAIR "stay suwon fr-paris 2023-06-18 2023-06-20\n"
                  "stay suwon2 fr-tours 2023-06-20 2023-06-22",
         "notice 2 1"},
        {"the fair is cancelled",
         TIE "flagship - fr-tours 2023-06-20 2023-06-28 is=cancelled\n"
             "stay suwon fr-paris 2023-06-18 2023-06-20",
         ""},
    };
    run("indirect", cases, COUNT(cases));
}

#define AT "fr-tours 2023-06-21T10:00 2023-06-21T11:00 "

/* The bits: 1 hours, 2 venue, 4 address, 8 contact, 16 to 64 titles in French,
 * English, Korean, 128 head, 256 size. */
static void information_missing(void **state)
{
    (void)state;
    static const struct season_case cases[] = {
        {"whole", "meeting suwon " AT "venue=hall contact=x", ""},
        {"no venue", "meeting suwon " AT "contact=x", "notice 1 missing 2"},
        {"a venue without an address",
         "meeting suwon " AT "venue=barn contact=x", "notice 1 missing 4"},
        {"nobody to meet", "visit suwon " AT "venue=hall",
         "notice 1 missing 8"},
        {"somebody receives", "visit suwon " AT "venue=hall by=boss", ""},
        {"a ceremony is for all", "ceremony suwon " AT "venue=hall", ""},
        {"a meal has no contacts", "meal suwon " AT "venue=hall", ""},
        {"in the forum's hall, with its contacts",
         "forum - fr-tours 2023-06-21 2023-06-21 venue=hall contact=x\n"
         "meeting - " AT "in=1",
         ""},
        {"a stay's venue is not that of its meetings",
         "stay suwon fr-tours 2023-06-21 2023-06-21 venue=hall contact=x\n"
         "meeting suwon " AT "in=1",
         "notice 2 missing 10"},
        {"no hours",
         "meeting suwon fr-tours 2023-06-21 2023-06-21 venue=hall contact=x",
         "notice 1 missing 1"},
        {"no Korean title", "meal suwon " AT "venue=hall title=fr",
         "notice 1 missing 64"},
        {"no French title", "meal suwon " AT "venue=hall title=ko",
         "notice 1 missing 16"},
        {"Koreans among themselves need no French",
         "meal suwon kr-guro 2023-06-21T10:00 2023-06-21T11:00 venue=hall "
         "title=ko",
         ""},
        {"a stay without head and size",
         "stay suwon2 fr-tours 2023-06-21 2023-06-22", "notice 1 missing 384"},
        {"a stay of two", "stay guro fr-issy 2023-06-21 2023-06-22", ""},
        {"a stay of twelve without head",
         "stay tours kr-suwon 2023-06-21 2023-06-22", "notice 1 missing 128"},
        {"a stay with a head", "stay suwon fr-issy 2023-06-21 2023-06-22", ""},
        {"the first of two nights",
         "stay suwon fr-tours 2023-06-20 2023-06-23\n"
         "lodging suwon fr-tours 2023-06-20T22:00 2023-06-21T08:00 in=1\n"
         "lodging suwon fr-tours 2023-06-21T22:00 2023-06-22T08:00 in=1\n"
         "lodging suwon fr-paris 2023-06-22T22:00 2023-06-23T08:00 in=1",
         "notice 2 missing 2, notice 4 missing 2"},
        {"a night in a hotel",
         "stay suwon fr-tours 2023-06-20 2023-06-23\n"
         "lodging suwon fr-tours 2023-06-20T22:00 2023-06-21T08:00 in=1 "
         "venue=hall",
         ""},
        {"an option is not asked", "meeting suwon " AT "is=option", ""},
        {"cancelled", "meeting suwon " AT "is=cancelled", ""},
        {"in thirty days", "today 2023-05-22\nmeal suwon " AT,
         "notice 1 missing 2"},
        {"in thirty-one days", "today 2023-05-21\nmeal suwon " AT, ""},
        {"tomorrow", "today 2023-06-20\nmeal suwon " AT, "notice 1 missing 2"},
        {"today", "today 2023-06-21\nmeal suwon " AT, ""},
        {"a host that asks a week ahead",
         "set information-missing fr-tours days 7\n"
         "today 2023-06-13\nmeal suwon " AT,
         ""},
        {"a week ahead there",
         "set information-missing fr-tours days 7\n"
         "today 2023-06-14\nmeal suwon " AT,
         "notice 1 missing 2"},
    };
    run("information-missing", cases, COUNT(cases));
    static const struct season_case bare = {
        "without texts", "visit suwon " AT "title=fr", "notice 1 missing 2"};
    run_one("information-missing", &bare, season_without_texts(bare.lines));
}

#define POST "post - fr-tours 2023-06-21T10:00 2023-06-21T10:15 "

static void post_too_long(void **state)
{
    (void)state;
    static const struct season_case cases[] = {
        {"280 letters", POST "\ntext 1 x fr 280 a", ""},
        {"281 letters", POST "\ntext 1 x fr 281 a", "notice 1"},
        {"140 syllables", POST "\ntext 1 x ko 140 수", ""},
        {"141 syllables", POST "\ntext 1 x ko 141 수", "notice 1"},
        {"3,000 letters", POST "\ntext 1 linkedin fr 3000 a", ""},
        {"3,001 letters", POST "\ntext 1 linkedin fr 3001 a", "notice 1"},
        {"two of three",
         POST "\n" POST "\ntext 2 x fr 300 a\ntext 2 linkedin fr 300 a\n"
              "text 2 x ko 300 a",
         "notice 2, notice 2"},
        {"published", "today 2023-06-22\n" POST "\ntext 1 x fr 281 a", ""},
        {"cancelled", POST "is=cancelled\ntext 1 x fr 281 a", ""},
        {"an account that may write more",
         "set post-too-long fr-tours x_characters 4000\n" POST
         "\ntext 1 x fr 281 a",
         ""},
        {"of a stay", STAY "text 1 x fr 281 a", "notice 1"},
    };
    run("post-too-long", cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(host_not_volunteer),
        cmocka_unit_test(theme_missing),
        cmocka_unit_test(theme_not_offered),
        cmocka_unit_test(theme_clash),
        cmocka_unit_test(forum_competes),
        cmocka_unit_test(forum_host_repeated),
        cmocka_unit_test(forum_count),
        cmocka_unit_test(indirect),
        cmocka_unit_test(information_missing),
        cmocka_unit_test(post_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
