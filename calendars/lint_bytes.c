/* A feed as bytes: ends of lines, folds, characters. */
#include "lint_parts.h"
#include <string.h>

#define LONGEST_LINE 75

/* A line of the file without its end; *ending counts the bytes of that. */
static struct jm_lint_slice take_line(struct jm_lint_reader *reader,
                                      size_t *ending)
{
    size_t left = (size_t)(reader->end - reader->at);
    const char *stop = memchr(reader->at, '\n', left);
    struct jm_lint_slice line = {reader->at,
                                 stop ? (size_t)(stop - reader->at) : left};
    reader->at += line.length + (stop != NULL);
    *ending = stop != NULL;
    if (stop && line.length && line.at[line.length - 1] == '\r') {
        line.length--;
        ++*ending;
    }
    reader->number++;
    return line;
}

static struct jm_lint_slice read_line(struct jm_lint_reader *reader)
{
    size_t ending;
    char octets[24];
    struct jm_lint_slice line = take_line(reader, &ending);
    if (ending < 2)
        jm_lint_tell_word(reader->l, JM_LINT_BARE_LF, reader->number, NULL);
    if (line.length > LONGEST_LINE) {
        snprintf(octets, sizeof octets, "%zu", line.length);
        jm_lint_tell_word(reader->l, JM_LINT_LONG_LINE, reader->number, octets);
    }
    return line;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* A fold between `before` and the line that goes on with `rest`. */
static void check_fold(struct jm_lint_reader *reader,
                       struct jm_lint_slice before, struct jm_lint_slice rest)
{
    size_t slashes = 0;
    while (slashes < before.length &&
           before.at[before.length - 1 - slashes] == '\\')
        slashes++;
    if (slashes % 2)
        jm_lint_tell_word(reader->l, JM_LINT_FOLD_ESCAPE, reader->number, NULL);
    if (rest.length && before.length && is_continuation(*rest.at) &&
        (before.at[before.length - 1] & 0x80))
        jm_lint_tell_word(reader->l, JM_LINT_FOLD_CHARACTER, reader->number,
                          NULL);
}

static void append(struct jm_lint_reader *reader, struct jm_lint_slice piece,
                   struct jm_lint_slice *text)
{
    memcpy(reader->buffer + reader->used, piece.at, piece.length);
    reader->used += piece.length;
    text->length += piece.length;
}

/* Characters are looked at once the line is unfolded: a fold may have cut one
 * in two. */
static void check_characters(struct linting *l, struct jm_lint_slice text,
                             size_t number)
{
    const char *at = text.at, *end = text.at + text.length;
    bool is_bad = false, has_control = false;
    uint32_t control = 0;
    while (at < end) {
        uint32_t code = jm_text_next(&at, end);
        if (code == JM_TEXT_BAD)
            is_bad = true;
        else if (!has_control && ((code < 0x20 && code != '\t') ||
                                  (code >= 0x7f && code < 0xa0))) {
            has_control = true;
            control = code;
        }
    }
    char name[16];
    snprintf(name, sizeof name, "U+%04X", (unsigned)control);
    if (is_bad)
        jm_lint_tell_word(l, JM_LINT_NOT_UTF8, number, NULL);
    if (has_control)
        jm_lint_tell_word(l, JM_LINT_CONTROL, number, name);
}

bool jm_lint_next(struct jm_lint_reader *reader, struct jm_lint_slice *text,
                  size_t *number)
{
    if (reader->at == reader->end)
        return false;
    *text = (struct jm_lint_slice){reader->buffer + reader->used, 0};
    struct jm_lint_slice line = read_line(reader);
    *number = reader->number;
    append(reader, line, text);
    while (reader->at < reader->end &&
           (*reader->at == ' ' || *reader->at == '\t')) {
        struct jm_lint_slice more = read_line(reader);
        struct jm_lint_slice rest = {more.at + 1, more.length - 1};
        check_fold(reader, *text, rest);
        append(reader, rest, text);
    }
    check_characters(reader->l, *text, *number);
    if (!text->length)
        jm_lint_tell_word(reader->l, JM_LINT_BLANK_LINE, *number, NULL);
    return true;
}
