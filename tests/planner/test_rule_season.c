/* Rules about volunteers, themes, forums, partners: what fires each, and what
 * just does not. */
#include "cases.h"
#include "season.h"
#include "season_case.h"

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
    season_run("host-not-volunteer", cases, COUNT(cases));
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
    season_run("theme-missing", cases, COUNT(cases));
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
    season_run("theme-not-offered", cases, COUNT(cases));
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
    season_run("theme-clash", cases, COUNT(cases));
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
    season_run("forum-competes", cases, COUNT(cases));
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
    season_run("forum-host-repeated", cases, COUNT(cases));
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
    season_run("forum-count", cases, COUNT(cases));
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
    season_run("indirect", cases, COUNT(cases));
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
