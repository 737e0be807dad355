#include <assert.h>
#include <jumelage/choices.h>
#include <jumelage/text.h>
#include <stddef.h>

struct choice {
    int value;
    const char *word;
    const char *name[JM_LANGS];
};

/* All words of all sets in a row; a set ends with a row without a word. */
static const struct choice choices[] = {
#define CHOICES(set_name)
#define CHOICE(id, text, fr, en, ko) {JM_##id, text, {fr, en, ko}},
#define END_CHOICES {-1, NULL, {NULL, NULL, NULL}},
#include <jumelage/choices.def>
#undef CHOICES
#undef CHOICE
#undef END_CHOICES
};

static const struct choice *first_of(enum jm_set set)
{
    const struct choice *choice = choices;
    for (int s = JM_SET_NONE + 1; s < (int)set; s++) {
        while (choice->word)
            choice++;
        choice++;
    }
    return choice;
}

int jm_choice_count(enum jm_set set)
{
    int count = 0;
    for (const struct choice *c = first_of(set); c->word; c++)
        count++;
    return count;
}

const char *jm_choice_word(enum jm_set set, int value)
{
    assert(value >= 0 && value < jm_choice_count(set));
    return first_of(set)[value].word;
}

const char *jm_choice_name(enum jm_set set, int value, enum jm_lang lang)
{
    assert(value >= 0 && value < jm_choice_count(set));
    return first_of(set)[value].name[lang];
}

int jm_choice_value(enum jm_set set, const char *word)
{
    for (const struct choice *c = first_of(set); c->word; c++) {
        if (jm_text_same_word(c->word, word))
            return c->value;
        for (int lang = 0; lang < JM_LANGS; lang++)
            if (jm_text_same_word(c->name[lang], word))
                return c->value;
    }
    return -1;
}
