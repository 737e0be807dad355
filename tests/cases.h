/* What the test programs share: cmocka in the order it wants, and a way to walk
 * a table of named cases that says which one failed. */
#ifndef JM_TESTS_CASES_H
#define JM_TESTS_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Fails with the case's name. */
#define CHECK(name, what)                                                      \
    do {                                                                       \
        if (!(what)) {                                                         \
            print_error("case \"%s\": %s\n", name, #what);                     \
            fail();                                                            \
        }                                                                      \
    } while (0)

#define CHECK_TEXT(name, got, wanted)                                          \
    do {                                                                       \
        if (strcmp(got, wanted) != 0) {                                        \
            print_error("case \"%s\":\n  got    \"%s\"\n  wanted \"%s\"\n",    \
                        name, got, wanted);                                    \
            fail();                                                            \
        }                                                                      \
    } while (0)

/* A seed for a property test: JM_SEED, else this one; printed, so that a
 * failure can be played again. */
static inline uint64_t test_seed(uint64_t standard)
{
    const char *given = getenv("JM_SEED");
    uint64_t seed = given ? strtoull(given, NULL, 10) : standard;
    print_message("seed %llu\n", (unsigned long long)seed);
    return seed;
}

/* SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere. */
static inline uint64_t test_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static inline uint32_t test_below(uint64_t *state, uint32_t limit)
{
    return (uint32_t)(test_random(state) % limit);
}

#endif
