/* Which column is what. */
#include "headers.h"
#include <jumelage/mapping.h>
#include <jumelage/typed.h>
#include <stdlib.h>
#include <string.h>

#define HEADER_ROWS 40
#define LEAST_COLUMNS 2

/* What fits a row of headers, before it is chosen. */
struct fit {
    const struct jm_noun *noun;
    uint32_t row;
    int score;
    bool is_tied; /* another noun fits the same row alike */
};

static const enum jm_noun_id candidates[] = {
    JM_NOUN_EVENT, JM_NOUN_MEMBER,       JM_NOUN_PERSON,
    JM_NOUN_VENUE, JM_NOUN_COLLECTIVITY, JM_NOUN_DELEGATION,
    JM_NOUN_BUSY,  JM_NOUN_TRAVEL,       JM_NOUN_ANSWER};

static uint64_t layout_of(const struct jm_page_cell *cells, size_t count)
{
    struct jm_text text = JM_TEXT_INIT;
    for (size_t i = 0; i < count; i++) {
        jm_typed_fold(&text, cells[i].shown);
        jm_text_add_char(&text, '|');
    }
    uint64_t hash = jm_text_hash(JM_TEXT_HASH, jm_text_get(&text), text.length);
    jm_text_clear(&text);
    return hash;
}

static bool counts(const struct jm_mapping_word *word, uint64_t layout)
{
    return !word->layout || word->layout == layout;
}

/* The last word for a header, or NULL. */
static const struct jm_mapping_word *
word_for(const struct jm_mapping_wish *wish, uint64_t layout,
         const char *header)
{
    for (size_t i = wish->count; i-- > 0;)
        if (*wish->words[i].header && counts(&wish->words[i], layout) &&
            jm_typed_same(wish->words[i].header, header))
            return &wish->words[i];
    return NULL;
}

/* The noun that is wished, or remembered for the layout; NULL for any. */
static const struct jm_noun *wished(const struct jm_mapping_wish *wish,
                                    uint64_t layout)
{
    for (size_t i = wish->count; !wish->noun && i-- > 0;)
        if (!*wish->words[i].header && counts(&wish->words[i], layout))
            return jm_noun_find(wish->words[i].field);
    return wish->noun;
}

static int use_of(const struct jm_mapping_wish *wish, uint64_t layout,
                  const struct jm_noun *noun, const char *header)
{
    int use = JM_USE_UNKNOWN;
    const struct jm_mapping_word *word = word_for(wish, layout, header);
    if (word && jm_header_word(noun, word->field, &use))
        return use;
    return jm_header_use(noun, header);
}

static bool is_used(const struct jm_mapping *mapping, int use)
{
    for (size_t i = 0; i < mapping->count; i++)
        if (mapping->columns[i].use == use)
            return true;
    return false;
}

/* Makes the columns of a header row for a noun. */
static bool map_row(struct jm_mapping *mapping,
                    const struct jm_mapping_wish *wish,
                    const struct jm_noun *noun,
                    const struct jm_page_cell *cells, size_t count)
{
    mapping->noun = noun;
    mapping->header_row = cells->row;
    mapping->layout = layout_of(cells, count);
    mapping->count = 0;
    mapping->columns = calloc(count, sizeof *mapping->columns);
    for (size_t i = 0; mapping->columns && i < count; i++) {
        int use = use_of(wish, mapping->layout, noun, cells[i].shown);
        if (use != JM_USE_PASSED && is_used(mapping, use))
            use = JM_USE_UNKNOWN;
        mapping->columns[mapping->count++] =
            (struct jm_mapping_column){cells[i].is.column, cells[i].shown, use};
    }
    return mapping->columns;
}

static int known(const struct jm_mapping *mapping)
{
    int known = 0;
    for (size_t i = 0; i < mapping->count; i++)
        known += mapping->columns[i].use != JM_USE_UNKNOWN;
    return known;
}

/* What tells that a noun's rows can be made of the columns. */
static bool can_make(const struct jm_mapping *mapping,
                     const struct jm_mapping_wish *wish)
{
#define HAS(use) is_used(mapping, use)
    switch (mapping->noun->id) {
    case JM_NOUN_EVENT:
        return (HAS(JM_event_title_fr) || HAS(JM_event_title_en) ||
                HAS(JM_event_title_ko)) &&
               (HAS(JM_event_starts) || HAS(JM_USE_HOURS) || HAS(JM_USE_DAY));
    case JM_NOUN_MEMBER:
        return (wish->is_member || HAS(JM_member_delegation)) &&
               (HAS(JM_USE_PERSON + JM_person_family_name) ||
                HAS(JM_USE_NAMES) || HAS(JM_USE_PERSON + JM_person_name_ko) ||
                HAS(JM_member_person));
    case JM_NOUN_PERSON:
        return !wish->is_member &&
               (HAS(JM_person_family_name) || HAS(JM_USE_NAMES) ||
                HAS(JM_person_name_ko));
    case JM_NOUN_VENUE:
        return HAS(JM_venue_collectivity) &&
               (HAS(JM_venue_name_fr) || HAS(JM_venue_name_en) ||
                HAS(JM_venue_name_ko));
    case JM_NOUN_COLLECTIVITY:
        return HAS(JM_collectivity_country) || HAS(JM_collectivity_kind);
    case JM_NOUN_DELEGATION:
        return HAS(JM_delegation_origin);
    case JM_NOUN_BUSY:
        return HAS(JM_busy_collectivity) &&
               (HAS(JM_busy_starts) || HAS(JM_USE_DAY));
    case JM_NOUN_TRAVEL:
        return HAS(JM_travel_origin) && HAS(JM_travel_destination);
    default:
        return HAS(JM_answer_collectivity) && HAS(JM_answer_kind);
    }
#undef HAS
}

/* Headers that only sheets have which our workbooks derive from others: lists
 * of contacts, meals, conflicts. What stands there is read where it comes from.
 */
static const enum jm_message derived[] = {
    JM_SAY_COLUMN_FIRST,     JM_SAY_COLUMN_MEETINGS,
    JM_SAY_COLUMN_PROGRAMME, JM_SAY_COLUMN_PLAN_B,
    JM_SAY_COLUMN_ABOARD,    JM_SAY_COLUMN_OWN_INTERPRETERS,
    JM_SAY_COLUMN_COVERS,    JM_SAY_COLUMN_NIGHT,
    JM_SAY_COLUMN_NIGHTS,    JM_SAY_COLUMN_FINDING,
    JM_SAY_COLUMN_AFTER,     JM_SAY_COLUMN_TOTAL};

/* The message in one of the languages. */
static bool is_label(enum jm_message message, const char *text, size_t length)
{
    for (int lang = 0; lang < JM_LANGS; lang++) {
        const char *label = jm_message_template(message, (enum jm_lang)lang);
        if (strlen(label) == length && memcmp(text, label, length) == 0)
            return true;
    }
    return false;
}

/* Both lines of a header count: what is covers in French is people in Korean.
 */
static bool is_derived(const char *header)
{
    size_t first = strcspn(header, "\n");
    const char *second = header[first] ? header + first + 1 : header;
    size_t rest = header[first] ? strlen(second) : first;
    for (size_t i = 0; i < sizeof derived / sizeof *derived; i++)
        if (is_label(derived[i], header, first) &&
            is_label(derived[i], second, rest))
            return true;
    return false;
}

static bool is_summary(const struct jm_page_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_derived(cells[i].shown))
            return true;
    return false;
}

/* How well a row of headers fits a noun: 0 for not at all. */
static enum jm_status score(const struct jm_page *page,
                            const struct jm_mapping_wish *wish,
                            const struct jm_noun *noun,
                            const struct jm_page_cell *cells, size_t count,
                            int *points, struct jm_error *err)
{
    struct jm_mapping mapping = {.noun = NULL};
    bool is_made = map_row(&mapping, wish, noun, cells, count);
    int columns = is_made ? known(&mapping) : 0;
    *points = 0;
    if (columns >= LEAST_COLUMNS) {
        *points = columns * 4;
        if (can_make(&mapping, wish))
            *points += 6;
        if (jm_header_is_sheet(noun, page->name))
            *points += 3;
    }
    jm_mapping_clear(&mapping);
    return is_made ? JM_OK : jm_fail_memory(err);
}

static enum jm_status try_row(struct fit *best, const struct jm_page *page,
                              const struct jm_mapping_wish *wish,
                              const struct jm_page_cell *cells, size_t count,
                              struct jm_error *err)
{
    enum jm_status status = JM_OK;
    const struct jm_noun *only = wished(wish, layout_of(cells, count));
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates && !status;
         i++) {
        const struct jm_noun *noun = jm_noun(candidates[i]);
        int points = 0;
        if (only && only != noun)
            continue;
        status = score(page, wish, noun, cells, count, &points, err);
        if (points > best->score)
            *best = (struct fit){noun, cells->row, points, false};
        else if (points && points == best->score && best->row == cells->row)
            best->is_tied = true;
    }
    return status;
}

static bool is_candidate(const struct jm_noun *noun)
{
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
        if (candidates[i] == noun->id)
            return true;
    return false;
}

static bool is_field(const struct jm_mapping_wish *wish, const char *word)
{
    int use = JM_USE_UNKNOWN;
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        const struct jm_noun *noun = jm_noun(candidates[i]);
        if ((!wish->noun || wish->noun == noun) &&
            jm_header_word(noun, word, &use))
            return true;
    }
    return false;
}

/* A word that a person gives and that is no field of anything would make the
 * sheet look like something else. */
static enum jm_status check_fields(const struct jm_mapping_wish *wish,
                                   struct jm_error *err)
{
    for (size_t i = 0; i < wish->count; i++)
        if (!wish->words[i].layout && *wish->words[i].header &&
            !is_field(wish, wish->words[i].field))
            return jm_fail(err, JM_INVALID, wish->words[i].field,
                           JM_SAY_MAPPING_FIELD, wish->words[i].field,
                           wish->noun ? wish->noun->spoken : "", NULL);
    return JM_OK;
}

/* Words that a person gives name a column that is there. */
static enum jm_status check_words(const struct jm_mapping *mapping,
                                  const struct jm_mapping_wish *wish,
                                  struct jm_error *err)
{
    for (size_t i = 0; i < wish->count; i++) {
        const struct jm_mapping_word *word = &wish->words[i];
        bool is_there = false;
        if (word->layout || !*word->header)
            continue;
        for (size_t j = 0; j < mapping->count && !is_there; j++)
            is_there = jm_typed_same(mapping->columns[j].header, word->header);
        if (!is_there)
            return jm_fail(err, JM_INVALID, word->header, JM_SAY_MAPPING_COLUMN,
                           word->header, NULL);
    }
    return JM_OK;
}

static enum jm_status take(struct jm_mapping *mapping, const struct fit *best,
                           const struct jm_page *page,
                           const struct jm_mapping_wish *wish,
                           struct jm_error *err)
{
    size_t at = 0, count = 0;
    const struct jm_page_cell *cells = NULL;
    do
        cells = jm_page_next(page, &at, &count);
    while (cells && cells->row != best->row);
    if (!cells || !map_row(mapping, wish, best->noun, cells, count))
        return jm_fail_memory(err);
    return check_words(mapping, wish, err);
}

enum jm_status jm_mapping_guess(struct jm_mapping *mapping,
                                const struct jm_page *page,
                                const struct jm_mapping_wish *wish,
                                struct jm_error *err)
{
    struct fit best = {.score = 0};
    size_t at = 0, count = 0;
    const struct jm_page_cell *cells = NULL;
    enum jm_status status = JM_OK;
    *mapping = (struct jm_mapping){.noun = NULL};
    if (wish->noun && !is_candidate(wish->noun))
        return jm_fail(err, JM_INVALID, wish->noun->name, JM_SAY_MAPPING_NOUN,
                       wish->noun->spoken, NULL);
    status = check_fields(wish, err);
    for (int i = 0; i < HEADER_ROWS && !status &&
                    (cells = jm_page_next(page, &at, &count));
         i++) {
        if (!wish->noun && is_summary(cells, count)) {
            best = (struct fit){.score = 0};
            break;
        }
        status = try_row(&best, page, wish, cells, count, err);
    }
    if (!status && !best.score)
        status = jm_fail(err, JM_INVALID, page->name, JM_SAY_MAPPING_NO_HEADER,
                         page->name, NULL);
    if (!status && best.is_tied)
        status = jm_fail(err, JM_INVALID, page->name, JM_SAY_MAPPING_AMBIGUOUS,
                         page->name, NULL);
    return status ? status : take(mapping, &best, page, wish, err);
}

void jm_mapping_clear(struct jm_mapping *mapping)
{
    free(mapping->columns);
    *mapping = (struct jm_mapping){.noun = NULL};
}
