/* A workbook being written: its formats, its texts and what it is made from.
 *
 * Nothing here reports errors one by one: what fails sets `failed`, asked once
 * at the end. */
#ifndef JM_EXPORTS_BOOK_H
#define JM_EXPORTS_BOOK_H

#include <jumelage/arena.h>
#include <jumelage/message.h>
#include <jumelage/workbook.h>
#include <xlsxwriter.h>

/* Colours, as RGB. */
enum jm_ink {
    JM_INK_NONE = -1,
    JM_INK_WHITE = 0xFFFFFF,
    JM_INK_TEXT = 0x1B2330,
    JM_INK_NAVY = 0x1F3864,
    JM_INK_GREY = 0x66707E,
    JM_INK_PALE = 0xC9D6EA, /* on navy */
    JM_INK_RULE = 0xB7C1D1,
    JM_INK_BAND = 0xDCE6F2,
    JM_INK_HEAD = 0xF1F5FA,
    JM_INK_AMBER = 0x8A4B00,
    JM_INK_AMBER_FILL = 0xFFEFC2,
    JM_INK_RED = 0xB00020,
    JM_INK_RED_FILL = 0xFDE7EA
};

/* How letters look. */
struct jm_pen {
    double size; /* points */
    int ink;     /* enum jm_ink, or another RGB */
    bool bold, italic, struck;
};

enum jm_align { JM_ALIGN_LEFT = 0, JM_ALIGN_CENTRE, JM_ALIGN_RIGHT };
enum jm_line_rule { JM_RULE_NONE = 0, JM_RULE_HAIR, JM_RULE_HEAVY };

/* How the cell around them looks. */
struct jm_box {
    enum jm_align align;
    enum jm_line_rule rule; /* below */
    int fill;               /* JM_INK_NONE: paper */
    int edge;               /* thick rule on the left; JM_INK_NONE: none */
    bool indent;            /* text stands off the cell's edge */
    bool top;               /* it starts at the top, not in the middle */
    bool grid;              /* hairlines on all four sides */
    bool framed;            /* in red */
    const char *number;     /* number format, NULL for text; lent for good */
};

struct jm_known_format {
    struct jm_pen pen;
    struct jm_box box;
    lxw_format *format;
};

/* A text in the book's two languages; second is "" where it would repeat the
 * first or is not known. */
struct jm_twin {
    const char *first, *second;
};

/* Who reads a workbook: sets of them say who sees a column. */
enum jm_reader {
    JM_FOR_GUESTS = 1,
    JM_FOR_PROTOCOL = 2,
    JM_FOR_HOTEL = 4,
    JM_FOR_PLANNERS = 8,
    JM_FOR_HOST = 16,
    JM_FOR_FILLERS = 32 /* of templates */
};

struct jm_book {
    lxw_workbook *file;
    const struct jm_plan *plan;
    const struct jm_workbook *how;
    enum jm_reader reader;
    uint32_t delegation;        /* JM_NONE: not of one */
    struct jm_twin title, name; /* what the paper is, and of whom */
    const char *tabs[16];       /* names of the sheets so far */
    unsigned n_tabs;
    size_t n_links;
    uint32_t *lines; /* of each event: its row of the programme */
    uint32_t *spots; /* of each venue: its row among the places */
    const char *programme, *places; /* the sheets that these are rows of */
    jm_day first_day, last_day;     /* of the programme; JM_DAY_NONE: none */
    struct jm_arena arena;          /* the texts */
    struct jm_known_format *formats;
    size_t n_formats, room;
    bool failed;
};

/* The second text is left out where it repeats the first. */
struct jm_twin jm_twin_of(const char *first, const char *second);
/* The first text stands in for an empty second one. */
struct jm_twin jm_twin_filled(struct jm_twin twin);

/* The format of a pen in a box, made once for each. */
lxw_format *jm_book_format(struct jm_book *book, const struct jm_pen *pen,
                           const struct jm_box *box);

/* The text with a capital, where its first letter is Latin. */
const char *jm_book_capital(struct jm_book *book, const char *text);

/* Puts the content of `text` in the book's arena and empties it. */
const char *jm_book_keep(struct jm_book *book, struct jm_text *text);
const char *jm_book_say(struct jm_book *book, enum jm_lang lang,
                        enum jm_message message, const char *one,
                        const char *two);

/* The message in both languages; an argument is a twin too, NULL for none. */
struct jm_twin jm_book_say_twin(struct jm_book *book, enum jm_message message,
                                const struct jm_twin *one,
                                const struct jm_twin *two);
/* The text of the plan in both languages. */
struct jm_twin jm_book_twin(const struct jm_book *book,
                            const char *const texts[JM_LANGS]);
struct jm_twin jm_book_host(const struct jm_book *book, uint32_t host);
/* Names of hosts, "Paris – Tours". */
struct jm_twin jm_book_hosts(struct jm_book *book, const uint32_t *hosts,
                             size_t count);
/* "Suwon · 수원": both on one line, the second if there is one. */
const char *jm_book_both(struct jm_book *book, struct jm_twin twin);
/* The same for a message without arguments. */
const char *jm_book_label(struct jm_book *book, enum jm_message message);

/* What Excel takes: valid UTF-8 without control characters but newlines, no
 * _x0041_ that it would read as a character, at most `most` UTF-16 units, cut
 * between characters with an ellipsis. */
const char *jm_book_clean(struct jm_book *book, const char *text, size_t most);

/* "v4 du 20 avril 2023" */
const char *jm_book_version(struct jm_book *book);

/* A name that Excel takes for a sheet, unlike those before: at most 31 units,
 * none of [ ] : * ? / \ ', not empty, not like a cell or a number. */
const char *jm_book_tab(struct jm_book *book, const char *name);

/* The target of a link to a cell of a sheet, "internal:'Lieux'!A7". */
const char *jm_book_target(struct jm_book *book, const char *tab, uint32_t row);

/* The text as a link that may be followed: http, https, mailto, without spaces
 * or control characters; NULL for any other. */
const char *jm_book_link(struct jm_book *book, const char *text);

/* "M. Hugo CARPENTIER", but "M. KIM Min-su": who comes from Korea has the
 * family name first. */
const char *jm_book_person(struct jm_book *book, enum jm_lang lang,
                           const struct jm_person *person);
struct jm_twin jm_book_person_twin(struct jm_book *book,
                                   const struct jm_person *person);

/* Excel's number of a wall time or a day. */
double jm_serial(jm_wall wall);
/* "d mmm yyyy" as the first language writes a day, with or without its hour;
 * and a length of time. Lent for good. */
const char *jm_format_day(enum jm_lang lang);
const char *jm_format_moment(enum jm_lang lang);
const char *jm_format_length(enum jm_lang lang, int64_t seconds);

#define JM_CELL_UNITS 32767
/* Links that a sheet may hold; the text of further ones is lost by Excel. */
#define JM_LINKS 65000

#endif
