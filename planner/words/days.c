/* Marked days, busy spans and hours in sentences of findings. */
#include "telling.h"
#include <jumelage/message.h>
#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <string.h>

static const struct jm_marked_days *mark_of(const struct jm_telling *t)
{
    int64_t mark = jm_finding_fact(t->finding, JM_FACT_MARK, -1);
    return mark < 0 ? NULL : &t->plan->marked_days[mark];
}

void jm_say_mark(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    const struct jm_marked_days *mark = mark_of(t);
    if (mark)
        jm_text_add(out, jm_lang_pick(mark->name, t->lang));
}

void jm_say_mark_days(struct jm_text *out, const struct jm_telling *t,
                      int which)
{
    (void)which;
    const struct jm_marked_days *mark = mark_of(t);
    if (mark)
        jm_words_days(out, t->lang, mark->first, mark->last);
}

void jm_say_mark_source(struct jm_text *out, const struct jm_telling *t,
                        int which)
{
    (void)which;
    const struct jm_marked_days *mark = mark_of(t);
    if (mark && mark->source)
        jm_text_add(out, mark->source);
}

void jm_say_mark_guessed(struct jm_text *out, const struct jm_telling *t,
                         int which)
{
    (void)which;
    const struct jm_marked_days *mark = mark_of(t);
    if (mark && mark->estimated)
        jm_text_add_char(out, '~');
}

static void say_country(struct jm_text *out, enum jm_lang lang,
                        const char *country)
{
    if (strcmp(country, "FR") == 0)
        jm_say(out, lang, JM_SAY_IN_FRANCE, NULL);
    else if (strcmp(country, "KR") == 0)
        jm_say(out, lang, JM_SAY_IN_KOREA, NULL);
    else if (*country)
        jm_say(out, lang, JM_SAY_IN_COUNTRY, country, NULL);
}

void jm_say_mark_where(struct jm_text *out, const struct jm_telling *t,
                       int which)
{
    (void)which;
    const struct jm_marked_days *mark = mark_of(t);
    if (!mark)
        return;
    struct jm_text country = JM_TEXT_INIT;
    say_country(&country, t->lang, mark->country);
    if (mark->collectivity != JM_NONE)
        jm_text_addf(out, "(%s)",
                     jm_host_name(t->plan, mark->collectivity, t->lang));
    else if (mark->department)
        jm_say(out, t->lang, JM_SAY_IN_DEPARTMENT, jm_text_get(&country),
               mark->department, NULL);
    else if (mark->school_zone >= 0)
        jm_say(out, t->lang, JM_SAY_IN_SCHOOL_ZONE, jm_text_get(&country),
               jm_choice_name(JM_SET_school_zone, mark->school_zone, t->lang),
               NULL);
    else
        jm_text_add(out, jm_text_get(&country));
    jm_text_clear(&country);
}

/* Names of holidays that follow each other: those of the first mark's country
 * on the finding's days. */
void jm_say_marks(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    const struct jm_marked_days *mark = mark_of(t);
    jm_day last = (jm_day)jm_finding_fact(t->finding, JM_FACT_LAST_DAY, 0);
    const struct jm_marked_days *end =
        t->plan->marked_days + t->plan->n_marked_days;
    for (const struct jm_marked_days *m = mark; m && m < end; m++) {
        if (m->first > last)
            break;
        if (m->kind != mark->kind ||
            !jm_plan_mark_counts(t->plan, m, t->finding->resource))
            continue;
        jm_text_add(out, m == mark ? "" : ", ");
        jm_text_add(out, jm_lang_pick(m->name, t->lang));
    }
}

void jm_say_day(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    int64_t first = jm_finding_fact(t->finding, JM_FACT_DAY, JM_DAY_NONE);
    int64_t last = jm_finding_fact(t->finding, JM_FACT_LAST_DAY, first);
    if (first != JM_DAY_NONE)
        jm_words_days(out, t->lang, (jm_day)first, (jm_day)last);
}

static const struct jm_busy_span *busy_of(const struct jm_telling *t)
{
    int64_t busy = jm_finding_fact(t->finding, JM_FACT_BUSY, -1);
    return busy < 0 ? NULL : &t->plan->busy_spans[busy];
}

void jm_say_busy(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    const struct jm_busy_span *busy = busy_of(t);
    if (busy && busy->title)
        jm_text_add(out, busy->title);
}

void jm_say_busy_maybe(struct jm_text *out, const struct jm_telling *t,
                       int which)
{
    (void)which;
    const struct jm_busy_span *busy = busy_of(t);
    if (busy && busy->tentative)
        jm_text_add(out, "?");
}

void jm_say_busy_when(struct jm_text *out, const struct jm_telling *t,
                      int which)
{
    (void)which;
    const struct jm_busy_span *busy = busy_of(t);
    if (busy)
        jm_words_span(
            out, t->lang,
            &t->plan->zones[t->plan->collectivities[busy->collectivity].zone],
            busy->span);
}

void jm_say_more(struct jm_text *out, const struct jm_telling *t, int which)
{
    int64_t number = jm_finding_fact(t->finding, (enum jm_fact_key)which, 0);
    if (number > 1)
        jm_text_add_int(out, number - 1);
}

void jm_say_clock(struct jm_text *out, const struct jm_telling *t, int which)
{
    int64_t minutes = jm_finding_fact(t->finding, (enum jm_fact_key)which, -1);
    if (minutes >= 0)
        jm_words_clock(out, t->lang, (int32_t)(minutes * 60));
}

void jm_say_released(struct jm_text *out, const struct jm_telling *t, int which)
{
    (void)which;
    uint32_t host = t->finding->host;
    const struct jm_zone *zone =
        host == JM_NONE ? &jm_zone_utc
                        : &t->plan->zones[t->plan->collectivities[host].zone];
    jm_words_date(out, t->lang, jm_zone_day(zone, t->plan->released_at));
}
