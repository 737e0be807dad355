#include "probe.h"
#include "fetch.h"
#include <curl/curl.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#define PATIENCE 20L /* seconds that one answer may take */
#define REDIRECTIONS 5L

enum { ETAG, CONTENT_TYPE, ENCODING, MODIFIED, CACHE, LENGTH, HEADERS };

static const char *const header_names[HEADERS] = {
    [ETAG] = "ETag",
    [CONTENT_TYPE] = "Content-Type",
    [ENCODING] = "Content-Encoding",
    [MODIFIED] = "Last-Modified",
    [CACHE] = "Cache-Control",
    [LENGTH] = "Content-Length",
};

/* One answer. */
struct answer {
    long status;
    long redirections;
    char headers[HEADERS][256]; /* "" where it is not there */
    char place[256];            /* the address that answered in the end */
    struct jm_text body;
};

struct probing {
    const char *address;
    bool allow_private, met_private;
    CURL *curl;
    struct jm_lint *lint;
    struct jm_error *err;
};

/* ---- addresses ---- */

bool jm_probe_is_address(const char *word)
{
    return strncasecmp(word, "http://", 7) == 0 ||
           strncasecmp(word, "https://", 8) == 0 ||
           strncasecmp(word, "webcal://", 9) == 0;
}

/* Asked with the address that a name was found to stand for: no name and no
 * redirection leads past it. */
static curl_socket_t open_socket(void *data, curlsocktype purpose,
                                 struct curl_sockaddr *to)
{
    struct probing *probing = data;
    (void)purpose;
    if (!probing->allow_private && jm_address_is_private(&to->addr)) {
        probing->met_private = true;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype, to->protocol);
}

/* ---- one request ---- */

static size_t take_body(char *bytes, size_t size, size_t count, void *data)
{
    struct jm_text *body = data;
    if (body->length + size * count > JM_PROBE_MOST_BYTES)
        return 0;
    jm_text_add_bytes(body, bytes, size * count);
    return body->failed ? 0 : size * count;
}

static void take_headers(CURL *curl, struct answer *answer)
{
    const char *place = NULL;
    for (int i = 0; i < HEADERS; i++) {
        struct curl_header *header = NULL;
        if (curl_easy_header(curl, header_names[i], 0, CURLH_HEADER, -1,
                             &header) == CURLHE_OK)
            jm_text_copy(answer->headers[i], sizeof answer->headers[i],
                         header->value);
    }
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer->status);
    curl_easy_getinfo(curl, CURLINFO_REDIRECT_COUNT, &answer->redirections);
    curl_easy_getinfo(curl, CURLINFO_EFFECTIVE_URL, &place);
    jm_text_copy(answer->place, sizeof answer->place, place ? place : "");
}

static void prepare(struct probing *probing, struct answer *answer,
                    bool is_head, struct curl_slist *headers)
{
    CURL *curl = probing->curl;
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, probing->address);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, REDIRECTIONS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, PATIENCE);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_USERAGENT, JM_FETCH_AGENT);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, probing);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer->body);
    curl_easy_setopt(curl, CURLOPT_NOBODY, is_head ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
}

static enum jm_status fail(struct probing *probing, CURLcode code,
                           const struct answer *answer)
{
    const char *address = probing->address, *cause = curl_easy_strerror(code);
    if (probing->met_private)
        return jm_fail(probing->err, JM_REFUSED, cause, JM_SAY_PROBE_PRIVATE,
                       address, NULL);
    if (code == CURLE_WRITE_ERROR && !answer->body.failed)
        return jm_fail(probing->err, JM_INVALID, cause, JM_SAY_FEED_TOO_BIG,
                       address, NULL);
    return jm_fail(probing->err, JM_NOT_FOUND, cause, JM_SAY_PROBE_FAILED,
                   address, cause, NULL);
}

/* Asks; `header` ("If-None-Match: ...") may be NULL. `answer` is cleared with
 * jm_text_clear(&answer->body). */
static enum jm_status ask(struct probing *probing, bool is_head,
                          const char *header, struct answer *answer)
{
    struct curl_slist *headers =
        header ? curl_slist_append(NULL, header) : NULL;
    memset(answer, 0, sizeof *answer);
    if (header && !headers)
        return jm_fail_memory(probing->err);
    prepare(probing, answer, is_head, headers);
    CURLcode code = curl_easy_perform(probing->curl);
    take_headers(probing->curl, answer);
    curl_slist_free_all(headers);
    return code == CURLE_OK ? JM_OK : fail(probing, code, answer);
}

/* ---- what the answers say ---- */

static enum jm_status tell(struct probing *probing, bool is_fault,
                           enum jm_lint_id id, const char *one)
{
    if (!is_fault)
        return JM_OK;
    return jm_lint_add(probing->lint, id, 0, one, NULL, probing->err);
}

static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (; *text; text++)
        if (strncasecmp(text, word, length) == 0)
            return true;
    return false;
}

static bool ends_with_name(const char *address)
{
    size_t length = strcspn(address, "?#");
    return length > 4 && strncasecmp(address + length - 4, ".ics", 4) == 0 &&
           address[length - 5] != '/';
}

static enum jm_status check_answer(struct probing *probing,
                                   const struct answer *answer)
{
    const char *type = answer->headers[CONTENT_TYPE];
    const char *etag = answer->headers[ETAG], *cache = answer->headers[CACHE];
    bool is_calendar = strncasecmp(type, "text/calendar", 13) == 0;
    const struct {
        bool is_fault;
        enum jm_lint_id id;
        const char *word;
    } faults[] = {
        {!is_calendar, JM_LINT_HTTP_TYPE, type},
        {is_calendar && !has_word(type, "utf-8"), JM_LINT_HTTP_CHARSET, NULL},
        {*answer->headers[ENCODING] &&
             strcasecmp(answer->headers[ENCODING], "identity") != 0,
         JM_LINT_HTTP_ENCODING, answer->headers[ENCODING]},
        {answer->redirections > 0, JM_LINT_HTTP_REDIRECT, answer->place},
        {!*etag, JM_LINT_HTTP_ETAG_MISSING, NULL},
        {strncmp(etag, "W/", 2) == 0, JM_LINT_HTTP_ETAG_WEAK, etag},
        {!*answer->headers[MODIFIED], JM_LINT_HTTP_MODIFIED_MISSING, NULL},
        {!has_word(cache, "private") && !has_word(cache, "no-store"),
         JM_LINT_HTTP_CACHE, cache},
        {!ends_with_name(probing->address), JM_LINT_HTTP_NAME, NULL},
    };
    enum jm_status status = JM_OK;
    for (size_t i = 0; !status && i < sizeof faults / sizeof *faults; i++)
        status =
            tell(probing, faults[i].is_fault, faults[i].id, faults[i].word);
    return status;
}

static const char *number(char room[24], long value)
{
    snprintf(room, 24, "%ld", value);
    return room;
}

/* Without an ETag the second reading is a plain one. */
static enum jm_status ask_again(struct probing *probing,
                                const struct answer *first)
{
    const char *etag = first->headers[ETAG];
    char header[300], status_word[24];
    struct answer again;
    snprintf(header, sizeof header, "If-None-Match: %s", etag);
    enum jm_status status = ask(probing, false, *etag ? header : NULL, &again);
    bool is_same =
        again.body.length == first->body.length &&
        (!first->body.length ||
         memcmp(again.body.bytes, first->body.bytes, first->body.length) == 0);
    if (!status)
        status = tell(probing, *etag && again.status != 304,
                      JM_LINT_HTTP_NO_304, number(status_word, again.status));
    if (!status)
        status = tell(probing, again.status == 200 && !is_same,
                      JM_LINT_HTTP_CHANGES, NULL);
    if (!status)
        status =
            tell(probing,
                 again.status == 304 && strcmp(again.headers[LENGTH], "0") == 0,
                 JM_LINT_HTTP_304_LENGTH, NULL);
    jm_text_clear(&again.body);
    return status;
}

static enum jm_status ask_as_of_old(struct probing *probing)
{
    struct answer answer;
    enum jm_status status =
        ask(probing, false, "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
            &answer);
    if (!status)
        status = tell(probing, answer.status == 304, JM_LINT_HTTP_CARELESS_304,
                      NULL);
    jm_text_clear(&answer.body);
    return status;
}

static enum jm_status ask_head(struct probing *probing)
{
    struct answer answer;
    char word[24];
    enum jm_status status = ask(probing, true, NULL, &answer);
    if (!status)
        status = tell(probing, answer.status != 200, JM_LINT_HTTP_HEAD,
                      number(word, answer.status));
    jm_text_clear(&answer.body);
    return status;
}

static enum jm_status ask_all(struct probing *probing, struct jm_text *body,
                              bool *is_there)
{
    struct answer first;
    char word[24];
    enum jm_status status = ask(probing, false, NULL, &first);
    *is_there = !status && first.status == 200;
    if (!status && !*is_there)
        status = tell(probing, true, JM_LINT_HTTP_STATUS,
                      number(word, first.status));
    if (!status && *is_there) {
        status = check_answer(probing, &first);
        if (!status)
            status = ask_again(probing, &first);
        if (!status)
            status = ask_as_of_old(probing);
        if (!status)
            status = ask_head(probing);
        jm_text_add_bytes(body, jm_text_get(&first.body), first.body.length);
    }
    jm_text_clear(&first.body);
    return status;
}

enum jm_status jm_probe_run(const char *address, bool allow_private,
                            struct jm_lint *lint, struct jm_text *body,
                            bool *is_there, struct jm_error *err)
{
    struct jm_text https = JM_TEXT_INIT;
    *is_there = false;
    if (strncasecmp(address, "webcal://", 9) == 0) {
        jm_text_addf(&https, "https://%s", address + 9);
        address = jm_text_get(&https);
    }
    struct probing probing = {.address = address,
                              .allow_private = allow_private,
                              .curl = curl_easy_init(),
                              .lint = lint,
                              .err = err};
    enum jm_status status =
        probing.curl ? ask_all(&probing, body, is_there) : jm_fail_memory(err);
    curl_easy_cleanup(probing.curl);
    jm_text_clear(&https);
    return status;
}
