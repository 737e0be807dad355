/* Days as people write them. */
#include "tokens.h"
#include <jumelage/typed.h>
#include <stddef.h>
#include <string.h>

/* Months, folded: full names, then what they are shortened to. */
static const char *const months[][6] = {
    {"janvier", "january", "janv", "jan"},
    {"fevrier", "february", "fevr", "feb", "fev"},
    {"mars", "march", "mar"},
    {"avril", "april", "avr", "apr"},
    {"mai", "may"},
    {"juin", "june", "jun"},
    {"juillet", "july", "juil", "jul"},
    {"aout", "august", "aug"},
    {"septembre", "september", "sept", "sep"},
    {"octobre", "october", "oct"},
    {"novembre", "november", "nov"},
    {"decembre", "december", "dec"}};

/* Words that say nothing of which day it is. "mar" is mardi and mars: a month
 * only between numbers. */
static const char *const passed[] = {
    "lundi",    "mardi",  "mercredi", "jeudi",     "vendredi", "samedi",
    "dimanche", "lun",    "mer",      "jeu",       "ven",      "sam",
    "dim",      "monday", "tuesday",  "wednesday", "thursday", "friday",
    "saturday", "sunday", "mon",      "tue",       "tues",     "wed",
    "thu",      "thur",   "thurs",    "fri",       "sat",      "sun",
    "월요일",   "화요일", "수요일",   "목요일",    "금요일",   "토요일",
    "일요일",   "월",     "화",       "수",        "목",       "금",
    "토",       "일",     "er",       "st",        "nd",       "rd",
    "th",       "le",     "the",      "of",        "on",       "de"};

struct date {
    int32_t numbers[3];
    int digits[3];
    int count;            /* numbers that nothing names */
    int year, month, day; /* those that something does, 0 */
    bool has_mar;         /* "mar": a weekday, or March */
    bool is_odd;          /* there is a word that belongs to no date */
};

static int month_of(const char *word)
{
    for (int i = 0; i < 12; i++)
        for (int j = 0; j < 6 && months[i][j]; j++)
            if (strcmp(months[i][j], word) == 0)
                return i + 1;
    return 0;
}

static bool is_passed(const char *word)
{
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        if (strcmp(passed[i], word) == 0)
            return true;
    return false;
}

/* The number before a Hangul unit: "3월". */
static bool take_unit(struct date *date, const struct jm_token *unit,
                      int32_t number)
{
    int *part = jm_token_is(unit, "년")   ? &date->year
                : jm_token_is(unit, "월") ? &date->month
                : jm_token_is(unit, "일") ? &date->day
                                          : NULL;
    if (!part || *part)
        return false;
    *part = number;
    return true;
}

static void take_word(struct date *date, const struct jm_token *token,
                      bool after_number)
{
    int month = month_of(token->word);
    bool is_weekday = strcmp(token->word, "mar") == 0 && !after_number;
    if (month && !date->month && !is_weekday)
        date->month = month;
    else if (is_weekday)
        date->has_mar = true;
    else if (!is_passed(token->word))
        date->is_odd = true;
}

static void collect(struct date *date, const struct jm_tokens *tokens)
{
    for (int i = 0; i < tokens->count; i++) {
        const struct jm_token *token = &tokens->all[i];
        if (!token->is_number) {
            if (jm_token_is(token, ":"))
                date->is_odd = true;
            else if (!jm_token_is(token, "."))
                take_word(date, token, i && tokens->all[i - 1].is_number);
            continue;
        }
        if (i + 1 < tokens->count &&
            take_unit(date, &tokens->all[i + 1], token->number)) {
            i++;
        } else if (date->count == 3) {
            date->is_odd = true;
        } else {
            date->digits[date->count] = token->digits;
            date->numbers[date->count++] = token->number;
        }
    }
}

enum { YEAR, MONTH, DAY };

static const int order_ymd[] = {YEAR, MONTH, DAY};
static const int order_dmy[] = {DAY, MONTH, YEAR};

/* Gives the numbers their parts, in the order in which they stand. */
static bool give(struct date *date, const int *order, int count)
{
    int *parts[3] = {&date->year, &date->month, &date->day};
    for (int i = 0; i < count; i++)
        *parts[order[i]] = date->numbers[i];
    return true;
}

/* Without a month's name: three numbers, or two of this year. */
static bool give_numbers(struct date *date, bool is_korean)
{
    bool year_first = date->digits[0] == 4 || is_korean;
    if (date->count == 3)
        return give(date, year_first ? order_ymd : order_dmy, 3);
    if (date->count != 2 || date->digits[0] == 4 || date->digits[1] == 4)
        return false;
    return give(date, is_korean ? order_ymd + 1 : order_dmy, 2);
}

/* With one: the day, and the year where there are two; "2026 mars 17" too. */
static bool give_rest(struct date *date)
{
    int first = 0;
    if (date->count > 2)
        return false;
    if (date->count && date->digits[0] == 4 && !date->year)
        date->year = date->numbers[first++];
    if (!date->day && first < date->count)
        date->day = date->numbers[first++];
    if (!date->year && first < date->count)
        date->year = date->numbers[first++];
    return first == date->count;
}

static bool is_full(const struct date *date)
{
    return date->month && date->day;
}

enum jm_typed jm_typed_day(const char *text, int year, jm_day *day)
{
    struct jm_tokens tokens;
    struct date date = {.count = 0};
    jm_tokens_read(&tokens, text);
    collect(&date, &tokens);
    if (date.has_mar && !date.month && date.count == 2 && date.digits[1] == 4)
        date.month = 3; /* "Mar 17, 2026" */
    if (tokens.is_cut || date.is_odd || !tokens.count)
        return JM_TYPED_FORM;
    bool is_given = date.month || date.day || date.year
                        ? give_rest(&date)
                        : give_numbers(&date, tokens.ends_in_dot);
    if (!is_given || !is_full(&date))
        return JM_TYPED_FORM;
    if (!date.year && !year)
        return JM_TYPED_NO_YEAR;
    if (!date.year)
        date.year = year;
    else if (date.year < 100)
        date.year += 2000;
    if (date.year < 1970 || date.year > 2099 ||
        !jm_civil_exists(date.year, date.month, date.day))
        return JM_TYPED_UNREAL;
    *day = jm_day_from_date(date.year, date.month, date.day);
    return JM_TYPED_OK;
}
