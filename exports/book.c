/* Formats and texts of a workbook. */
#include "book.h"

#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <stdlib.h>
#include <string.h>

static bool same_pen(const struct jm_pen *a, const struct jm_pen *b)
{
    return (int)(a->size * 10) == (int)(b->size * 10) && a->ink == b->ink &&
           a->bold == b->bold && a->italic == b->italic &&
           a->struck == b->struck;
}

static bool same_box(const struct jm_box *a, const struct jm_box *b)
{
    return a->align == b->align && a->rule == b->rule && a->fill == b->fill &&
           a->edge == b->edge && a->indent == b->indent && a->top == b->top &&
           a->number == b->number && a->grid == b->grid &&
           a->framed == b->framed;
}

static void set_pen(lxw_format *format, const struct jm_pen *pen)
{
    format_set_font_name(format, "Calibri");
    format_set_font_size(format, pen->size);
    format_set_font_color(format, (lxw_color_t)pen->ink);
    if (pen->bold)
        format_set_bold(format);
    if (pen->italic)
        format_set_italic(format);
    if (pen->struck)
        format_set_font_strikeout(format);
}

static void set_edges(lxw_format *format, const struct jm_box *box)
{
    if (box->grid) {
        format_set_left(format, LXW_BORDER_HAIR);
        format_set_right(format, LXW_BORDER_HAIR);
        format_set_left_color(format, JM_INK_RULE);
        format_set_right_color(format, JM_INK_RULE);
    }
    if (box->edge != JM_INK_NONE) {
        format_set_left(format, LXW_BORDER_THICK);
        format_set_left_color(format, (lxw_color_t)box->edge);
    }
    if (box->rule != JM_RULE_NONE) {
        format_set_bottom(format, box->rule == JM_RULE_HAIR
                                      ? LXW_BORDER_HAIR
                                      : LXW_BORDER_MEDIUM);
        format_set_bottom_color(
            format, box->rule == JM_RULE_HAIR ? JM_INK_RULE : JM_INK_NAVY);
    }
    if (box->framed) {
        format_set_border(format, LXW_BORDER_MEDIUM);
        format_set_border_color(format, JM_INK_RED);
    }
}

static void set_box(lxw_format *format, const struct jm_box *box)
{
    static const uint8_t aligns[] = {LXW_ALIGN_LEFT, LXW_ALIGN_CENTER,
                                     LXW_ALIGN_RIGHT};
    format_set_align(format, aligns[box->align]);
    format_set_align(format, box->top ? LXW_ALIGN_VERTICAL_TOP
                                      : LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(format);
    if (box->indent)
        format_set_indent(format, 1);
    if (box->number)
        format_set_num_format(format, box->number);
    if (box->fill != JM_INK_NONE) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, (lxw_color_t)box->fill);
    }
    set_edges(format, box);
}

static bool make_room(struct jm_book *book)
{
    if (book->n_formats < book->room)
        return true;
    size_t room = book->room ? book->room * 2 : 32;
    struct jm_known_format *formats =
        realloc(book->formats, room * sizeof *formats);
    if (!formats)
        return false;
    book->formats = formats;
    book->room = room;
    return true;
}

lxw_format *jm_book_format(struct jm_book *book, const struct jm_pen *pen,
                           const struct jm_box *box)
{
    for (size_t i = 0; i < book->n_formats; i++)
        if (same_pen(&book->formats[i].pen, pen) &&
            same_box(&book->formats[i].box, box))
            return book->formats[i].format;
    lxw_format *format = workbook_add_format(book->file);
    if (!format || !make_room(book)) {
        book->failed = true;
        return format;
    }
    set_pen(format, pen);
    set_box(format, box);
    book->formats[book->n_formats++] =
        (struct jm_known_format){*pen, *box, format};
    return format;
}

const char *jm_book_keep(struct jm_book *book, struct jm_text *text)
{
    const char *kept = jm_arena_copy(&book->arena, jm_text_get(text));
    book->failed |= text->failed || !kept;
    jm_text_clear(text);
    return kept ? kept : "";
}

const char *jm_book_say(struct jm_book *book, enum jm_lang lang,
                        enum jm_message message, const char *one,
                        const char *two)
{
    struct jm_text text = JM_TEXT_INIT;
    const char *const args[] = {one, two};
    jm_say_args(&text, lang, message, args, 2);
    return jm_book_keep(book, &text);
}

const char *jm_book_version(struct jm_book *book)
{
    struct jm_text date = JM_TEXT_INIT;
    jm_words_date(&date, book->how->first, book->how->date);
    return jm_book_say(book, book->how->first, JM_SAY_FOOTER_VERSION,
                       book->how->version, jm_book_keep(book, &date));
}

struct jm_twin jm_twin_filled(struct jm_twin twin)
{
    if (!*twin.second)
        twin.second = twin.first;
    return twin;
}

/* Letters of ASCII and those that follow in Latin-1: à, é, ê. */
static uint32_t capital_of(uint32_t code)
{
    bool ascii = code >= 'a' && code <= 'z';
    bool latin = code >= 0xE0 && code <= 0xFE && code != 0xF7;
    return ascii || latin ? code - 0x20 : code;
}

const char *jm_book_capital(struct jm_book *book, const char *text)
{
    struct jm_text capital = JM_TEXT_INIT;
    if (!*text)
        return "";
    uint32_t code = jm_text_next(&text, text + strlen(text));
    if (code != JM_TEXT_BAD)
        jm_text_add_code(&capital, capital_of(code));
    jm_text_add(&capital, text);
    return jm_book_keep(book, &capital);
}

struct jm_twin jm_twin_of(const char *first, const char *second)
{
    return (struct jm_twin){first, strcmp(first, second) ? second : ""};
}

struct jm_twin jm_book_say_twin(struct jm_book *book, enum jm_message message,
                                const struct jm_twin *one,
                                const struct jm_twin *two)
{
    static const struct jm_twin nothing = {"", ""};
    struct jm_twin a = jm_twin_filled(one ? *one : nothing);
    struct jm_twin b = jm_twin_filled(two ? *two : nothing);
    return jm_twin_of(
        jm_book_say(book, book->how->first, message, a.first, b.first),
        jm_book_say(book, book->how->second, message, a.second, b.second));
}

struct jm_twin jm_book_twin(const struct jm_book *book,
                            const char *const texts[JM_LANGS])
{
    const char *second = texts[book->how->second];
    return jm_twin_of(jm_lang_pick(texts, book->how->first),
                      second ? second : "");
}

struct jm_twin jm_book_host(const struct jm_book *book, uint32_t host)
{
    if (host == JM_NONE)
        return (struct jm_twin){"", ""};
    return jm_book_twin(book, book->plan->collectivities[host].name);
}

static const char *join_hosts(struct jm_book *book, enum jm_lang lang,
                              const uint32_t *hosts, size_t count)
{
    struct jm_text text = JM_TEXT_INIT;
    for (size_t i = 0; i < count; i++) {
        jm_text_add(&text, i ? " – " : "");
        jm_text_add(&text, jm_host_name(book->plan, hosts[i], lang));
    }
    return jm_book_keep(book, &text);
}

struct jm_twin jm_book_hosts(struct jm_book *book, const uint32_t *hosts,
                             size_t count)
{
    return jm_twin_of(join_hosts(book, book->how->first, hosts, count),
                      join_hosts(book, book->how->second, hosts, count));
}

const char *jm_book_both(struct jm_book *book, struct jm_twin twin)
{
    if (!*twin.second || !*twin.first)
        return *twin.first ? twin.first : twin.second;
    struct jm_text text = JM_TEXT_INIT;
    jm_text_addf(&text, "%s · %s", twin.first, twin.second);
    return jm_book_keep(book, &text);
}

const char *jm_book_label(struct jm_book *book, enum jm_message message)
{
    return jm_book_both(book, jm_book_say_twin(book, message, NULL, NULL));
}

/* "_x0041_" is how a workbook writes "A" (ECMA-376 part 1, 22.9.2.19): where it
 * was typed as such, its underscore is written that way. */
static bool is_escape(const char *at)
{
    return strncmp(at, "_x", 2) == 0 &&
           strspn(at + 2, "0123456789abcdefABCDEF") >= 4 && at[6] == '_';
}

/* The character as it is written: newlines are kept, tabs become spaces. */
static uint32_t written(uint32_t code)
{
    if (code == '\n')
        return code;
    if (code == '\t')
        return ' ';
    bool control = code < 0x20 || (code >= 0x7F && code <= 0x9F);
    bool nothing = code == 0xFFFE || code == 0xFFFF || code == JM_TEXT_BAD;
    return control || nothing ? 0 : code;
}

static void cut(struct jm_text *text, size_t length)
{
    if (text->failed || !text->bytes)
        return;
    text->length = length;
    text->bytes[length] = '\0';
}

const char *jm_book_clean(struct jm_book *book, const char *text, size_t most)
{
    struct jm_text out = JM_TEXT_INIT;
    const char *end = text + strlen(text);
    size_t units = 0, fit = 0; /* fit: bytes that leave room for an ellipsis */
    while (text < end) {
        const char *escape = is_escape(text) ? "_x005F" : "";
        uint32_t code = written(jm_text_next(&text, end));
        if (!code)
            continue;
        units += strlen(escape) + (code > 0xFFFF ? 2 : 1);
        if (units > most) {
            cut(&out, fit);
            jm_text_add(&out, "…");
            break;
        }
        jm_text_add(&out, escape);
        jm_text_add_code(&out, code);
        if (units < most)
            fit = out.length;
    }
    return jm_book_keep(book, &out);
}
