#include "ours.h"
#include <stdlib.h>
#include <string.h>

static bool concerns(const struct jm_plan *plan, const struct jm_event *event,
                     uint32_t host)
{
    return jm_plan_is_inside(plan, event->host, host) ||
           jm_plan_is_inside(plan, event->to_host, host);
}

/* qsort hands no context over. */
struct ordered {
    jm_utc from;
    uint32_t event;
};

static int compare(const void *left, const void *right)
{
    const struct ordered *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->event > b->event) - (a->event < b->event);
}

enum jm_status jm_ours_find(struct jm_ours *ours, const struct jm_plan *plan,
                            const char *host, struct jm_error *err)
{
    *ours = (struct jm_ours){.plan = plan};
    ours->host = jm_plan_find_collectivity(plan, host);
    struct ordered *all = calloc(plan->n_events + 1, sizeof *all);
    ours->events = calloc(plan->n_events + 1, sizeof *ours->events);
    if (!all || !ours->events) {
        free(all);
        return jm_fail_memory(err);
    }
    for (uint32_t i = 0; ours->host != JM_NONE && i < plan->n_events; i++)
        if (concerns(plan, &plan->events[i], ours->host))
            all[ours->count++] = (struct ordered){plan->events[i].span.from, i};
    qsort(all, ours->count, sizeof *all, compare);
    for (size_t i = 0; i < ours->count; i++)
        ours->events[i] = all[i].event;
    free(all);
    return JM_OK;
}

void jm_ours_clear(struct jm_ours *ours)
{
    free(ours->events);
    *ours = (struct jm_ours){.events = NULL};
}

/* ---- by UID ---- */

static int digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : 0;
    return at ? (int)(at - digits) : -1;
}

/* The UID inside a GlobalObjectId: "vCal-Uid", 1 as four bytes, the UID, 0. */
static bool unwrap(const char *uid, char out[64])
{
    static const char mark[] = "7643616c2d55696401000000";
    size_t length = strlen(uid), n = sizeof mark - 1, at = 0, to = 0;
    while (at + n <= length) {
        char start[sizeof mark];
        memcpy(start, uid + at, n);
        start[n] = '\0';
        if (jm_text_same_word(start, mark))
            break;
        at += 2;
    }
    for (at += n; at + 1 < length && to < 63; at += 2) {
        int high = digit(uid[at]), low = digit(uid[at + 1]);
        if (high < 0 || low < 0 || high + low == 0)
            break;
        out[to++] = (char)(high * 16 + low);
    }
    out[to] = '\0';
    return to > 0;
}

/* UIDs of ours are written in small letters; some programs write them anew. */
static bool is_event(const struct jm_plan *plan, const char *uid)
{
    char small[37];
    if (strlen(uid) != 36)
        return false;
    for (size_t i = 0; i < 37; i++)
        small[i] =
            uid[i] >= 'A' && uid[i] <= 'F' ? (char)(uid[i] + 32) : uid[i];
    return jm_plan_find_event(plan, small) != JM_NONE;
}

/* ---- by span and title ---- */

static const char *without_mark(const char *title)
{
    static const char *const marks[] = {
        "[ANNULÉ]",  "[CANCELLED]",    "[CANCELED]", "[취소]",
        "Annulé : ", "Annulé\u00a0: ", "Canceled: ", "Cancelled: "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t length = strlen(marks[i]);
        if (strncmp(title, marks[i], length) == 0)
            return title + length + strspn(title + length, " ");
    }
    return title;
}

static bool is_titled(const struct jm_plan *plan, uint32_t event,
                      const char *title)
{
    for (int lang = 0; plan->texts && lang < JM_LANGS; lang++) {
        const char *own = plan->texts[event].title[lang];
        if (own && strcmp(own, title) == 0)
            return true;
    }
    return false;
}

static size_t first_at(const struct jm_ours *ours, jm_utc from)
{
    size_t low = 0, high = ours->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ours->plan->events[ours->events[middle]].span.from < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool jm_ours_holds(const struct jm_ours *ours,
                   const struct jm_occurrence *occurrence)
{
    char inside[64];
    if (is_event(ours->plan, occurrence->uid) ||
        (unwrap(occurrence->uid, inside) && is_event(ours->plan, inside)))
        return true;
    const char *title = without_mark(occurrence->title);
    for (size_t i = first_at(ours, occurrence->span.from); i < ours->count;
         i++) {
        uint32_t event = ours->events[i];
        struct jm_span span = ours->plan->events[event].span;
        if (span.from != occurrence->span.from)
            break;
        if (span.until == occurrence->span.until &&
            is_titled(ours->plan, event, title))
            return true;
    }
    return false;
}
