/* From what a person typed to a value. */
#include <errno.h>
#include <jumelage/nouns.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_LINE 1000 /* characters of one line of text, in bytes */
#define LONGEST_PROSE 40000

static enum jm_status fail_value(struct jm_error *err, enum jm_message message,
                                 const struct jm_field *field, const char *text)
{
    return jm_fail(err, JM_INVALID, field->name, message, field->name, text,
                   NULL);
}

static enum jm_status parse_text(struct jm_row *row, int index,
                                 const char *text, struct jm_error *err)
{
    const struct jm_field *field = &row->noun->fields[index];
    size_t length = strlen(text);
    bool prose = field->type == JM_TYPE_PROSE;
    if (!jm_text_is_clean(text, length))
        return fail_value(err, JM_SAY_TEXT_UNCLEAN, field, text);
    if (!prose && strpbrk(text, "\n\t"))
        return fail_value(err, JM_SAY_TEXT_LINES, field, text);
    if (length > (prose ? LONGEST_PROSE : LONGEST_LINE))
        return fail_value(err, JM_SAY_TEXT_LONG, field,
                          prose ? "40000" : "1000");
    return jm_row_set_string(row, index, text, err);
}

static enum jm_status parse_int(struct jm_row *row, int index, const char *text,
                                struct jm_error *err)
{
    char *end = NULL;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno || end == text || *end || number < -2000000000 ||
        number > 2000000000)
        return fail_value(err, JM_SAY_NOT_WHOLE, &row->noun->fields[index],
                          text);
    jm_row_set_integer(row, index, number);
    return JM_OK;
}

/* Digits, one point or comma, a sign: strtod's hexadecimals and "nan" are not
 * numbers to anybody who fills in a form. */
static enum jm_status parse_real(struct jm_row *row, int index,
                                 const char *text, struct jm_error *err)
{
    char plain[40];
    size_t length = strlen(text);
    if (length >= sizeof plain || strspn(text, "+-0123456789.,eE") != length)
        return fail_value(err, JM_SAY_NOT_NUMBER, &row->noun->fields[index],
                          text);
    for (size_t i = 0; i <= length; i++)
        plain[i] = text[i] == ',' ? '.' : text[i];
    char *end = NULL;
    double number = strtod(plain, &end);
    if (end == plain || *end || number < -1e12 || number > 1e12)
        return fail_value(err, JM_SAY_NOT_NUMBER, &row->noun->fields[index],
                          text);
    jm_row_set_real(row, index, number);
    return JM_OK;
}

static enum jm_status parse_bool(struct jm_row *row, int index,
                                 const char *text, struct jm_error *err)
{
    static const char *const yes[] = {"yes", "oui", "예", "1", "true", "vrai"};
    static const char *const no[] = {"no", "non",   "아니요",
                                     "0",  "false", "faux"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        bool is_yes = jm_text_same_word(text, yes[i]);
        if (is_yes || jm_text_same_word(text, no[i])) {
            jm_row_set_integer(row, index, is_yes);
            return JM_OK;
        }
    }
    return fail_value(err, JM_SAY_NOT_YES_NO, &row->noun->fields[index], text);
}

static enum jm_status parse_choice(struct jm_row *row, int index,
                                   const char *text, struct jm_error *err)
{
    const struct jm_field *field = &row->noun->fields[index];
    int value = jm_choice_value(field->set, text);
    if (value >= 0)
        return jm_row_set_string(row, index, jm_choice_word(field->set, value),
                                 err);
    struct jm_text words = JM_TEXT_INIT;
    for (int i = 0; i < jm_choice_count(field->set); i++)
        jm_text_addf(&words, "%s%s", i ? ", " : "",
                     jm_choice_word(field->set, i));
    jm_fail(err, JM_INVALID, field->name, JM_SAY_NOT_CHOICE, field->name, text,
            jm_text_get(&words), NULL);
    jm_text_clear(&words);
    return JM_INVALID;
}

/* Dates and times are kept in one form, whatever was typed. */
static enum jm_status parse_date(struct jm_row *row, int index,
                                 const char *text, struct jm_error *err)
{
    jm_day day = 0;
    enum jm_civil_read read = jm_day_parse(text, &day);
    if (read)
        return fail_value(
            err, read == JM_CIVIL_UNREAL ? JM_SAY_DATE_UNREAL : JM_SAY_NOT_DATE,
            &row->noun->fields[index], text);
    return jm_row_set_string(row, index, text, err);
}

static enum jm_status set_taken(struct jm_row *row, int index,
                                struct jm_text *text, struct jm_error *err)
{
    enum jm_status status =
        jm_row_set_string(row, index, jm_text_get(text), err);
    jm_text_clear(text);
    return status;
}

static enum jm_status parse_clock(struct jm_row *row, int index,
                                  const char *text, struct jm_error *err)
{
    int32_t seconds = 0;
    if (jm_clock_parse(text, &seconds))
        return fail_value(err, JM_SAY_NOT_CLOCK, &row->noun->fields[index],
                          text);
    struct jm_text clock = JM_TEXT_INIT;
    jm_text_add_clock(&clock, seconds);
    return set_taken(row, index, &clock, err);
}

static enum jm_status parse_local(struct jm_row *row, int index,
                                  const char *text, struct jm_error *err)
{
    jm_day day = 0;
    jm_wall wall = 0;
    enum jm_civil_read as_day = jm_day_parse(text, &day);
    if (!as_day)
        return jm_row_set_string(row, index, text, err);
    enum jm_civil_read as_wall = jm_wall_parse(text, &wall);
    if (as_day == JM_CIVIL_UNREAL || as_wall == JM_CIVIL_UNREAL)
        return fail_value(err, JM_SAY_DATE_UNREAL, &row->noun->fields[index],
                          text);
    if (as_wall)
        return fail_value(err, JM_SAY_NOT_LOCAL, &row->noun->fields[index],
                          text);
    struct jm_text local = JM_TEXT_INIT;
    jm_text_add_wall(&local, wall);
    return set_taken(row, index, &local, err);
}

static enum jm_status parse_ref(struct jm_row *row, int index, const char *text,
                                struct jm_error *err)
{
    if (!jm_id_is_valid(text))
        return fail_value(err, JM_SAY_NOT_ID, &row->noun->fields[index], text);
    return jm_row_set_string(row, index, text, err);
}

typedef enum jm_status parser(struct jm_row *row, int index, const char *text,
                              struct jm_error *err);

/* Zone names are looked up by the caller; instants are not typed. */
static parser *const parsers[] = {
    [JM_TYPE_TEXT] = parse_text,   [JM_TYPE_PROSE] = parse_text,
    [JM_TYPE_INT] = parse_int,     [JM_TYPE_REAL] = parse_real,
    [JM_TYPE_BOOL] = parse_bool,   [JM_TYPE_DATE] = parse_date,
    [JM_TYPE_CLOCK] = parse_clock, [JM_TYPE_CHOICE] = parse_choice,
    [JM_TYPE_REF] = parse_ref,     [JM_TYPE_ZONE] = parse_text,
    [JM_TYPE_LOCAL] = parse_local, [JM_TYPE_UNTIL] = parse_local,
    [JM_TYPE_INSTANT] = parse_int};

enum jm_status jm_row_parse(struct jm_row *row, int field, const char *text,
                            struct jm_error *err)
{
    const struct jm_field *of = &row->noun->fields[field];
    if (of->flags & JM_FIELD_SYSTEM)
        return fail_value(err, JM_SAY_FIELD_KEPT, of, text);
    if (*text)
        return parsers[of->type](row, field, text, err);
    if (of->flags & JM_FIELD_REQUIRED)
        return fail_value(err, JM_SAY_FIELD_EMPTY, of, text);
    jm_row_set_null(row, field);
    return JM_OK;
}

bool jm_id_is_valid(const char *id)
{
    size_t length = strlen(id);
    return length >= 1 && length <= 200 &&
           strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                      "0123456789._-/") == length;
}

void jm_uuid_write(char out[37], const unsigned char random[16])
{
    static const char digits[] = "0123456789abcdef";
    size_t at = 0;
    for (int i = 0; i < 16; i++) {
        unsigned char byte = random[i];
        if (i == 6)
            byte = (unsigned char)((byte & 0x0F) | 0x40); /* version 4 */
        if (i == 8)
            byte = (unsigned char)((byte & 0x3F) | 0x80); /* variant */
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out[at++] = '-';
        out[at++] = digits[byte >> 4];
        out[at++] = digits[byte & 15];
    }
    out[at] = '\0';
}

bool jm_uuid_is_valid(const char *text)
{
    for (int i = 0; i < 36; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-'
                 : !text[i] || !strchr("0123456789abcdef", text[i]))
            return false;
    }
    return text[36] == '\0';
}
