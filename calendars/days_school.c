/* School holidays in France, as the ministry's calendars have them: zones A, B
 * and C, or the whole country where they are the same. The Friday after
 * Ascension is a bridge day (days_france.c) and not told a second time. */
#include "days.h"
#include <assert.h>

enum holidays { AUTUMN, CHRISTMAS, WINTER, SPRING, SUMMER };

static const struct {
    const char *code;
    const char *name[JM_LANGS];
} kinds[] = {
    [AUTUMN] = {"autumn",
                {"Vacances de la Toussaint", "Autumn school holidays",
                 "가을 방학"}},
    [CHRISTMAS] = {"christmas",
                   {"Vacances de Noël", "Christmas school holidays",
                    "성탄절 방학"}},
    [WINTER] = {"winter",
                {"Vacances d’hiver", "Winter school holidays", "겨울 방학"}},
    [SPRING] = {"spring",
                {"Vacances de printemps", "Spring school holidays", "봄 방학"}},
    [SUMMER] = {"summer",
                {"Vacances d’été", "Summer school holidays", "여름 방학"}},
};

static const struct row {
    const char *school_year;
    enum holidays holidays;
    int zone; /* -1: all of them */
    const char *first, *last;
} rows[] = {
    {"2022-2023", AUTUMN, -1, "2022-10-22", "2022-11-06"},
    {"2022-2023", CHRISTMAS, -1, "2022-12-17", "2023-01-02"},
    {"2022-2023", WINTER, JM_ZONE_A, "2023-02-04", "2023-02-19"},
    {"2022-2023", WINTER, JM_ZONE_B, "2023-02-11", "2023-02-26"},
    {"2022-2023", WINTER, JM_ZONE_C, "2023-02-18", "2023-03-05"},
    {"2022-2023", SPRING, JM_ZONE_A, "2023-04-08", "2023-04-23"},
    {"2022-2023", SPRING, JM_ZONE_B, "2023-04-15", "2023-05-01"},
    {"2022-2023", SPRING, JM_ZONE_C, "2023-04-22", "2023-05-08"},
    {"2022-2023", SUMMER, -1, "2023-07-08", "2023-09-03"},
    {"2023-2024", AUTUMN, -1, "2023-10-21", "2023-11-05"},
    {"2023-2024", CHRISTMAS, -1, "2023-12-23", "2024-01-07"},
    {"2023-2024", WINTER, JM_ZONE_A, "2024-02-17", "2024-03-03"},
    {"2023-2024", WINTER, JM_ZONE_B, "2024-02-24", "2024-03-10"},
    {"2023-2024", WINTER, JM_ZONE_C, "2024-02-10", "2024-02-25"},
    {"2023-2024", SPRING, JM_ZONE_A, "2024-04-13", "2024-04-28"},
    {"2023-2024", SPRING, JM_ZONE_B, "2024-04-20", "2024-05-05"},
    {"2023-2024", SPRING, JM_ZONE_C, "2024-04-06", "2024-04-21"},
    {"2023-2024", SUMMER, -1, "2024-07-06", "2024-09-01"},
    {"2024-2025", AUTUMN, -1, "2024-10-19", "2024-11-03"},
    {"2024-2025", CHRISTMAS, -1, "2024-12-21", "2025-01-05"},
    {"2024-2025", WINTER, JM_ZONE_A, "2025-02-22", "2025-03-09"},
    {"2024-2025", WINTER, JM_ZONE_B, "2025-02-08", "2025-02-23"},
    {"2024-2025", WINTER, JM_ZONE_C, "2025-02-15", "2025-03-02"},
    {"2024-2025", SPRING, JM_ZONE_A, "2025-04-19", "2025-05-04"},
    {"2024-2025", SPRING, JM_ZONE_B, "2025-04-05", "2025-04-21"},
    {"2024-2025", SPRING, JM_ZONE_C, "2025-04-12", "2025-04-27"},
    {"2024-2025", SUMMER, -1, "2025-07-05", "2025-08-31"},
    {"2025-2026", AUTUMN, -1, "2025-10-18", "2025-11-02"},
    {"2025-2026", CHRISTMAS, -1, "2025-12-20", "2026-01-04"},
    {"2025-2026", WINTER, JM_ZONE_A, "2026-02-07", "2026-02-22"},
    {"2025-2026", WINTER, JM_ZONE_B, "2026-02-14", "2026-03-01"},
    {"2025-2026", WINTER, JM_ZONE_C, "2026-02-21", "2026-03-08"},
    {"2025-2026", SPRING, JM_ZONE_A, "2026-04-04", "2026-04-19"},
    {"2025-2026", SPRING, JM_ZONE_B, "2026-04-11", "2026-04-26"},
    {"2025-2026", SPRING, JM_ZONE_C, "2026-04-18", "2026-05-03"},
    {"2025-2026", SUMMER, -1, "2026-07-04", "2026-08-31"},
    {"2026-2027", AUTUMN, -1, "2026-10-17", "2026-11-01"},
    {"2026-2027", CHRISTMAS, -1, "2026-12-19", "2027-01-03"},
    {"2026-2027", WINTER, JM_ZONE_A, "2027-02-13", "2027-02-28"},
    {"2026-2027", WINTER, JM_ZONE_B, "2027-02-20", "2027-03-07"},
    {"2026-2027", WINTER, JM_ZONE_C, "2027-02-06", "2027-02-21"},
    {"2026-2027", SPRING, JM_ZONE_A, "2027-04-10", "2027-04-25"},
    {"2026-2027", SPRING, JM_ZONE_B, "2027-04-17", "2027-05-02"},
    {"2026-2027", SPRING, JM_ZONE_C, "2027-04-03", "2027-04-18"},
    {"2026-2027", SUMMER, -1, "2027-07-03", "2027-09-01"},
    {"2027-2028", AUTUMN, JM_ZONE_C, "2027-10-23", "2027-11-07"},
    {"2027-2028", CHRISTMAS, JM_ZONE_C, "2027-12-18", "2028-01-02"},
    {"2027-2028", WINTER, JM_ZONE_C, "2028-02-12", "2028-02-27"},
    {"2027-2028", SPRING, JM_ZONE_C, "2028-04-15", "2028-05-01"},
};

static enum jm_status give(const struct jm_days_giving *giving,
                           const struct row *row)
{
    struct jm_text source = JM_TEXT_INIT;
    struct jm_known_days days = {.kind = JM_DAY_SCHOOL,
                                 .country = "FR",
                                 .school_zone = row->zone,
                                 .code = kinds[row->holidays].code};
    enum jm_civil_read read = jm_day_parse(row->first, &days.first);
    read |= jm_day_parse(row->last, &days.last);
    assert(!read);
    (void)read;
    jm_text_addf(&source,
                 "Calendrier scolaire %s, arrêté du ministre de l’Éducation "
                 "nationale",
                 row->school_year);
    days.source = jm_text_get(&source);
    for (int lang = 0; lang < JM_LANGS; lang++)
        days.name[lang] = kinds[row->holidays].name[lang];
    enum jm_status status = jm_days_give(giving, &days);
    jm_text_clear(&source);
    return status;
}

static bool is_in_a_row(jm_day day)
{
    jm_day first, last;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!jm_day_parse(rows[i].first, &first) &&
            !jm_day_parse(rows[i].last, &last) && day >= first && day <= last)
            return true;
    return false;
}

/* In August town halls run on half their people. It lies in the summer
 * holidays, which tell it; where no calendar says them yet it stands by itself.
 */
static enum jm_status give_august(const struct jm_days_giving *giving, int year)
{
    struct jm_known_days days = {.kind = JM_DAY_SCHOOL,
                                 .first = jm_day_from_date(year, 8, 1),
                                 .last = jm_day_from_date(year, 8, 31),
                                 .country = "FR",
                                 .school_zone = -1,
                                 .code = "august",
                                 .name = {[JM_FR] = "Congés d’août",
                                          [JM_EN] = "August holidays",
                                          [JM_KO] = "8월 휴가철"},
                                 .source =
                                     "Usage ; calendrier scolaire à paraître",
                                 .estimated = true};
    return is_in_a_row(days.first) ? JM_OK : jm_days_give(giving, &days);
}

enum jm_status jm_days_school(const struct jm_days_giving *giving)
{
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < sizeof rows / sizeof *rows; i++)
        status = give(giving, &rows[i]);
    for (int y = JM_DAYS_FIRST_YEAR; !status && y <= JM_DAYS_LAST_YEAR; y++)
        status = give_august(giving, y);
    return status;
}
