#include "sketch.h"
#include "cases.h"
#include "plans.h"

enum { WORDS = 16, NAMED = 32, WITH = 8 };

/* What lines may name. */
struct world {
    struct draft draft;
    struct named {
        const char *name;
        uint32_t row;
    } hosts[NAMED], delegations[NAMED], people[NAMED], venues[NAMED],
        themes[NAMED], vehicles[NAMED];
    struct jm_participant with[WITH]; /* those of the line at hand */
    size_t n_with;
    uint32_t lines[200];
    size_t n_lines;
};

static void name(struct named *table, const char *word, uint32_t row)
{
    while (table->name)
        table++;
    *table = (struct named){word, row};
}

static const uint32_t *find(const struct named *table, const char *word)
{
    if (strcmp(word, "-") == 0)
        return NULL;
    for (; table->name; table++)
        if (strcmp(table->name, word) == 0)
            return &table->row;
    fail_msg("sketch: unknown \"%s\"", word);
    return NULL;
}

#define CLOCK(hour, minute) (((hour)*60 + (minute)) * 60)

static const struct place {
    const char *id, *parent;
    double latitude, longitude;
    int32_t capacity;
    struct draft_habits habits;
} places[] = {
    {"fr-paris", NULL, 48.853, 2.349, 2, {"75", JM_ZONE_C, -1, -1, -1, 0}},
    {"fr-paris15",
     "fr-paris",
     48.841,
     2.300,
     1,
     {"75", JM_ZONE_C, -1, -1, -1, JM_KIND_ARRONDISSEMENT}},
    {"fr-tours", NULL, 47.395, 0.704, 1, {"37", JM_ZONE_B, -1, -1, -1, 0}},
    {"fr-issy", NULL, 48.821, 2.277, 1, {"92", JM_ZONE_C, -1, -1, -1, 0}},
    {"fr-grenoble", NULL, 45.179, 5.715, 1, {"38", JM_ZONE_A, -1, -1, -1, 0}},
    {"kr-suwon",
     NULL,
     37.291,
     127.009,
     1,
     {NULL, -1, -1, -1, -1, JM_KIND_CITY}},
    {"kr-guro",
     NULL,
     37.495,
     126.887,
     1,
     {NULL, -1, -1, -1, -1, JM_KIND_DISTRICT}},
    {"fr-strasbourg",
     NULL,
     48.573,
     7.752,
     1,
     {"67", JM_ZONE_B, 60, CLOCK(9, 0), CLOCK(17, 30), 0}},
    {"kr-daegu",
     NULL,
     35.871,
     128.601,
     1,
     {NULL, -1, 45, CLOCK(9, 0), CLOCK(18, 0), JM_KIND_METROPOLITAN_CITY}},
    {"fr-state", NULL, 48.857, 2.352, 5, {"75", -1, -1, -1, -1, JM_KIND_STATE}},
};

static void settle_themes(struct world *w)
{
    static const char *const themes[] = {"parks", "health"};
    for (size_t i = 0; i < COUNT(themes); i++)
        name(w->themes, themes[i],
             jm_plan_add_theme(w->draft.maker,
                               &(struct jm_theme){
                                   .id = themes[i],
                                   .name = {themes[i], themes[i], themes[i]}}));
}

static void settle_person(struct world *w, const char *id,
                          enum jm_person_role role, const char *languages)
{
    struct jm_person row = {.id = id,
                            .family_name = id,
                            .languages = languages,
                            .civility = -1,
                            .role = role,
                            .organisation = JM_NONE};
    name(w->people, id, jm_plan_add_person(w->draft.maker, &row));
}

static void settle_embassy(struct world *w)
{
    struct draft *d = &w->draft;
    struct jm_collectivity embassy = {.id = "fr-embassy",
                                      .name = {"embassy", "embassy", "embassy"},
                                      .kind = JM_KIND_EMBASSY,
                                      .country = "FR",
                                      .zone = d->paris,
                                      .parent = JM_NONE,
                                      .latitude = 48.856,
                                      .longitude = 2.313,
                                      .capacity = 3,
                                      .notice_days = -1,
                                      .office_from = -1,
                                      .office_until = -1,
                                      .school_zone = -1};
    name(w->hosts, "fr-embassy", jm_plan_add_collectivity(d->maker, &embassy));
}

static void settle_vehicle(struct world *w, const char *id, int32_t seats)
{
    struct jm_vehicle row = {id, {id, id, id}, seats};
    name(w->vehicles, id, jm_plan_add_vehicle(w->draft.maker, &row));
}

/* What rules about programmes need. */
static void settle_programme(struct world *w)
{
    struct draft *d = &w->draft;
    struct jm_venue room = {.id = "room",
                            .collectivity = *find(w->hosts, "fr-tours"),
                            .name = {"room", "room", "room"},
                            .seats = 20,
                            .rooms = 9};
    name(w->venues, "room", jm_plan_add_venue(d->maker, &room));
    settle_vehicle(w, "coach", 10);
    settle_vehicle(w, "van", 4);
    settle_vehicle(w, "bus", 0);
    settle_person(w, "chief", JM_ROLE_OFFICIAL, "ko");
    settle_person(w, "echo", JM_ROLE_INTERPRETER, "ko fr");
    settle_person(w, "voice", JM_ROLE_INTERPRETER, NULL);
    settle_person(w, "both", JM_ROLE_LIAISON, "en fr-FR ko");
    settle_person(w, "one", JM_ROLE_LIAISON, "fro ko");
    struct jm_delegation naju = {.id = "naju",
                                 .name = {"naju", "naju", "naju"},
                                 .origin = *find(w->hosts, "kr-guro"),
                                 .head = *find(w->people, "chief"),
                                 .size = 12};
    name(w->delegations, "naju", jm_plan_add_delegation(d->maker, &naju));
    draft_member(d, *find(w->delegations, "naju"), *find(w->people, "echo"),
                 "A", NULL, NULL);
}

static void settle_world(struct world *w)
{
    settle_themes(w);
    struct draft *d = &w->draft;
    for (size_t i = 0; i < COUNT(places); i++) {
        const struct place *p = &places[i];
        uint32_t parent = p->parent ? *find(w->hosts, p->parent) : JM_NONE;
        name(w->hosts, p->id,
             draft_host_with(d, p->id, p->latitude, p->longitude, p->capacity,
                             parent, p->habits));
    }
    uint32_t tours = *find(w->hosts, "fr-tours");
    uint32_t suwon = *find(w->hosts, "kr-suwon");
    name(w->venues, "hall", draft_venue(d, "hall", tours, 1));
    name(w->venues, "annex", draft_venue(d, "annex", tours, 2));
    static const char *const people[] = {"mayor", "aide", "late", "guest"};
    for (size_t i = 0; i < COUNT(people); i++)
        name(w->people, people[i], draft_person(d, people[i]));
    name(w->delegations, "suwon", draft_delegation(d, "suwon", suwon));
    name(w->delegations, "suwon2", draft_delegation(d, "suwon2", suwon));
    name(w->delegations, "guro",
         draft_delegation(d, "guro", *find(w->hosts, "kr-guro")));
    name(w->delegations, "daegu",
         draft_delegation(d, "daegu", *find(w->hosts, "kr-daegu")));
    name(w->delegations, "tours", draft_delegation(d, "tours", tours));
    draft_member(d, *find(w->delegations, "suwon"), *find(w->people, "mayor"),
                 NULL, NULL, NULL);
    draft_member(d, *find(w->delegations, "suwon"), *find(w->people, "aide"),
                 "A", NULL, NULL);
    draft_member(d, *find(w->delegations, "suwon2"), *find(w->people, "mayor"),
                 NULL, NULL, NULL);
    draft_member(d, *find(w->delegations, "guro"), *find(w->people, "late"),
                 NULL, "2023-06-21T12:00", NULL);
    draft_travel(d, *find(w->hosts, "fr-paris"), tours, 61);
    settle_embassy(w);
    settle_programme(w);
}

/* A participant of the line at hand. */
static struct jm_participant *add_with(struct world *w)
{
    assert_true(w->n_with < WITH);
    struct jm_participant *p = &w->with[w->n_with++];
    *p = (struct jm_participant){.person = JM_NONE,
                                 .delegation = JM_NONE,
                                 .vehicle = JM_NONE,
                                 .collectivity = JM_NONE};
    return p;
}

static bool set_programme_key(struct world *w, struct draft_event *e,
                              const char *key, const char *value)
{
    if (strcmp(key, "theme") == 0) {
        e->theme = find(w->themes, value);
    } else if (strcmp(key, "rite") == 0) {
        int rite = jm_choice_value(JM_SET_rite, value);
        assert_true(rite >= 0);
        e->rite = (uint8_t)(1 + rite);
    } else if (strcmp(key, "expect") == 0) {
        e->expected = (int32_t)strtol(value, NULL, 10);
    } else if (strcmp(key, "car") == 0) {
        add_with(w)->vehicle = *find(w->vehicles, value);
    } else if (strcmp(key, "and") == 0) {
        add_with(w)->delegation = *find(w->delegations, value);
    } else if (strcmp(key, "voice") == 0) {
        struct jm_participant *p = add_with(w);
        p->person = *find(w->people, value);
        p->role = JM_PART_INTERPRETS;
    } else if (strcmp(key, "driver") == 0) {
        struct jm_participant *p = add_with(w);
        p->person = *find(w->people, value);
        p->role = JM_PART_DRIVES;
    } else {
        return false;
    }
    return true;
}

/* flight WHO in|out DEPARTS ARRIVES */
static void add_flight(struct world *w, char **words, size_t count)
{
    assert_int_equal(count, 5);
    struct draft *d = &w->draft;
    int direction = jm_choice_value(JM_SET_direction, words[2]);
    assert_true(direction >= 0);
    struct jm_flight row = {.delegation = *find(w->delegations, words[1]),
                            .direction = (enum jm_direction)direction,
                            .number = "KE901",
                            .origin = *find(w->hosts, "kr-suwon"),
                            .destination = *find(w->hosts, "fr-paris"),
                            .span = {draft_utc(d, d->paris, words[3]),
                                     draft_utc(d, d->paris, words[4])}};
    jm_plan_add_flight(d->maker, &row);
}

/* A flight is no event. */
static bool add_programme_line(struct world *w, char **words, size_t count)
{
    bool flies = strcmp(words[0], "flight") == 0;
    if (flies)
        add_flight(w, words, count);
    return flies;
}

static void set_key(struct world *w, struct draft_event *e, char *word)
{
    char *value = strchr(word, '=');
    if (!value)
        fail_msg("sketch: \"%s\" is no key=value", word);
    *value++ = '\0';
    if (strcmp(word, "in") == 0) {
        size_t line = strtoul(value, NULL, 10);
        assert_true(line >= 1 && line <= w->n_lines);
        e->parent = &w->lines[line - 1];
    } else if (strcmp(word, "venue") == 0) {
        e->venue = find(w->venues, value);
    } else if (strcmp(word, "track") == 0) {
        e->track = value;
    } else if (strcmp(word, "to") == 0) {
        e->to_host = find(w->hosts, value);
    } else if (strcmp(word, "who") == 0) {
        e->person = find(w->people, value);
    } else if (strcmp(word, "is") == 0) {
        int status = jm_choice_value(JM_SET_event_status, value);
        assert_true(status >= 0);
        e->sketchy = true;
        e->status = (enum jm_event_status)status;
    } else if (strcmp(word, "until") == 0) {
        e->option_until = value;
    } else if (strcmp(word, "created") == 0) {
        e->created = value;
    } else if (strcmp(word, "changed") == 0) {
        e->changed = value;
    } else if (strcmp(word, "for") == 0) {
        e->audience = jm_choice_value(JM_SET_audience, value);
        assert_true(e->audience >= 0);
    } else if (strcmp(word, "clocks") == 0) {
        e->seoul = strcmp(value, "seoul") == 0;
    } else if (!set_programme_key(w, e, word, value)) {
        fail_msg("sketch: unknown key \"%s\"", word);
    }
}

/* Cuts a line into words, in place. */
static size_t split(char *line, char *words[WORDS])
{
    size_t count = 0;
    char *at = line;
    while (*at && count < WORDS) {
        at += strspn(at, " ");
        if (!*at)
            break;
        words[count++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    return count;
}

static jm_day day_of(const char *word)
{
    jm_day day = 0;
    assert_int_equal(jm_day_parse(word, &day), JM_CIVIL_OK);
    return day;
}

/* "FR", "FR/67", "FR/B", or a host. */
static void set_where(struct world *w, struct jm_marked_days *mark, char *where)
{
    if (where[0] >= 'a') {
        mark->collectivity = *find(w->hosts, where);
        return;
    }
    char *part = strchr(where, '/');
    if (part)
        *part++ = '\0';
    memcpy(mark->country, where, 3);
    int zone = part ? jm_choice_value(JM_SET_school_zone, part) : -1;
    mark->school_zone = zone;
    if (part && zone < 0)
        mark->department = part;
}

/* Names of several words are written with _ between them. */
static const char *spell(char *word)
{
    for (char *at = word; (at = strchr(at, '_'));)
        *at = ' ';
    return word;
}

/* day KIND FIRST LAST WHERE NAME SOURCE [estimated] */
static void add_day(struct world *w, char **words, size_t count)
{
    assert_true(count >= 7);
    int kind = jm_choice_value(JM_SET_day_kind, words[1]);
    assert_true(kind >= 0);
    const char *called = spell(words[5]);
    struct jm_marked_days mark = {.kind = (enum jm_day_kind)kind,
                                  .first = day_of(words[2]),
                                  .last = day_of(words[3]),
                                  .collectivity = JM_NONE,
                                  .school_zone = -1,
                                  .name = {called, called, called},
                                  .source = spell(words[6]),
                                  .estimated = count > 7};
    set_where(w, &mark, words[4]);
    jm_plan_add_marked_days(w->draft.maker, &mark);
}

/* busy HOST STARTS ENDS [TITLE [tentative]] */
static void add_busy(struct world *w, char **words, size_t count)
{
    assert_true(count >= 4);
    struct draft *d = &w->draft;
    bool whole_days = strchr(words[2], 'T') == NULL;
    struct jm_busy_span busy = {.collectivity = *find(w->hosts, words[1]),
                                .whole_days = whole_days,
                                .tentative = count > 5,
                                .title = count > 4 ? spell(words[4]) : NULL};
    busy.span.from = draft_utc(d, d->paris, words[2]);
    if (whole_days) {
        struct jm_text next = JM_TEXT_INIT;
        jm_text_add_day(&next, day_of(words[3]) + 1);
        busy.span.until = draft_utc(d, d->paris, jm_text_get(&next));
        jm_text_clear(&next);
    } else {
        busy.span.until = draft_utc(d, d->paris, words[3]);
    }
    jm_plan_add_busy_span(d->maker, &busy);
}

/* set RULE PARAMETER VALUE [HOST] */
static void add_setting(struct world *w, char **words, size_t count)
{
    assert_true(count >= 4);
    jm_plan_add_setting(
        w->draft.maker,
        &(struct jm_setting){
            .rule = words[1],
            .parameter = words[2],
            .value = words[3],
            .collectivity = count > 4 ? *find(w->hosts, words[4]) : JM_NONE});
}

/* A line that is no event. */
static bool add_around(struct world *w, char **words, size_t count)
{
    struct draft *d = &w->draft;
    if (strcmp(words[0], "day") == 0)
        add_day(w, words, count);
    else if (strcmp(words[0], "busy") == 0)
        add_busy(w, words, count);
    else if (strcmp(words[0], "set") == 0)
        add_setting(w, words, count);
    else if (strcmp(words[0], "today") == 0 && count == 2)
        d->today = day_of(words[1]);
    else if (strcmp(words[0], "release") == 0 && count == 2)
        d->published = draft_utc(d, d->paris, words[1]);
    else
        return false;
    return true;
}

static void add_line(struct world *w, char *line)
{
    char *words[WORDS];
    size_t count = split(line, words);
    if (!count || add_around(w, words, count) ||
        add_programme_line(w, words, count))
        return;
    assert_true(count >= 5);
    int kind = jm_choice_value(JM_SET_event_kind, words[0]);
    assert_true(kind >= 0);
    struct draft_event e = {.kind = (enum jm_event_kind)kind,
                            .delegation = find(w->delegations, words[1]),
                            .host = find(w->hosts, words[2]),
                            .starts = words[3],
                            .ends = words[4]};
    w->n_with = 0;
    for (size_t i = 5; i < count; i++)
        set_key(w, &e, words[i]);
    assert_true(w->n_lines < COUNT(w->lines));
    char title[64];
    snprintf(title, sizeof title, "%s %zu", words[0], w->n_lines + 1);
    e.title = title;
    uint32_t event = draft_add(&w->draft, e);
    w->lines[w->n_lines++] = event;
    for (size_t i = 0; i < w->n_with; i++) {
        w->with[i].event = event;
        jm_plan_add_participant(w->draft.maker, &w->with[i]);
    }
}

struct jm_plan *sketch(const char *lines)
{
    struct world w;
    memset(&w, 0, sizeof w);
    draft_begin(&w.draft);
    settle_world(&w);
    char *copy = strdup(lines);
    assert_non_null(copy);
    for (char *line = copy; line;) {
        char *next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        add_line(&w, line);
        line = next;
    }
    free(copy);
    return draft_seal(&w.draft);
}
