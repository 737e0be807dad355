/* Calendars taken in: a file of so many events is read and a year of it
 * expanded, each way in a process of its own, which tells what memory it took.
 * libical's way is its streaming one: a parser that is given unfolded lines and
 * hands out an event at a time, and its iterator of rules. */
#include "bench.h"
#include "random.h"
#include <jumelage/intake.h>
#include <jumelage/zones.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define FROM INT64_C(1767225600) /* 2026 */
#define UNTIL INT64_C(1798761600)

static double peak_mb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

/* ---- the file ---- */

/* Towns' calendars: mostly single events of an hour or two, one in ten repeats,
 * some are days; with the lines that clients write and nobody reads. */
static void write_event(FILE *file, uint32_t i, uint64_t *seed)
{
    uint32_t day = below(seed, 360), month = day / 30 + 1;
    uint32_t of_month = day % 28 + 1, hour = 7 + below(seed, 12);
    fprintf(file,
            "BEGIN:VEVENT\r\nUID:%08x-%04x-4a5b-8c6d-%012x@agenda.example\r\n"
            "DTSTAMP:20260101T080000Z\r\nCREATED:20251215T080000Z\r\n"
            "LAST-MODIFIED:20260101T080000Z\r\nSEQUENCE:%u\r\n",
            i * 2654435761U, below(seed, 65536), i, below(seed, 4));
    if (i % 12 == 0)
        fprintf(file, "DTSTART;VALUE=DATE:2026%02u%02u\r\n", month, of_month);
    else
        fprintf(file,
                "DTSTART;TZID=Europe/Paris:2026%02u%02uT%02u0000\r\n"
                "DTEND;TZID=Europe/Paris:2026%02u%02uT%02u3000\r\n",
                month, of_month, hour, month, of_month, hour + 1);
    if (i % 10 == 0)
        fprintf(file, "RRULE:FREQ=%s\r\n",
                i % 20 ? "MONTHLY" : "WEEKLY;COUNT=20");
    fprintf(file,
            "SUMMARY:Réunion %u\\, commission culture et jumelages\r\n"
            "LOCATION:Hôtel de ville\\, salle %u\r\n"
            "DESCRIPTION:Ordre du jour : accueil de la délégation de Suwon\\, "
            "progr\r\n amme des visites\\, budget\\, interprètes.\\nMerci de "
            "confirmer votre prés\r\n ence auprès du service des relations "
            "internationales.\r\n"
            "STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nCLASS:PUBLIC\r\n"
            "CATEGORIES:Jumelage,Culture\r\n"
            "END:VEVENT\r\n",
            i, below(seed, 40));
}

static void write_calendar(const char *path, uint32_t n_events)
{
    uint64_t seed = 7;
    FILE *file = fopen(path, "wb");
    need(file != NULL, "writing a calendar");
    fputs("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//bench//FR\r\n",
          file);
    for (uint32_t i = 0; i < n_events; i++)
        write_event(file, i, &seed);
    fputs("END:VCALENDAR\r\n", file);
    need(fclose(file) == 0, "writing a calendar");
}

/* ---- ours ---- */

static enum jm_status read_some(void *data, char *bytes, size_t room,
                                size_t *got, struct jm_error *err)
{
    (void)err;
    *got = fread(bytes, 1, room, data);
    return JM_OK;
}

static enum jm_status count_one(void *data, const struct jm_occurrence *one,
                                struct jm_error *err)
{
    uint64_t *count = data;
    (void)err;
    *count += one->span.until > one->span.from;
    return JM_OK;
}

static uint64_t read_ours(FILE *file)
{
    struct jm_zones *zones = NULL;
    struct jm_intake_report report;
    uint64_t count = 0;
    need(!jm_zones_new(&zones, NULL), "zones");
    struct jm_intake intake = {.name = "bench",
                               .home = jm_zones_get(zones, "Europe/Paris"),
                               .zones = jm_zones_lookup,
                               .data = zones,
                               .window = {FROM, UNTIL},
                               .texts = true,
                               .most_bytes = (size_t)1 << 30,
                               .most_occurrences = 10000000};
    need(!jm_intake_read(&intake, read_some, file, count_one, &count, &report,
                         NULL) &&
             report.n_remarks == 0,
         "jm_intake_read()");
    jm_zones_free(zones);
    return count;
}

/* ---- libical's ---- */

static uint64_t expand_by_libical(icalcomponent *event)
{
    struct icaltimetype start = icalcomponent_get_dtstart(event);
    icalproperty *rule =
        icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    if (!rule)
        return 1;
    uint64_t count = 0;
    icalrecur_iterator *rows =
        icalrecur_iterator_new(icalproperty_get_rrule(rule), start);
    for (struct icaltimetype next = icalrecur_iterator_next(rows);
         !icaltime_is_null_time(next) && next.year < 2027;
         next = icalrecur_iterator_next(rows))
        count++;
    icalrecur_iterator_free(rows);
    return count;
}

/* Its lines and folds by the obvious loop. */
static uint64_t read_by_libical(FILE *file)
{
    static char line[1 << 16], more[1 << 14];
    icalparser *parser = icalparser_new();
    uint64_t count = 0;
    icalerror_set_errors_are_fatal(0);
    bool has_more = fgets(more, sizeof more, file) != NULL;
    while (has_more) {
        size_t length = strcspn(more, "\r\n");
        memcpy(line, more, length);
        while ((has_more = fgets(more, sizeof more, file) != NULL) &&
               (*more == ' ' || *more == '\t')) {
            size_t rest = strcspn(more + 1, "\r\n");
            need(length + rest < sizeof line, "unfolding");
            memcpy(line + length, more + 1, rest);
            length += rest;
        }
        line[length] = '\0';
        if (strstr(line, "VCALENDAR") || strncmp(line, "VERSION", 7) == 0 ||
            strncmp(line, "PRODID", 6) == 0)
            continue;
        icalcomponent *event = icalparser_add_line(parser, line);
        if (!event)
            continue;
        count += expand_by_libical(event);
        icalcomponent_free(event);
    }
    icalparser_free(parser);
    return count;
}

/* ---- telling ---- */

void tell_intake(const char *who, const char *path)
{
    FILE *file = fopen(path, "rb");
    need(file != NULL, "opening the calendar");
    double begun = cpu_ms();
    bool is_ours = strcmp(who, "ours") == 0;
    uint64_t count = is_ours ? read_ours(file) : read_by_libical(file);
    double ms = cpu_ms() - begun;
    fclose(file);
    printf("%s, %.0f MB of memory\t%.1f\t%llu\n",
           is_ours ? "jm_intake_read()" : "libical, streaming", peak_mb(), ms,
           (unsigned long long)count);
}

struct told {
    double ours;
};

static void tell(void *data, const char *what, double ms, uint64_t count)
{
    struct told *told = data;
    if (told->ours == 0)
        told->ours = ms;
    printf("  %-58s %9.1f ms %8.2f x ours, %llu occurrences\n", what, ms,
           ms / told->ours, (unsigned long long)count);
    fflush(stdout);
}

static void measure_size(const struct bench *b, uint32_t n_events, int n_ways)
{
    char path[] = "/tmp/jumelage-bench-XXXXXX", command[512];
    struct told told = {0};
    int file = mkstemp(path);
    need(file >= 0, "a file");
    close(file);
    write_calendar(path, n_events);
    printf("A calendar of %u events read, and a year of it expanded\n",
           (unsigned)n_events);
    static const char *const who[] = {"ours", "libical"};
    for (int i = 0; i < n_ways && i < 2; i++) {
        snprintf(command, sizeof command, "'%s' --intake %s %s", b->program,
                 who[i], path);
        peer_program(command, tell, &told);
    }
    if (n_ways > 2) {
        snprintf(command, sizeof command, "/usr/bin/python3 %s/intake.py %s",
                 b->scripts, path);
        peer_program(command, tell, &told);
    }
    unlink(path);
}

/* Python takes minutes for the larger one. */
void measure_intake(const struct bench *b, bool has_peers)
{
    measure_size(b, 100000, has_peers ? 2 : 1);
    if (has_peers)
        measure_size(b, 5000, 3);
}
