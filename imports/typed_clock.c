/* Hours and lengths as people write them. */
#include "tokens.h"
#include <jumelage/typed.h>
#include <stdlib.h>
#include <string.h>

enum half { ANY, MORNING, AFTERNOON };

struct clock {
    int32_t parts[3]; /* hours, minutes, seconds */
    int count;
    enum half half;
};

/* "AM", "a.m.", "오후". False for another word. */
static bool take_half(struct clock *clock, const char *word)
{
    static const struct {
        const char *word;
        enum half half;
    } halves[] = {{"am", MORNING},     {"pm", AFTERNOON}, {"오전", MORNING},
                  {"오후", AFTERNOON}, {"a", MORNING},    {"p", AFTERNOON}};
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
        if (strcmp(word, halves[i].word) == 0 && clock->half == ANY) {
            clock->half = halves[i].half;
            return true;
        }
    return false;
}

static bool is_passed(const char *word)
{
    static const char *const words[] = {"h",  "heure", "heures", "min", "mn",
                                        "s",  "hrs",   "hours",  "시",  "분",
                                        "초", "m",     ":",      "."};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

/* Twelve o'clock has names. */
static bool read_name(const char *text, int32_t *seconds)
{
    static const struct {
        const char *word;
        int32_t seconds;
    } names[] = {{"midi", 43200},   {"noon", 43200}, {"정오", 43200},
                 {"minuit", 86400}, {"자정", 86400}, {"midnight", 86400}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (jm_typed_same(text, names[i].word)) {
            *seconds = names[i].seconds;
            return true;
        }
    return false;
}

/* A number alone ("9") is no hour: something has to say so. */
static bool collect(struct clock *clock, const struct jm_tokens *tokens)
{
    bool is_said = false;
    for (int i = 0; i < tokens->count; i++) {
        const struct jm_token *token = &tokens->all[i];
        if (token->is_number) {
            if (clock->count == 3 || token->digits > 2)
                return false;
            clock->parts[clock->count++] = token->number;
        } else if (is_passed(token->word) || take_half(clock, token->word)) {
            is_said = true;
        } else if (!jm_token_is(token, "m") || clock->half == ANY) {
            return false;
        }
    }
    return clock->count && is_said && !tokens->is_cut;
}

enum jm_typed jm_typed_clock(const char *text, int32_t *seconds)
{
    struct jm_tokens tokens;
    struct clock clock = {.count = 0};
    if (read_name(text, seconds))
        return JM_TYPED_OK;
    jm_tokens_read(&tokens, text);
    if (strpbrk(text, "/+-") || !collect(&clock, &tokens))
        return JM_TYPED_FORM;
    int32_t hour = clock.parts[0];
    if (clock.half != ANY && (hour < 1 || hour > 12) &&
        !(clock.half == AFTERNOON && hour > 12))
        return JM_TYPED_UNREAL;
    if (clock.half == AFTERNOON && hour < 12)
        hour += 12;
    if (clock.half == MORNING && hour == 12)
        hour = 0;
    *seconds = hour * 3600 + clock.parts[1] * 60 + clock.parts[2];
    return clock.parts[1] < 60 && clock.parts[2] < 60 && *seconds <= 86400
               ? JM_TYPED_OK
               : JM_TYPED_UNREAL;
}

/* The next "-", "–", "~", "à", "to" of two parts; *after is what follows. */
static const char *next_dash(const char *text, const char **after)
{
    static const char *const dashes[] = {
        "–", "—", "-", "~", "～", "→", " à ", " a ", " to ", "부터", "/"};
    const char *found = NULL;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        const char *at = strstr(text, dashes[i]);
        if (at && (!found || at < found)) {
            found = at;
            *after = at + strlen(dashes[i]);
        }
    }
    return found;
}

static const char *past_word(const char *text)
{
    static const char *const words[] = {"de ", "from ", "De ", "From "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(text, words[i], strlen(words[i])) == 0)
            return text + strlen(words[i]);
    return text;
}

typedef enum jm_typed read_part(const char *text, int32_t *value);

/* One part or two; *second is -1 where there is one. */
static enum jm_typed read_two(const char *text, read_part *read, int32_t *first,
                              int32_t *second)
{
    const char *after = NULL;
    text = past_word(text);
    const char *dash = next_dash(text, &after);
    *second = -1;
    if (!dash)
        return read(text, first);
    struct jm_text head = JM_TEXT_INIT, tail = JM_TEXT_INIT;
    jm_text_add_bytes(&head, text, (size_t)(dash - text));
    jm_text_add(&tail, after);
    char *until = strstr(jm_text_get(&tail), "까지");
    if (until)
        *until = '\0';
    enum jm_typed typed = read(jm_text_get(&head), first);
    if (!typed && jm_text_get(&tail)[strspn(jm_text_get(&tail), " ")])
        typed = read(jm_text_get(&tail), second);
    jm_text_clear(&head);
    jm_text_clear(&tail);
    return typed;
}

enum jm_typed jm_typed_hours(const char *text, int32_t *from, int32_t *until)
{
    return read_two(text, jm_typed_clock, from, until);
}

/* ---- a day and an hour ---- */

/* The head is a day and the tail an hour; the cut is one byte long. */
static bool read_cut(const char *text, const char *cut, int year, jm_day *day,
                     int32_t *seconds)
{
    struct jm_text head = JM_TEXT_INIT;
    jm_text_add_bytes(&head, text, (size_t)(cut - text));
    const char *tail = cut + 1;
    tail += strspn(tail, " ,");
    if (strncmp(tail, "à ", 3) == 0)
        tail += 3;
    if (strncmp(tail, "at ", 3) == 0)
        tail += 3;
    bool is_read = !jm_typed_day(jm_text_get(&head), year, day) &&
                   !jm_typed_clock(tail, seconds);
    jm_text_clear(&head);
    return is_read;
}

enum jm_typed jm_typed_moment(const char *text, int year, jm_day near,
                              jm_day *day, int32_t *seconds)
{
    *seconds = -1;
    enum jm_typed typed = jm_typed_day(text, year, day);
    if (typed != JM_TYPED_FORM)
        return typed;
    enum jm_typed clock = jm_typed_clock(text, seconds);
    if (!clock)
        *day = near;
    if (!clock)
        return near == JM_DAY_NONE ? JM_TYPED_NO_DAY : JM_TYPED_OK;
    for (const char *cut = strpbrk(text, " ,T"); cut;
         cut = strpbrk(cut + 1, " ,T"))
        if (read_cut(text, cut, year, day, seconds))
            return JM_TYPED_OK;
    *seconds = -1;
    return clock;
}

/* ---- lengths ---- */

static enum jm_typed read_minutes(const char *text, int32_t *minutes)
{
    struct jm_tokens tokens;
    int32_t hours = 0, rest = 0;
    bool has_hours = false;
    int numbers = 0;
    jm_tokens_read(&tokens, text);
    for (int i = 0; i < tokens.count; i++) {
        const struct jm_token *token = &tokens.all[i];
        const struct jm_token *unit = token + 1;
        bool is_hours = i + 1 < tokens.count &&
                        (jm_token_is(unit, "h") || jm_token_is(unit, "시간") ||
                         jm_token_is(unit, ":") || jm_token_is(unit, "hours") ||
                         jm_token_is(unit, "hour"));
        if (token->is_number && is_hours && !has_hours && !numbers) {
            hours = token->number;
            has_hours = true;
            i++;
        } else if (token->is_number && ++numbers == 1) {
            rest = token->number;
        } else if (token->is_number ||
                   (!jm_token_is(token, "min") && !jm_token_is(token, "mn") &&
                    !jm_token_is(token, "minutes") &&
                    !jm_token_is(token, "분") && !jm_token_is(token, "."))) {
            return JM_TYPED_FORM;
        }
    }
    if (tokens.is_cut || (!numbers && !has_hours) || hours > 10000)
        return JM_TYPED_FORM;
    *minutes = hours * 60 + rest;
    return JM_TYPED_OK;
}

enum jm_typed jm_typed_minutes(const char *text, int32_t *least, int32_t *most)
{
    enum jm_typed typed = read_two(text, read_minutes, least, most);
    if (!typed && *most < 0)
        *most = *least;
    return typed;
}
