/* Dates and numbers of cells. */
#include <jumelage/spreadsheet.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Days from 1899-12-30, where Excel counts from, to 1970-01-01. */
#define EPOCH 25569
#define FIRST_DAY 1.0    /* 1899-12-31: below it there is only a time */
#define LAST_DAY 73051.0 /* 2100-01-01 */

bool jm_grid_moment(const struct jm_grid_cell *cell,
                    struct jm_grid_moment *moment)
{
    if (!(cell->number >= 0 && cell->number < LAST_DAY))
        return false;
    int64_t seconds =
        (int64_t)floor(cell->number * (double)JM_DAY_SECONDS + 0.5);
    int64_t day = seconds / JM_DAY_SECONDS;
    bool has_day = cell->number >= FIRST_DAY;
    moment->day = has_day ? (jm_day)(day - EPOCH) : JM_DAY_NONE;
    moment->seconds = (int32_t)(has_day ? seconds % JM_DAY_SECONDS : seconds);
    moment->has_clock = !has_day || moment->seconds != 0;
    return true;
}

/* The shortest form that reads as the same number. */
static void add_number(struct jm_text *out, double number)
{
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, number);
        if (!(strtod(digits, NULL) < number) &&
            !(strtod(digits, NULL) > number))
            break;
    }
    jm_text_add(out, digits);
}

static void add_moment(struct jm_text *out, const struct jm_grid_cell *cell)
{
    struct jm_grid_moment moment;
    if (!jm_grid_moment(cell, &moment)) {
        add_number(out, cell->number);
        return;
    }
    if (moment.day != JM_DAY_NONE)
        jm_text_add_day(out, moment.day);
    if (moment.day != JM_DAY_NONE && moment.has_clock)
        jm_text_add_char(out, ' ');
    if (moment.has_clock)
        jm_text_add_clock(out, moment.seconds);
}

void jm_grid_add_text(struct jm_text *out, const struct jm_grid_cell *cell)
{
    switch (cell->type) {
    case JM_GRID_TEXT:
    case JM_GRID_ERROR:
        jm_text_add(out, cell->text);
        break;
    case JM_GRID_DATE:
        add_moment(out, cell);
        break;
    case JM_GRID_NUMBER:
    case JM_GRID_BOOLEAN:
        add_number(out, cell->number);
        break;
    default:
        break;
    }
}
