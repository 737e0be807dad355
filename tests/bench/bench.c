/* Speeds, as ratios in one run: ./run bench. Ours is the least of several
 * repetitions; peers run once, from data that is loaded and indexed. All are
 * CPU times. */
#include "peers.h"
#include <jumelage/rule.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

enum { REPEATS = 15 };

/* What a walk needs of a claim, side by side. */
struct stop {
    uint32_t from, until, place, spare;
};

struct bench {
    const char *scripts;
    struct workload workload, smaller; /* smaller: for the slowest peers */
    struct stop *rows, *stops;         /* kept, so that memory is taken once */
    double copy, overlaps;             /* ms: what ratios are to */
    double of;                         /* what a peer's ratio is to */
};

static void machine(void)
{
    char line[256], *model = NULL;
    struct utsname name;
    FILE *info = fopen("/proc/cpuinfo", "r");
    while (info && !model && fgets(line, sizeof line, info))
        if (strncmp(line, "model name", 10) == 0)
            model = strchr(line, ':');
    if (info)
        fclose(info);
    if (model)
        model[strcspn(model, "\n")] = '\0';
    uname(&name);
    printf("%s, %ld processors, %s %s\n", model ? model + 2 : "?",
           sysconf(_SC_NPROCESSORS_ONLN), name.sysname, name.release);
}

static void row(const struct bench *b, const char *what, double ms)
{
    printf("  %-58s %9.1f ms %8.1f x copy", what, ms, ms / b->copy);
    if (b->overlaps > 0)
        printf(" %8.1f x overlaps", ms / b->overlaps);
    printf("\n");
    fflush(stdout);
}

/* Ends the program: nothing that is measured may fail. */
static void need(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "bench: %s failed\n", what);
    exit(70);
}

/* ---- ours ---- */

typedef void work(const struct bench *bench, void *data);

static double least(const struct bench *b, work *does, void *data, int repeats)
{
    double best = 0;
    for (int i = 0; i < repeats; i++) {
        double begun = cpu_ms();
        does(b, data);
        double took = cpu_ms() - begun;
        if (i == 0 || took < best)
            best = took;
    }
    return best;
}

static void copy(const struct bench *b, void *data)
{
    char *const *both = data;
    memcpy(both[0], both[1], (size_t)b->workload.n_claims * 8);
}

static double time_copy(const struct bench *b)
{
    size_t bytes = (size_t)b->workload.n_claims * 8;
    char *both[2] = {malloc(bytes), malloc(bytes)};
    need(both[0] && both[1], "memory");
    memset(both[0], 1, bytes);
    memset(both[1], 2, bytes);
    double ms = least(b, copy, both, REPEATS);
    need(both[0][bytes - 1] == 2, "memcpy");
    free(both[0]);
    free(both[1]);
    return ms;
}

static void overlaps(const struct bench *b, void *data)
{
    struct jm_claims claims = workload_claims(&b->workload);
    need(!jm_claims_overlaps(&claims, b->workload.resources, NULL, NULL, data,
                             NULL),
         "jm_claims_overlaps()");
}

static void order(const struct bench *b, void *data)
{
    struct jm_claims claims = workload_claims(&b->workload);
    struct jm_order made;
    (void)data;
    need(!jm_claims_order(&made, &claims, b->workload.resources, NULL),
         "jm_claims_order()");
    jm_order_clear(&made);
}

struct tally {
    uint64_t overlaps, too_far;
};

/* 200 km/h on the ground as the crow flies: squared chords of the unit sphere
 * against a table, by gaps of a quarter of an hour. */
enum { GAPS = 96 };

static void fill_chords(float squares[GAPS])
{
    for (int i = 0; i < GAPS; i++) {
        float chord = (float)(i + 1) * 50.0F / 6371.0F;
        squares[i] = chord * chord;
    }
}

static bool is_too_far(const struct workload *w, const float squares[GAPS],
                       const struct stop *a, const struct stop *b)
{
    if (b->from < a->until || a->place == b->place)
        return false;
    uint32_t gap = (b->from - a->until) / 900;
    if (gap >= GAPS)
        return false;
    const float *p = w->xyz[a->place], *q = w->xyz[b->place];
    float x = p[0] - q[0], y = p[1] - q[1], z = p[2] - q[2];
    return x * x + y * y + z * z > squares[gap];
}

/* The stops of one resource, in order. */
static void walk(const struct bench *b, const float squares[GAPS],
                 const uint32_t *claims, uint32_t first, uint32_t end,
                 bool moves, struct tally *tally)
{
    for (uint32_t i = first; i < end; i++) {
        if (i + 24 < b->workload.n_claims)
            __builtin_prefetch(&b->rows[claims[i + 24]]);
        if (i + 1 == end)
            break;
        const struct stop *stop = &b->rows[claims[i]];
        const struct stop *next = &b->rows[claims[i + 1]];
        if (moves)
            tally->too_far += is_too_far(&b->workload, squares, stop, next);
        for (uint32_t j = i + 1; next->from < stop->until;
             next = &b->rows[claims[j]]) {
            tally->overlaps++;
            if (++j == end)
                break;
        }
    }
}

static void overlaps_and_travel(const struct bench *b, void *data)
{
    const struct workload *w = &b->workload;
    struct jm_claims claims = workload_claims(w);
    struct tally *tally = data;
    struct jm_order made;
    float squares[GAPS];
    memset(tally, 0, sizeof *tally);
    fill_chords(squares);
    need(!jm_claims_order(&made, &claims, w->resources, NULL),
         "jm_claims_order()");
    for (uint32_t i = 0; i < w->n_claims; i++)
        b->rows[i] = (struct stop){w->from[i], w->until[i], w->place[i], 0};
    for (uint32_t r = 0; r < w->resources; r++)
        walk(b, squares, made.claims, made.start[r], made.start[r + 1],
             workload_moves(w, r), tally);
    jm_order_clear(&made);
}

static void measure_ours(struct bench *b)
{
    uint64_t pairs = 0, again = 0;
    struct tally tally;
    row(b, "memcpy of 8 bytes per engagement", b->copy);
    b->overlaps = least(b, overlaps, &pairs, REPEATS);
    row(b, "all overlaps, from unsorted arrays", b->overlaps);
    row(b, "their order by resource and start", least(b, order, NULL, REPEATS));
    b->rows = calloc((size_t)b->workload.n_claims + 1, sizeof *b->rows);
    need(b->rows, "memory");
    row(b, "all overlaps and the travel test",
        least(b, overlaps_and_travel, &tally, REPEATS));
    free(b->rows);
    need(tally.overlaps == pairs, "the walk over the order");
    workload_sort(&b->workload);
    row(b, "all overlaps, sorted already", least(b, overlaps, &again, REPEATS));
    need(again == pairs, "the scan of sorted claims");
    printf("  %llu pairs overlap, %llu journeys are too far\n",
           (unsigned long long)pairs, (unsigned long long)tally.too_far);
}

struct checking {
    const struct jm_plan *plan;
    struct jm_findings findings;
};

static void check(const struct bench *b, void *data)
{
    struct checking *checking = data;
    struct jm_check_scope scope = JM_CHECK_EVERYTHING;
    (void)b;
    jm_findings_clear(&checking->findings);
    checking->findings = (struct jm_findings)JM_FINDINGS_INIT;
    need(!jm_check_run(&checking->findings, checking->plan, &scope, NULL),
         "jm_check_run()");
}

static size_t bytes_in_use(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

static void measure_plan(struct bench *b)
{
    size_t before = bytes_in_use();
    struct jm_plan *plan = workload_plan(&b->workload, false);
    need(plan, "the plan without texts");
    printf("  %-58s %9.1f bytes per event\n",
           "the plan in memory, without texts",
           (double)(bytes_in_use() - before) / b->workload.n_events);
    jm_plan_free(plan);
    plan = workload_plan(&b->workload, true);
    need(plan, "the plan");
    struct checking checking = {plan, JM_FINDINGS_INIT};
    row(b, "jm_check_run(), every rule", least(b, check, &checking, 3));
    printf("  %zu findings\n", checking.findings.count);
    jm_findings_clear(&checking.findings);
    jm_plan_free(plan);
}

/* ---- peers ---- */

static void tell(void *data, const char *what, double ms, uint64_t pairs)
{
    const struct bench *b = data;
    printf("  %-58s %9.1f ms %8.1f x overlaps, %llu pairs\n", what, ms,
           ms / b->of, (unsigned long long)pairs);
    fflush(stdout);
}

static void run_script(struct bench *b, const char *by, const char *script,
                       const char *file)
{
    char command[512];
    snprintf(command, sizeof command, "%s %s/%s %s", by, b->scripts, script,
             file);
    peer_program(command, tell, b);
}

static void measure_programs(struct bench *b, const char *python,
                             const char *postgres)
{
    char path[] = "/tmp/jumelage-bench-XXXXXX";
    int file = mkstemp(path);
    need(file >= 0 && workload_write_columns(&b->workload, path), "writing");
    run_script(b, "/usr/bin/python3", python, path);
    need(workload_write_lines(&b->workload, path), "writing");
    run_script(b, "bash", postgres, path);
    close(file);
    unlink(path);
}

static void measure_peers(struct bench *b)
{
    b->of = b->overlaps;
    peer_sqlite(&b->workload, tell, b);
    measure_programs(b, "sweep.py numpy", "postgres.sh lead <");
    struct bench small = *b;
    small.workload = b->smaller;
    small.of = least(&small, overlaps, &(uint64_t){0}, REPEATS);
    printf("The slowest, on %u events, where all overlaps take %.2f ms\n",
           (unsigned)small.workload.n_events, small.of);
    measure_programs(&small, "sweep.py plain", "postgres.sh gist <");
}

static void measure(struct bench *b, uint32_t n_events)
{
    struct workload *w = &b->workload;
    workload_make(w, n_events);
    b->overlaps = 0;
    b->copy = time_copy(b);
    printf("%u events, %u engagements of %u resources, %.2f%% overlapping\n",
           (unsigned)n_events, (unsigned)w->n_claims, (unsigned)w->resources,
           100.0 * workload_overlapping(w) / w->n_claims);
    measure_ours(b);
    workload_free(w); /* it is sorted now */
    workload_make(w, n_events);
    measure_plan(b);
}

/* bench SCRIPTS: the folder of the peers' scripts */
int main(int argc, char **argv)
{
    struct bench b = {.scripts = argc > 1 ? argv[1] : "tests/bench"};
    /* memory once taken is kept: pages are not what is measured */
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, INT32_MAX);
    machine();
    for (uint32_t events = 10000; events <= 1000000; events *= 10) {
        measure(&b, events);
        if (events == 1000000)
            measure_peers(&b);
        workload_free(&b.smaller);
        b.smaller = b.workload;
    }
    workload_free(&b.smaller);
    return 0;
}
