/* Rules about what is known and published: what fires each, and what just does
 * not. */
#include "cases.h"
#include "season.h"
#include "season_case.h"

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
    season_run("information-missing", cases, COUNT(cases));
    static const struct season_case bare = {
        "without texts", "visit suwon " AT "title=fr", "notice 1 missing 2"};
    season_run_one("information-missing", &bare,
                   season_without_texts(bare.lines));
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
        {"of a stay",
         "stay suwon fr-tours 2023-06-20 2023-06-23\n"
         "text 1 x fr 281 a",
         "notice 1"},
    };
    season_run("post-too-long", cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(information_missing),
        cmocka_unit_test(post_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
