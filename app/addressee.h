/* Whom a feed is for, as it is typed: "public", "host:fr-tours", "days:FR". */
#ifndef JM_APP_ADDRESSEE_H
#define JM_APP_ADDRESSEE_H

#include "app.h"
#include "told.h"
#include <jumelage/feed.h>

/* What a feed needs besides the plan. */
struct jm_addressee {
    struct jm_feed feed;
    unsigned char secret[JM_SECRET_BYTES]; /* of busy feeds */
    struct jm_findings findings;           /* of the conflicts' feed */
    char country[4];
};

/* Reads it, and fills in the language of the run and the window around today.
 * The plan is open (app->store). Ended by jm_addressee_clear(), also after a
 * failure; until then it must not move. */
enum jm_status jm_addressee_read(struct jm_app *app, const struct jm_plan *plan,
                                 const char *who,
                                 struct jm_addressee *audience);
void jm_addressee_clear(struct jm_addressee *audience);

/* The same for a kind and row that are known. */
enum jm_status jm_addressee_make(struct jm_app *app, const struct jm_plan *plan,
                                 enum jm_feed_kind kind, uint32_t row,
                                 struct jm_addressee *audience);

/* "host:fr-tours". */
void jm_addressee_name(struct jm_text *out, const struct jm_plan *plan,
                       const struct jm_feed *feed);

#endif
