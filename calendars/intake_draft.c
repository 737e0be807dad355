/* A VEVENT at its end: what its lines come to. */
#include "intake_taking.h"
#include <string.h>

/* Titles of the copies that Outlook leaves of cancelled meetings, confirmed. */
static const char *const cancelled[] = {
    "Canceled", "Cancelled", "Annulé", "Annulée",  "ANNULÉ",    "ANNULÉE",
    "annulé",   "취소됨",    "취소",   "Abgesagt", "Cancelado", "Annullato"};

static bool is_cancelled_title(const char *title)
{
    struct jm_piece piece = {title, strlen(title)};
    for (size_t i = 0; i < sizeof cancelled / sizeof *cancelled; i++) {
        if (!jm_piece_starts(piece, cancelled[i]))
            continue;
        const char *after = title + strlen(cancelled[i]);
        if (strncmp(after, "\u00a0", 2) == 0 ||
            strncmp(after, "\u202f", 3) == 0)
            after += (unsigned char)*after == 0xC2 ? 2 : 3;
        after += *after == ' ';
        if (*after == ':')
            return true;
    }
    return false;
}

static void judge_busy(struct jm_draft *draft)
{
    struct jm_taken *event = &draft->event;
    if (is_cancelled_title(event->title))
        event->status = JM_CANCELLED;
    if (!draft->has_busy)
        event->busy = draft->is_transparent        ? JM_INTAKE_FREE
                      : event->status == JM_OPTION ? JM_INTAKE_TENTATIVE
                                                   : JM_INTAKE_BUSY;
    if (event->status == JM_CANCELLED)
        event->busy = JM_INTAKE_FREE;
}

/* Old exports have no UID: what the event is stands for it, so that it is the
 * same the next time. */
static enum jm_status make_uid(struct jm_taking *taking, struct jm_error *err)
{
    struct jm_taken *event = &taking->draft.event;
    if (event->uid && *event->uid)
        return JM_OK;
    jm_text_reset(&taking->text);
    jm_text_addf(&taking->text, "no-uid-%016llx",
                 (unsigned long long)taking->draft.hash);
    event->uid = jm_arena_copy(&taking->arena, jm_text_get(&taking->text));
    return event->uid ? JM_OK : jm_fail_memory(err);
}

static enum jm_status keep(struct jm_taking *taking, struct jm_error *err)
{
    struct jm_draft *draft = &taking->draft;
    struct jm_taken *event = jm_arena_take(&taking->arena, 1, sizeof *event);
    if (!event)
        return jm_fail_memory(err);
    if (draft->has_more) {
        struct jm_taken_more *more =
            jm_arena_take(&taking->arena, 1, sizeof *more);
        if (!more)
            return jm_fail_memory(err);
        *more = draft->more;
        draft->event.more = more;
    }
    if (draft->has_texts) {
        struct jm_taken_texts *texts =
            jm_arena_take(&taking->arena, 1, sizeof *texts);
        if (!texts)
            return jm_fail_memory(err);
        *texts = draft->texts;
        draft->event.texts = texts;
    }
    *event = draft->event;
    event->next = taking->calendar;
    taking->calendar = event;
    return JM_OK;
}

/* Outlook marks days that it writes as times from midnight to midnight: they
 * are settled with their zone (intake_settle.c). */
static void mark_all_day(struct jm_draft *draft)
{
    draft->event.is_marked_all_day =
        draft->is_marked_all_day && draft->event.start.form != JM_FORM_DATE;
}

enum jm_status jm_event_end(struct jm_taking *taking, struct jm_error *err)
{
    struct jm_draft *draft = &taking->draft;
    taking->report->events++;
    if (!draft->has_start && !draft->is_bad) {
        jm_taking_tell(taking, JM_SAY_INTAKE_SKIP_MISSING, draft->event.line,
                       "DTSTART", "");
        draft->is_bad = true;
    }
    if (draft->is_bad) {
        taking->report->skipped++;
        return JM_OK;
    }
    if (!draft->event.title)
        draft->event.title = "";
    judge_busy(draft);
    mark_all_day(draft);
    enum jm_status status = make_uid(taking, err);
    return status ? status : keep(taking, err);
}
