/* Findings as the command line tells them: with what became of them. */
#ifndef JM_APP_TOLD_H
#define JM_APP_TOLD_H

#include "app.h"
#include <jansson.h>
#include <jumelage/rule.h>
#include <jumelage/waiver.h>

struct jm_told {
    const struct jm_finding *finding;
    enum jm_waiver_state state;
    const struct jm_waiver *waiver; /* NULL for JM_WAIVER_NONE */
};

/* One run of the engine. */
struct jm_tale {
    struct jm_plan *plan;
    struct jm_findings findings;
    struct jm_waivers waivers;
    struct jm_told *all; /* in the findings' order */
    size_t count;
};

#define JM_TALE_INIT                                                           \
    {                                                                          \
        NULL, JM_FINDINGS_INIT, JM_WAIVERS_INIT, NULL, 0                       \
    }

/* Runs the engine over tale->plan, which the tale owns from then on. Ended by
 * jm_tale_clear(), also after a failure. */
enum jm_status jm_tale_run(struct jm_app *app, struct jm_tale *tale,
                           struct jm_check_scope *scope);
void jm_tale_clear(struct jm_tale *tale);

/* Adds to *out what is found in a plan, at least of that severity, and nobody
 * has accepted. */
enum jm_status jm_told_open(struct jm_app *app, const struct jm_plan *plan,
                            enum jm_severity least, struct jm_findings *out);

/* "✗ blocking", in its colour. */
void jm_told_severity(const struct jm_app *app, enum jm_severity severity);

/* One finding: severity, rule, fingerprint, sentence, waiver, events. */
void jm_told_print(const struct jm_app *app, const struct jm_plan *plan,
                   const struct jm_told *told);
json_t *jm_told_json(const struct jm_app *app, const struct jm_plan *plan,
                     const struct jm_told *told);

/* 16 digits: how a fingerprint or digest is written. */
#define JM_FINGERPRINT 17
void jm_fingerprint_write(char out[JM_FINGERPRINT], uint64_t number);

/* The day on which the waiver of a fingerprint was last given, in Paris; false
 * when the log does not say. */
bool jm_waiver_day(const struct jm_app *app, uint64_t fingerprint, jm_day *day);

/* ---- of one event: clashes.c ---- */

typedef void jm_told_each(const struct jm_app *app, const struct jm_plan *plan,
                          const struct jm_told *told);

/* Calls `each` for the findings that an event of the plan is in, at least of
 * that severity, until `most` have been told that nobody accepted; gives how
 * many of those are left. Failures are silent: this is for remarks. */
size_t jm_told_in_plan(struct jm_app *app, const struct jm_plan *plan,
                       const char *uid, enum jm_severity least, size_t most,
                       jm_told_each *each);

/* The same of the plan as it is stored. Texts are only read when there is
 * something to tell. */
size_t jm_told_of_event(struct jm_app *app, const char *uid,
                        enum jm_severity least, size_t most,
                        jm_told_each *each);

#endif
