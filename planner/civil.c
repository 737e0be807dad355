/* Dates and wall clocks. The day arithmetic is that of Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms". */
#include <assert.h>
#include <jumelage/civil.h>

#define FIRST_YEAR 1970
#define LAST_YEAR 2099

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool jm_civil_exists(int year, int month, int day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12)
        return false;
    int length = lengths[month - 1] + (month == 2 && is_leap(year));
    return day >= 1 && day <= length;
}

jm_day jm_day_from_date(int year, int month, int day)
{
    int shifted = year - (month <= 2);
    int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int of_era = shifted - era * 400;
    int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + day_of_era - 719468;
}

struct jm_civil jm_day_date(jm_day day)
{
    int shifted = day + 719468;
    int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int of_era = shifted - era * 146097;
    int year =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int month = (5 * of_year + 2) / 153;
    struct jm_civil civil = {0};
    civil.day = of_year - (153 * month + 2) / 5 + 1;
    civil.month = month < 10 ? month + 3 : month - 9;
    civil.year = year + era * 400 + (civil.month <= 2);
    return civil;
}

int jm_day_weekday(jm_day day)
{
    int weekday = (int)((day + 3) % 7); /* 1970-01-01 was a Thursday */
    return weekday < 0 ? weekday + 7 : weekday;
}

int jm_day_week(jm_day day, int *year)
{
    jm_day thursday = day - jm_day_weekday(day) + 3;
    int of = jm_day_date(thursday).year;
    if (year)
        *year = of;
    return (thursday - jm_day_from_date(of, 1, 1)) / 7 + 1;
}

jm_day jm_wall_day(jm_wall wall)
{
    jm_wall day = wall / JM_DAY_SECONDS;
    return (jm_day)(wall % JM_DAY_SECONDS < 0 ? day - 1 : day);
}

struct jm_civil jm_wall_civil(jm_wall wall)
{
    jm_day day = jm_wall_day(wall);
    int rest = (int)(wall - (jm_wall)day * JM_DAY_SECONDS);
    struct jm_civil civil = jm_day_date(day);
    civil.hour = rest / 3600;
    civil.minute = rest / 60 % 60;
    civil.second = rest % 60;
    return civil;
}

jm_wall jm_civil_wall(struct jm_civil civil)
{
    jm_day day = jm_day_from_date(civil.year, civil.month, civil.day);
    return (jm_wall)day * JM_DAY_SECONDS + civil.hour * 3600 +
           civil.minute * 60 + civil.second;
}

/* Reads `digits` digits; -1 when they are not all there. */
static int read_digits(const char **cursor, int digits)
{
    int number = 0;
    for (int i = 0; i < digits; i++, ++*cursor) {
        if (**cursor < '0' || **cursor > '9')
            return -1;
        number = number * 10 + (**cursor - '0');
    }
    return number;
}

static bool read_char(const char **cursor, char wanted)
{
    if (**cursor != wanted)
        return false;
    ++*cursor;
    return true;
}

static enum jm_civil_read read_day(const char **cursor, jm_day *day)
{
    int year = read_digits(cursor, 4);
    if (year < 0 || !read_char(cursor, '-'))
        return JM_CIVIL_FORM;
    int month = read_digits(cursor, 2);
    if (month < 0 || !read_char(cursor, '-'))
        return JM_CIVIL_FORM;
    int of_month = read_digits(cursor, 2);
    if (of_month < 0)
        return JM_CIVIL_FORM;
    if (!jm_civil_exists(year, month, of_month))
        return JM_CIVIL_UNREAL;
    *day = jm_day_from_date(year, month, of_month);
    return JM_CIVIL_OK;
}

/* "9:30", "09:30", "09:30:15". */
static enum jm_civil_read read_clock(const char **cursor, int32_t *seconds)
{
    bool short_hour = **cursor && (*cursor)[1] == ':';
    int hour = read_digits(cursor, short_hour ? 1 : 2);
    if (hour < 0 || !read_char(cursor, ':'))
        return JM_CIVIL_FORM;
    int minute = read_digits(cursor, 2);
    if (minute < 0)
        return JM_CIVIL_FORM;
    int second = 0;
    if (read_char(cursor, ':') && (second = read_digits(cursor, 2)) < 0)
        return JM_CIVIL_FORM;
    if (hour > 24 || minute > 59 || second > 59 ||
        (hour == 24 && (minute || second)))
        return JM_CIVIL_UNREAL;
    *seconds = hour * 3600 + minute * 60 + second;
    return JM_CIVIL_OK;
}

enum jm_civil_read jm_day_parse(const char *text, jm_day *day)
{
    jm_day read = 0;
    enum jm_civil_read status = read_day(&text, &read);
    if (status != JM_CIVIL_FORM && *text)
        return JM_CIVIL_FORM;
    if (!status)
        *day = read;
    return status;
}

enum jm_civil_read jm_clock_parse(const char *text, int32_t *seconds)
{
    int32_t read = 0;
    enum jm_civil_read status = read_clock(&text, &read);
    if (status != JM_CIVIL_FORM && *text)
        return JM_CIVIL_FORM;
    if (!status)
        *seconds = read;
    return status;
}

enum jm_civil_read jm_wall_parse(const char *text, jm_wall *wall)
{
    jm_day day = 0;
    int32_t seconds = 0;
    enum jm_civil_read day_status = read_day(&text, &day);
    if (day_status == JM_CIVIL_FORM)
        return JM_CIVIL_FORM;
    if (!read_char(&text, 'T') && !read_char(&text, ' '))
        return JM_CIVIL_FORM;
    enum jm_civil_read clock_status = read_clock(&text, &seconds);
    if (clock_status == JM_CIVIL_FORM || *text)
        return JM_CIVIL_FORM;
    if (day_status || clock_status)
        return JM_CIVIL_UNREAL;
    *wall = (jm_wall)day * JM_DAY_SECONDS + seconds;
    return JM_CIVIL_OK;
}

void jm_text_add_day(struct jm_text *text, jm_day day)
{
    struct jm_civil civil = jm_day_date(day);
    jm_text_add_padded(text, civil.year, 4);
    jm_text_add_char(text, '-');
    jm_text_add_padded(text, civil.month, 2);
    jm_text_add_char(text, '-');
    jm_text_add_padded(text, civil.day, 2);
}

void jm_text_add_clock(struct jm_text *text, int32_t seconds)
{
    jm_text_add_padded(text, seconds / 3600, 2);
    jm_text_add_char(text, ':');
    jm_text_add_padded(text, seconds / 60 % 60, 2);
    if (seconds % 60) {
        jm_text_add_char(text, ':');
        jm_text_add_padded(text, seconds % 60, 2);
    }
}

void jm_text_add_wall(struct jm_text *text, jm_wall wall)
{
    jm_day day = jm_wall_day(wall);
    jm_text_add_day(text, day);
    jm_text_add_char(text, 'T');
    jm_text_add_clock(text, (int32_t)(wall - (jm_wall)day * JM_DAY_SECONDS));
}

void jm_text_add_utc(struct jm_text *text, jm_utc utc)
{
    struct jm_civil civil = jm_wall_civil(utc);
    jm_text_add_day(text, jm_wall_day(utc));
    jm_text_add_char(text, 'T');
    jm_text_add_padded(text, civil.hour, 2);
    jm_text_add_char(text, ':');
    jm_text_add_padded(text, civil.minute, 2);
    jm_text_add_char(text, ':');
    jm_text_add_padded(text, civil.second, 2);
    jm_text_add_char(text, 'Z');
}
