/* Speeds, as ratios in one run: ./run bench. Ours is the least of several
 * repetitions; peers run once, from data that is loaded and indexed. All are
 * CPU times.
 *
 *     bench [--no-peers] [--size EVENTS] [FOLDER OF THE PEERS' SCRIPTS] */
#include "bench.h"
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

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
    printf("%s, %ld processors, %s %s, load", model ? model + 2 : "?",
           sysconf(_SC_NPROCESSORS_ONLN), name.sysname, name.release);
    FILE *loads = fopen("/proc/loadavg", "r");
    double load[3] = {0};
    if (loads && fscanf(loads, "%lf %lf %lf", load, load + 1, load + 2) == 3)
        printf(" %.2f %.2f %.2f", load[0], load[1], load[2]);
    if (loads)
        fclose(loads);
    printf("\n");
}

void row(const struct bench *b, const char *what, double ms)
{
    printf("  %-58s %9.1f ms %8.1f x copy", what, ms, ms / b->copy);
    if (b->overlaps > 0)
        printf(" %8.1f x overlaps", ms / b->overlaps);
    printf("\n");
    fflush(stdout);
}

void need(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "bench: %s failed\n", what);
    exit(70);
}

double least(const struct bench *b, work *does, void *data, int repeats)
{
    double best = 0;
    does(b, data);
    for (int i = 0; i < repeats; i++) {
        double begun = cpu_ms();
        does(b, data);
        double took = cpu_ms() - begun;
        if (i == 0 || took < best)
            best = took;
    }
    return best;
}

void tell_number(const char *what, double number, const char *unit)
{
    printf("  %-58s %9.1f %s\n", what, number, unit);
    fflush(stdout);
}

size_t bytes_in_use(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

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

void measure_peers(struct bench *b)
{
    b->of = b->overlaps;
    peer_sqlite(&b->workload, tell, b);
    measure_programs(b, "sweep.py numpy", "postgres.sh lead <");
    struct bench small = *b;
    small.workload = b->smaller;
    small.of = time_overlaps(&small);
    printf("The slowest peers, on %u events, where all overlaps take %.2f ms\n",
           (unsigned)small.workload.n_events, small.of);
    measure_programs(&small, "sweep.py plain", "postgres.sh gist <");
}

static void measure_memory(const struct bench *b, uint32_t n_events)
{
    char command[512];
    snprintf(command, sizeof command, "'%s' --memory %u", b->program,
             (unsigned)n_events);
    need(system(command) == 0, "measuring memory");
}

static void measure(struct bench *b, uint32_t n_events)
{
    struct workload *w = &b->workload;
    workload_make(w, n_events);
    b->overlaps = 0;
    printf("%u events, %u engagements of %u resources, %.2f%% overlapping\n",
           (unsigned)n_events, (unsigned)w->n_claims, (unsigned)w->resources,
           100.0 * workload_overlapping(w) / w->n_claims);
    measure_ours(b);
    workload_free(w); /* it is sorted now */
    measure_memory(b, n_events);
    measure_catalogue(b, n_events);
    workload_make(w, n_events);
}

/* What is asked for: "--no-peers", "--size EVENTS", and the folder of the
 * peers' scripts; "--memory EVENTS" is for itself. */
struct asked {
    bool no_peers, memory;
    uint32_t size; /* 0: all */
    const char *scripts;
};

static struct asked read_arguments(int argc, char **argv)
{
    struct asked asked = {.scripts = "tests/bench"};
    for (int i = 1; i < argc; i++) {
        bool is_memory = strcmp(argv[i], "--memory") == 0;
        if (strcmp(argv[i], "--no-peers") == 0)
            asked.no_peers = true;
        else if ((is_memory || strcmp(argv[i], "--size") == 0) && i + 1 < argc)
            asked.size = (uint32_t)strtoul(argv[++i], NULL, 10);
        else
            asked.scripts = argv[i];
        asked.memory |= is_memory;
    }
    if (argc > 1 && (asked.size ? asked.size < 10000 || asked.size > 4000000
                                : asked.memory)) {
        fputs("bench: the size is from 10000 to 4000000 events\n", stderr);
        exit(2);
    }
    return asked;
}

static void measure_all(struct bench *b, const struct asked *asked)
{
    static const uint32_t sizes[] = {10000, 100000, 1000000};
    size_t first = asked->size ? 2 : 0;
    for (size_t i = first; i < sizeof sizes / sizeof *sizes; i++) {
        b->files = i == 2;
        measure(b, asked->size ? asked->size : sizes[i]);
        if (i < 2) {
            workload_free(&b->smaller);
            b->smaller = b->workload;
        }
    }
    measure_workbooks(b);
    if (asked->no_peers)
        return;
    if (asked->size)
        workload_make(&b->smaller, asked->size < 100000 ? 10000 : 100000);
    measure_peers(b);
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "--intake") == 0) {
        tell_intake(argv[2], argv[3]);
        return 0;
    }
    if (argc == 4 && strcmp(argv[1], "--feed") == 0) {
        tell_feed(argv[2], (uint32_t)strtoul(argv[3], NULL, 10));
        return 0;
    }
    if (argc == 3 && strcmp(argv[1], "--sheets") == 0) {
        tell_sheets(argv[2]);
        return 0;
    }
    struct asked asked = read_arguments(argc, argv);
    struct bench b = {.program = argv[0], .scripts = asked.scripts};
    if (asked.memory) {
        tell_memory(asked.size);
        return 0;
    }
    /* memory once taken is kept: pages are not what is measured */
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, INT32_MAX);
    machine();
    measure_intake(&b, !asked.no_peers);
    measure_feed(&b, !asked.no_peers);
    measure_sheets(&b, !asked.no_peers);
    measure_all(&b, &asked);
    workload_free(&b.workload);
    workload_free(&b.smaller);
    return 0;
}
