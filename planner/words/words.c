/* Dates, hours and lengths in words. */
#include <jumelage/message.h>
#include <jumelage/words.h>
#include <stdlib.h>

#define NBSP "\u00a0"

static const char *const months[JM_LANGS][12] = {
    [JM_FR] = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet",
               "août", "septembre", "octobre", "novembre", "décembre"},
    [JM_EN] = {"January", "February", "March", "April", "May", "June", "July",
               "August", "September", "October", "November", "December"},
    [JM_KO] = {"1월", "2월", "3월", "4월", "5월", "6월", "7월", "8월", "9월",
               "10월", "11월", "12월"}};

static const char *const short_months[JM_LANGS][12] = {
    [JM_FR] = {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août",
               "sept.", "oct.", "nov.", "déc."},
    [JM_EN] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
               "Oct", "Nov", "Dec"},
    [JM_KO] = {"1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.", "10.",
               "11.", "12."}};

static const char *const weekdays[JM_LANGS][7] = {
    [JM_FR] = {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
               "dimanche"},
    [JM_EN] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
               "Saturday", "Sunday"},
    [JM_KO] = {"월요일", "화요일", "수요일", "목요일", "금요일", "토요일",
               "일요일"}};

static const char *const short_weekdays[JM_LANGS][7] = {
    [JM_FR] = {"lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."},
    [JM_EN] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    [JM_KO] = {"월", "화", "수", "목", "금", "토", "일"}};

const char *jm_words_month(enum jm_lang lang, int month)
{
    return months[lang][month - 1];
}

const char *jm_words_weekday(enum jm_lang lang, int weekday)
{
    return weekdays[lang][weekday];
}

/* "1er" in French. */
static void add_day_number(struct jm_text *out, enum jm_lang lang, int day)
{
    jm_text_add_int(out, day);
    if (lang == JM_FR && day == 1)
        jm_text_add(out, "er");
    if (lang == JM_KO)
        jm_text_add(out, "일");
}

static void add_month(struct jm_text *out, enum jm_lang lang,
                      struct jm_civil civil)
{
    jm_text_add(out, months[lang][civil.month - 1]);
}

/* The parts of a date that are asked for: "17", "17 mars", "17 mars 2026". */
static void add_date(struct jm_text *out, enum jm_lang lang,
                     struct jm_civil civil, bool month, bool year)
{
    if (lang == JM_KO) {
        if (year)
            jm_text_addf(out, "%d년 ", civil.year);
        if (month) {
            add_month(out, lang, civil);
            jm_text_add_char(out, ' ');
        }
        add_day_number(out, lang, civil.day);
        return;
    }
    add_day_number(out, lang, civil.day);
    if (month) {
        jm_text_add(out, lang == JM_FR ? NBSP : " ");
        add_month(out, lang, civil);
    }
    if (year)
        jm_text_addf(out, " %d", civil.year);
}

void jm_words_date(struct jm_text *out, enum jm_lang lang, jm_day day)
{
    add_date(out, lang, jm_day_date(day), true, true);
}

void jm_words_day(struct jm_text *out, enum jm_lang lang, jm_day day)
{
    const char *weekday = weekdays[lang][jm_day_weekday(day)];
    if (lang == JM_KO) {
        jm_words_date(out, lang, day);
        jm_text_addf(out, " %s", weekday);
    } else {
        jm_text_addf(out, "%s ", weekday);
        jm_words_date(out, lang, day);
    }
}

void jm_words_day_short(struct jm_text *out, enum jm_lang lang, jm_day day)
{
    struct jm_civil civil = jm_day_date(day);
    const char *weekday = short_weekdays[lang][jm_day_weekday(day)];
    const char *month = short_months[lang][civil.month - 1];
    if (lang == JM_KO)
        jm_text_addf(out, "%s %d.(%s)", month, civil.day, weekday);
    else
        jm_text_addf(out, "%s %d%s %s", weekday, civil.day,
                     lang == JM_FR && civil.day == 1 ? "er" : "", month);
}

void jm_words_days(struct jm_text *out, enum jm_lang lang, jm_day first,
                   jm_day last)
{
    if (last <= first) {
        jm_words_day(out, lang, first);
        return;
    }
    struct jm_civil a = jm_day_date(first), b = jm_day_date(last);
    bool same_year = a.year == b.year;
    bool same_month = same_year && a.month == b.month;
    if (lang == JM_KO) {
        add_date(out, lang, a, true, true);
        jm_text_add_char(out, '~');
        add_date(out, lang, b, !same_month, !same_year);
        return;
    }
    jm_text_add(out, lang == JM_FR ? "du " : "");
    add_date(out, lang, a, !same_month, !same_year);
    jm_text_add(out, lang == JM_FR ? " au " : " to ");
    add_date(out, lang, b, true, true);
}

void jm_words_clock(struct jm_text *out, enum jm_lang lang, int32_t seconds)
{
    int hour = seconds / 3600, minute = seconds / 60 % 60;
    if (lang != JM_FR)
        jm_text_addf(out, "%d:%02d", hour, minute);
    else if (minute)
        jm_text_addf(out, "%d" NBSP "h" NBSP "%02d", hour, minute);
    else
        jm_text_addf(out, "%d" NBSP "h", hour);
}

/* Seconds since midnight. */
static int32_t clock_of(jm_wall wall)
{
    return (int32_t)(wall - (jm_wall)jm_wall_day(wall) * JM_DAY_SECONDS);
}

void jm_words_hours(struct jm_text *out, enum jm_lang lang,
                    const struct jm_zone *zone, struct jm_span span)
{
    struct jm_text from = JM_TEXT_INIT, until = JM_TEXT_INIT;
    jm_words_clock(&from, lang, clock_of(jm_zone_wall(zone, span.from)));
    jm_words_clock(&until, lang, clock_of(jm_zone_wall(zone, span.until)));
    if (span.from == span.until)
        jm_text_add(out, jm_text_get(&from));
    else
        jm_say(out, lang, JM_SAY_HOURS_RANGE, jm_text_get(&from),
               jm_text_get(&until), NULL);
    jm_text_clear(&from);
    jm_text_clear(&until);
}

/* "mardi 17 mars 2026, 9 h" */
static void add_instant(struct jm_text *out, enum jm_lang lang, jm_wall wall)
{
    struct jm_text day = JM_TEXT_INIT, clock = JM_TEXT_INIT;
    jm_words_day(&day, lang, jm_wall_day(wall));
    jm_words_clock(&clock, lang, clock_of(wall));
    jm_say(out, lang, JM_SAY_DAY_HOURS, jm_text_get(&day), jm_text_get(&clock),
           NULL);
    jm_text_clear(&day);
    jm_text_clear(&clock);
}

void jm_words_span(struct jm_text *out, enum jm_lang lang,
                   const struct jm_zone *zone, struct jm_span span)
{
    jm_wall from = jm_zone_wall(zone, span.from);
    jm_wall until = jm_zone_wall(zone, span.until);
    jm_day first = jm_wall_day(from);
    jm_day last = jm_wall_day(until > from ? until - 1 : from);
    struct jm_text one = JM_TEXT_INIT, two = JM_TEXT_INIT;
    if (until > from && clock_of(from) == 0 && clock_of(until) == 0) {
        jm_words_days(out, lang, first, last);
    } else if (first == last) {
        jm_words_day(&one, lang, first);
        jm_words_hours(&two, lang, zone, span);
        jm_say(out, lang, JM_SAY_DAY_HOURS, jm_text_get(&one),
               jm_text_get(&two), NULL);
    } else {
        add_instant(&one, lang, from);
        add_instant(&two, lang, until);
        jm_say(out, lang, JM_SAY_FROM_UNTIL, jm_text_get(&one),
               jm_text_get(&two), NULL);
    }
    jm_text_clear(&one);
    jm_text_clear(&two);
}

/* "2 jours", "1 h 30", "45 min". */
static void add_length_part(struct jm_text *out, enum jm_lang lang,
                            int64_t amount, const char *const units[JM_LANGS])
{
    jm_text_add_int(out, amount);
    if (lang != JM_KO)
        jm_text_add(out, NBSP);
    jm_text_add(out, units[lang]);
}

/* From two days on, whole days and hours; a night on which the clocks change
 * makes a day of 23 or 25 hours, which is still a day. */
static void add_days(struct jm_text *out, enum jm_lang lang, int64_t minutes)
{
    static const char *const days[] = {"jours", "days", "일"};
    static const char *const hours[] = {"h", "h", "시간"};
    int64_t whole = (minutes + 60) / (24 * 60);
    int64_t rest = (minutes - whole * 24 * 60) / 60;
    add_length_part(out, lang, whole, days);
    if (rest > 1) {
        jm_text_add_char(out, ' ');
        add_length_part(out, lang, rest, hours);
    }
}

void jm_words_length(struct jm_text *out, enum jm_lang lang, int64_t seconds)
{
    static const char *const hours[] = {"h", "h", "시간"};
    static const char *const minutes[] = {"min", "min", "분"};
    int64_t in_minutes = (seconds + 59) / 60;
    if (in_minutes >= 47 * 60) {
        add_days(out, lang, in_minutes);
        return;
    }
    int64_t hour = in_minutes / 60, minute = in_minutes % 60;
    if (hour)
        add_length_part(out, lang, hour, hours);
    if (hour && minute && lang == JM_FR) {
        jm_text_addf(out, NBSP "%02d", (int)minute);
        return;
    }
    if (hour && minute)
        jm_text_add(out, lang == JM_KO ? " " : NBSP);
    if (minute || !hour)
        add_length_part(out, lang, minute, minutes);
}

void jm_words_number(struct jm_text *out, enum jm_lang lang, int64_t number)
{
    struct jm_text digits = JM_TEXT_INIT;
    jm_text_add_int(&digits, number < 0 ? -number : number);
    if (number < 0)
        jm_text_add_char(out, '-');
    for (size_t i = 0; i < digits.length; i++) {
        if (i && (digits.length - i) % 3 == 0)
            jm_text_add(out, lang == JM_FR ? "\u202f" : ",");
        jm_text_add_char(out, digits.bytes[i]);
    }
    jm_text_clear(&digits);
}
