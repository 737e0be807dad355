/* A folder of feeds as any web server can serve it: what its parts share. */
#ifndef JM_APP_SITE_H
#define JM_APP_SITE_H

#include "addressee.h"

/* One feed of the site. */
struct jm_site_feed {
    enum jm_feed_kind kind;
    uint32_t row;        /* or JM_NONE */
    const char *country; /* days, or NULL */
    enum jm_lang lang;
    bool is_public; /* its address may be told to anybody */
    char *path;     /* "f/<token>/jumelage-tours.ics" */
    char *name;     /* what subscribers call it */
    char *who;      /* "host:fr-tours" */
};

struct jm_site {
    struct jm_app *app;
    const struct jm_plan *plan;
    const char *dir, *base; /* base "" where it was not given */
    struct jm_site_feed *feeds;
    size_t count, room;
    int64_t written, removed;
    struct jm_text etags; /* "path etag" lines, as etags.txt has them */
};

/* Which feeds there are: public ones in three languages, days, and for every
 * host, delegation, partner, person and theme that the plan has something for.
 * What is for somebody from Korea is in Korean. */
enum jm_status jm_site_gather(struct jm_site *site);

/* The page that lists the public feeds, in three languages. */
void jm_site_index(struct jm_text *out, const struct jm_site *site);

/* How nginx has to serve the folder. */
extern const char jm_site_nginx[];

#endif
