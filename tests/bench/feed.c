/* Feeds written: all events of a season in one calendar, to a sink that only
 * counts; and the same events, made into components beforehand, serialised by
 * libical one after the other. */
#include "bench.h"
#include "roadmap.h"
#include <jumelage/feed.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static double peak_mb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static enum jm_status count(void *data, const char *bytes, size_t length,
                            struct jm_error *err)
{
    (void)bytes;
    (void)err;
    *(size_t *)data += length;
    return JM_OK;
}

/* Every event is for the public, and sure. */
static struct jm_plan *open_plan(uint32_t n_events)
{
    struct jm_plan *plan = roadmap_plan(n_events, true);
    struct jm_event *events = NULL;
    need(plan != NULL, "the season");
    memcpy(&events, &plan->events, sizeof events);
    for (uint32_t i = 0; i < plan->n_events; i++) {
        events[i].audience = JM_AUDIENCE_PUBLIC;
        if (events[i].status == JM_IDEA)
            events[i].status = JM_OPTION;
    }
    return plan;
}

static const struct jm_feed everything = {.kind = JM_FEED_PUBLIC,
                                          .row = JM_NONE,
                                          .lang = JM_FR,
                                          .window = {JM_UTC_MIN, JM_UTC_MAX},
                                          .most_events = UINT32_MAX,
                                          .most_bytes = SIZE_MAX};

static void write_ours(uint32_t n_events)
{
    struct jm_plan *plan = open_plan(n_events);
    size_t bytes = 0;
    int events = 0;
    double before = peak_mb(), begun = cpu_ms();
    need(!jm_feed_send(plan, &everything, count, &bytes, &events, NULL),
         "jm_feed_send()");
    double ms = cpu_ms() - begun;
    printf("jm_feed_send(), %.0f MB of memory besides the plan\t%.1f\t%d\n",
           peak_mb() - before, ms, events);
    jm_plan_free(plan);
}

static void write_by_libical(uint32_t n_events)
{
    struct jm_plan *plan = open_plan(n_events);
    struct jm_text text = JM_TEXT_INIT;
    size_t bytes = 0;
    unsigned long long written = 0;
    icalerror_set_errors_are_fatal(0);
    need(!jm_feed_write(&text, plan, &everything, NULL, NULL),
         "jm_feed_write()");
    icalcomponent *all = icalparser_parse_string(jm_text_get(&text));
    need(all != NULL, "libical's parser");
    double begun = cpu_ms();
    for (icalcomponent *event =
             icalcomponent_get_first_component(all, ICAL_VEVENT_COMPONENT);
         event;
         event = icalcomponent_get_next_component(all, ICAL_VEVENT_COMPONENT)) {
        char *lines = icalcomponent_as_ical_string_r(event);
        bytes += strlen(lines);
        free(lines);
        written++;
    }
    need(bytes > 0, "libical's writer");
    printf("libical, serialising alone\t%.1f\t%llu\n", cpu_ms() - begun,
           written);
    icalcomponent_free(all);
    jm_text_clear(&text);
    jm_plan_free(plan);
}

void tell_feed(const char *who, uint32_t n_events)
{
    if (strcmp(who, "ours") == 0)
        write_ours(n_events);
    else
        write_by_libical(n_events);
}

struct told {
    double ours;
};

static void tell(void *data, const char *what, double ms, uint64_t events)
{
    struct told *told = data;
    if (told->ours == 0)
        told->ours = ms;
    printf("  %-58s %9.1f ms %8.2f x ours, %llu events\n", what, ms,
           ms / told->ours, (unsigned long long)events);
    fflush(stdout);
}

void measure_feed(const struct bench *b, bool has_peers)
{
    static const char *const who[] = {"ours", "libical"};
    char command[512];
    struct told told = {0};
    printf("A calendar of 100000 events written\n");
    for (int i = 0; i < (has_peers ? 2 : 1); i++) {
        snprintf(command, sizeof command, "'%s' --feed %s 100000", b->program,
                 who[i]);
        peer_program(command, tell, &told);
    }
}
