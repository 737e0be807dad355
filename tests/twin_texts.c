#include "cases.h"
#include "twin.h"
#include <jumelage/finding.h>

static bool is_blank(const char *text)
{
    return !text || !*text;
}

static int missing_title(const struct jm_plan *p, uint32_t i, uint32_t at)
{
    bool french = at != JM_NONE && p->collectivities[at].country[0] == 'F';
    if (at == JM_NONE || !is_blank(p->texts[i].title[french ? JM_FR : JM_KO]))
        return 0;
    return french ? JM_MISSING_TITLE_FR : JM_MISSING_TITLE_KO;
}

static int missing_around(const struct jm_plan *p, uint32_t i)
{
    bool placed = false, addressed = false, met = false;
    for (uint32_t at = i; at != JM_NONE; at = twin_ev(p, at)->parent) {
        const struct jm_event *e = twin_ev(p, at);
        if (at != i && e->kind == JM_STAY)
            break;
        if (e->venue != JM_NONE && !placed) {
            placed = true;
            addressed = !is_blank(p->venues[e->venue].address);
        }
        for (int lang = 0; lang < JM_LANGS; lang++)
            met |= !is_blank(p->texts[at].contacts[lang]);
        for (uint32_t k = 0; k < p->n_participants; k++)
            met |= p->participants[k].event == at &&
                   p->participants[k].role == JM_PART_RECEIVES;
    }
    int kind = twin_ev(p, i)->kind, missing = 0;
    bool timed = kind == JM_VISIT || kind == JM_MEETING ||
                 kind == JM_CEREMONY || kind == JM_MEAL;
    if (timed && twin_ev(p, i)->all_day)
        missing |= JM_MISSING_HOURS;
    if ((timed || kind == JM_FORUM) && !addressed)
        missing |= placed ? JM_MISSING_ADDRESS : JM_MISSING_VENUE;
    if ((kind == JM_VISIT || kind == JM_MEETING) && !met)
        missing |= JM_MISSING_CONTACT;
    return missing;
}

/* An earlier night without a hotel at that host, in one stay with this one. */
static bool has_night_before(const struct jm_plan *p, uint32_t i, uint32_t stay)
{
    for (uint32_t j = 0; j < p->n_events; j++)
        if (twin_ev(p, j)->kind == JM_LODGING &&
            twin_ev(p, j)->status == JM_CONFIRMED &&
            twin_ev(p, j)->venue == JM_NONE &&
            twin_ev(p, j)->host == twin_ev(p, i)->host &&
            twin_ev(p, j)->parent == stay &&
            twin_ev(p, j)->delegation == twin_ev(p, i)->delegation &&
            twin_is_before(p, j, i))
            return true;
    return false;
}

/* Nights of these plans have a stay of their delegation as parent. */
static int missing_hotel(const struct jm_plan *p, uint32_t i)
{
    uint32_t stay = twin_ev(p, i)->parent;
    return twin_ev(p, i)->kind == JM_LODGING &&
                   twin_ev(p, i)->venue == JM_NONE && stay != JM_NONE &&
                   twin_is_live(p, stay) &&
                   twin_ev(p, stay)->delegation == twin_ev(p, i)->delegation &&
                   !has_night_before(p, i, stay)
               ? JM_MISSING_VENUE
               : 0;
}

static void unknowns(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t i = 0; i < p->n_events; i++) {
        const struct jm_event *e = twin_ev(p, i);
        int64_t left = twin_local_day(p, i, e->span.from) - p->today;
        const struct jm_delegation *d =
            e->delegation == JM_NONE ? NULL : &p->delegations[e->delegation];
        if (e->status != JM_CONFIRMED || e->kind == JM_FLAGSHIP ||
            e->kind == JM_DEADLINE || e->kind == JM_POST || left < 1 ||
            left > twin_parameter(p, "information-missing", "days", 30,
                                  twin_host_of(p, i)))
            continue;
        int missing = missing_hotel(p, i);
        if (e->kind != JM_LODGING)
            missing |= missing_around(p, i) |
                       missing_title(p, i, twin_host_of(p, i)) |
                       missing_title(p, i, d ? d->origin : JM_NONE);
        if (e->kind == JM_STAY && d && d->head == JM_NONE && d->size != 1 &&
            d->size != 2)
            missing |= JM_MISSING_HEAD;
        if (e->kind == JM_STAY && d && !d->size)
            missing |= JM_MISSING_SIZE;
        struct told t = {"information-missing",
                         JM_NOTICE,
                         twin_host_of(p, i),
                         d ? d->id : "-",
                         e->span,
                         {i, 0},
                         1,
                         ""};
        snprintf(t.facts, sizeof t.facts, " missing=%d days=%lld", missing,
                 (long long)left);
        if (missing)
            twin_tell(out, p, &t);
    }
}

/* Texts of these plans are of letters, which weigh 1, and of syllables. */
static void posts(struct lines *out, const struct jm_plan *p)
{
    for (uint32_t i = 0; i < p->n_posts; i++) {
        const struct jm_post_text *post = &p->posts[i];
        bool on_x = post->channel == JM_CHANNEL_X;
        unsigned weight = 0;
        for (const char *at = post->text; *at; at++) {
            if (((unsigned char)*at & 0xC0) == 0x80)
                continue;
            weight += on_x && (unsigned char)*at >= 0x80 ? 2 : 1;
        }
        uint32_t host = twin_host_of(p, post->event);
        int64_t most = twin_parameter(
            p, "post-too-long", on_x ? "x_characters" : "linkedin_characters",
            on_x ? 280 : 3000, host);
        if (!twin_is_live(p, post->event) || twin_is_over(p, post->event) ||
            weight <= most)
            continue;
        struct told t = {"post-too-long",
                         JM_NOTICE,
                         host,
                         "-",
                         twin_ev(p, post->event)->span,
                         {post->event, 0},
                         1,
                         ""};
        snprintf(t.facts, sizeof t.facts, " post=%u count=%u capacity=%lld", i,
                 weight, (long long)most);
        twin_tell(out, p, &t);
    }
}

void twin_texts(struct lines *out, const struct jm_plan *p)
{
    unknowns(out, p);
    posts(out, p);
}
