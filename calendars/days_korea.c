/* Korea's public holidays: fixed and lunar days, their substitutes by the law
 * of each year, and those that were announced. */
#include "days.h"
#include <string.h>

#define DECREE "관공서의 공휴일에 관한 규정 제2조"
#define SUBSTITUTE "관공서의 공휴일에 관한 규정 제3조(대체공휴일)"
#define ACT_2026 "공휴일에 관한 법률(2026년 시행)"
#define ALMANAC "한국천문연구원 월력요항"

/* What is announced ends here; later days are computed. */
#define ANNOUNCED_UNTIL 2027

enum { NEVER = 9999 };

/* Fixed days come first: where two meet, the lunar one is moved (as announced
 * for 5 May 2025). A run of three days has its eve and the day after. */
static const struct holiday {
    int month, day; /* lunar if is_lunar */
    bool is_lunar, is_run;
    int since;            /* a holiday from that year on */
    int since_substitute; /* replaced from that year on */
    bool saturdays;       /* replaced on Saturdays too */
    const char *code;
    const char *name[JM_LANGS];
} holidays[] = {
    {1,
     1,
     false,
     false,
     0,
     NEVER,
     false,
     "new-year",
     {"Nouvel An", "New Year’s Day", "1월 1일"}},
    {3,
     1,
     false,
     false,
     0,
     2022,
     true,
     "independence-movement",
     {"Jour du Mouvement d’indépendance", "Independence Movement Day",
      "3·1절"}},
    {5,
     1,
     false,
     false,
     2026,
     2026,
     true,
     "labour-day",
     {"Fête du Travail", "Labour Day", "노동절"}},
    {5,
     5,
     false,
     false,
     0,
     2014,
     true,
     "childrens-day",
     {"Journée des enfants", "Children’s Day", "어린이날"}},
    {6,
     6,
     false,
     false,
     0,
     NEVER,
     false,
     "memorial-day",
     {"Jour du Souvenir", "Memorial Day", "현충일"}},
    {7,
     17,
     false,
     false,
     2026,
     2026,
     true,
     "constitution-day",
     {"Jour de la Constitution", "Constitution Day", "제헌절"}},
    {8,
     15,
     false,
     false,
     0,
     2021,
     true,
     "liberation-day",
     {"Jour de la Libération", "Liberation Day", "광복절"}},
    {10,
     3,
     false,
     false,
     0,
     2021,
     true,
     "foundation-day",
     {"Fondation de la nation", "National Foundation Day", "개천절"}},
    {10,
     9,
     false,
     false,
     0,
     2021,
     true,
     "hangul-day",
     {"Jour du hangeul", "Hangul Day", "한글날"}},
    {12,
     25,
     false,
     false,
     0,
     2023,
     true,
     "christmas",
     {"Noël", "Christmas Day", "기독탄신일"}},
    {1,
     1,
     true,
     true,
     0,
     2014,
     false,
     "seollal",
     {"Seollal (Nouvel An lunaire)", "Seollal (Lunar New Year)", "설날"}},
    {4,
     8,
     true,
     false,
     0,
     2023,
     true,
     "buddhas-birthday",
     {"Anniversaire de Bouddha", "Buddha’s Birthday", "부처님 오신 날"}},
    {8,
     15,
     true,
     true,
     0,
     2014,
     false,
     "chuseok",
     {"Chuseok (fête des récoltes)", "Chuseok (Harvest Festival)", "추석"}},
};
#define HOLIDAYS (sizeof holidays / sizeof *holidays)

/* Announced for one day, with the reason. */
static const struct announced {
    int year, month, day;
    bool estimated;
    const char *code;
    const char *name[JM_LANGS];
    const char *source;
} announced[] = {
    {2022,
     3,
     9,
     false,
     "vote",
     {"Élection présidentielle", "Presidential election", "대통령선거"},
     "공직선거법 제34조; " ALMANAC},
    {2022,
     6,
     1,
     false,
     "vote",
     {"Élections locales", "Local elections", "전국동시지방선거"},
     "공직선거법 제34조; " ALMANAC},
    {2023,
     10,
     2,
     false,
     "temporary",
     {"Jour férié exceptionnel", "Temporary public holiday", "임시공휴일"},
     "임시공휴일 지정(2023); " ALMANAC},
    {2024,
     4,
     10,
     false,
     "vote",
     {"Élections législatives", "National Assembly election", "국회의원선거"},
     "공직선거법 제34조; " ALMANAC},
    {2024,
     10,
     1,
     false,
     "temporary",
     {"Jour férié exceptionnel (Forces armées)",
      "Temporary public holiday (Armed Forces Day)", "임시공휴일(국군의 날)"},
     "임시공휴일 지정(2024); " ALMANAC},
    {2025,
     1,
     27,
     false,
     "temporary",
     {"Jour férié exceptionnel", "Temporary public holiday", "임시공휴일"},
     "임시공휴일 지정(2025); " ALMANAC},
    {2025,
     6,
     3,
     false,
     "vote",
     {"Élection présidentielle", "Presidential election", "대통령선거"},
     "임시공휴일 지정(2025, 대통령선거); " ALMANAC},
    {2026,
     6,
     3,
     false,
     "vote",
     {"Élections locales", "Local elections", "전국동시지방선거"},
     "공직선거법 제34조; " ALMANAC},
    {2028,
     4,
     12,
     true,
     "vote",
     {"Élections législatives", "National Assembly election", "국회의원선거"},
     "공직선거법 제34조"},
    {2030,
     3,
     27,
     true,
     "vote",
     {"Élection présidentielle", "Presidential election", "대통령선거"},
     "공직선거법 제34조"},
    {2030,
     6,
     12,
     true,
     "vote",
     {"Élections locales", "Local elections", "전국동시지방선거"},
     "공직선거법 제34조"},
    {2032,
     4,
     14,
     true,
     "vote",
     {"Élections législatives", "National Assembly election", "국회의원선거"},
     "공직선거법 제34조"},
};

#define MOST 48

/* A year's holidays as they are found. */
struct year {
    int number;
    struct found {
        jm_day day;
        const struct holiday *holiday; /* NULL: announced */
        int part; /* of a run: -1 the eve, 1 the day after */
    } all[MOST];
    size_t count;
};

static bool is_holiday(const void *data, jm_day day)
{
    const struct year *year = data;
    for (size_t i = 0; i < year->count; i++)
        if (year->all[i].day == day)
            return true;
    return false;
}

static void find(struct year *year, jm_day day, const struct holiday *holiday,
                 int part)
{
    if (year->count < MOST)
        year->all[year->count++] = (struct found){day, holiday, part};
}

/* False where the lunar calendar is not to be had. */
static bool find_holidays(struct year *year)
{
    for (size_t i = 0; i < HOLIDAYS; i++) {
        const struct holiday *h = &holidays[i];
        if (year->number < h->since)
            continue;
        jm_day day = h->is_lunar
                         ? jm_lunar_day(year->number, h->month, h->day)
                         : jm_day_from_date(year->number, h->month, h->day);
        if (day == JM_DAY_NONE)
            return false;
        for (int part = -h->is_run; part <= h->is_run; part++)
            find(year, day + part, h, part);
    }
    for (size_t i = 0; i < sizeof announced / sizeof *announced; i++)
        if (announced[i].year == year->number)
            find(year,
                 jm_day_from_date(year->number, announced[i].month,
                                  announced[i].day),
                 NULL, 0);
    return true;
}

static int compare_found(const void *a, const void *b)
{
    const struct found *x = *(const struct found *const *)a,
                       *y = *(const struct found *const *)b;
    return x->day != y->day ? (x->day > y->day) - (x->day < y->day)
                            : (x > y) - (x < y);
}

/* It falls on a Sunday, where Saturdays count on one, or on an earlier holiday
 * of the list. */
static bool is_lost(const struct year *year, const struct found *found)
{
    int weekday = jm_day_weekday(found->day);
    if (weekday == JM_SUNDAY ||
        (weekday == JM_SATURDAY && found->holiday->saturdays))
        return true;
    for (const struct found *other = year->all; other < found; other++)
        if (other->day == found->day && other->holiday)
            return true;
    return false;
}

static jm_day next_working_day(const struct year *year, jm_day day)
{
    do {
        day++;
    } while (jm_day_weekday(day) >= JM_SATURDAY || is_holiday(year, day));
    return day;
}

static bool is_estimated(const struct year *year)
{
    return year->number > ANNOUNCED_UNTIL;
}

static enum jm_status give_bridge(const struct jm_days_giving *giving,
                                  const struct year *year, jm_day day)
{
    return jm_days_bridge(giving, "KR", day, is_holiday, year,
                          is_estimated(year));
}

/* The names and the code of a part of a run. */
struct worded {
    struct jm_text name[JM_LANGS], code;
};

static void clear_worded(struct worded *w)
{
    for (int lang = 0; lang < JM_LANGS; lang++)
        jm_text_clear(&w->name[lang]);
    jm_text_clear(&w->code);
}

static void word(struct worded *w, const struct holiday *h,
                 const char *const patterns[JM_LANGS], const char *code)
{
    for (int lang = 0; lang < JM_LANGS; lang++) {
        const char *mark = strchr(patterns[lang], '*');
        jm_text_add_bytes(&w->name[lang], patterns[lang],
                          (size_t)(mark - patterns[lang]));
        jm_text_add(&w->name[lang], h->name[lang]);
        jm_text_add(&w->name[lang], mark + 1);
    }
    jm_text_addf(&w->code, "%s%s", h->code, code);
}

static enum jm_status give(const struct jm_days_giving *giving,
                           const struct year *year, jm_day day,
                           const struct worded *w, const char *source)
{
    struct jm_known_days days = {.kind = JM_DAY_PUBLIC,
                                 .first = day,
                                 .last = day,
                                 .country = "KR",
                                 .school_zone = -1,
                                 .code = jm_text_get(&w->code),
                                 .source = source,
                                 .estimated = is_estimated(year)};
    for (int lang = 0; lang < JM_LANGS; lang++)
        days.name[lang] = jm_text_get(&w->name[lang]);
    return jm_days_give(giving, &days);
}

static enum jm_status give_found(const struct jm_days_giving *giving,
                                 const struct year *year,
                                 const struct found *found)
{
    static const struct {
        const char *code;
        const char *patterns[JM_LANGS];
    } parts[] = {{"-eve", {"Veille de *", "Eve of *", "* 전날"}},
                 {"", {"*", "*", "*"}},
                 {"-after", {"Lendemain de *", "Day after *", "* 다음 날"}}};
    struct worded w = {0};
    const struct holiday *h = found->holiday;
    word(&w, h, parts[found->part + 1].patterns, parts[found->part + 1].code);
    enum jm_status status =
        give(giving, year, found->day, &w, h->since ? ACT_2026 : DECREE);
    clear_worded(&w);
    return status ? status : give_bridge(giving, year, found->day);
}

static enum jm_status give_substitute(const struct jm_days_giving *giving,
                                      const struct year *year,
                                      const struct holiday *h, jm_day day)
{
    static const char *const patterns[JM_LANGS] = {
        [JM_FR] = "Report de : *",
        [JM_EN] = "Substitute holiday for *",
        [JM_KO] = "대체공휴일(*)"};
    struct worded w = {0};
    word(&w, h, patterns, "-substitute");
    enum jm_status status = give(giving, year, day, &w, SUBSTITUTE);
    clear_worded(&w);
    return status ? status : give_bridge(giving, year, day);
}

/* A run is replaced once, however many of its days are lost. */
static bool has_substitute(const struct year *year,
                           const struct holiday *const done[], size_t count,
                           const struct found *found)
{
    const struct holiday *h = found->holiday;
    if (!h || year->number < h->since_substitute || !is_lost(year, found))
        return false;
    for (size_t i = 0; i < count; i++)
        if (done[i] == h)
            return false;
    return true;
}

static void sort(const struct year *year, const struct found **sorted)
{
    for (size_t i = 0; i < year->count; i++)
        sorted[i] = &year->all[i];
    for (size_t i = 1; i < year->count; i++)
        for (size_t j = i;
             j > 0 && compare_found(&sorted[j - 1], &sorted[j]) > 0; j--) {
            const struct found *swapped = sorted[j];
            sorted[j] = sorted[j - 1];
            sorted[j - 1] = swapped;
        }
}

/* In the order of the days: of two substitutes that meet the later one goes on
 * to the next working day. */
static enum jm_status give_substitutes(const struct jm_days_giving *giving,
                                       struct year *year)
{
    const struct found *sorted[MOST];
    const struct holiday *done[MOST];
    size_t n_done = 0, count = year->count;
    jm_day days[MOST];
    enum jm_status status = JM_OK;
    sort(year, sorted);
    for (size_t i = 0; i < count; i++) {
        if (!has_substitute(year, done, n_done, sorted[i]))
            continue;
        days[n_done] = next_working_day(year, sorted[i]->day);
        done[n_done] = sorted[i]->holiday;
        find(year, days[n_done], NULL, 0);
        n_done++;
    }
    for (size_t i = 0; !status && i < n_done; i++)
        status = give_substitute(giving, year, done[i], days[i]);
    return status;
}

static enum jm_status give_announced(const struct jm_days_giving *giving,
                                     const struct year *year)
{
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < sizeof announced / sizeof *announced;
         i++) {
        const struct announced *a = &announced[i];
        if (a->year != year->number)
            continue;
        jm_day day = jm_day_from_date(a->year, a->month, a->day);
        struct jm_known_days days = {.kind = JM_DAY_PUBLIC,
                                     .first = day,
                                     .last = day,
                                     .country = "KR",
                                     .school_zone = -1,
                                     .code = a->code,
                                     .source = a->source,
                                     .estimated = a->estimated};
        for (int lang = 0; lang < JM_LANGS; lang++)
            days.name[lang] = a->name[lang];
        status = jm_days_give(giving, &days);
        if (!status)
            status = give_bridge(giving, year, day);
    }
    return status;
}

/* Substitutes are found first: bridges must know them. */
enum jm_status jm_days_korea(const struct jm_days_giving *giving, int number)
{
    struct year year = {.number = number};
    if (!find_holidays(&year))
        return jm_fail(giving->err, JM_FAILED, "no RSCALE=DANGI",
                       JM_SAY_DAYS_NO_LUNAR, NULL);
    size_t count = year.count;
    enum jm_status status = give_substitutes(giving, &year);
    for (size_t i = 0; !status && i < count; i++)
        if (year.all[i].holiday)
            status = give_found(giving, &year, &year.all[i]);
    return status ? status : give_announced(giving, &year);
}
