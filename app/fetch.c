#include "fetch.h"
#include "progress.h"
#include <curl/curl.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MEGABYTE ((size_t)1 << 20)
#define REDIRECTIONS 5
#define CONNECT_SECONDS 15L
#define WHOLE_SECONDS 60L

/* One request on its way. */
struct request {
    struct jm_app *app;
    const struct jm_fetch *fetch;
    struct jm_fetched *fetched;
    struct jm_text host; /* for messages */
    CURL *curl;
    struct addrinfo *proxy; /* of the environment, NULL: none */
    bool is_private, is_big;
};

bool jm_fetch_is_url(const char *word)
{
    size_t scheme = strspn(word, "abcdefghijklmnopqrstuvwxyz"
                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");
    return scheme > 1 && strncmp(word + scheme, "://", 3) == 0;
}

void jm_fetched_clear(struct jm_fetched *fetched)
{
    jm_text_clear(&fetched->bytes);
    *fetched = (struct jm_fetched)JM_FETCHED_INIT;
}

/* A part of a URL, "" where it has none or is no URL. */
static void add_part(struct jm_text *out, const char *url, CURLUPart part)
{
    CURLU *parts = curl_url();
    char *text = NULL;
    if (parts && !curl_url_set(parts, CURLUPART_URL, url, 0) &&
        !curl_url_get(parts, part, &text, 0))
        jm_text_add(out, text);
    curl_free(text);
    curl_url_cleanup(parts);
}

void jm_fetch_add_host(struct jm_text *out, const char *url)
{
    const char *rest = strstr(url, "://");
    struct jm_text plain = JM_TEXT_INIT;
    jm_text_add(&plain, "https");
    jm_text_add(&plain, rest ? rest : "");
    add_part(out, jm_text_get(&plain), CURLUPART_HOST);
    jm_text_clear(&plain);
}

static enum jm_status refuse(struct request *r, const char *cause,
                             enum jm_message message)
{
    return jm_fail(&r->app->err, JM_REFUSED, cause, message,
                   jm_text_get(&r->host), NULL);
}

/* ---- what libcurl asks ---- */

static size_t take_bytes(char *bytes, size_t size, size_t count, void *data)
{
    struct request *r = data;
    size_t length = size * count;
    size_t most = r->fetch->most ? r->fetch->most : 10 * MEGABYTE;
    if (length > most - r->fetched->bytes.length) {
        r->is_big = true;
        return 0;
    }
    jm_text_add_bytes(&r->fetched->bytes, bytes, length);
    return r->fetched->bytes.failed ? 0 : length;
}

static bool is_named(const char *line, size_t length, const char *name)
{
    size_t n = strlen(name);
    char start[32];
    if (length <= n || n >= sizeof start)
        return false;
    memcpy(start, line, n);
    start[n] = '\0';
    return jm_text_same_word(start, name);
}

/* Keeps a header's value where it is whole and clean: else it is no use. */
static void take_value(char *out, size_t room, const char *value, size_t length)
{
    while (length && (*value == ' ' || *value == '\t')) {
        value++;
        length--;
    }
    while (length && strchr(" \t\r\n", value[length - 1]))
        length--;
    out[0] = '\0';
    if (length >= room || !jm_text_is_clean(value, length))
        return;
    memcpy(out, value, length);
    out[length] = '\0';
}

static size_t take_header(char *line, size_t size, size_t count, void *data)
{
    struct request *r = data;
    size_t length = size * count;
    struct jm_fetched *to = r->fetched;
    if (is_named(line, length, "etag:"))
        take_value(to->etag, sizeof to->etag, line + 5, length - 5);
    if (is_named(line, length, "last-modified:"))
        take_value(to->last_modified, sizeof to->last_modified, line + 14,
                   length - 14);
    return length;
}

static bool is_proxy(const struct request *r, const struct curl_sockaddr *to)
{
    for (const struct addrinfo *p = r->proxy; p; p = p->ai_next)
        if (p->ai_family == to->family && p->ai_addrlen == to->addrlen &&
            memcmp(p->ai_addr, &to->addr, to->addrlen) == 0)
            return true;
    return false;
}

static curl_socket_t open_socket(void *data, curlsocktype purpose,
                                 struct curl_sockaddr *to)
{
    struct request *r = data;
    if (purpose != CURLSOCKTYPE_IPCXN ||
        (!r->fetch->private_network && jm_address_is_private(&to->addr) &&
         !is_proxy(r, to))) {
        r->is_private = true;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype, to->protocol);
}

static int ask_stop(void *data, curl_off_t a, curl_off_t b, curl_off_t c,
                    curl_off_t d)
{
    const struct request *r = data;
    (void)a, (void)b, (void)c, (void)d;
    return jm_progress_is_stopped(r->app);
}

/* ---- the proxy ---- */

/* What libcurl would take from the environment for a scheme. */
static const char *find_proxy(const struct jm_app *app, bool is_https)
{
    static const char *const names[2][4] = {
        {"http_proxy", "all_proxy", "ALL_PROXY", NULL},
        {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}};
    for (int i = 0; i < 4 && names[is_https][i]; i++) {
        const char *value = app->world->env(names[is_https][i]);
        if (value && *value)
            return value;
    }
    return NULL;
}

static void resolve_proxy(struct request *r, bool is_https)
{
    const char *proxy = find_proxy(r->app, is_https);
    struct jm_text whole = JM_TEXT_INIT, host = JM_TEXT_INIT,
                   port = JM_TEXT_INIT;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    if (r->proxy)
        freeaddrinfo(r->proxy);
    r->proxy = NULL;
    if (!proxy)
        return;
    jm_text_add(&whole, strstr(proxy, "://") ? "" : "http://");
    jm_text_add(&whole, proxy);
    add_part(&host, jm_text_get(&whole), CURLUPART_HOST);
    add_part(&port, jm_text_get(&whole), CURLUPART_PORT);
    if (host.length && getaddrinfo(jm_text_get(&host),
                                   port.length ? jm_text_get(&port) : "1080",
                                   &hints, &r->proxy) != 0)
        r->proxy = NULL;
    jm_text_clear(&whole);
    jm_text_clear(&host);
    jm_text_clear(&port);
}

/* ---- one hop ---- */

static struct curl_slist *make_headers(const struct jm_fetch *fetch)
{
    struct curl_slist *headers =
        curl_slist_append(NULL, "Accept: text/calendar, */*;q=0.1");
    struct jm_text line = JM_TEXT_INIT;
    if (fetch->etag && *fetch->etag) {
        jm_text_addf(&line, "If-None-Match: %s", fetch->etag);
        headers = curl_slist_append(headers, jm_text_get(&line));
    }
    if (fetch->last_modified && *fetch->last_modified) {
        jm_text_reset(&line);
        jm_text_addf(&line, "If-Modified-Since: %s", fetch->last_modified);
        headers = curl_slist_append(headers, jm_text_get(&line));
    }
    jm_text_clear(&line);
    return headers;
}

static void prepare(struct request *r, const char *url, bool is_https,
                    struct curl_slist *headers)
{
    CURL *c = r->curl;
    curl_easy_reset(c);
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, is_https ? "https" : "http");
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_USERAGENT, JM_FETCH_AGENT);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, WHOLE_SECONDS);
    curl_easy_setopt(c, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(c, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, r);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, r);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, r);
    curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, ask_stop);
    curl_easy_setopt(c, CURLOPT_XFERINFODATA, r);
    curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
}

static enum jm_status fail_transfer(struct request *r, CURLcode code)
{
    const char *cause = curl_easy_strerror(code);
    if (jm_progress_ask(r->app))
        return JM_STOPPED;
    if (r->is_private)
        return refuse(r, cause, JM_SAY_FETCH_PRIVATE);
    if (r->is_big)
        return refuse(r, cause, JM_SAY_FETCH_BIG);
    switch (code) {
    case CURLE_URL_MALFORMAT:
        return jm_fail(&r->app->err, JM_INVALID, cause, JM_SAY_FETCH_URL, NULL);
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return refuse(r, cause, JM_SAY_FETCH_NO_HOST);
    case CURLE_COULDNT_CONNECT:
        return refuse(r, cause, JM_SAY_FETCH_NO_ANSWER);
    case CURLE_OPERATION_TIMEDOUT:
        return refuse(r, cause, JM_SAY_FETCH_SLOW);
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
        return refuse(r, cause, JM_SAY_FETCH_TLS);
    case CURLE_OUT_OF_MEMORY:
        return jm_fail_memory(&r->app->err);
    default:
        return refuse(r, cause, JM_SAY_FETCH_BROKEN);
    }
}

static enum jm_status judge(struct request *r, long code)
{
    char number[24];
    snprintf(number, sizeof number, "%ld", code);
    if (code == 304) {
        r->fetched->unchanged = true;
        return JM_OK;
    }
    if (code == 200)
        return JM_OK;
    if (code == 401 || code == 403 || code == 407)
        return jm_fail(&r->app->err, JM_REFUSED, number, JM_SAY_FETCH_SIGN_IN,
                       jm_text_get(&r->host), number, NULL);
    if (code == 404 || code == 410)
        return jm_fail(&r->app->err, JM_REFUSED, number, JM_SAY_FETCH_GONE,
                       jm_text_get(&r->host), number, NULL);
    return jm_fail(&r->app->err, JM_REFUSED, number,
                   code >= 500 ? JM_SAY_FETCH_SERVER : JM_SAY_FETCH_STATUS,
                   jm_text_get(&r->host), number, NULL);
}

/* Asks for one URL; *next is where it sends us, to be freed by curl_free(). */
static enum jm_status ask_once(struct request *r, const char *url,
                               struct curl_slist *headers, char **next)
{
    struct jm_text scheme = JM_TEXT_INIT;
    const char *location = NULL;
    long code = 0;
    add_part(&scheme, url, CURLUPART_SCHEME);
    bool is_https = strcmp(jm_text_get(&scheme), "https") == 0;
    jm_text_clear(&scheme);
    jm_text_reset(&r->host);
    jm_fetch_add_host(&r->host, url);
    jm_text_reset(&r->fetched->bytes);
    r->fetched->etag[0] = r->fetched->last_modified[0] = '\0';
    resolve_proxy(r, is_https);
    prepare(r, url, is_https, headers);
    CURLcode result = curl_easy_perform(r->curl);
    if (result)
        return fail_transfer(r, result);
    curl_easy_getinfo(r->curl, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_getinfo(r->curl, CURLINFO_REDIRECT_URL, &location);
    if (code < 300 || code == 304 || code >= 400 || !location)
        return judge(r, code);
    CURLU *parts = curl_url();
    if (!parts || curl_url_set(parts, CURLUPART_URL, location, 0) ||
        curl_url_get(parts, CURLUPART_URL, next, 0))
        jm_fail(&r->app->err, JM_REFUSED, "redirection", JM_SAY_FETCH_BROKEN,
                jm_text_get(&r->host), NULL);
    curl_url_cleanup(parts);
    if (*next && strncmp(*next, "https://", 8) != 0 &&
        (is_https || strncmp(*next, "http://", 7) != 0))
        refuse(r, "redirection", JM_SAY_FETCH_DOWNGRADE);
    return r->app->err.status;
}

static enum jm_status ask(struct request *r, const char *url)
{
    struct curl_slist *headers = make_headers(r->fetch);
    char *here = NULL, *next = NULL;
    enum jm_status status = ask_once(r, url, headers, &next);
    for (int i = 0; next && !status; i++) {
        curl_free(here);
        here = next;
        next = NULL;
        status = i < REDIRECTIONS
                     ? ask_once(r, here, headers, &next)
                     : refuse(r, "redirections", JM_SAY_FETCH_REDIRECTIONS);
    }
    curl_free(here);
    curl_free(next);
    curl_slist_free_all(headers);
    return status;
}

/* webcal is what browsers hand calendars over with: https. */
static enum jm_status read_scheme(struct jm_app *app, const char *given,
                                  struct jm_text *url)
{
    struct jm_text scheme = JM_TEXT_INIT;
    size_t length = strcspn(given, ":");
    jm_text_add_bytes(&scheme, given, length);
    const char *word = jm_text_get(&scheme);
    enum jm_status status = JM_OK;
    if (jm_text_same_word(word, "http"))
        jm_text_add(url, "http");
    else if (jm_text_same_word(word, "https") ||
             jm_text_same_word(word, "webcal") ||
             jm_text_same_word(word, "webcals"))
        jm_text_add(url, "https");
    else
        status = jm_fail(&app->err, JM_INVALID, "scheme", JM_SAY_FETCH_SCHEME,
                         length < 20 ? word : "?", NULL);
    jm_text_add(url, given + length);
    jm_text_clear(&scheme);
    return status;
}

enum jm_status jm_fetch_get(struct jm_app *app, const struct jm_fetch *fetch,
                            struct jm_fetched *fetched)
{
    struct request r = {.app = app, .fetch = fetch, .fetched = fetched};
    struct jm_text url = JM_TEXT_INIT;
    enum jm_status status = read_scheme(app, fetch->url, &url);
    if (!status && !(r.curl = curl_easy_init()))
        status = jm_fail_memory(&app->err);
    jm_progress_begin(app, JM_SAY_DOING_FETCH);
    if (!status)
        status = ask(&r, jm_text_get(&url));
    jm_progress_end(app);
    curl_easy_cleanup(r.curl);
    if (r.proxy)
        freeaddrinfo(r.proxy);
    jm_text_clear(&r.host);
    jm_text_clear(&url);
    return status;
}
