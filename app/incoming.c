#include "incoming.h"
#include <string.h>

struct bringing {
    struct jm_app *app;
    struct jm_change *change;
    const struct jm_incoming *incoming;
    struct jm_tally *tally;
    uint32_t host, delegation;
};

/* ---- ids ---- */

static void add_source(struct jm_text *out,
                       const struct jm_occurrence *occurrence)
{
    jm_text_addf(out, "ics:%s", occurrence->uid);
    if (*occurrence->recurrence)
        jm_text_addf(out, "#%s", occurrence->recurrence);
}

/* A UUID made of the source and the delegation. */
static void make_uuid(char out[37], const char *source, const char *delegation)
{
    unsigned char bytes[16];
    uint64_t first = jm_text_hash(JM_TEXT_HASH, source, strlen(source) + 1);
    first = jm_text_hash(first, delegation, strlen(delegation));
    uint64_t second = jm_text_hash(first, "jumelage", 8);
    for (int i = 0; i < 8; i++) {
        bytes[i] = (unsigned char)(first >> (8 * i));
        bytes[8 + i] = (unsigned char)(second >> (8 * i));
    }
    jm_uuid_write(out, bytes);
}

enum found { FOUND_NONE, FOUND_OURS, FOUND_OTHER };

/* Whether an event of that id is there, and whether it came from `source`. */
static enum found look(struct bringing *b, const char *id, const char *source,
                       struct jm_row *row)
{
    struct jm_error ignored = JM_ERROR_INIT;
    if (jm_store_get(b->app->store, jm_noun(JM_NOUN_EVENT), id, row, &ignored))
        return FOUND_NONE;
    const char *from = jm_row_string(row, JM_event_source);
    return from && strcmp(from, source) == 0 ? FOUND_OURS : FOUND_OTHER;
}

static enum found find(struct bringing *b,
                       const struct jm_occurrence *occurrence,
                       const char *source, char id[37], struct jm_row *row)
{
    make_uuid(id, source, b->incoming->delegation);
    enum found found = look(b, id, source, row);
    if (found != FOUND_NONE || *occurrence->recurrence ||
        !jm_uuid_is_valid(occurrence->uid))
        return found;
    char uid[37];
    for (size_t i = 0; i < sizeof uid; i++) {
        char c = occurrence->uid[i];
        uid[i] = c >= 'A' && c <= 'F' ? (char)(c + 32) : c;
    }
    found = look(b, uid, source, row);
    jm_text_copy(id, 37, uid);
    return found;
}

/* ---- rows ---- */

static enum jm_status set(struct bringing *b, struct jm_row *row, int field,
                          const char *text)
{
    return text && *text ? jm_row_set_string(row, field, text, &b->app->err)
                         : JM_OK;
}

static const char *status_word(enum jm_event_status status)
{
    return jm_choice_word(JM_SET_event_status, (int)status);
}

/* The venue of that host that a location names, in any language. */
static const char *find_venue(const struct bringing *b, const char *location)
{
    const struct jm_plan *plan = b->incoming->plan;
    for (uint32_t i = 0; *location && i < plan->n_venues; i++)
        for (int lang = 0; lang < JM_LANGS; lang++) {
            const char *name = plan->venues[i].name[lang];
            if (plan->venues[i].collectivity == b->host && name &&
                strcmp(name, location) == 0)
                return plan->venues[i].id;
        }
    return NULL;
}

/* The delegation's stay at the host that holds the span. */
static const char *find_stay(const struct bringing *b, struct jm_span span)
{
    const struct jm_plan *plan = b->incoming->plan;
    for (uint32_t i = 0; i < plan->n_events; i++) {
        const struct jm_event *e = &plan->events[i];
        if (e->kind == JM_STAY && e->status != JM_CANCELLED &&
            e->delegation == b->delegation && e->host == b->host &&
            e->span.from <= span.from && span.until <= e->span.until)
            return plan->texts[i].uid;
    }
    return NULL;
}

/* A location is one line, as logistics are. */
static enum jm_status set_place(struct bringing *b, struct jm_row *row,
                                const char *location)
{
    const char *venue = find_venue(b, location);
    struct jm_text line = JM_TEXT_INIT;
    if (venue)
        return set(b, row, JM_event_venue, venue);
    for (const char *at = location; *at; at++)
        jm_text_add_char(&line, *at == '\n' || *at == '\t' ? ' ' : *at);
    enum jm_status status =
        set(b, row, JM_event_logistics_fr, jm_text_get(&line));
    jm_text_clear(&line);
    return status;
}

static enum jm_status fill_new(struct bringing *b, struct jm_row *row,
                               const struct jm_occurrence *occurrence,
                               const char *source)
{
    const struct jm_incoming *in = b->incoming;
    const bool is_sure = occurrence->status == JM_CONFIRMED;
    const struct {
        int field;
        const char *text;
    } texts[] = {
        {JM_event_host, in->host},
        {JM_event_delegation, in->delegation},
        {JM_event_kind, in->kind},
        {JM_event_status, status_word(is_sure ? JM_CONFIRMED : JM_OPTION)},
        {JM_event_description_fr, occurrence->description},
        {JM_event_url, occurrence->url},
        {JM_event_source, source},
        {JM_event_parent, find_stay(b, occurrence->span)}};
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < sizeof texts / sizeof *texts; i++)
        status = set(b, row, texts[i].field, texts[i].text);
    if (!status)
        status = set_place(b, row, occurrence->location);
    return status ? status : jm_row_fill(row, &b->app->err);
}

/* Title and times: what follows the calendar. */
static enum jm_status fill(struct bringing *b, struct jm_row *row,
                           const struct jm_occurrence *occurrence)
{
    struct jm_text untitled = JM_TEXT_INIT;
    const char *title = occurrence->title;
    jm_say(&untitled, b->app->lang, JM_SAY_IMPORT_UNTITLED, NULL);
    enum jm_status status =
        set(b, row, JM_event_title_fr, *title ? title : jm_text_get(&untitled));
    if (!status)
        status = jm_taken_set_span(b->app, row, occurrence, JM_event_starts,
                                   JM_event_ends, JM_event_zone);
    jm_text_clear(&untitled);
    return status ? status
                  : jm_row_settle(row, jm_zones_lookup, b->app->zones, NULL, 0,
                                  &(int){0}, &b->app->err);
}

static void note(struct bringing *b, enum jm_tally_kind kind,
                 const struct jm_row *row)
{
    jm_tally_note(b->tally, kind, row->id,
                  jm_row_string(row, JM_event_title_fr),
                  jm_row_string(row, JM_event_starts));
}

static enum jm_status add(struct bringing *b, struct jm_row *row,
                          const struct jm_occurrence *occurrence,
                          const char *source, const char *id)
{
    enum jm_status status =
        jm_row_init(row, jm_noun(JM_NOUN_EVENT), &b->app->err);
    if (!status)
        status = jm_row_set_id(row, id, &b->app->err);
    if (!status)
        status = fill_new(b, row, occurrence, source);
    if (!status)
        status = fill(b, row, occurrence);
    if (!status)
        status = jm_change_add(b->change, row, &b->app->err);
    if (!status)
        note(b, JM_TALLY_NEW, row);
    return status;
}

static bool is_cancelled(const struct jm_row *row)
{
    return strcmp(jm_row_string(row, JM_event_status),
                  status_word(JM_CANCELLED)) == 0;
}

static enum jm_status cancel(struct bringing *b, struct jm_row *row)
{
    struct jm_text reason = JM_TEXT_INIT;
    jm_say(&reason, b->app->lang, JM_SAY_IMPORT_CANCELLED, NULL);
    enum jm_status status =
        set(b, row, JM_event_status, status_word(JM_CANCELLED));
    if (!status)
        status = set(b, row, JM_event_cancel_reason, jm_text_get(&reason));
    row->version = 0;
    if (!status)
        status = jm_change_put(b->change, row, NULL, &b->app->err);
    if (!status)
        note(b, JM_TALLY_CANCELLED, row);
    jm_text_clear(&reason);
    return status;
}

/* What somebody cancelled here stays cancelled. */
static enum jm_status follow(struct bringing *b, struct jm_row *row,
                             const struct jm_occurrence *occurrence)
{
    int changed = 0;
    bool is_gone = is_cancelled(row);
    if (!is_gone && occurrence->status == JM_CANCELLED)
        return cancel(b, row);
    enum jm_status status = is_gone ? JM_OK : fill(b, row, occurrence);
    row->version = 0;
    if (!status && !is_gone)
        status = jm_change_put(b->change, row, &changed, &b->app->err);
    if (!status)
        note(b, changed ? JM_TALLY_UPDATED : JM_TALLY_UNCHANGED, row);
    return status;
}

static enum jm_status bring(struct bringing *b,
                            const struct jm_occurrence *occurrence)
{
    struct jm_text source = JM_TEXT_INIT;
    struct jm_row row = JM_ROW_INIT;
    char id[37];
    enum jm_status status = JM_OK;
    add_source(&source, occurrence);
    enum found found = find(b, occurrence, jm_text_get(&source), id, &row);
    if (found == FOUND_OTHER)
        b->tally->count[JM_TALLY_RECOGNISED]++;
    else if (found == FOUND_OURS)
        status = follow(b, &row, occurrence);
    else if (occurrence->status != JM_CANCELLED)
        status = add(b, &row, occurrence, jm_text_get(&source), id);
    jm_row_clear(&row);
    jm_text_clear(&source);
    return status;
}

enum jm_status jm_incoming_merge(struct jm_app *app, struct jm_change *change,
                                 const struct jm_incoming *incoming,
                                 const struct jm_taken *taken,
                                 struct jm_tally *tally)
{
    struct bringing b = {
        .app = app, .change = change, .incoming = incoming, .tally = tally};
    enum jm_status status = JM_OK;
    b.host = jm_plan_find_collectivity(incoming->plan, incoming->host);
    b.delegation =
        jm_plan_find_delegation(incoming->plan, incoming->delegation);
    for (size_t i = 0; !status && i < taken->count; i++)
        status = bring(&b, &taken->all[i]);
    return status;
}
