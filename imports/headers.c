#include "headers.h"
#include "fold.h"
#include <jumelage/mapping.h>
#include <jumelage/typed.h>
#include <string.h>

struct header {
    enum jm_noun_id noun;
    int use; /* or an event's kind */
    const char *words;
};

#define HEADER(noun, use, words)
#define SHEET(noun, words)
#define KIND(kind, words)

#undef HEADER
#define HEADER(noun, use, words) {JM_NOUN_##noun, use, words},
static const struct header headers[] = {
#include "headers.def"
};
#undef HEADER
#define HEADER(noun, use, words)

#undef SHEET
#define SHEET(noun, words) {JM_NOUN_##noun, 0, words},
static const struct header sheets[] = {
#include "headers.def"
};
#undef SHEET
#define SHEET(noun, words)

#undef KIND
#define KIND(kind, words) {JM_NOUN_EVENT, JM_##kind, words},
static const struct header kinds[] = {
#include "headers.def"
};

static const struct {
    int use;
    const char *word;
    const char *name[JM_LANGS];
} specials[] = {
    {JM_USE_PASSED, "-", {"—", "—", "—"}},
    {JM_USE_ID, "id", {"Identifiant", "Id", "식별자"}},
    {JM_USE_DAY, "day", {"Jour", "Day", "날짜"}},
    {JM_USE_HOURS, "hours", {"Horaire", "Hours", "시간"}},
    {JM_USE_LENGTH, "length", {"Durée", "Length", "소요 시간"}},
    {JM_USE_NAMES, "names", {"Prénom et nom", "Full name", "이름 전체"}},
    {JM_USE_MINUTES, "minutes", {"Minutes", "Minutes", "소요 시간(분)"}},
    {JM_USE_PLACE, "place", {"Lieu", "Place", "장소"}}};

/* One of "a|b|c" is as `folded`. */
static bool has_word(const char *words, const char *folded)
{
    while (*words) {
        size_t length = strcspn(words, "|");
        if (jm_fold_is(words, length, folded))
            return true;
        words += length;
        words += *words != '\0';
    }
    return false;
}

static int find_in_table(enum jm_noun_id noun, const char *folded)
{
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (headers[i].noun == noun && has_word(headers[i].words, folded))
            return headers[i].use;
    return JM_USE_UNKNOWN;
}

static bool is_field(const struct jm_field *field, const char *folded)
{
    if (has_word(field->name, folded))
        return true;
    for (int lang = 0; lang < JM_LANGS; lang++)
        if (has_word(field->label[lang], folded))
            return true;
    return false;
}

static int find_field(const struct jm_noun *noun, const char *folded)
{
    for (int i = 0; i < noun->count; i++)
        if (!(noun->fields[i].flags & JM_FIELD_SYSTEM) &&
            is_field(&noun->fields[i], folded))
            return i;
    return JM_USE_UNKNOWN;
}

/* Labels come first: they are what our own sheets write. */
static int find(const struct jm_noun *noun, const char *folded)
{
    int use = find_field(noun, folded);
    return use == JM_USE_UNKNOWN ? find_in_table(noun->id, folded) : use;
}

/* A member's columns are those of the person too; a note is about the stay. */
static int find_use(const struct jm_noun *noun, const char *folded)
{
    const struct jm_noun *person = jm_noun(JM_NOUN_PERSON);
    if (noun->id != JM_NOUN_MEMBER)
        return find(noun, folded);
    int use = find_in_table(JM_NOUN_MEMBER, folded);
    if (use == JM_USE_UNKNOWN) {
        use = find(person, folded);
        if (use == JM_person_note)
            use = JM_member_note;
        else
            use += use >= 0 ? JM_USE_PERSON : 0;
    }
    return use == JM_USE_UNKNOWN ? find_field(noun, folded) : use;
}

/* The length of what sets the two languages of a header apart, 0 for none;
 * parentheses do where nothing else does. */
static size_t mark_at(const char *at, bool with_parentheses)
{
    if (strncmp(at, "·", 2) == 0)
        return 2;
    return *at && strchr(with_parentheses ? "\n/|()" : "\n/|", *at) ? 1 : 0;
}

/* A venue's column may name a collectivity as well. */
static int widen(const struct jm_noun *noun, int use)
{
    return noun->id == JM_NOUN_EVENT && use == JM_event_venue ? JM_USE_PLACE
                                                              : use;
}

/* A label as it stands: "Equivalent" is English, "Équivalent" French. */
static int find_exactly(const struct jm_noun *noun, const char *text)
{
    for (int i = 0; i < noun->count; i++)
        for (int lang = 0; lang < JM_LANGS; lang++)
            if (!(noun->fields[i].flags & JM_FIELD_SYSTEM) &&
                strcmp(noun->fields[i].label[lang], text) == 0)
                return i;
    return JM_USE_UNKNOWN;
}

static int find_label(const struct jm_noun *noun, const char *text)
{
    if (noun->id != JM_NOUN_MEMBER)
        return find_exactly(noun, text);
    int use = find_exactly(jm_noun(JM_NOUN_PERSON), text);
    return use == JM_USE_UNKNOWN || use == JM_person_rank ||
                   use == JM_person_note
               ? JM_USE_UNKNOWN
               : use + JM_USE_PERSON;
}

static int use_of_part(const struct jm_noun *noun, const char *part,
                       size_t length)
{
    struct jm_text text = JM_TEXT_INIT, folded = JM_TEXT_INIT;
    while (length && *part == ' ')
        part++, length--;
    while (length && part[length - 1] == ' ')
        length--;
    jm_text_add_bytes(&text, part, length);
    jm_typed_fold(&folded, jm_text_get(&text));
    int use =
        folded.length ? find_label(noun, jm_text_get(&text)) : JM_USE_UNKNOWN;
    if (folded.length && use == JM_USE_UNKNOWN)
        use = find_use(noun, jm_text_get(&folded));
    jm_text_clear(&text);
    jm_text_clear(&folded);
    return widen(noun, use);
}

static int use_of_parts(const struct jm_noun *noun, const char *header,
                        bool with_parentheses)
{
    int use = JM_USE_UNKNOWN;
    while (*header && use == JM_USE_UNKNOWN) {
        size_t length = 0;
        while (header[length] && !mark_at(header + length, with_parentheses))
            length++;
        use = use_of_part(noun, header, length);
        header += length;
        header += mark_at(header, with_parentheses);
    }
    return use;
}

/* Finds by the whole header, then by its parts. */
int jm_header_use(const struct jm_noun *noun, const char *header)
{
    int use = use_of_part(noun, header, strlen(header));
    if (use == JM_USE_UNKNOWN)
        use = use_of_parts(noun, header, false);
    return use == JM_USE_UNKNOWN ? use_of_parts(noun, header, true) : use;
}

bool jm_header_word(const struct jm_noun *noun, const char *word, int *use)
{
    static const char person[] = "person.";
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (strcmp(specials[i].word, word) == 0) {
            *use = specials[i].use;
            return true;
        }
    *use = jm_noun_field(noun, word);
    if (*use < 0 && noun->id == JM_NOUN_MEMBER &&
        strncmp(word, person, strlen(person)) == 0) {
        *use = jm_noun_field(jm_noun(JM_NOUN_PERSON), word + strlen(person));
        *use += *use >= 0 ? JM_USE_PERSON : 0;
    }
    if (*use < 0)
        *use = jm_header_use(noun, word);
    return *use != JM_USE_UNKNOWN;
}

bool jm_header_is_sheet(const struct jm_noun *noun, const char *name)
{
    struct jm_text folded = JM_TEXT_INIT;
    bool is_named = false;
    jm_typed_fold(&folded, name);
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets && !is_named; i++)
        is_named = sheets[i].noun == noun->id &&
                   has_word(sheets[i].words, jm_text_get(&folded));
    jm_text_clear(&folded);
    return is_named;
}

/* The first of the words that the folded title holds. */
static bool holds_word(const char *words, const char *folded)
{
    struct jm_text word = JM_TEXT_INIT, plain = JM_TEXT_INIT;
    bool is_found = false;
    while (*words && !is_found) {
        size_t length = strcspn(words, "|");
        jm_text_reset(&word);
        jm_text_reset(&plain);
        jm_text_add_bytes(&word, words, length);
        jm_typed_fold(&plain, jm_text_get(&word));
        is_found = strstr(folded, jm_text_get(&plain));
        words += length;
        words += *words != '\0';
    }
    jm_text_clear(&word);
    jm_text_clear(&plain);
    return is_found;
}

int jm_header_kind(const char *title)
{
    struct jm_text folded = JM_TEXT_INIT;
    int kind = -1;
    jm_typed_fold(&folded, title);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && kind < 0; i++)
        if (holds_word(kinds[i].words, jm_text_get(&folded)))
            kind = kinds[i].use;
    jm_text_clear(&folded);
    return kind;
}

const char *jm_mapping_use_word(const struct jm_noun *noun, int use, char *out,
                                size_t room)
{
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (specials[i].use == use)
            return specials[i].word;
    if (use >= JM_USE_PERSON) {
        snprintf(out, room, "person.%s",
                 jm_noun(JM_NOUN_PERSON)->fields[use - JM_USE_PERSON].name);
        return out;
    }
    return use < 0 ? "" : noun->fields[use].name;
}

const char *jm_mapping_use_name(const struct jm_noun *noun, int use,
                                enum jm_lang lang)
{
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (specials[i].use == use)
            return specials[i].name[lang];
    if (use >= JM_USE_PERSON)
        return jm_noun(JM_NOUN_PERSON)->fields[use - JM_USE_PERSON].label[lang];
    return use < 0 ? "" : noun->fields[use].label[lang];
}
