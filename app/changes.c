#include "changes.h"
#include "print.h"
#include <jumelage/sentence.h>
#include <jumelage/words.h>
#include <stdlib.h>
#include <string.h>

/* On a terminal nobody reads more. */
enum { LINES_TOLD = 8, GROUPS_TOLD = 20 };

void jm_changes_sums(struct jm_text *out, const struct jm_app *app,
                     const struct jm_diff *diff)
{
    static const enum jm_message messages[JM_DIFFERENCES] = {
        [JM_DIFF_ADDED] = JM_SAY_SUM_ADDED,
        [JM_DIFF_MOVED] = JM_SAY_SUM_MOVED,
        [JM_DIFF_RELOCATED] = JM_SAY_SUM_RELOCATED,
        [JM_DIFF_CANCELLED] = JM_SAY_SUM_CANCELLED,
        [JM_DIFF_RESTORED] = JM_SAY_SUM_RESTORED,
        [JM_DIFF_REMOVED] = JM_SAY_SUM_REMOVED,
        [JM_DIFF_CHANGED] = JM_SAY_SUM_CHANGED};
    for (int what = 0; what < JM_DIFFERENCES; what++) {
        struct jm_text count = JM_TEXT_INIT;
        if (!diff->counts[what])
            continue;
        jm_text_add_int(&count, (int64_t)diff->counts[what]);
        if (out->length)
            jm_text_add(out, ", ");
        jm_say(out, app->lang, messages[what], jm_text_get(&count), NULL);
        jm_text_clear(&count);
    }
}

/* ---- one line ---- */

/* "Tours", "Hôtel de ville, Tours". */
static void add_place(struct jm_text *out, const struct jm_app *app,
                      const struct jm_plan *plan, uint32_t host, uint32_t venue)
{
    if (venue != JM_NONE) {
        jm_text_add(out, jm_lang_pick(plan->venues[venue].name, app->lang));
        if (host == JM_NONE)
            host = plan->venues[venue].collectivity;
        jm_text_add(out, ", ");
    }
    jm_text_add(out, jm_host_name(plan, host, app->lang));
}

/* A transfer ends elsewhere. */
static void add_where(struct jm_text *out, const struct jm_app *app,
                      const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    add_place(out, app, plan, e->host, e->venue);
    if (e->to_host == JM_NONE && e->to_venue == JM_NONE)
        return;
    jm_text_add(out, " – ");
    add_place(out, app, plan, e->to_host, e->to_venue);
}

static void add_when(struct jm_text *out, const struct jm_app *app,
                     const struct jm_plan *plan, uint32_t event)
{
    const struct jm_event *e = &plan->events[event];
    jm_words_span(out, app->lang, &plan->zones[e->zone], e->span);
}

/* What differs, by name: "titre, description". */
static void add_parts(struct jm_text *out, const struct jm_app *app,
                      uint32_t parts)
{
    static const enum jm_message names[JM_SHOWN_PARTS] = {
        [JM_SHOWN_STATUS] = JM_SAY_PART_STATUS,
        [JM_SHOWN_TIMES] = JM_SAY_PART_TIMES,
        [JM_SHOWN_PLACE] = JM_SAY_PART_PLACE,
        [JM_SHOWN_TOWARDS] = JM_SAY_PART_TOWARDS,
        [JM_SHOWN_TITLE] = JM_SAY_PART_TITLE,
        [JM_SHOWN_KIND] = JM_SAY_PART_KIND,
        [JM_SHOWN_THEME] = JM_SAY_PART_THEME,
        [JM_SHOWN_DELEGATION] = JM_SAY_PART_DELEGATION,
        [JM_SHOWN_TRACK] = JM_SAY_PART_TRACK,
        [JM_SHOWN_RITE] = JM_SAY_PART_RITE,
        [JM_SHOWN_REASON] = JM_SAY_PART_REASON,
        [JM_SHOWN_AUDIENCE] = JM_SAY_PART_AUDIENCE,
        [JM_SHOWN_DESCRIPTION] = JM_SAY_PART_DESCRIPTION,
        [JM_SHOWN_URL] = JM_SAY_PART_URL,
        [JM_SHOWN_PROJECT] = JM_SAY_PART_PROJECT};
    const char *comma = "";
    for (int i = 0; i < JM_SHOWN_PARTS; i++) {
        if (!(parts >> i & 1))
            continue;
        jm_text_add(out, comma);
        jm_text_add(out, jm_message_template(names[i], app->lang));
        comma = ", ";
    }
}

/* An event of one of the plans in words. */
struct told_event {
    struct jm_text when, where;
};

static void tell_event(struct told_event *told, const struct jm_app *app,
                       const struct jm_plan *plan, uint32_t event)
{
    if (event == JM_NONE)
        return;
    add_when(&told->when, app, plan, event);
    add_where(&told->where, app, plan, event);
}

static enum jm_message sentence_of(const struct jm_diff_item *item)
{
    static const enum jm_message messages[JM_DIFFERENCES] = {
        [JM_DIFF_ADDED] = JM_SAY_DIFF_ADDED,
        [JM_DIFF_MOVED] = JM_SAY_DIFF_MOVED,
        [JM_DIFF_RELOCATED] = JM_SAY_DIFF_RELOCATED,
        [JM_DIFF_CANCELLED] = JM_SAY_DIFF_CANCELLED,
        [JM_DIFF_RESTORED] = JM_SAY_DIFF_RESTORED,
        [JM_DIFF_REMOVED] = JM_SAY_DIFF_REMOVED,
        [JM_DIFF_CHANGED] = JM_SAY_DIFF_CHANGED};
    bool both = item->what == JM_DIFF_MOVED && item->relocated;
    return both ? JM_SAY_DIFF_MOVED_AWAY : messages[item->what];
}

/* The plan and the row that say how the event is, or last was. */
static const struct jm_plan *plan_of(const struct jm_diff *diff,
                                     const struct jm_diff_item *item,
                                     uint32_t *event)
{
    bool is_there = item->after != JM_NONE;
    *event = is_there ? item->after : item->before;
    return is_there ? diff->after : diff->before;
}

static void print_item(const struct jm_app *app, const struct jm_diff *diff,
                       const struct jm_diff_item *item)
{
    uint32_t event = JM_NONE;
    const struct jm_plan *plan = plan_of(diff, item, &event);
    struct told_event before = {JM_TEXT_INIT, JM_TEXT_INIT},
                      after = {JM_TEXT_INIT, JM_TEXT_INIT};
    struct jm_text parts = JM_TEXT_INIT, line = JM_TEXT_INIT;
    const char *reason = plan->texts[event].cancel_reason;
    tell_event(&before, app, diff->before, item->before);
    tell_event(&after, app, plan, event);
    if (item->what == JM_DIFF_CANCELLED)
        jm_text_add(&parts, reason ? reason : "");
    else
        add_parts(&parts, app, item->parts);
    jm_say(&line, app->lang, sentence_of(item),
           jm_event_title(plan, event, app->lang), jm_text_get(&before.when),
           jm_text_get(&before.where), jm_text_get(&after.when),
           jm_text_get(&after.where), jm_text_get(&parts), NULL);
    jm_print_paragraph(app, 4, jm_text_get(&line));
    jm_text_clear(&before.when);
    jm_text_clear(&before.where);
    jm_text_clear(&after.when);
    jm_text_clear(&after.where);
    jm_text_clear(&parts);
    jm_text_clear(&line);
}

/* ---- for whom ---- */

/* A difference for somebody, whom one of the plans knows. */
struct entry {
    const char *id;
    const struct jm_plan *plan;
    uint32_t row;
    bool is_old; /* the plan is the one before */
    size_t item;
};

struct entries {
    struct entry *all;
    size_t count, room;
    bool failed;
};

static void add_entry(struct entries *entries, struct entry entry)
{
    if (entries->count == entries->room) {
        size_t room = entries->room ? entries->room * 2 : 256;
        struct entry *all = realloc(entries->all, room * sizeof *all);
        if (!all) {
            entries->failed = true;
            return;
        }
        entries->all = all;
        entries->room = room;
    }
    entries->all[entries->count++] = entry;
}

static int by_id(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    if (order)
        return order;
    if (x->item != y->item)
        return x->item < y->item ? -1 : 1;
    return (int)x->is_old - (int)y->is_old;
}

/* Whoever an event concerned before and after is told once, by the name they
 * have now. */
static void settle(struct entries *entries)
{
    size_t kept = 0;
    if (entries->count)
        qsort(entries->all, entries->count, sizeof *entries->all, by_id);
    for (size_t i = 0; i < entries->count; i++) {
        const struct entry *last = kept ? &entries->all[kept - 1] : NULL;
        const struct entry *entry = &entries->all[i];
        if (last && last->item == entry->item &&
            strcmp(last->id, entry->id) == 0)
            continue;
        entries->all[kept++] = *entry;
    }
    entries->count = kept;
}

struct told_whom {
    struct entries hosts, people;
    struct jm_concerned concerned;
};

#define TOLD_WHOM_INIT                                                         \
    {                                                                          \
        {NULL, 0, 0, false}, {NULL, 0, 0, false}, JM_CONCERNED_INIT            \
    }

static void clear_whom(struct told_whom *whom)
{
    free(whom->hosts.all);
    free(whom->people.all);
    jm_concerned_clear(&whom->concerned);
}

static void gather(struct told_whom *whom, const struct jm_plan *plan,
                   uint32_t event, bool is_old, size_t item)
{
    struct jm_concerned *concerned = &whom->concerned;
    if (event == JM_NONE)
        return;
    jm_event_concerns(concerned, plan, event);
    for (size_t i = 0; i < concerned->n_collectivities; i++) {
        uint32_t row = concerned->collectivities[i];
        add_entry(&whom->hosts, (struct entry){plan->collectivities[row].id,
                                               plan, row, is_old, item});
    }
    for (size_t i = 0; i < concerned->n_people; i++) {
        uint32_t row = concerned->people[i];
        add_entry(&whom->people, (struct entry){plan->people[row].id, plan, row,
                                                is_old, item});
    }
}

static bool gather_item(struct told_whom *whom, const struct jm_diff *diff,
                        size_t item)
{
    gather(whom, diff->before, diff->all[item].before, true, item);
    gather(whom, diff->after, diff->all[item].after, false, item);
    return !whom->hosts.failed && !whom->people.failed &&
           !whom->concerned.failed;
}

/* ---- lists ---- */

static void print_left(const struct jm_app *app, size_t indent,
                       enum jm_message message, size_t left)
{
    struct jm_text count = JM_TEXT_INIT, line = JM_TEXT_INIT;
    if (!left)
        return;
    jm_text_add_int(&count, (int64_t)left);
    jm_say(&line, app->lang, message, jm_text_get(&count), NULL);
    jm_print_paragraph(app, indent, jm_text_get(&line));
    jm_text_clear(&count);
    jm_text_clear(&line);
}

static void print_name(const struct jm_app *app, const struct entry *entry,
                       bool is_person)
{
    struct jm_text name = JM_TEXT_INIT;
    if (is_person)
        jm_person_name(&name, app->lang, &entry->plan->people[entry->row]);
    else
        jm_text_add(&name, jm_host_name(entry->plan, entry->row, app->lang));
    fputs("  ", app->world->out);
    jm_print_tint(app, JM_BOLD, jm_text_get(&name));
    fputc('\n', app->world->out);
    jm_text_clear(&name);
}

/* The end of the run of entries that are for the same one. */
static size_t end_of(const struct entries *entries, size_t first)
{
    size_t end = first;
    while (end < entries->count &&
           strcmp(entries->all[end].id, entries->all[first].id) == 0)
        end++;
    return end;
}

static void print_group(const struct jm_app *app, const struct jm_diff *diff,
                        const struct entry *all, size_t count, bool is_person)
{
    bool is_cut = app->world->out_is_terminal && count > LINES_TOLD + 1;
    size_t told = is_cut ? LINES_TOLD : count;
    print_name(app, all, is_person);
    for (size_t i = 0; i < told; i++)
        print_item(app, diff, &diff->all[all[i].item]);
    print_left(app, 4, JM_SAY_DIFF_MORE, count - told);
}

static void print_groups(const struct jm_app *app, const struct jm_diff *diff,
                         const struct entries *entries, bool is_person)
{
    size_t groups = 0, left = 0;
    if (!entries->count)
        return;
    fputc('\n', app->world->out);
    jm_app_say(app, is_person ? JM_SAY_DIFF_BY_PERSON : JM_SAY_DIFF_BY_HOST,
               NULL);
    for (size_t at = 0, end; at < entries->count; at = end, groups++) {
        end = end_of(entries, at);
        if (app->world->out_is_terminal && groups >= GROUPS_TOLD)
            left++;
        else
            print_group(app, diff, &entries->all[at], end - at, is_person);
    }
    print_left(app, 2,
               is_person ? JM_SAY_DIFF_MORE_PEOPLE : JM_SAY_DIFF_MORE_HOSTS,
               left);
}

/* What concerns no collectivity and no person is told all the same. */
static enum jm_status print_others(const struct jm_app *app,
                                   const struct jm_diff *diff,
                                   const struct entries *hosts,
                                   const struct entries *people,
                                   struct jm_error *err)
{
    bool *told = calloc(diff->count + 1, sizeof *told), is_first = true;
    if (!told)
        return jm_fail_memory(err);
    for (size_t i = 0; i < hosts->count; i++)
        told[hosts->all[i].item] = true;
    for (size_t i = 0; i < people->count; i++)
        told[people->all[i].item] = true;
    for (size_t i = 0; i < diff->count; i++) {
        if (told[i])
            continue;
        if (is_first) {
            fputc('\n', app->world->out);
            jm_app_say(app, JM_SAY_DIFF_OTHERS, NULL);
        }
        is_first = false;
        print_item(app, diff, &diff->all[i]);
    }
    free(told);
    return JM_OK;
}

enum jm_status jm_changes_print(struct jm_app *app, const struct jm_diff *diff)
{
    struct told_whom whom = TOLD_WHOM_INIT;
    bool done = true;
    for (size_t i = 0; done && i < diff->count; i++)
        done = gather_item(&whom, diff, i);
    enum jm_status status = done ? JM_OK : jm_fail_memory(&app->err);
    settle(&whom.hosts);
    settle(&whom.people);
    if (!status) {
        print_groups(app, diff, &whom.hosts, false);
        print_groups(app, diff, &whom.people, true);
        status = print_others(app, diff, &whom.hosts, &whom.people, &app->err);
    }
    clear_whom(&whom);
    return status;
}
