/* Getting a file from an address that a person gave: HTTP(S), with care. */
#ifndef JM_APP_FETCH_H
#define JM_APP_FETCH_H

#include "app.h"

/* Office 365 answers 500 to what does not begin like a browser. */
#define JM_FETCH_AGENT "Mozilla/5.0 (compatible; Jumelage/" JM_VERSION ")"

struct jm_fetch {
    const char *url;           /* http, https or webcal (which is https) */
    const char *etag;          /* of the copy that is there; NULL: none */
    const char *last_modified; /* the same */
    bool private_network;      /* addresses of private networks may be asked */
    size_t most;               /* bytes, unpacked; 0 stands for 10 MB */
};

struct jm_fetched {
    struct jm_text bytes;
    bool unchanged; /* 304: the copy that is there is still good */
    char etag[256], last_modified[64];
};
#define JM_FETCHED_INIT                                                        \
    {                                                                          \
        JM_TEXT_INIT, false, {0},                                              \
        {                                                                      \
            0                                                                  \
        }                                                                      \
    }

/* True for what is an address rather than a file's name: "xxx://...". */
bool jm_fetch_is_url(const char *word);

/* Asks for the URL and follows up to five redirections, never from https to
 * http. What is asked is looked at as the address that a socket is opened to,
 * so no name, redirection or changing DNS reaches a private network; behind a
 * proxy of the environment (https_proxy, NO_PROXY) the proxy itself may be
 * private, and it looks after the rest. Certificates are always verified.
 * Neither errors nor causes hold more of the URL than its host: paths of
 * calendars are secrets as passwords are.
 *   JM_INVALID  the URL is none, or of another scheme
 *   JM_REFUSED  everything that the network or the server says
 *   JM_STOPPED  somebody wished to stop
 * Ended by jm_fetched_clear(), also after a failure. */
enum jm_status jm_fetch_get(struct jm_app *app, const struct jm_fetch *fetch,
                            struct jm_fetched *fetched);
void jm_fetched_clear(struct jm_fetched *fetched);

/* Adds the URL's host, "calendar.google.com": all of it that may be shown. */
void jm_fetch_add_host(struct jm_text *out, const char *url);

/* ---- addresses: address.c ---- */

struct sockaddr;

/* True for what is no public address: private, loopback, link-local (cloud
 * metadata is there), shared (RFC 6598), unique local, multicast, reserved, and
 * IPv4 of these kinds inside IPv6 (mapped, NAT64, 6to4). Other families are
 * never public. */
bool jm_address_is_private(const struct sockaddr *address);

#endif
