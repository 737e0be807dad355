/* TEXT values as clean text: RFC 5545 §3.3.11. */
#include "intake_value.h"
#include <jumelage/unicode.h>
#include <string.h>

static uint32_t next_code(const char **at, const char *end, bool foreign)
{
    if (!foreign)
        return jm_text_next(at, end);
    return jm_text_of_windows((unsigned char)*(*at)++);
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xFFFE ||
           code == 0xFFFF || code == 0xFEFF;
}

/* The character that a backslash and `code` stand for. */
static uint32_t unescape(uint32_t code)
{
    return code == 'n' || code == 'N' ? '\n' : code;
}

/* The same for RFC 6868's circumflex; 0: it stands for itself. */
static uint32_t unescape_parameter(uint32_t code)
{
    return code == 'n' ? '\n' : code == '\'' ? '"' : code == '^' ? '^' : 0;
}

struct reading {
    bool foreign;   /* Windows-1252 */
    bool parameter; /* escapes are those of parameters */
    struct jm_text_want want;
};

static uint32_t read_code(const char **at, const char *end,
                          const struct reading *how)
{
    uint32_t code = next_code(at, end, how->foreign);
    if (code != (how->parameter ? '^' : '\\') || *at == end)
        return code;
    const char *after = *at;
    uint32_t next = next_code(&after, end, how->foreign);
    uint32_t meant = how->parameter ? unescape_parameter(next) : unescape(next);
    if (!meant)
        return code;
    *at = after;
    return meant;
}

/* Below this, every character is composed already. */
#define FIRST_COMBINING 0x300

/* True when some character could need composing. */
static bool add_codes(struct jm_text *out, struct jm_piece piece,
                      const struct reading *how)
{
    const char *end = piece.at + piece.count;
    bool may_compose = false;
    for (const char *at = piece.at; at < end;) {
        uint32_t code = read_code(&at, end, how);
        if (code == '\n' || code == '\t')
            jm_text_add_char(out, how->want.one_line ? ' ' : (char)code);
        else if (!is_control(code))
            jm_text_add_code(out, code);
        may_compose |= code >= FIRST_COMBINING;
        if (out->length > how->want.most + 4)
            break;
    }
    return may_compose;
}

/* Blanks around it, and what is over the limit. */
static void trim(struct jm_text *text, size_t most)
{
    size_t from = 0;
    if (!text->length)
        return;
    text->length = jm_text_fit(text->bytes, text->length, most);
    while (from < text->length && strchr(" \t\n", text->bytes[from]))
        from++;
    while (text->length > from &&
           strchr(" \t\n", text->bytes[text->length - 1]))
        text->length--;
    text->length -= from;
    memmove(text->bytes, text->bytes + from, text->length);
    text->bytes[text->length] = '\0';
}

/* Most values are short, plain ASCII. */
static bool is_plain(struct jm_piece piece, size_t most)
{
    if (!piece.count || piece.count > most || *piece.at == ' ' ||
        piece.at[piece.count - 1] == ' ')
        return false;
    for (size_t i = 0; i < piece.count; i++) {
        unsigned char c = (unsigned char)piece.at[i];
        if (c < 0x20 || c >= 0x7F || c == '\\' || c == '^')
            return false;
    }
    return true;
}

static enum jm_status compose(struct jm_text *out, struct jm_text *read,
                              size_t most, struct jm_error *err)
{
    struct jm_text composed = JM_TEXT_INIT;
    enum jm_status status = jm_text_compose(&composed, jm_text_get(read), err);
    if (!status) {
        trim(&composed, most);
        jm_text_add_bytes(out, jm_text_get(&composed), composed.length);
    }
    jm_text_clear(&composed);
    return status;
}

static enum jm_status add_text(struct jm_text *out, struct jm_piece piece,
                               const struct reading *how, struct jm_error *err)
{
    struct jm_text read = JM_TEXT_INIT;
    enum jm_status status = JM_OK;
    bool may_compose = add_codes(&read, piece, how);
    trim(&read, how->want.most);
    if (read.failed)
        status = jm_fail_memory(err);
    else if (may_compose)
        status = compose(out, &read, how->want.most, err);
    else
        jm_text_add_bytes(out, jm_text_get(&read), read.length);
    if (!status && out->failed)
        status = jm_fail_memory(err);
    jm_text_clear(&read);
    return status;
}

enum jm_status jm_value_text(struct jm_text *out, struct jm_piece piece,
                             struct jm_text_want want, bool *foreign,
                             struct jm_error *err)
{
    if (is_plain(piece, want.most)) {
        jm_text_add_bytes(out, piece.at, piece.count);
        return out->failed ? jm_fail_memory(err) : JM_OK;
    }
    struct reading how = {!jm_text_is_utf8(piece.at, piece.count), false, want};
    *foreign |= how.foreign;
    return add_text(out, piece, &how, err);
}

enum jm_status jm_value_parameter(struct jm_text *out, struct jm_piece piece,
                                  size_t most, struct jm_error *err)
{
    struct reading how = {
        !jm_text_is_utf8(piece.at, piece.count), true, {most, true}};
    return add_text(out, piece, &how, err);
}
