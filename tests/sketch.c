#include "sketch.h"
#include "cases.h"
#include "plans.h"

enum { WORDS = 16, NAMED = 32 };

/* What lines may name. */
struct world {
    struct draft draft;
    struct named {
        const char *name;
        uint32_t row;
    } hosts[NAMED], delegations[NAMED], people[NAMED], venues[NAMED];
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

static const struct place {
    const char *id, *parent;
    double latitude, longitude;
    int32_t capacity;
} places[] = {
    {"fr-paris", NULL, 48.853, 2.349, 2},
    {"fr-paris15", "fr-paris", 48.841, 2.300, 1},
    {"fr-tours", NULL, 47.395, 0.704, 1},
    {"fr-issy", NULL, 48.821, 2.277, 1},
    {"fr-grenoble", NULL, 45.179, 5.715, 1},
    {"kr-suwon", NULL, 37.291, 127.009, 1},
    {"kr-guro", NULL, 37.495, 126.887, 1},
};

static void settle_world(struct world *w)
{
    struct draft *d = &w->draft;
    for (size_t i = 0; i < COUNT(places); i++) {
        const struct place *p = &places[i];
        uint32_t parent = p->parent ? *find(w->hosts, p->parent) : JM_NONE;
        name(w->hosts, p->id,
             draft_host(d, p->id, p->latitude, p->longitude, p->capacity,
                        parent));
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
    draft_member(d, *find(w->delegations, "suwon"), *find(w->people, "mayor"),
                 NULL, NULL, NULL);
    draft_member(d, *find(w->delegations, "suwon"), *find(w->people, "aide"),
                 "A", NULL, NULL);
    draft_member(d, *find(w->delegations, "suwon2"), *find(w->people, "mayor"),
                 NULL, NULL, NULL);
    draft_member(d, *find(w->delegations, "guro"), *find(w->people, "late"),
                 NULL, "2023-06-21T12:00", NULL);
    draft_travel(d, *find(w->hosts, "fr-paris"), tours, 61);
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
    } else {
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

static void add_line(struct world *w, char *line)
{
    char *words[WORDS];
    size_t count = split(line, words);
    if (!count)
        return;
    assert_true(count >= 5);
    int kind = jm_choice_value(JM_SET_event_kind, words[0]);
    assert_true(kind >= 0);
    struct draft_event e = {.kind = (enum jm_event_kind)kind,
                            .delegation = find(w->delegations, words[1]),
                            .host = find(w->hosts, words[2]),
                            .starts = words[3],
                            .ends = words[4]};
    for (size_t i = 5; i < count; i++)
        set_key(w, &e, words[i]);
    assert_true(w->n_lines < COUNT(w->lines));
    char title[64];
    snprintf(title, sizeof title, "%s %zu", words[0], w->n_lines + 1);
    e.title = title;
    w->lines[w->n_lines++] = draft_add(&w->draft, e);
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
