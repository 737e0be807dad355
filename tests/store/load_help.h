/* A plan of its own for each test, and the snapshot of it. */
#ifndef JM_TESTS_LOAD_HELP_H
#define JM_TESTS_LOAD_HELP_H

#include "help.h"

static struct jm_store *store;

static int open_store(void **state)
{
    (void)state;
    char name[32];
    static int plans;
    snprintf(name, sizeof name, "load%d.plan", plans++);
    store = make_plan(name);
    return 0;
}

static int close_store(void **state)
{
    (void)state;
    jm_store_free(store);
    return 0;
}

static struct jm_plan *load(void)
{
    struct jm_plan_maker *maker = NULL;
    struct jm_plan *plan = NULL;
    OK(jm_plan_maker_new(&maker, &err));
    OK(jm_store_load(store, maker, &err));
    OK(jm_plan_seal(&plan, maker, 20000, &err));
    return plan;
}

#endif
