/* Themes, what is missing and posts in sentences of findings. */
#include "telling.h"
#include <jumelage/message.h>

void jm_say_theme(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    int64_t theme = jm_finding_fact(t->finding, JM_FACT_THEME, JM_NONE);
    if (theme != JM_NONE)
        jm_text_add(out, jm_lang_pick(t->plan->themes[theme].name, t->lang));
}

/* What stands between the items of a list in words: "a, b et c". */
static void say_between(struct jm_text *out, const struct jm_telling *t,
                        uint32_t item, uint32_t items)
{
    if (item)
        jm_say(out, t->lang,
               item + 1 < items ? JM_SAY_WORDS_COMMA : JM_SAY_WORDS_AND, NULL);
}

static bool is_offered(const struct jm_telling *t, uint32_t volunteer)
{
    const struct jm_volunteer *v = &t->plan->volunteers[volunteer];
    return v->theme != JM_NONE &&
           jm_plan_is_inside(t->plan, t->finding->host, v->collectivity);
}

/* The themes on which the host, or a territory around it, offers visits. */
void jm_say_offered(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    uint32_t items = 0, item = 0;
    for (uint32_t i = 0; i < t->plan->n_volunteers; i++)
        items += is_offered(t, i);
    for (uint32_t i = 0; i < t->plan->n_volunteers; i++) {
        if (!is_offered(t, i))
            continue;
        uint32_t theme = t->plan->volunteers[i].theme;
        say_between(out, t, item++, items);
        jm_text_add(out, jm_lang_pick(t->plan->themes[theme].name, t->lang));
    }
}

void jm_say_missing(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    static const enum jm_message words[JM_MISSING_BITS] = {
        JM_SAY_MISSING_HOURS,    JM_SAY_MISSING_VENUE,
        JM_SAY_MISSING_ADDRESS,  JM_SAY_MISSING_CONTACT,
        JM_SAY_MISSING_TITLE_FR, JM_SAY_MISSING_TITLE_EN,
        JM_SAY_MISSING_TITLE_KO, JM_SAY_MISSING_HEAD,
        JM_SAY_MISSING_SIZE};
    int64_t bits = jm_finding_fact(t->finding, JM_FACT_MISSING, 0);
    uint32_t items = 0, item = 0;
    for (int i = 0; i < JM_MISSING_BITS; i++)
        items += (uint32_t)(bits >> i & 1);
    for (int i = 0; i < JM_MISSING_BITS; i++) {
        if (!(bits >> i & 1))
            continue;
        say_between(out, t, item++, items);
        jm_say(out, t->lang, words[i], NULL);
    }
}

static const struct jm_post_text *post_of(const struct jm_telling *t)
{
    int64_t post = jm_finding_fact(t->finding, JM_FACT_POST, JM_NONE);
    return post == JM_NONE ? NULL : &t->plan->posts[post];
}

void jm_say_channel(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    const struct jm_post_text *post = post_of(t);
    if (post)
        jm_text_add(
            out, jm_choice_name(JM_SET_channel, (int)post->channel, t->lang));
}

/* The post's language, by its tag where it is none of ours. */
void jm_say_language(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    static const enum jm_message words[JM_LANGS] = {
        JM_SAY_IN_FRENCH, JM_SAY_IN_ENGLISH, JM_SAY_IN_KOREAN};
    const struct jm_post_text *post = post_of(t);
    enum jm_lang lang;
    if (!post)
        return;
    if (jm_lang_parse(post->language, &lang))
        jm_say(out, t->lang, words[lang], NULL);
    else
        jm_text_add(out, post->language);
}

void jm_say_over(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    jm_text_add_int(out, jm_finding_fact(t->finding, JM_FACT_COUNT, 0) -
                             jm_finding_fact(t->finding, JM_FACT_CAPACITY, 0));
}
