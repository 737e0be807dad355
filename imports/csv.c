#include <jumelage/csv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CELLS 1000
#define LONGEST_CELL ((size_t)1 << 20)

struct jm_csv {
    char *name;
    struct jm_text text; /* the whole file, UTF-8 */
    size_t at;           /* what is read next */
    unsigned long line;  /* the line that `at` is on */
    char separator;
    struct jm_text row; /* its cells, each ended by NUL */
    size_t starts[MOST_CELLS];
    const char *cells[MOST_CELLS];
};

static enum jm_status fail_at(const struct jm_csv *csv, struct jm_error *err,
                              unsigned long line, enum jm_message message,
                              const char *arg)
{
    jm_fail(err, JM_INVALID, csv->name, message, arg, NULL);
    return err ? jm_error_at(err, csv->name, line) : JM_INVALID;
}

/* A Hangul syllable of KS X 1001 is a pair of bytes; accents of Windows-1252
 * mostly stand alone between ASCII letters. */
static bool is_korean(const char *bytes, size_t length)
{
    const unsigned char *byte = (const unsigned char *)bytes;
    size_t syllables = 0, alone = 0;
    for (size_t i = 0; i < length; i++) {
        if (byte[i] < 0x80)
            continue;
        if (byte[i] >= 0xA1 && i + 1 < length && byte[i + 1] >= 0xA1) {
            syllables += byte[i] >= 0xB0 && byte[i] <= 0xC8;
            i++;
        } else {
            alone++;
        }
    }
    return syllables > alone;
}

static unsigned long line_of(const char *bytes, size_t at)
{
    unsigned long line = 1;
    for (size_t i = 0; i < at; i++)
        line += bytes[i] == '\n';
    return line;
}

static enum jm_status decode_windows(struct jm_csv *csv, const char *bytes,
                                     size_t length, struct jm_error *err)
{
    for (size_t i = 0; i < length; i++) {
        uint32_t code = jm_text_of_windows((unsigned char)bytes[i]);
        if (!code)
            return fail_at(csv, err, line_of(bytes, i), JM_SAY_CSV_ENCODING,
                           NULL);
        jm_text_add_code(&csv->text, code);
    }
    return JM_OK;
}

static enum jm_status decode(struct jm_csv *csv, const char *bytes,
                             size_t length, struct jm_error *err)
{
    static const char mark[] = "\xEF\xBB\xBF";
    bool marked = length >= 3 && memcmp(bytes, mark, 3) == 0;
    if (marked) {
        bytes += 3;
        length -= 3;
    }
    if (memchr(bytes, '\0', length))
        return fail_at(csv, err, 0, JM_SAY_CSV_NO_TEXT, NULL);
    if (jm_text_is_utf8(bytes, length)) {
        jm_text_add_bytes(&csv->text, bytes, length);
        return JM_OK;
    }
    if (marked)
        return fail_at(csv, err, 0, JM_SAY_CSV_ENCODING, NULL);
    if (is_korean(bytes, length))
        return fail_at(csv, err, 0, JM_SAY_CSV_KOREAN, NULL);
    return decode_windows(csv, bytes, length, err);
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* The separator seen most often, outside quotes, in the first row that has one:
 * a title may stand above the header. */
static char guess_separator(const char *text)
{
    static const char separators[] = ",;\t";
    size_t seen[3] = {0};
    bool quoted = false;
    for (; *text; text++) {
        const char *which = strchr(separators, *text);
        if (*text == '"')
            quoted = !quoted;
        else if (which && !quoted)
            seen[which - separators]++;
        else if (is_line_end(*text) && !quoted && (seen[0] + seen[1] + seen[2]))
            break;
    }
    size_t best = 0;
    for (size_t i = 1; i < 3; i++)
        if (seen[i] > seen[best])
            best = i;
    return separators[best];
}

enum jm_status jm_csv_open(struct jm_csv **out, const char *name,
                           const char *bytes, size_t length,
                           struct jm_error *err)
{
    *out = NULL;
    struct jm_csv *csv = calloc(1, sizeof *csv);
    if (!csv)
        return jm_fail_memory(err);
    enum jm_status status = JM_OK;
    csv->line = 1;
    csv->name = strdup(name);
    if (!csv->name)
        status = jm_fail_memory(err);
    if (!status)
        status = decode(csv, bytes, length, err);
    if (!status && csv->text.failed)
        status = jm_fail_memory(err);
    const char *text = jm_text_get(&csv->text);
    if (!status && !text[strspn(text, " \t\r\n")])
        status = fail_at(csv, err, 0, JM_SAY_CSV_EMPTY, NULL);
    if (status) {
        jm_csv_free(csv);
        return status;
    }
    csv->separator = guess_separator(text);
    *out = csv;
    return JM_OK;
}

void jm_csv_free(struct jm_csv *csv)
{
    if (!csv)
        return;
    jm_text_clear(&csv->text);
    jm_text_clear(&csv->row);
    free(csv->name);
    free(csv);
}

/* The text ends in NUL, which is in no cell. */
static char peek(const struct jm_csv *csv)
{
    return csv->text.bytes[csv->at];
}

static bool take(struct jm_csv *csv, char wanted)
{
    if (peek(csv) != wanted)
        return false;
    csv->at++;
    return true;
}

static bool take_line_end(struct jm_csv *csv)
{
    bool returned = take(csv, '\r');
    if (!take(csv, '\n') && !returned)
        return false;
    csv->line++;
    return true;
}

static void add_until(struct jm_csv *csv, const char *stops)
{
    const char *from = csv->text.bytes + csv->at;
    size_t length = strcspn(from, stops);
    jm_text_add_bytes(&csv->row, from, length);
    csv->at += length;
}

static enum jm_status fail_after_quote(const struct jm_csv *csv,
                                       struct jm_error *err)
{
    const char *at = csv->text.bytes + csv->at;
    const char *end = at;
    jm_text_next(&end, csv->text.bytes + csv->text.length);
    char character[8] = "";
    memcpy(character, at, (size_t)(end - at));
    return fail_at(csv, err, csv->line, JM_SAY_CSV_AFTER_QUOTE, character);
}

static enum jm_status read_quoted(struct jm_csv *csv, struct jm_error *err)
{
    unsigned long opened = csv->line;
    for (;;) {
        add_until(csv, "\"\r\n");
        if (take_line_end(csv)) {
            jm_text_add_char(&csv->row, '\n');
        } else if (!take(csv, '"')) {
            return fail_at(csv, err, opened, JM_SAY_CSV_QUOTE_OPEN, NULL);
        } else if (take(csv, '"')) {
            jm_text_add_char(&csv->row, '"');
        } else {
            char after = peek(csv);
            return !after || after == csv->separator || is_line_end(after)
                       ? JM_OK
                       : fail_after_quote(csv, err);
        }
    }
}

static enum jm_status read_cell(struct jm_csv *csv, size_t cell,
                                struct jm_error *err)
{
    const char stops[] = {csv->separator, '\r', '\n', '\0'};
    unsigned long line = csv->line;
    size_t start = csv->row.length;
    enum jm_status status = JM_OK;
    csv->starts[cell] = start;
    if (take(csv, '"'))
        status = read_quoted(csv, err);
    else
        add_until(csv, stops);
    if (!status && csv->row.length - start > LONGEST_CELL) {
        struct jm_text number = JM_TEXT_INIT;
        jm_text_add_int(&number, (int64_t)cell + 1);
        status = fail_at(csv, err, line, JM_SAY_CSV_LONG, jm_text_get(&number));
        jm_text_clear(&number);
    }
    jm_text_add_char(&csv->row, '\0');
    return status;
}

static enum jm_status read_row(struct jm_csv *csv, size_t *count,
                               struct jm_error *err)
{
    enum jm_status status = JM_OK;
    jm_text_reset(&csv->row);
    *count = 0;
    do {
        if (*count == MOST_CELLS)
            return fail_at(csv, err, csv->line, JM_SAY_CSV_CELLS, "1000");
        status = read_cell(csv, (*count)++, err);
    } while (!status && take(csv, csv->separator));
    take_line_end(csv);
    if (!status && csv->row.failed)
        status = jm_fail_memory(err);
    return status;
}

static bool is_empty(const struct jm_csv *csv, size_t count)
{
    return csv->row.length == count; /* nothing but the NULs */
}

enum jm_status jm_csv_next(struct jm_csv *csv, const char *const **cells,
                           size_t *count, unsigned long *line,
                           struct jm_error *err)
{
    do {
        if (csv->at == csv->text.length)
            return JM_END;
        *line = csv->line;
        enum jm_status status = read_row(csv, count, err);
        if (status)
            return status;
    } while (is_empty(csv, *count));
    for (size_t i = 0; i < *count; i++)
        csv->cells[i] = csv->row.bytes + csv->starts[i];
    *cells = csv->cells;
    return JM_OK;
}
