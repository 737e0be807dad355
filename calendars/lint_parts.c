#include "lint_parts.h"
#include "grow.h"
#include <string.h>

static char to_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

bool jm_lint_same(struct jm_lint_slice a, struct jm_lint_slice b)
{
    if (!a.at || !b.at || a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (to_upper(a.at[i]) != to_upper(b.at[i]))
            return false;
    return true;
}

bool jm_lint_is(struct jm_lint_slice slice, const char *word)
{
    return jm_lint_same(slice, (struct jm_lint_slice){word, strlen(word)});
}

int jm_lint_compare(struct jm_lint_slice a, struct jm_lint_slice b)
{
    size_t least = a.length < b.length ? a.length : b.length;
    int order = least ? memcmp(a.at, b.at, least) : 0;
    if (order)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

bool jm_lint_equal(struct jm_lint_slice a, struct jm_lint_slice b)
{
    return jm_lint_compare(a, b) == 0;
}

bool jm_lint_cut(struct jm_lint_slice *rest, char separator,
                 struct jm_lint_slice *piece)
{
    if (!rest->at)
        return false;
    const char *found =
        rest->length ? memchr(rest->at, separator, rest->length) : NULL;
    *piece = *rest;
    if (!found) {
        *rest = (struct jm_lint_slice){NULL, 0};
        return true;
    }
    piece->length = (size_t)(found - rest->at);
    rest->at = found + 1;
    rest->length -= piece->length + 1;
    return true;
}

long jm_lint_number(struct jm_lint_slice slice)
{
    long number = 0;
    if (slice.length < 1 || slice.length > 9)
        return -1;
    for (size_t i = 0; i < slice.length; i++) {
        if (slice.at[i] < '0' || slice.at[i] > '9')
            return -1;
        number = number * 10 + (slice.at[i] - '0');
    }
    return number;
}

/* A slice as an argument of a sentence: UTF-8, no control characters, cut. */
static void copy_clean(char *out, size_t room, struct jm_lint_slice slice)
{
    struct jm_text text = JM_TEXT_INIT;
    const char *at = slice.at, *end = slice.at ? slice.at + slice.length : NULL;
    while (at < end && text.length < room) {
        uint32_t code = jm_text_next(&at, end);
        bool is_plain = code != JM_TEXT_BAD && code >= 0x20 &&
                        !(code >= 0x7f && code < 0xa0) &&
                        (code & 0xfffe) != 0xfffe;
        jm_text_add_code(&text, is_plain ? code : 0xfffd);
    }
    jm_text_copy(out, room, jm_text_get(&text));
    jm_text_clear(&text);
}

void jm_lint_tell(struct linting *l, enum jm_lint_id id, size_t line,
                  struct jm_lint_slice one, struct jm_lint_slice two)
{
    char words[2][sizeof l->lint->faults->args[0]];
    copy_clean(words[0], sizeof words[0], one);
    copy_clean(words[1], sizeof words[1], two);
    if (!l->status)
        l->status = jm_lint_add(l->lint, id, line, words[0], words[1], l->err);
}

void jm_lint_tell_word(struct linting *l, enum jm_lint_id id, size_t line,
                       const char *one)
{
    if (!l->status)
        l->status = jm_lint_add(l->lint, id, line, one, NULL, l->err);
}

void jm_lint_mark(struct linting *l, struct jm_lint_marks *marks,
                  struct jm_lint_mark mark)
{
    struct jm_lint_mark *all =
        jm_grown(marks->all, marks->count, &marks->room, sizeof *all);
    if (!all) {
        l->status = jm_fail_memory(l->err);
        return;
    }
    marks->all = all;
    all[marks->count++] = mark;
}

struct jm_lint_component *jm_lint_inner(struct linting *l)
{
    return &l->open[l->depth - 1];
}

const struct jm_lint_line *
jm_lint_seen(const struct jm_lint_component *component, enum jm_lint_name name)
{
    return component->seen[name].number ? &component->seen[name] : NULL;
}
