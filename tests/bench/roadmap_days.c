/* Marked days of five years. Moving feasts are near enough. */
#include "roadmap.h"
#include <jumelage/civil.h>
#include <string.h>

static const struct {
    char country[4];
    enum jm_day_kind kind;
    int school_zone; /* -1: all */
    int month, day, last_month, last_day;
} marks[] = {
    {"FR", JM_DAY_PUBLIC, -1, 1, 1, 1, 1},
    {"FR", JM_DAY_PUBLIC, -1, 4, 10, 4, 10},
    {"FR", JM_DAY_PUBLIC, -1, 5, 1, 5, 1},
    {"FR", JM_DAY_PUBLIC, -1, 5, 8, 5, 8},
    {"FR", JM_DAY_PUBLIC, -1, 5, 18, 5, 18},
    {"FR", JM_DAY_PUBLIC, -1, 5, 29, 5, 29},
    {"FR", JM_DAY_PUBLIC, -1, 7, 14, 7, 14},
    {"FR", JM_DAY_PUBLIC, -1, 8, 15, 8, 15},
    {"FR", JM_DAY_PUBLIC, -1, 11, 1, 11, 1},
    {"FR", JM_DAY_PUBLIC, -1, 11, 11, 11, 11},
    {"FR", JM_DAY_PUBLIC, -1, 12, 25, 12, 25},
    {"FR", JM_DAY_BRIDGE, -1, 5, 19, 5, 19},
    {"FR", JM_DAY_BRIDGE, -1, 8, 14, 8, 14},
    {"FR", JM_DAY_SCHOOL, JM_ZONE_A, 2, 4, 2, 19},
    {"FR", JM_DAY_SCHOOL, JM_ZONE_B, 2, 11, 2, 26},
    {"FR", JM_DAY_SCHOOL, JM_ZONE_C, 2, 18, 3, 5},
    {"FR", JM_DAY_SCHOOL, JM_ZONE_A, 4, 8, 4, 23},
    {"FR", JM_DAY_SCHOOL, JM_ZONE_B, 4, 15, 5, 1},
    {"FR", JM_DAY_SCHOOL, JM_ZONE_C, 4, 22, 5, 8},
    {"FR", JM_DAY_SCHOOL, -1, 7, 8, 8, 31},
    {"FR", JM_DAY_SCHOOL, -1, 10, 21, 11, 5},
    {"FR", JM_DAY_SCHOOL, -1, 12, 23, 12, 31},
    {"KR", JM_DAY_PUBLIC, -1, 1, 1, 1, 1},
    {"KR", JM_DAY_PUBLIC, -1, 1, 28, 1, 30},
    {"KR", JM_DAY_PUBLIC, -1, 3, 1, 3, 1},
    {"KR", JM_DAY_PUBLIC, -1, 5, 5, 5, 5},
    {"KR", JM_DAY_PUBLIC, -1, 5, 15, 5, 15},
    {"KR", JM_DAY_PUBLIC, -1, 6, 6, 6, 6},
    {"KR", JM_DAY_PUBLIC, -1, 8, 15, 8, 15},
    {"KR", JM_DAY_PUBLIC, -1, 9, 28, 9, 30},
    {"KR", JM_DAY_PUBLIC, -1, 10, 3, 10, 3},
    {"KR", JM_DAY_PUBLIC, -1, 10, 9, 10, 9},
    {"KR", JM_DAY_PUBLIC, -1, 12, 25, 12, 25},
    {"KR", JM_DAY_BRIDGE, -1, 10, 2, 10, 2},
    {"KR", JM_DAY_SCHOOL, -1, 7, 22, 8, 16},
    {"KR", JM_DAY_SCHOOL, -1, 12, 27, 12, 31},
};

static void close_days(struct roadmap *r, const struct jm_marked_days *mark)
{
    for (jm_day day = mark->first; day <= mark->last; day++)
        for (int part = 0; part < 4; part++) {
            bool is_of = part == 3 ? mark->country[0] == 'K'
                                   : mark->country[0] == 'F' &&
                                         (mark->school_zone < 0 ||
                                          mark->school_zone == part);
            r->closed[part][day - ROADMAP_FIRST_DAY] |= is_of;
        }
}

static void add(struct roadmap *r, struct jm_marked_days mark)
{
    mark.collectivity = JM_NONE;
    for (int lang = 0; lang < JM_LANGS; lang++)
        mark.name[lang] = "?";
    mark.source = "?";
    close_days(r, &mark);
    jm_plan_add_marked_days(r->maker, &mark);
}

void roadmap_mark_days(struct roadmap *r)
{
    for (int year = 2023; year < 2028; year++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            struct jm_marked_days mark = {
                .kind = marks[i].kind,
                .first = jm_day_from_date(year, marks[i].month, marks[i].day),
                .last = jm_day_from_date(year, marks[i].last_month,
                                         marks[i].last_day),
                .school_zone = marks[i].school_zone};
            memcpy(mark.country, marks[i].country, sizeof mark.country);
            add(r, mark);
        }
    add(r, (struct jm_marked_days){.kind = JM_DAY_ELECTION,
                                   .first = jm_day_from_date(2026, 3, 9),
                                   .last = jm_day_from_date(2026, 3, 22),
                                   .country = "FR",
                                   .school_zone = -1});
    add(r, (struct jm_marked_days){.kind = JM_DAY_ELECTION,
                                   .first = jm_day_from_date(2026, 5, 21),
                                   .last = jm_day_from_date(2026, 6, 3),
                                   .country = "KR",
                                   .school_zone = -1});
}
