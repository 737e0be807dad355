/* What the parts of the bench share. All are CPU times, in milliseconds. */
#ifndef JM_BENCH_H
#define JM_BENCH_H

#include "peers.h"
#include "workload.h"

/* What a walk needs of a claim, side by side. */
struct stop {
    uint32_t from, until, place, spare;
};

struct bench {
    const char *program, *scripts;
    bool files;                        /* written too: the largest plan only */
    struct workload workload, smaller; /* smaller: for the slowest peers */
    struct stop *rows;                 /* kept, so that memory is taken once */
    double copy, overlaps;             /* ms: what ratios are to */
    double of;                         /* what a peer's ratio is to */
};

/* Ends the program: nothing that is measured may fail. */
void need(bool good, const char *what);

/* The least of `repeats`, after one that is not counted. */
typedef void work(const struct bench *bench, void *data);
double least(const struct bench *bench, work *does, void *data, int repeats);

/* A line with ratios to what the copy and the overlaps took. */
void row(const struct bench *bench, const char *what, double ms);
/* A line with another unit. */
void tell_number(const char *what, double number, const char *unit);

/* Bytes that are allocated. */
size_t bytes_in_use(void);

/* The workload's overlaps; sets `copy` and `overlaps`, sorts the workload. */
void measure_ours(struct bench *bench);
double time_overlaps(const struct bench *bench);
/* Every rule, on the roadmap of that many events. */
void measure_catalogue(const struct bench *bench, uint32_t n_events);
/* What that takes, in a process that has done nothing else. */
void tell_memory(uint32_t n_events);
/* Moves of one event of the plan. */
struct jm_plan;
void measure_moves(const struct jm_plan *plan);
/* The plan as a file: opened and checked. */
void measure_file(const struct bench *bench, const struct jm_plan *plan);
/* Workbooks of a delegation and of a host. */
void measure_workbooks(const struct bench *bench);
void measure_peers(struct bench *bench);
/* Calendars taken in; what one way of it takes ("ours", "libical"), in a
 * process of its own. */
void measure_intake(const struct bench *bench, bool has_peers);
void tell_intake(const char *who, const char *path);
/* The same of feeds written. */
void measure_feed(const struct bench *bench, bool has_peers);
void tell_feed(const char *who, uint32_t n_events);
/* The same of workbooks read. */
void measure_sheets(const struct bench *bench, bool has_peers);
void tell_sheets(const char *path);

#endif
