/* The tables of messages and the little language of their templates. */
#include <assert.h>
#include <jumelage/message.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char *const templates[JM_MESSAGES][JM_LANGS] = {
    [JM_SAY_NOTHING] = {"", "", ""},
#define SAY(name, fr, en, ko) [JM_SAY_##name] = {fr, en, ko},
#include <jumelage/messages/all.def>
#undef SAY
};

static const char *const names[JM_MESSAGES] = {
    [JM_SAY_NOTHING] = "NOTHING",
#define SAY(name, fr, en, ko) [JM_SAY_##name] = #name,
#include <jumelage/messages/all.def>
#undef SAY
};

const char *jm_message_template(enum jm_message message, enum jm_lang lang)
{
    return templates[message][lang];
}

const char *jm_message_name(enum jm_message message)
{
    return names[message];
}

/* What is known while a template is expanded. */
struct say {
    struct jm_text *out;
    enum jm_lang lang;
    jm_say_lookup *lookup;
    void *data;
};

static const char *look_up(const struct say *say, const char *name,
                           size_t length)
{
    const char *text = say->lookup(say->data, name, length);
    return text ? text : "";
}

/* How the last character of a Korean phrase sounds. */
enum ending { ENDS_UNKNOWN, ENDS_IN_VOWEL, ENDS_IN_RIEUL, ENDS_IN_CONSONANT };

static enum ending ending_of_digit(uint32_t digit)
{
    static const enum ending endings[] = {
        ENDS_IN_CONSONANT, ENDS_IN_RIEUL, ENDS_IN_VOWEL,     ENDS_IN_CONSONANT,
        ENDS_IN_VOWEL,     ENDS_IN_VOWEL, ENDS_IN_CONSONANT, ENDS_IN_RIEUL,
        ENDS_IN_RIEUL,     ENDS_IN_VOWEL}; /* 영 일 이 삼 사 오 육 칠 팔 구 */
    return endings[digit - '0'];
}

/* Quotes and brackets at the end are not spoken. */
static bool is_silent(uint32_t code)
{
    return code == ')' || code == '"' || code == '\'' || code == 0x201D ||
           code == 0x2019 || code == 0x300D || code == 0x300B || code == 0xBB ||
           code == 0xA0 || code == ' ';
}

/* The last character that is spoken. A particle follows the word before a
 * bracket: 도청(전주)과. */
static uint32_t last_spoken(const char *phrase)
{
    const char *end = phrase + strlen(phrase);
    uint32_t last = 0, inside = 0;
    int depth = 0;
    while (phrase < end) {
        uint32_t code = jm_text_next(&phrase, end);
        depth += code == '(';
        if (!is_silent(code) && code != '(')
            *(depth ? &inside : &last) = code;
        depth -= code == ')' && depth;
    }
    return last ? last : inside;
}

static enum ending ending_of(const char *phrase)
{
    uint32_t last = last_spoken(phrase);
    if (last >= 0xAC00 && last <= 0xD7A3) {
        uint32_t final = (last - 0xAC00) % 28;
        return final == 0   ? ENDS_IN_VOWEL
               : final == 8 ? ENDS_IN_RIEUL
                            : ENDS_IN_CONSONANT;
    }
    if (last >= '0' && last <= '9')
        return ending_of_digit(last);
    return ENDS_UNKNOWN;
}

/* Korean particles: after a consonant, after a vowel, after what cannot be
 * read (Latin letters). */
static const struct particle {
    const char *consonant, *vowel, *unknown;
} particles[] = {{"이", "가", "이(가)"},
                 {"은", "는", "은(는)"},
                 {"을", "를", "을(를)"},
                 {"과", "와", "과(와)"},
                 {"으로", "로", "(으)로"}};

/* "à Tours", "au Havre", "aux Sables-d’Olonne". */
static void add_at_place(const struct say *say, const char *place)
{
    static const struct {
        const char *article, *at;
    } forms[] = {{"Le ", "au "}, {"Les ", "aux "}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t length = strlen(forms[i].article);
        if (strncmp(place, forms[i].article, length) != 0)
            continue;
        jm_text_addf(say->out, "%s%s", forms[i].at, place + length);
        return;
    }
    jm_text_addf(say->out, "à %s", place);
}

static void add_particle(const struct say *say, const char *phrase,
                         const char *form, size_t length)
{
    enum ending ending = ending_of(phrase);
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        const struct particle *p = &particles[i];
        if (strlen(p->consonant) != length ||
            memcmp(p->consonant, form, length) != 0)
            continue;
        /* 로 follows a final ㄹ as it follows a vowel: 서울로 */
        bool soft =
            ending == ENDS_IN_VOWEL || (ending == ENDS_IN_RIEUL && i == 4);
        jm_text_add(say->out, ending == ENDS_UNKNOWN ? p->unknown
                              : soft                 ? p->vowel
                                                     : p->consonant);
        return;
    }
    assert(!"unknown particle in a message");
}

static bool is_singular(enum jm_lang lang, const char *number)
{
    long long n = strtoll(number, NULL, 10);
    return lang == JM_FR ? n == 0 || n == 1 || n == -1 : n == 1;
}

static void expand(const struct say *say, const char *at, const char *end);

/* The inside of one pair of braces: a name and what is made of it. */
static void expand_braces(const struct say *say, const char *at,
                          const char *end)
{
    const char *name = at;
    while (at < end && !strchr("|?~", *at))
        at++;
    const char *value = look_up(say, name, (size_t)(at - name));
    if (at == end) {
        jm_text_add(say->out, value);
        return;
    }
    char what = *at++;
    if (what == '~' && say->lang == JM_FR) {
        add_at_place(say, value);
    } else if (what == '~') {
        add_particle(say, value, at, (size_t)(end - at));
    } else if (what == '?') {
        if (*value)
            expand(say, at, end);
    } else {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        assert(bar);
        if (is_singular(say->lang, value))
            expand(say, at, bar);
        else
            expand(say, bar + 1, end);
    }
}

/* The brace that closes the one before `at`. */
static const char *closing(const char *at, const char *end)
{
    for (int depth = 1; at < end; at++) {
        if (*at == '{')
            depth++;
        else if (*at == '}' && --depth == 0)
            return at;
    }
    assert(!"unbalanced braces in a message");
    return end;
}

static void expand(const struct say *say, const char *at, const char *end)
{
    while (at < end) {
        const char *run = at;
        while (at < end && *at != '{' && *at != '}')
            at++;
        jm_text_add_bytes(say->out, run, (size_t)(at - run));
        if (at == end)
            break;
        if (at + 1 < end && at[1] == *at) { /* {{ or }} */
            jm_text_add_char(say->out, *at);
            at += 2;
        } else {
            const char *close = closing(at + 1, end);
            expand_braces(say, at + 1, close);
            at = close + 1;
        }
    }
}

void jm_say_with(struct jm_text *out, enum jm_lang lang, const char *pattern,
                 jm_say_lookup *lookup, void *data)
{
    struct say say = {out, lang, lookup, data};
    expand(&say, pattern, pattern + strlen(pattern));
}

struct numbered {
    const char *const *args;
    size_t count;
};

static const char *look_up_number(void *data, const char *name, size_t length)
{
    const struct numbered *numbered = data;
    assert(length == 1 && *name >= '1' && *name <= '0' + JM_SAY_ARGS);
    size_t index = (size_t)(*name - '1');
    return length && index < numbered->count ? numbered->args[index] : NULL;
}

void jm_say_args(struct jm_text *out, enum jm_lang lang,
                 enum jm_message message, const char *const *args, size_t count)
{
    struct numbered numbered = {args, count};
    jm_say_with(out, lang, templates[message][lang], look_up_number, &numbered);
}

void jm_say(struct jm_text *out, enum jm_lang lang, enum jm_message message,
            ...)
{
    const char *args[JM_SAY_ARGS];
    size_t count = 0;
    va_list list;
    va_start(list, message);
    for (const char *arg;
         count < JM_SAY_ARGS && (arg = va_arg(list, const char *)) != NULL;)
        args[count++] = arg;
    va_end(list);
    jm_say_args(out, lang, message, args, count);
}
