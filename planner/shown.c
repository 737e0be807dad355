/* What feeds show of an event, as digests. */
#include <assert.h>
#include <jumelage/release.h>
#include <jumelage/sentence.h>
#include <jumelage/text.h>
#include <string.h>

const char *jm_shown_word(enum jm_shown_part part)
{
    static const char *const words[JM_SHOWN_PARTS] = {
        [JM_SHOWN_STATUS] = "status",
        [JM_SHOWN_TIMES] = "times",
        [JM_SHOWN_PLACE] = "place",
        [JM_SHOWN_TOWARDS] = "towards",
        [JM_SHOWN_TITLE] = "title",
        [JM_SHOWN_KIND] = "kind",
        [JM_SHOWN_THEME] = "theme",
        [JM_SHOWN_DELEGATION] = "delegation",
        [JM_SHOWN_TRACK] = "track",
        [JM_SHOWN_RITE] = "rite",
        [JM_SHOWN_REASON] = "reason",
        [JM_SHOWN_AUDIENCE] = "audience",
        [JM_SHOWN_DESCRIPTION] = "description",
        [JM_SHOWN_URL] = "url",
        [JM_SHOWN_PROJECT] = "project"};
    return words[part];
}

/* Texts end with their NUL, so that "ab" and "c" are not "a" and "bc". */
static void add_text(uint64_t *hash, const char *text)
{
    text = text ? text : "";
    *hash = jm_text_hash(*hash, text, strlen(text) + 1);
}

static void add_names(uint64_t *hash, const char *const names[JM_LANGS])
{
    for (int lang = 0; lang < JM_LANGS; lang++)
        add_text(hash, names[lang]);
}

static void add_number(uint64_t *hash, int64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    *hash = jm_text_hash(*hash, bytes, sizeof bytes);
}

/* As finely as feeds write them. */
static void add_degrees(uint64_t *hash, double degrees)
{
    add_number(hash, (int64_t)(degrees * 1e6 + (degrees < 0 ? -0.5 : 0.5)));
}

/* A venue says which collectivity it is in where the event names none; the
 * position of the collectivity is shown where there is no venue. */
static uint64_t place(const struct jm_plan *plan, uint32_t host, uint32_t venue)
{
    uint64_t hash = JM_TEXT_HASH;
    if (venue != JM_NONE) {
        const struct jm_venue *at = &plan->venues[venue];
        add_names(&hash, at->name);
        add_text(&hash, at->address);
        if (at->placed) {
            add_degrees(&hash, at->latitude);
            add_degrees(&hash, at->longitude);
        }
        host = host == JM_NONE ? at->collectivity : host;
    }
    if (host != JM_NONE) {
        const struct jm_collectivity *at = &plan->collectivities[host];
        add_names(&hash, at->name);
        if (venue == JM_NONE) {
            add_degrees(&hash, at->latitude);
            add_degrees(&hash, at->longitude);
        }
    }
    return hash;
}

static uint64_t times(const struct jm_plan *plan, const struct jm_event *e)
{
    uint64_t hash = JM_TEXT_HASH;
    add_number(&hash, e->span.from);
    add_number(&hash, e->span.until);
    add_number(&hash, e->all_day);
    add_text(&hash, plan->zones[e->zone].name);
    return hash;
}

static uint64_t delegation(const struct jm_plan *plan, uint32_t event)
{
    uint64_t hash = JM_TEXT_HASH;
    uint32_t which = plan->events[event].delegation, whose = JM_NONE;
    uint32_t zone = jm_sentence_other_zone(plan, event, &whose);
    if (which != JM_NONE)
        add_names(&hash, plan->delegations[which].name);
    add_text(&hash, zone == JM_NONE ? NULL : plan->zones[zone].name);
    return hash;
}

static uint64_t of_text(const char *text)
{
    uint64_t hash = JM_TEXT_HASH;
    add_text(&hash, text);
    return hash;
}

static uint64_t of_names(const char *const names[JM_LANGS])
{
    uint64_t hash = JM_TEXT_HASH;
    add_names(&hash, names);
    return hash;
}

static uint64_t project(const struct jm_plan *plan, uint32_t number)
{
    if (!number)
        return 0;
    const struct jm_project *p = &plan->projects[number - 1];
    uint64_t hash = of_names(p->title);
    add_number(&hash, p->is_granted);
    if (p->is_granted) {
        add_number(&hash, p->decided);
        add_number(&hash, p->label_until);
    }
    return hash;
}

struct jm_shown jm_event_shown(const struct jm_plan *plan, uint32_t event)
{
    assert(plan->texts);
    const struct jm_event *e = &plan->events[event];
    const struct jm_event_text *text = &plan->texts[event];
    const bool is_off = e->status == JM_CANCELLED;
    return (struct jm_shown){
        .parts = {
            [JM_SHOWN_STATUS] = e->status,
            [JM_SHOWN_TIMES] = times(plan, e),
            [JM_SHOWN_PLACE] = place(plan, e->host, e->venue),
            [JM_SHOWN_TOWARDS] = place(plan, e->to_host, e->to_venue),
            [JM_SHOWN_TITLE] = of_names(text->title),
            [JM_SHOWN_KIND] = e->kind,
            [JM_SHOWN_THEME] =
                e->theme == JM_NONE ? 0 : of_names(plan->themes[e->theme].name),
            [JM_SHOWN_DELEGATION] = delegation(plan, event),
            [JM_SHOWN_TRACK] = of_text(
                e->track == JM_TRACK_ALL ? NULL : plan->tracks[e->track]),
            [JM_SHOWN_RITE] = e->rite,
            [JM_SHOWN_REASON] = of_text(text->cancel_reason),
            [JM_SHOWN_AUDIENCE] = is_off ? 0 : 1u + e->audience,
            [JM_SHOWN_DESCRIPTION] = of_names(text->description),
            [JM_SHOWN_URL] = of_text(text->url),
            [JM_SHOWN_PROJECT] = project(plan, text->project)}};
}

uint32_t jm_shown_differs(const struct jm_shown *a, const struct jm_shown *b)
{
    uint32_t differs = 0;
    for (int i = 0; i < JM_SHOWN_PARTS; i++)
        if (a->parts[i] != b->parts[i])
            differs |= UINT32_C(1) << i;
    return differs;
}
