#include <jumelage/text.h>
#include <jumelage/weigh.h>
#include <stdbool.h>
#include <string.h>

enum { URL_WEIGHT = 23 };

/* A text and how far it has been read. */
struct reader {
    const char *at, *end;
};

/* The next character, 0 at the end. */
static uint32_t peek(struct reader r)
{
    return r.at < r.end ? jm_text_next(&r.at, r.end) : 0;
}

static uint32_t take(struct reader *r)
{
    return r->at < r->end ? jm_text_next(&r->at, r->end) : 0;
}

static uint32_t lower(uint32_t code)
{
    return code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code;
}

static bool is_alnum(uint32_t code)
{
    code = lower(code);
    return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
}

static bool is_one_of(uint32_t code, const char *set)
{
    return code > 0 && code < 0x80 && strchr(set, (int)code);
}

/* ---- addresses ---- */

/* Country codes, two letters each. */
static const char countries[] =
    "acadaeafagaialamanaoaqarasatauawaxazbabbbdbebfbgbhbibjblbmbnbobqbrbsbtbvbw"
    "bybzcacccdcfcgchcickclcmcncocrcucvcwcxcyczdedjdkdmdodzeceeegehereseteufifj"
    "fkfmfofrgagbgdgegfggghgiglgmgngpgqgrgsgtgugwgyhkhmhnhrhthuidieiliminioiqir"
    "isitjejmjojpkekgkhkikmknkpkrkwkykzlalblclilklrlsltlulvlymamcmdmemfmgmhmkml"
    "mmmnmompmqmrmsmtmumvmwmxmymznancnenfngninlnonpnrnunzompapepfpgphpkplpmpnpr"
    "psptpwpyqarerorsrurwsasbscsdsesgshsisjskslsmsnsosrssstsusvsxsysztctdtftgth"
    "tjtktltmtntotptrtttvtwtzuaugukumusuyuzvavcvevgvivnvuwfwsyeytzazmzw";

/* Others that are written without http://. */
static const char *const generic[] = {
    "alsace", "app",   "art",       "asia",    "biz",  "bzh",  "city",
    "cat",    "com",   "community", "corsica", "coop", "edu",  "events",
    "gov",    "info",  "int",       "io",      "jobs", "live", "media",
    "mil",    "mobi",  "museum",    "name",    "net",  "news", "online",
    "org",    "paris", "pro",       "seoul",   "shop", "site", "tel",
    "travel", "xyz"};

static bool is_known(const char *word, size_t length)
{
    char text[16] = "";
    if (length < 2 || length >= sizeof text)
        return false;
    for (size_t i = 0; i < length; i++)
        text[i] = (char)lower((unsigned char)word[i]);
    if (length == 2) {
        for (size_t i = 0; countries[i]; i += 2)
            if (countries[i] == text[0] && countries[i + 1] == text[1])
                return true;
        return false;
    }
    for (size_t i = 0; i < sizeof generic / sizeof *generic; i++)
        if (strcmp(generic[i], text) == 0)
            return true;
    return false;
}

/* A top-level domain starts at the reader: where it ends, else NULL. */
static const char *top_level(struct reader r, bool has_scheme)
{
    const char *from = r.at;
    bool has_digit = false;
    while (is_alnum(peek(r)))
        has_digit |= take(&r) <= '9';
    size_t length = (size_t)(r.at - from);
    if (length < 2 || has_digit || is_one_of(peek(r), "@+-"))
        return NULL;
    return has_scheme || is_known(from, length) ? r.at : NULL;
}

static bool is_space(uint32_t code)
{
    return code <= 0x20 || code == 0x85 || code == 0xA0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202F) || code == 0x205F ||
           code == 0x3000 || code == 0xFEFF;
}

static bool is_accented(uint32_t code)
{
    return (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7) ||
           (code >= 0x300 && code <= 0x36F) ||
           (code >= 0x1E00 && code <= 0x1EFF);
}

static bool is_in_name(uint32_t code, bool has_scheme)
{
    if (code < 0x80)
        return is_alnum(code) || is_one_of(code, has_scheme ? "-_" : "-");
    return has_scheme ? !is_space(code) : is_accented(code);
}

/* The end of the host's name that starts at the reader, NULL for none: the
 * longest that ends in a top-level domain. */
static const char *name_end(struct reader r, bool has_scheme)
{
    const char *end = NULL;
    uint32_t before = 0;
    for (;;) {
        uint32_t code = peek(r);
        if (code == '.') {
            if (!before || is_one_of(before, ".-_"))
                return end;
            take(&r);
            const char *top = top_level(r, has_scheme);
            end = top ? top : end;
        } else if (is_in_name(code, has_scheme)) {
            if (code == '-' && (!before || before == '.'))
                return end;
            take(&r);
        } else {
            return end;
        }
        before = code;
    }
}

static bool is_in_path(uint32_t code)
{
    return is_alnum(code) || is_one_of(code, "!*';:=+,.$/%#[]-_~@|&") ||
           code == 0x2013 || (code >= 0x400 && code <= 0x4FF) ||
           is_accented(code);
}

static bool ends_path(uint32_t code)
{
    return is_alnum(code) || is_one_of(code, "+-=_#/") ||
           (code >= 0x400 && code <= 0x4FF) || is_accented(code);
}

/* Brackets count where they close again: "(b)", "(b(c)d)". */
static const char *brackets_end(struct reader r)
{
    int depth = 0;
    bool is_empty = true;
    do {
        uint32_t code = take(&r);
        if (code == '(') {
            if (++depth > 2)
                return NULL;
        } else if (code == ')') {
            depth--;
        } else if (!is_in_path(code)) {
            return NULL;
        } else {
            is_empty = false;
        }
    } while (depth);
    return is_empty ? NULL : r.at;
}

static const char *path_end(struct reader r)
{
    const char *end = r.at;
    while (r.at < r.end) {
        uint32_t code = peek(r);
        const char *closed = code == '(' ? brackets_end(r) : NULL;
        if (closed) {
            r.at = end = closed;
        } else if (is_in_path(code)) {
            take(&r);
            end = ends_path(code) ? r.at : end;
        } else {
            break;
        }
    }
    return end;
}

static const char *query_end(struct reader r)
{
    const char *end = r.at;
    take(&r);
    for (;;) {
        uint32_t code = peek(r);
        if (!is_alnum(code) && !is_one_of(code, "!?*'@();:&=+$/%#[]-_.,~|"))
            return end;
        take(&r);
        if (is_alnum(code) || is_one_of(code, "-_&=#/"))
            end = r.at;
    }
}

static const char *port_end(struct reader r)
{
    const char *end = r.at;
    if (take(&r) != ':')
        return end;
    while (peek(r) >= '0' && peek(r) <= '9') {
        take(&r);
        end = r.at;
    }
    return end;
}

static bool takes_scheme(struct reader *r)
{
    static const char *const schemes[] = {"https://", "http://"};
    for (int i = 0; i < 2; i++) {
        struct reader ahead = *r;
        const char *expected = schemes[i];
        while (*expected && lower(peek(ahead)) == (unsigned char)*expected)
            take(&ahead), expected++;
        if (!*expected) {
            *r = ahead;
            return true;
        }
    }
    return false;
}

/* The end of the address that starts at the reader; NULL for none. Without
 * http:// a query counts only behind a path. */
static const char *url_end(struct reader r, bool *has_scheme)
{
    *has_scheme = takes_scheme(&r);
    const char *end = name_end(r, *has_scheme);
    if (!end)
        return NULL;
    r.at = end;
    r.at = port_end(r);
    if (peek(r) == '/')
        r.at = path_end(r);
    else if (!*has_scheme)
        return end;
    if (peek(r) == '?')
        r.at = query_end(r);
    return r.at;
}

/* ---- emoji ---- */

enum { ZWJ = 0x200D, KEYCAP = 0x20E3, EMOJI_STYLE = 0xFE0F };

static bool is_region(uint32_t code)
{
    return code >= 0x1F1E6 && code <= 0x1F1FF;
}

static bool is_pictograph(uint32_t code)
{
    return (code >= 0x1F000 && code <= 0x1FAFF) ||
           (code >= 0x2100 && code <= 0x27BF) ||
           (code >= 0x2900 && code <= 0x2BFF) || code == 0x203C ||
           code == 0x2049 || code == 0x3030 || code == 0x303D ||
           code == 0x3297 || code == 0x3299;
}

/* What follows a pictograph and is part of it: style, skin, tags. */
static bool is_trimming(uint32_t code)
{
    return code == EMOJI_STYLE || (code >= 0x1F3FB && code <= 0x1F3FF) ||
           (code >= 0xE0020 && code <= 0xE007F);
}

/* The end of the emoji that starts at the reader; NULL for none. */
static const char *emoji_end(struct reader r)
{
    uint32_t first = take(&r);
    if (is_alnum(first) || is_one_of(first, "#*")) {
        if (peek(r) == EMOJI_STYLE)
            take(&r);
        return take(&r) == KEYCAP ? r.at : NULL;
    }
    if (first == 0xA9 || first == 0xAE)
        return take(&r) == EMOJI_STYLE ? r.at : NULL;
    if (is_region(first)) {
        if (is_region(peek(r)))
            take(&r);
        return r.at;
    }
    if (!is_pictograph(first))
        return NULL;
    for (;;) {
        struct reader joined = r;
        if (is_trimming(peek(r))) {
            take(&r);
        } else if (take(&joined) == ZWJ && is_pictograph(peek(joined))) {
            take(&joined);
            r = joined;
        } else {
            return r.at;
        }
    }
}

/* ---- weights ---- */

static uint32_t code_weight(uint32_t code)
{
    return code <= 0x10FF || (code >= 0x2000 && code <= 0x200D) ||
                   (code >= 0x2010 && code <= 0x201F) ||
                   (code >= 0x2032 && code <= 0x2037)
               ? 1
               : 2;
}

/* An address does not start within a word, nor after these. */
static bool may_start_url(uint32_t before)
{
    return !is_alnum(before) && !is_one_of(before, "@$#") && before != 0xFF20 &&
           before != 0xFF03;
}

static uint32_t weigh_x(const char *text)
{
    struct reader r = {text, text + strlen(text)};
    const char *tried = text; /* no address starts before this */
    uint32_t weight = 0, before = 0;
    while (r.at < r.end) {
        bool has_scheme = false;
        bool may = r.at >= tried && may_start_url(before) &&
                   (r.at > text || is_alnum(peek(r)));
        const char *url = may ? url_end(r, &has_scheme) : NULL;
        const char *emoji = emoji_end(r);
        if (url && (has_scheme || !is_one_of(before, "-_./"))) {
            weight += URL_WEIGHT;
            before = (unsigned char)url[-1];
            tried = r.at = url;
            continue;
        }
        tried = url ? url : tried;
        before = emoji ? KEYCAP : peek(r);
        weight += code_weight(before);
        if (emoji)
            r.at = emoji;
        else
            take(&r);
    }
    return weight;
}

static uint32_t count_units(const char *text)
{
    struct reader r = {text, text + strlen(text)};
    uint32_t units = 0;
    while (r.at < r.end)
        units += take(&r) > 0xFFFF ? 2 : 1;
    return units;
}

uint32_t jm_post_weight(enum jm_channel channel, const char *text)
{
    return channel == JM_CHANNEL_X ? weigh_x(text) : count_units(text);
}
