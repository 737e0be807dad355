/* Names that Excel takes, links that may be followed, names of people. */
#include "book.h"

#include <jumelage/sentence.h>
#include <string.h>

#define TAB_UNITS 31

/* Letters, digits and points alone may read as a cell, a number or TRUE where
 * libxlsxwriter leaves a name without quotes. */
static bool is_like_a_cell(const char *name)
{
    bool digit = false;
    for (; *name; name++) {
        bool letter =
            (*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z');
        bool number = *name >= '0' && *name <= '9';
        if (!letter && !number && *name != '.' && *name != '_')
            return false;
        digit |= number;
    }
    return digit;
}

/* Short enough to be put in brackets and numbered, without what may not be in
 * it and without spaces at its ends. */
static const char *plain_tab(struct jm_book *book, const char *name)
{
    struct jm_text text = JM_TEXT_INIT;
    for (name = jm_book_clean(book, name, TAB_UNITS - 4); *name; name++) {
        bool refused = strchr("[]:*?/\\'", *name) || *name == '\n';
        char c = *name;
        if (refused)
            c = ' ';
        if (c != ' ' || text.length)
            jm_text_add_char(&text, c);
    }
    while (text.length && text.bytes[text.length - 1] == ' ')
        text.bytes[--text.length] = '\0';
    if (!text.length)
        jm_text_add(&text, "–");
    return jm_book_keep(book, &text);
}

static bool is_taken(const struct jm_book *book, const char *name)
{
    for (unsigned i = 0; i < book->n_tabs; i++)
        if (jm_text_same_word(book->tabs[i], name))
            return true;
    return false;
}

const char *jm_book_tab(struct jm_book *book, const char *name)
{
    const char *plain = plain_tab(book, name), *tab = plain;
    struct jm_text text = JM_TEXT_INIT;
    if (is_like_a_cell(plain)) {
        jm_text_addf(&text, "(%s)", plain);
        plain = tab = jm_book_keep(book, &text);
    }
    for (unsigned i = 2; is_taken(book, tab); i++) {
        jm_text_addf(&text, "%s %u", plain, i);
        tab = jm_book_keep(book, &text);
    }
    if (book->n_tabs < sizeof book->tabs / sizeof *book->tabs)
        book->tabs[book->n_tabs++] = tab;
    else
        book->failed = true;
    return tab;
}

const char *jm_book_target(struct jm_book *book, const char *tab, uint32_t row)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_addf(&text, "internal:'%s'!A%u", tab, row + 1);
    return jm_book_keep(book, &text);
}

/* The schemes that a reader may be sent to. */
static bool is_followed(const char *text)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t length = strlen(schemes[i]);
        if (strlen(text) > length && strncmp(text, schemes[i], length) == 0)
            return true;
    }
    return false;
}

const char *jm_book_link(struct jm_book *book, const char *text)
{
    if (!text || !is_followed(text) || strlen(text) > 2000 ||
        !jm_text_is_clean(text, strlen(text)) || strpbrk(text, " \n\t\"<>"))
        return NULL;
    const char *kept = jm_arena_copy(&book->arena, text);
    book->failed |= !kept;
    return kept;
}

static bool is_korean(const struct jm_plan *plan,
                      const struct jm_person *person)
{
    if (person->organisation != JM_NONE)
        return strcmp(plan->collectivities[person->organisation].country,
                      "KR") == 0;
    return person->name_ko && *person->name_ko;
}

const char *jm_book_person(struct jm_book *book, enum jm_lang lang,
                           const struct jm_person *person)
{
    struct jm_text text = JM_TEXT_INIT;
    const char *given = person->given_name ? person->given_name : "";
    if (lang == JM_KO || !*given || is_korean(book->plan, person)) {
        jm_person_name(&text, lang, person);
        return jm_book_keep(book, &text);
    }
    if (person->civility >= 0)
        jm_text_addf(&text, "%s\u00a0",
                     jm_choice_name(JM_SET_civility, person->civility, lang));
    jm_text_addf(&text, "%s %s", given, person->family_name);
    return jm_book_keep(book, &text);
}

struct jm_twin jm_book_person_twin(struct jm_book *book,
                                   const struct jm_person *person)
{
    return jm_twin_of(jm_book_person(book, book->how->first, person),
                      jm_book_person(book, book->how->second, person));
}

/* Excel's day 0 is 30 December 1899. */
double jm_serial(jm_wall wall)
{
    return (double)wall / (double)JM_DAY_SECONDS + 25569;
}

/* The language's own words whatever the reader's system: [$-40C] is French,
 * [$-809] British English, [$-412] Korean. */
const char *jm_format_day(enum jm_lang lang)
{
    static const char *const formats[JM_LANGS] = {
        [JM_FR] = "[$-40C]ddd\\ d\\ mmm\\ yyyy",
        [JM_EN] = "[$-809]ddd\\ d\\ mmm\\ yyyy",
        [JM_KO] = "[$-412]yyyy\\.\\ m\\.\\ d\\.\\(aaa\\)"};
    return formats[lang];
}

const char *jm_format_moment(enum jm_lang lang)
{
    static const char *const formats[JM_LANGS] = {
        [JM_FR] = "[$-40C]ddd\\ d\\ mmm\\ hh:mm",
        [JM_EN] = "[$-809]ddd\\ d\\ mmm\\ hh:mm",
        [JM_KO] = "[$-412]m\\.\\ d\\.\\(aaa\\)\\ hh:mm"};
    return formats[lang];
}

/* Minutes below an hour; Korean says no minutes for full hours. */
const char *jm_format_length(enum jm_lang lang, int64_t seconds)
{
    bool korean = lang == JM_KO;
    if (seconds < 3600)
        return korean ? "[m]\"분\"" : "[m]\"\u00a0min\"";
    if (korean && seconds % 3600 == 0)
        return "[h]\"시간\"";
    return korean ? "[h]\"시간\" mm\"분\"" : "[h]\"\u00a0h\u00a0\"mm";
}
