/* What the file remembers of itself. */
#ifndef JUMELAGE_STORE_CARE_H
#define JUMELAGE_STORE_CARE_H

#include "db.h"

#define JM_META_ZONE_HASH "zone_hash"     /* of the zone data in use */
#define JM_META_ZONE_CHANGE "zone_change" /* the last change when it came */

/* 0 where nothing was remembered. */
enum jm_status jm_meta_get(struct jm_store *store, const char *key,
                           int64_t *value, struct jm_error *err);
enum jm_status jm_meta_set(struct jm_store *store, const char *key,
                           int64_t value, struct jm_error *err);

#endif
