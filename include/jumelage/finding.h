/* What a rule found, as data: ids and numbers, never sentences. */
#ifndef JUMELAGE_FINDING_H
#define JUMELAGE_FINDING_H

#include <jumelage/engagement.h>
#include <jumelage/message.h>
#include <jumelage/plan.h>
#include <jumelage/span.h>
#include <stdbool.h>
#include <stdint.h>

struct jm_rule;

/* enum jm_severity, from JM_IGNORE to JM_BLOCKING, is a set of choices.def. */

/* "blocking", "warning", "notice", "ignore": stable words. */
const char *jm_severity_word(enum jm_severity severity);
/* -1 for an unknown word. */
int jm_severity_value(const char *word);

/* The numbers a finding gives. Their units are in the name. */
enum jm_fact_key {
    JM_FACT_SHARED_MINUTES = 0, /* how long both are held */
    JM_FACT_GAP_MINUTES,        /* from the end of one to the start of next */
    JM_FACT_NEEDED_MINUTES,     /* what the journey takes at best */
    JM_FACT_SHORT_MINUTES,      /* by how much it is missed */
    JM_FACT_KILOMETRES,
    JM_FACT_COUNT,         /* how many at once */
    JM_FACT_CAPACITY,      /* how many may */
    JM_FACT_EARLY_MINUTES, /* outside by, before */
    JM_FACT_LATE_MINUTES,  /* outside by, after */
    JM_FACT_OTHER_HOST,    /* index of a second collectivity */
    JM_FACT_MARK,          /* index of marked days */
    JM_FACT_BUSY,          /* index of a busy span */
    JM_FACT_POST,          /* index of a post */
    JM_FACT_THEME,         /* index of a theme */
    JM_FACT_PERSON,        /* index of a person who is not the resource */
    JM_FACT_DAY,           /* a day (jm_day), and the last of a run of days */
    JM_FACT_LAST_DAY,
    JM_FACT_DAYS,        /* how many days there are */
    JM_FACT_NEEDED_DAYS, /* how many it takes */
    JM_FACT_YEAR,
    JM_FACT_YEARS,
    JM_FACT_MINUTES,        /* how long it lasts */
    JM_FACT_LIMIT_MINUTES,  /* how long it may last */
    JM_FACT_MISSING,        /* bits: what is not known, see the rule */
    JM_FACT_OPENS_MINUTES,  /* after midnight, at the host */
    JM_FACT_CLOSES_MINUTES, /* after midnight, at the host */
    JM_FACT_KEYS
};

/* The bits of JM_FACT_MISSING of information-missing. */
enum jm_missing {
    JM_MISSING_HOURS = 1 << 0,
    JM_MISSING_VENUE = 1 << 1,
    JM_MISSING_ADDRESS = 1 << 2, /* of the venue */
    JM_MISSING_CONTACT = 1 << 3,
    JM_MISSING_TITLE_FR = 1 << 4, /* then English, Korean: by enum jm_lang */
    JM_MISSING_TITLE_EN = 1 << 5,
    JM_MISSING_TITLE_KO = 1 << 6,
    JM_MISSING_HEAD = 1 << 7, /* of the delegation */
    JM_MISSING_SIZE = 1 << 8
};
#define JM_MISSING_BITS 9
/* "shared_minutes": the key in --json. */
const char *jm_fact_word(enum jm_fact_key key);

#define JM_FINDING_FACTS 6

struct jm_finding {
    const struct jm_rule *rule;
    enum jm_severity severity;
    struct jm_span span; /* the instants in conflict */
    uint32_t host;       /* index, or JM_NONE */
    enum jm_resource_kind resource_kind;
    uint32_t resource;        /* row of the resource, or JM_NONE when none */
    enum jm_message sentence; /* where it is not the rule's own, else 0 */
    const uint32_t *events;   /* in the arena, in the order the rule gave */
    uint32_t n_events;
    uint32_t n_facts;
    struct {
        enum jm_fact_key key;
        int64_t value;
    } facts[JM_FINDING_FACTS];
    /* Names this finding across runs: made of the rule's id, the resource's id
     * and the events' UIDs, so it stays when a clash only changes its size. */
    uint64_t fingerprint;
    /* Changes when any fact under it does: instants, statuses, places. A
     * waiver keeps it. */
    uint64_t digest;
};

/* Findings in their fixed order: by first instant, host id, rule, events'
 * UIDs. Ended by jm_findings_clear(). */
struct jm_findings {
    struct jm_finding *all;
    size_t count;
    size_t room;
    struct jm_arena arena;
};

#define JM_FINDINGS_INIT                                                       \
    {                                                                          \
        NULL, 0, 0, JM_ARENA_INIT                                              \
    }

void jm_findings_clear(struct jm_findings *findings);

/* Keeps a copy, events included, behind the others. False, with nothing added,
 * when memory runs out. */
bool jm_findings_add(struct jm_findings *findings,
                     const struct jm_finding *finding);

/* The value of a fact; `missing` when the finding does not give it. */
int64_t jm_finding_fact(const struct jm_finding *finding, enum jm_fact_key key,
                        int64_t missing);

/* The id of the resource ("fr-tours", "dl-suwon-2023"), NULL when none. */
const char *jm_finding_resource_id(const struct jm_plan *plan,
                                   const struct jm_finding *finding);

#endif
