/* A plan as a file: written through the store, opened, checked. */
#include "bench.h"
#include "roadmap.h"
#include <jumelage/rule.h>
#include <jumelage/store.h>
#include <jumelage/zones.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS = 100000, OPENINGS = 5 };

/* Rows on their way into a file, so many per change. */
struct filing {
    struct jm_store *store;
    const struct jm_plan *plan;
    struct jm_change *change;
    uint32_t pending;
    struct jm_row row;
};

static void commit(struct filing *f)
{
    int64_t number;
    if (f->change)
        need(!jm_change_commit(f->change, &number, NULL), "jm_change_commit()");
    f->change = NULL;
    f->pending = 0;
}

static void begin(struct filing *f, enum jm_noun_id noun, const char *id)
{
    static const struct jm_author author = {"bench", NULL, 1672531200};
    if (f->pending == ROWS)
        commit(f);
    if (!f->change)
        need(!jm_change_begin(&f->change, f->store, &author, NULL),
             "jm_change_begin()");
    need(!jm_row_init(&f->row, jm_noun(noun), NULL), "memory");
    if (id)
        need(!jm_row_set_id(&f->row, id, NULL), "memory");
}

static void set(struct filing *f, int field, const char *text)
{
    if (text)
        need(!jm_row_parse(&f->row, field, text, NULL),
             f->row.noun->fields[field].name);
}

static void set_number(struct filing *f, int field, int64_t number)
{
    jm_row_set_integer(&f->row, field, number);
}

static void set_choice(struct filing *f, int field, int value)
{
    if (value >= 0)
        set(f, field, jm_choice_word(f->row.noun->fields[field].set, value));
}

static void set_names(struct filing *f, int first,
                      const char *const names[JM_LANGS])
{
    for (int lang = 0; lang < JM_LANGS; lang++)
        set(f, first + lang, names[lang]);
}

static void set_day(struct filing *f, int field, jm_day day)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add_day(&text, day);
    set(f, field, jm_text_get(&text));
    jm_text_clear(&text);
}

static void set_wall(struct filing *f, int field, const struct jm_zone *zone,
                     jm_utc utc)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add_wall(&text, jm_zone_wall(zone, utc));
    set(f, field, jm_text_get(&text));
    jm_text_clear(&text);
}

static void set_clock(struct filing *f, int field, int32_t seconds)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_add_clock(&text, seconds);
    if (seconds >= 0)
        set(f, field, jm_text_get(&text));
    jm_text_clear(&text);
}

static void set_ref(struct filing *f, int field, const char *id)
{
    if (id)
        need(!jm_row_set_string(&f->row, field, id, NULL), "memory");
}

#define ID_OF(f, rows, index)                                                  \
    ((index) == JM_NONE ? NULL : (f)->plan->rows[index].id)

static const struct jm_zone *find_zone(void *data, const char *name)
{
    const struct jm_plan *plan = data;
    for (uint32_t i = 0; i < plan->n_zones; i++)
        if (strcmp(plan->zones[i].name, name) == 0)
            return &plan->zones[i];
    return NULL;
}

static void end(struct filing *f)
{
    struct jm_plan *plan = (struct jm_plan *)(uintptr_t)f->plan;
    need(!jm_row_fill(&f->row, NULL) &&
             !jm_row_settle(&f->row, find_zone, plan, NULL, 0, NULL, NULL) &&
             !jm_change_add(f->change, &f->row, NULL),
         f->row.noun->name);
    f->pending++;
}

static void file_places(struct filing *f)
{
    for (uint32_t i = 0; i < f->plan->n_themes; i++) {
        begin(f, JM_NOUN_THEME, f->plan->themes[i].id);
        set_names(f, JM_theme_name_fr, f->plan->themes[i].name);
        end(f);
    }
    for (uint32_t i = 0; i < f->plan->n_collectivities; i++) {
        const struct jm_collectivity *c = &f->plan->collectivities[i];
        begin(f, JM_NOUN_COLLECTIVITY, c->id);
        set_names(f, JM_collectivity_name_fr, c->name);
        set_choice(f, JM_collectivity_kind, (int)c->kind);
        set(f, JM_collectivity_country, c->country);
        set(f, JM_collectivity_zone, f->plan->zones[c->zone].name);
        jm_row_set_real(&f->row, JM_collectivity_latitude, c->latitude);
        jm_row_set_real(&f->row, JM_collectivity_longitude, c->longitude);
        set_ref(f, JM_collectivity_parent, ID_OF(f, collectivities, c->parent));
        set(f, JM_collectivity_department, c->department);
        set_choice(f, JM_collectivity_school_zone, c->school_zone);
        set_number(f, JM_collectivity_capacity, c->capacity);
        if (c->notice_days >= 0)
            set_number(f, JM_collectivity_notice_days, c->notice_days);
        set_clock(f, JM_collectivity_office_from, c->office_from);
        set_clock(f, JM_collectivity_office_until, c->office_until);
        end(f);
    }
}

static void file_offers(struct filing *f)
{
    for (uint32_t i = 0; i < f->plan->n_volunteers; i++) {
        const struct jm_volunteer *v = &f->plan->volunteers[i];
        if (v->theme == JM_NONE)
            continue; /* a file names a theme */
        begin(f, JM_NOUN_VOLUNTEER, NULL);
        set_ref(f, JM_volunteer_collectivity,
                ID_OF(f, collectivities, v->collectivity));
        set_ref(f, JM_volunteer_theme, ID_OF(f, themes, v->theme));
        end(f);
    }
    for (uint32_t i = 0; i < f->plan->n_venues; i++) {
        const struct jm_venue *v = &f->plan->venues[i];
        begin(f, JM_NOUN_VENUE, v->id);
        set_ref(f, JM_venue_collectivity,
                ID_OF(f, collectivities, v->collectivity));
        set_names(f, JM_venue_name_fr, v->name);
        set(f, JM_venue_address, v->address);
        set_number(f, JM_venue_seats, v->seats);
        set_number(f, JM_venue_rooms, v->rooms);
        end(f);
    }
    for (uint32_t i = 0; i < f->plan->n_vehicles; i++) {
        const struct jm_vehicle *v = &f->plan->vehicles[i];
        begin(f, JM_NOUN_VEHICLE, v->id);
        set_names(f, JM_vehicle_name_fr, v->name);
        set_number(f, JM_vehicle_seats, v->seats);
        end(f);
    }
}

static void file_people(struct filing *f)
{
    for (uint32_t i = 0; i < f->plan->n_people; i++) {
        const struct jm_person *p = &f->plan->people[i];
        begin(f, JM_NOUN_PERSON, p->id);
        set(f, JM_person_family_name, p->family_name);
        set(f, JM_person_languages, p->languages);
        set_choice(f, JM_person_role, (int)p->role);
        end(f);
    }
    for (uint32_t i = 0; i < f->plan->n_delegations; i++) {
        const struct jm_delegation *d = &f->plan->delegations[i];
        begin(f, JM_NOUN_DELEGATION, d->id);
        set_names(f, JM_delegation_name_fr, d->name);
        set_ref(f, JM_delegation_origin, ID_OF(f, collectivities, d->origin));
        set_ref(f, JM_delegation_head, ID_OF(f, people, d->head));
        set_number(f, JM_delegation_size, d->size);
        end(f);
    }
    for (uint32_t i = 0; i < f->plan->n_members; i++) {
        const struct jm_member *m = &f->plan->members[i];
        begin(f, JM_NOUN_MEMBER, NULL);
        set_ref(f, JM_member_delegation, ID_OF(f, delegations, m->delegation));
        set_ref(f, JM_member_person, ID_OF(f, people, m->person));
        set_number(f, JM_member_position, m->position);
        if (m->track != JM_TRACK_ALL)
            set(f, JM_member_track, f->plan->tracks[m->track]);
        end(f);
    }
}

static void set_span(struct filing *f, const struct jm_event *e)
{
    const struct jm_zone *zone = &f->plan->zones[e->zone];
    set(f, JM_event_zone, zone->name);
    if (e->all_day) {
        set_day(f, JM_event_starts, jm_zone_day(zone, e->span.from));
        set_day(f, JM_event_ends, jm_zone_day(zone, e->span.until - 1));
    } else {
        set_wall(f, JM_event_starts, zone, e->span.from);
        set_wall(f, JM_event_ends, zone, e->span.until);
    }
}

static void file_event(struct filing *f, uint32_t event)
{
    const struct jm_event *e = &f->plan->events[event];
    const struct jm_event_text *text = &f->plan->texts[event];
    begin(f, JM_NOUN_EVENT, text->uid);
    set_choice(f, JM_event_kind, e->kind);
    set_choice(f, JM_event_status, e->status);
    set_names(f, JM_event_title_fr, text->title);
    set_names(f, JM_event_contacts_fr, text->contacts);
    set_span(f, e);
    set_ref(f, JM_event_host, ID_OF(f, collectivities, e->host));
    set_ref(f, JM_event_venue, ID_OF(f, venues, e->venue));
    set_ref(f, JM_event_to_host, ID_OF(f, collectivities, e->to_host));
    set_ref(f, JM_event_delegation, ID_OF(f, delegations, e->delegation));
    set_ref(f, JM_event_theme, ID_OF(f, themes, e->theme));
    if (e->parent != JM_NONE)
        set_ref(f, JM_event_parent, f->plan->texts[e->parent].uid);
    if (e->track != JM_TRACK_ALL)
        set(f, JM_event_track, f->plan->tracks[e->track]);
    set_choice(f, JM_event_rite, (int)e->rite - 1);
    set_choice(f, JM_event_audience, e->audience);
    if (e->expected)
        set_number(f, JM_event_expected, e->expected);
    if (e->option_until != JM_DAY_NONE)
        set_day(f, JM_event_option_until, e->option_until);
    end(f);
}

static void file_participants(struct filing *f)
{
    for (uint32_t i = 0; i < f->plan->n_participants; i++) {
        const struct jm_participant *p = &f->plan->participants[i];
        begin(f, JM_NOUN_PARTICIPANT, NULL);
        set_ref(f, JM_participant_event, f->plan->texts[p->event].uid);
        set_ref(f, JM_participant_person, ID_OF(f, people, p->person));
        set_ref(f, JM_participant_vehicle, ID_OF(f, vehicles, p->vehicle));
        set_choice(f, JM_participant_role, (int)p->role);
        end(f);
    }
    for (uint32_t i = 0; i < f->plan->n_travels; i++) {
        const struct jm_travel *t = &f->plan->travels[i];
        begin(f, JM_NOUN_TRAVEL, NULL);
        set_ref(f, JM_travel_origin, ID_OF(f, collectivities, t->origin));
        set_ref(f, JM_travel_destination,
                ID_OF(f, collectivities, t->destination));
        set_choice(f, JM_travel_mode, (int)t->mode);
        set_number(f, JM_travel_minutes_min, t->minutes_min);
        set_number(f, JM_travel_minutes_max, t->minutes_max);
        end(f);
    }
}

/* The rules of overlaps and of travel; settings put the others away, so that
 * one run is of these. */
static bool is_of_overlaps(const struct jm_rule *rule)
{
    static const char *const ids[] = {
        "delegation-double-booked", "person-double-booked",
        "venue-double-booked",      "vehicle-double-booked",
        "host-over-capacity",       "travel-impossible"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (strcmp(rule->id, ids[i]) == 0)
            return true;
    return false;
}

static void file_settings(struct filing *f)
{
    for (const struct jm_rule *const *rule = jm_rules; *rule; rule++) {
        if (is_of_overlaps(*rule))
            continue;
        begin(f, JM_NOUN_SETTING, NULL);
        set(f, JM_setting_rule, (*rule)->id);
        set(f, JM_setting_parameter, "severity");
        set(f, JM_setting_value, "ignore");
        end(f);
    }
}

static void write_file(const struct jm_plan *plan, const char *path)
{
    struct filing f = {.plan = plan, .row = JM_ROW_INIT};
    need(!jm_store_create(&f.store, path, NULL), "jm_store_create()");
    file_places(&f);
    file_offers(&f);
    file_people(&f);
    for (uint32_t i = 0; i < plan->n_events; i++)
        file_event(&f, i);
    file_participants(&f);
    file_settings(&f);
    commit(&f);
    jm_row_clear(&f.row);
    jm_store_free(f.store);
}

/* ---- opened ---- */

/* How long each part took at least. */
struct opening {
    const char *path;
    const struct jm_plan *of; /* whose zones they are */
    bool walks;
    double open, load, seal, check, all;
    size_t findings;
};

static void keep_least(double *least, double took)
{
    if (*least <= 0 || took < *least)
        *least = took;
}

static void fill_zones(struct jm_plan_maker *maker, const struct jm_plan *of)
{
    for (uint32_t i = 0; i < jm_plan_zone_count(maker); i++)
        for (uint32_t j = 0; j < of->n_zones; j++)
            if (strcmp(jm_plan_zone_name(maker, i), of->zones[j].name) == 0)
                jm_plan_set_zone(maker, i, &of->zones[j]);
}

static void open_once(struct opening *o)
{
    struct jm_store *store;
    struct jm_plan_maker *maker;
    struct jm_plan *plan;
    struct jm_findings findings = JM_FINDINGS_INIT;
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    double at[5] = {cpu_ms()};
    need(!jm_store_open(&store, o->path, JM_STORE_READ, NULL),
         "jm_store_open()");
    at[1] = cpu_ms();
    need(!jm_plan_maker_new(&maker, NULL), "memory");
    need(!(o->walks ? jm_store_load_walks : jm_store_load)(store, maker, NULL),
         "jm_store_load()");
    fill_zones(maker, o->of);
    at[2] = cpu_ms();
    need(!jm_plan_seal(&plan, maker, ROADMAP_TODAY, NULL), "jm_plan_seal()");
    at[3] = cpu_ms();
    need(!jm_check_run(&findings, plan, &scope, NULL), "jm_check_run()");
    at[4] = cpu_ms();
    keep_least(&o->open, at[1] - at[0]);
    keep_least(&o->load, at[2] - at[1]);
    keep_least(&o->seal, at[3] - at[2]);
    keep_least(&o->check, at[4] - at[3]);
    keep_least(&o->all, at[4] - at[0]);
    o->findings = findings.count;
    jm_findings_clear(&findings);
    jm_plan_free(plan);
    jm_store_free(store);
}

static void open_it(const struct bench *b, struct opening *o)
{
    for (int i = 0; i <= (o->walks ? OPENINGS : 1); i++)
        open_once(o);
    row(b,
        o->walks ? "the file opened, overlaps and travel checked (six rules)"
                 : "the same with all texts, jm_store_load()",
        o->all);
    printf("  %-58s open %.1f, load %.1f, seal %.1f, check %.1f ms; "
           "%zu findings\n",
           "   of which", o->open, o->load, o->seal, o->check, o->findings);
    fflush(stdout);
}

static void remove_file(const char *folder, const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char name[96];
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
    rmdir(folder);
}

void measure_file(const struct bench *b, const struct jm_plan *plan)
{
    char folder[] = "/tmp/jumelage-bench-XXXXXX", path[64];
    need(mkdtemp(folder), "a folder in /tmp");
    snprintf(path, sizeof path, "%s/bench.plan", folder);
    double begun = cpu_ms();
    write_file(plan, path);
    tell_number("the plan written to a file, row by row",
                (cpu_ms() - begun) / 1e3, "s");
    open_it(b, &(struct opening){.path = path, .of = plan, .walks = true});
    open_it(b, &(struct opening){.path = path, .of = plan});
    remove_file(folder, path);
}
