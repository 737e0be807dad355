/* A QR code as a picture. */
#ifndef JM_EXPORTS_FEED_CODE_H
#define JM_EXPORTS_FEED_CODE_H

#include <jumelage/text.h>

#define JM_FEED_PIXELS 8 /* of a module's side: a row is whole bytes */

/* Adds the QR code (ISO/IEC 18004, medium correction) of an address as a PNG
 * (RFC 2083) with its white border. Gives the side in pixels; 0 when the
 * address is longer than a code of version 20 holds, or memory ran out. */
int jm_feed_code(struct jm_text *out, const char *url);

#endif
