/* France's public holidays: the eleven of the code du travail, and two more in
 * the departments of Alsace and Moselle. */
#include "days.h"

#define LAW "Code du travail, art. L. 3133-1"
#define LAW_ALSACE "Code du travail, art. L. 3134-13"

/* Easter Sunday (Gregorian), as Meeus, Astronomical Algorithms, chapter 8, has
 * it after Butcher. */
static jm_day easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return jm_day_from_date(year, n / 31, n % 31 + 1);
}

/* On a date, or (month 0) so many days after Easter. */
static const struct holiday {
    int month, day;
    const char *code;
    const char *name[JM_LANGS];
} holidays[] = {
    {1, 1, "new-year", {"Jour de l’An", "New Year’s Day", "새해 첫날"}},
    {0,
     1,
     "easter-monday",
     {"Lundi de Pâques", "Easter Monday", "부활절 월요일"}},
    {5, 1, "labour-day", {"Fête du Travail", "Labour Day", "노동절"}},
    {5,
     8,
     "victory-1945",
     {"Victoire 1945", "Victory in Europe Day", "전승 기념일"}},
    {0, 39, "ascension", {"Ascension", "Ascension Day", "예수 승천일"}},
    {0,
     50,
     "whit-monday",
     {"Lundi de Pentecôte", "Whit Monday", "성령 강림절 월요일"}},
    {7,
     14,
     "national-day",
     {"Fête nationale", "Bastille Day", "프랑스 혁명 기념일"}},
    {8, 15, "assumption", {"Assomption", "Assumption Day", "성모 승천일"}},
    {11, 1, "all-saints", {"Toussaint", "All Saints’ Day", "만성절"}},
    {11,
     11,
     "armistice",
     {"Armistice 1918", "Armistice Day", "제1차 세계 대전 종전 기념일"}},
    {12, 25, "christmas", {"Noël", "Christmas Day", "성탄절"}},
};
#define HOLIDAYS (sizeof holidays / sizeof *holidays)

static const struct holiday alsace[] = {
    {0, -2, "good-friday", {"Vendredi saint", "Good Friday", "성금요일"}},
    {12,
     26,
     "second-christmas-day",
     {"Saint-Étienne", "Second Day of Christmas", "성탄절 다음 날"}},
};
static const char *const departments[] = {"57", "67", "68"};

static jm_day day_of(const struct holiday *holiday, int year)
{
    return holiday->month ? jm_day_from_date(year, holiday->month, holiday->day)
                          : easter(year) + holiday->day;
}

static bool is_holiday(const void *data, jm_day day)
{
    const int *year = data;
    for (size_t i = 0; i < HOLIDAYS; i++)
        if (day_of(&holidays[i], *year) == day)
            return true;
    return false;
}

static enum jm_status give(const struct jm_days_giving *giving,
                           const struct holiday *holiday, int year,
                           const char *department)
{
    jm_day day = day_of(holiday, year);
    struct jm_known_days days = {.kind = JM_DAY_PUBLIC,
                                 .first = day,
                                 .last = day,
                                 .country = "FR",
                                 .department = department,
                                 .school_zone = -1,
                                 .code = holiday->code,
                                 .source = department ? LAW_ALSACE : LAW};
    for (int lang = 0; lang < JM_LANGS; lang++)
        days.name[lang] = holiday->name[lang];
    return jm_days_give(giving, &days);
}

static enum jm_status give_alsace(const struct jm_days_giving *giving, int year)
{
    enum jm_status status = JM_OK;
    for (size_t i = 0; i < sizeof alsace / sizeof *alsace; i++)
        for (size_t d = 0; d < sizeof departments / sizeof *departments; d++)
            if (!status)
                status = give(giving, &alsace[i], year, departments[d]);
    return status;
}

enum jm_status jm_days_france(const struct jm_days_giving *giving, int year)
{
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < HOLIDAYS; i++) {
        status = give(giving, &holidays[i], year, NULL);
        if (!status)
            status = jm_days_bridge(giving, "FR", day_of(&holidays[i], year),
                                    is_holiday, &year, false);
    }
    return status ? status : give_alsace(giving, year);
}
