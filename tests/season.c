#include "season.h"
#include "cases.h"
#include "plans.h"
#include <jumelage/lang.h>

enum { WORDS = 16, EVENTS = 64 };

struct world {
    struct draft draft;
    jm_day today;
    uint32_t events[EVENTS];
    uint32_t n_events;
};

static const char *const hosts[] = {"fr-paris", "fr-paris15", "fr-tours",
                                    "fr-issy",  "fr-senat",   "kr-suwon",
                                    "kr-seoul", "kr-guro"};
static const char *const parents[] = {NULL, "fr-paris", NULL, NULL,
                                      NULL, NULL,       NULL, "kr-seoul"};
static const char *const themes[] = {"culture", "health", "parks"};
static const char *const people[] = {"boss"};
static const char *const venues[] = {"hall", "barn", "lobby"};
static const struct group {
    const char *id, *origin;
    int32_t size;
    bool has_head;
} groups[] = {{"suwon", "kr-suwon", 5, true},
              {"suwon2", "kr-suwon", 0, false},
              {"guro", "kr-guro", 2, false},
              {"tours", "fr-tours", 12, false}};

static uint32_t find(const char *const *table, size_t count, const char *word)
{
    if (!word || strcmp(word, "-") == 0)
        return JM_NONE;
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i], word) == 0)
            return (uint32_t)i;
    fail_msg("season: unknown \"%s\"", word);
    return JM_NONE;
}

#define FIND(table, word) find(table, COUNT(table), word)

static uint32_t find_group(const char *word)
{
    const char *ids[COUNT(groups)];
    for (size_t i = 0; i < COUNT(groups); i++)
        ids[i] = groups[i].id;
    return FIND(ids, word);
}

static void settle_hosts(struct world *w)
{
    for (size_t i = 0; i < COUNT(hosts); i++) {
        bool french = strncmp(hosts[i], "fr-", 3) == 0;
        const char *name = hosts[i] + 3;
        struct jm_collectivity row = {
            .id = hosts[i],
            .name = {name, name, name},
            .kind = strcmp(name, "senat") == 0 ? JM_KIND_PARLIAMENT
                                               : JM_KIND_COMMUNE,
            .zone = french ? w->draft.paris : w->draft.seoul,
            .parent = FIND(hosts, parents[i]),
            .capacity = 9,
            .notice_days = -1,
            .office_from = -1,
            .office_until = -1,
            .school_zone = -1};
        memcpy(row.country, french ? "FR" : "KR", 3);
        jm_plan_add_collectivity(w->draft.maker, &row);
    }
}

static void settle_world(struct world *w)
{
    struct jm_plan_maker *maker = w->draft.maker;
    for (size_t i = 0; i < COUNT(themes); i++)
        jm_plan_add_theme(
            maker,
            &(struct jm_theme){.id = themes[i],
                               .name = {themes[i], themes[i], themes[i]}});
    settle_hosts(w);
    for (size_t i = 0; i < COUNT(venues); i++) {
        struct jm_venue row = {
            .id = venues[i],
            .collectivity = FIND(hosts, i == 2 ? "fr-paris15" : "fr-tours"),
            .name = {venues[i], venues[i], venues[i]},
            .address = i == 1 ? NULL : "1 rue de la Paix",
            .seats = -1,
            .rooms = 9};
        jm_plan_add_venue(maker, &row);
    }
    draft_person(&w->draft, people[0]);
    for (size_t i = 0; i < COUNT(groups); i++) {
        const char *id = groups[i].id;
        struct jm_delegation row = {.id = id,
                                    .name = {id, id, id},
                                    .origin = FIND(hosts, groups[i].origin),
                                    .head = groups[i].has_head ? 0 : JM_NONE,
                                    .size = groups[i].size};
        jm_plan_add_delegation(maker, &row);
    }
}

static uint32_t line_of(const struct world *w, const char *word)
{
    unsigned long line = strtoul(word, NULL, 10);
    assert_true(line >= 1 && line <= w->n_events);
    return w->events[line - 1];
}

static int choice(enum jm_set set, const char *word)
{
    int value = jm_choice_value(set, word);
    if (value < 0)
        fail_msg("season: \"%s\"", word);
    return value;
}

/* Rows that are no events; false where the line is one. */
static bool add_row(struct world *w, char **words)
{
    struct jm_plan_maker *maker = w->draft.maker;
    const char *what = words[0];
    if (strcmp(what, "today") == 0) {
        assert_int_equal(jm_day_parse(words[1], &w->today), JM_CIVIL_OK);
    } else if (strcmp(what, "volunteer") == 0) {
        struct jm_volunteer row = {.collectivity = FIND(hosts, words[1]),
                                   .theme = FIND(themes, words[2])};
        jm_plan_add_volunteer(maker, &row);
    } else if (strcmp(what, "tie") == 0) {
        struct jm_partnership row = {
            FIND(hosts, words[1]), FIND(hosts, words[2]),
            (enum jm_partnership_kind)choice(JM_SET_partnership_kind, words[3]),
            (enum jm_partnership_status)choice(JM_SET_partnership_status,
                                               words[4])};
        jm_plan_add_partnership(maker, &row);
    } else if (strcmp(what, "set") == 0) {
        struct jm_setting row = {words[1], words[3], words[4],
                                 FIND(hosts, words[2])};
        jm_plan_add_setting(maker, &row);
    } else if (strcmp(what, "text") == 0) {
        struct jm_text text = JM_TEXT_INIT;
        for (unsigned long i = strtoul(words[4], NULL, 10); i > 0; i--)
            jm_text_add(&text, words[5]);
        struct jm_post_text row = {
            line_of(w, words[1]),
            (enum jm_channel)choice(JM_SET_channel, words[2]), words[3],
            jm_text_get(&text)};
        jm_plan_add_post(maker, &row);
        jm_text_clear(&text);
    } else {
        return false;
    }
    return true;
}

struct making {
    struct jm_event row;
    struct jm_event_text text;
    uint32_t with, by;
};

static void set_title(struct making *m, const char *title, const char *only)
{
    for (int lang = 0; lang < JM_LANGS; lang++)
        if (!only || strcmp(jm_lang_tag((enum jm_lang)lang), only) == 0)
            m->text.title[lang] = title;
        else
            m->text.title[lang] = lang == JM_EN ? "" : NULL;
}

static void set_key(const struct world *w, struct making *m, char *word)
{
    char *value = strchr(word, '=');
    assert_non_null(value);
    *value++ = '\0';
    if (strcmp(word, "in") == 0)
        m->row.parent = line_of(w, value);
    else if (strcmp(word, "theme") == 0)
        m->row.theme = FIND(themes, value);
    else if (strcmp(word, "venue") == 0)
        m->row.venue = FIND(venues, value);
    else if (strcmp(word, "is") == 0)
        m->row.status = (uint8_t)choice(JM_SET_event_status, value);
    else if (strcmp(word, "with") == 0)
        m->with = find_group(value);
    else if (strcmp(word, "by") == 0)
        m->by = FIND(people, value);
    else if (strcmp(word, "contact") == 0)
        m->text.contacts[JM_KO] = value;
    else if (strcmp(word, "title") == 0)
        set_title(m, "only", value);
    else
        fail_msg("season: unknown key \"%s\"", word);
}

static void set_span(const struct world *w, struct making *m,
                     const char *starts, const char *ends)
{
    jm_day last = 0;
    char next[32] = "";
    m->row.all_day = jm_day_parse(ends, &last) == JM_CIVIL_OK;
    if (m->row.all_day) {
        struct jm_civil date = jm_day_date(last + 1);
        snprintf(next, sizeof next, "%04d-%02d-%02d", date.year, date.month,
                 date.day);
        ends = next;
    }
    m->row.span.from = draft_utc(&w->draft, m->row.zone, starts);
    m->row.span.until = draft_utc(&w->draft, m->row.zone, ends);
}

static void add_participant(struct world *w, uint32_t event, uint32_t person,
                            uint32_t delegation)
{
    struct jm_participant row = {.event = event,
                                 .person = person,
                                 .delegation = delegation,
                                 .vehicle = JM_NONE,
                                 .collectivity = JM_NONE,
                                 .role = person == JM_NONE ? JM_PART_ATTENDS
                                                           : JM_PART_RECEIVES};
    jm_plan_add_participant(w->draft.maker, &row);
}

static void add_event(struct world *w, char **words, size_t count)
{
    assert_true(count >= 5 && w->n_events < EVENTS);
    bool is_korean = strncmp(words[2], "kr-", 3) == 0;
    struct making m = {
        .row = {.host = FIND(hosts, words[2]),
                .venue = JM_NONE,
                .to_host = JM_NONE,
                .to_venue = JM_NONE,
                .delegation = find_group(words[1]),
                .parent = JM_NONE,
                .theme = JM_NONE,
                .option_until = JM_DAY_NONE,
                .zone = is_korean ? w->draft.seoul : w->draft.paris,
                .track = JM_TRACK_ALL,
                .kind = (uint8_t)choice(JM_SET_event_kind, words[0]),
                .status = JM_CONFIRMED},
        .with = JM_NONE,
        .by = JM_NONE};
    set_title(&m, words[0], NULL);
    for (size_t i = 5; i < count; i++)
        set_key(w, &m, words[i]);
    set_span(w, &m, words[3], words[4]);
    draft_uid(m.text.uid, w->n_events + 1);
    uint32_t event = jm_plan_add_event(w->draft.maker, &m.row, &m.text);
    if (m.with != JM_NONE)
        add_participant(w, event, JM_NONE, m.with);
    if (m.by != JM_NONE)
        add_participant(w, event, m.by, JM_NONE);
    w->events[w->n_events++] = event;
}

static void add_line(struct world *w, char *line)
{
    char *words[WORDS];
    size_t count = 0;
    for (char *at = line; *at && count < WORDS;) {
        at += strspn(at, " ");
        if (*at)
            words[count++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    if (count && !add_row(w, words))
        add_event(w, words, count);
}

static struct jm_plan *make(const char *lines, bool without_texts)
{
    struct world w;
    struct jm_plan *plan = NULL;
    memset(&w, 0, sizeof w);
    w.today = jm_day_from_date(2023, 6, 1);
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
    if (without_texts)
        jm_plan_without_texts(w.draft.maker);
    assert_int_equal(jm_plan_seal(&plan, w.draft.maker, w.today, NULL), JM_OK);
    return plan;
}

struct jm_plan *season(const char *lines)
{
    return make(lines, false);
}

struct jm_plan *season_without_texts(const char *lines)
{
    return make(lines, true);
}
