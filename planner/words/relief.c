/* The least change that frees a date, in words. */
#include <jumelage/message.h>
#include <jumelage/sentence.h>
#include <jumelage/why.h>
#include <jumelage/words.h>

/* Sentences for a later and an earlier amount, of a stay and of others. */
static const struct {
    enum jm_message stay[2], other[2];
} sentences[] = {
    [JM_RELIEF_MINUTES] = {{JM_SAY_RELIEF_HOURS_LATER,
                            JM_SAY_RELIEF_HOURS_EARLIER},
                           {JM_SAY_RELIEF_HOURS_LATER,
                            JM_SAY_RELIEF_HOURS_EARLIER}},
    [JM_RELIEF_ARRIVES] = {{JM_SAY_RELIEF_ARRIVES_LATER,
                            JM_SAY_RELIEF_ARRIVES_LATER},
                           {JM_SAY_RELIEF_ARRIVES_LATER,
                            JM_SAY_RELIEF_ARRIVES_LATER}},
    [JM_RELIEF_LEAVES] = {{JM_SAY_RELIEF_LEAVES_EARLIER,
                           JM_SAY_RELIEF_LEAVES_EARLIER},
                          {JM_SAY_RELIEF_LEAVES_EARLIER,
                           JM_SAY_RELIEF_LEAVES_EARLIER}},
    [JM_RELIEF_DAYS] = {{JM_SAY_RELIEF_COMES_LATER,
                         JM_SAY_RELIEF_COMES_EARLIER},
                        {JM_SAY_RELIEF_DAYS_LATER, JM_SAY_RELIEF_DAYS_EARLIER}},
    [JM_RELIEF_OPTION] = {{JM_SAY_RELIEF_OPTION, JM_SAY_RELIEF_OPTION},
                          {JM_SAY_RELIEF_OPTION, JM_SAY_RELIEF_OPTION}},
    [JM_RELIEF_CANCEL] = {{JM_SAY_RELIEF_CANCEL, JM_SAY_RELIEF_CANCEL},
                          {JM_SAY_RELIEF_CANCEL, JM_SAY_RELIEF_CANCEL}},
};

static void say_amount(struct jm_text *out, enum jm_lang lang,
                       const struct jm_relief *relief)
{
    int32_t amount = relief->amount < 0 ? -relief->amount : relief->amount;
    if (relief->kind == JM_RELIEF_MINUTES)
        jm_words_length(out, lang, (int64_t)amount * 60);
    else
        jm_text_add_int(out, amount);
}

void jm_relief_say(struct jm_text *out, enum jm_lang lang,
                   const struct jm_plan *plan, const struct jm_relief *relief)
{
    if (relief->kind == JM_RELIEF_NONE)
        return;
    const struct jm_event *e = &plan->events[relief->event];
    bool stays = e->kind == JM_STAY && e->delegation != JM_NONE;
    int way = relief->amount < 0;
    struct jm_text amount = JM_TEXT_INIT;
    say_amount(&amount, lang, relief);
    uint32_t host = e->host;
    if (host == JM_NONE && e->venue != JM_NONE)
        host = plan->venues[e->venue].collectivity;
    const char *who =
        stays
            ? jm_host_name(plan, plan->delegations[e->delegation].origin, lang)
            : "";
    jm_say(out, lang,
           stays ? sentences[relief->kind].stay[way]
                 : sentences[relief->kind].other[way],
           jm_event_title(plan, relief->event, lang),
           jm_host_name(plan, host, lang), jm_text_get(&amount), who, NULL);
    jm_text_clear(&amount);
}
