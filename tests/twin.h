/* What the twins of the rules of the season share. */
#ifndef JM_TESTS_TWIN_H
#define JM_TESTS_TWIN_H

#include "reference.h"
#include <stdbool.h>

struct told {
    const char *rule;
    int severity;
    uint32_t host;
    const char *resource;
    struct jm_span span;
    uint32_t events[2], n;
    char facts[80];
};

const struct jm_event *twin_ev(const struct jm_plan *p, uint32_t i);
bool twin_is_live(const struct jm_plan *p, uint32_t i);
uint32_t twin_host_of(const struct jm_plan *p, uint32_t i);
jm_day twin_local_day(const struct jm_plan *p, uint32_t i, jm_utc t);
bool twin_is_over(const struct jm_plan *p, uint32_t i);
bool twin_is_before(const struct jm_plan *p, uint32_t a, uint32_t b);
int64_t twin_parameter(const struct jm_plan *p, const char *rule,
                       const char *name, int64_t standard, uint32_t host);
const char *twin_id_of(const struct jm_plan *p, uint32_t host);
void twin_tell(struct lines *out, const struct jm_plan *p,
               const struct told *t);

/* Those about what is known and published: twin_texts.c. */
void twin_texts(struct lines *out, const struct jm_plan *p);

#endif
