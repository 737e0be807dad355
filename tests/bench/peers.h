/* What others take for the same claims. */
#ifndef JM_BENCH_PEERS_H
#define JM_BENCH_PEERS_H

#include "workload.h"

/* Called with what a peer did, its CPU time and how many pairs it found. */
typedef void peer_told(void *data, const char *what, double ms, uint64_t pairs);

/* SQLite in memory: each query once the rows and their index are there. */
void peer_sqlite(const struct workload *workload, peer_told *told, void *data);

/* A program that prints lines of "what<TAB>milliseconds<TAB>pairs". Says so on
 * stderr when it cannot be run. */
void peer_program(const char *command, peer_told *told, void *data);

/* CPU time of this process, in milliseconds. */
double cpu_ms(void);

#endif
