#ifndef JM_LUNAR_H
#define JM_LUNAR_H

#include <libical/ical.h>

/* Every such day of Korea's lunar calendar from `start` on (RFC 7529,
 * RSCALE=DANGI, yearly); NULL where libical has no such rule. `start` comes
 * first even where it is no such day. Freed by icalrecur_iterator_free(). */
icalrecur_iterator *jm_lunar_open(int month, int day,
                                  struct icaltimetype start);

#endif
