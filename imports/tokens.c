#include "tokens.h"
#include <jumelage/typed.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_latin(const char *at)
{
    unsigned char c = (unsigned char)*at;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC3 && c <= 0xC5) || c == 0xCC || c == 0xCD;
}

static bool is_hangul(const char *at)
{
    unsigned char c = (unsigned char)*at;
    return (c >= 0xEA && c <= 0xED) || c == 0xE1;
}

static const char *step(const char *at)
{
    at++;
    while (((unsigned char)*at & 0xC0) == 0x80)
        at++;
    return at;
}

static struct jm_token *add(struct jm_tokens *tokens)
{
    if (tokens->count == JM_TOKENS) {
        tokens->is_cut = true;
        return NULL;
    }
    struct jm_token *token = &tokens->all[tokens->count++];
    *token = (struct jm_token){.is_number = false};
    return token;
}

static const char *read_number(struct jm_tokens *tokens, const char *at)
{
    struct jm_token number = {.is_number = true};
    for (; is_digit(*at); at++) {
        if (number.digits < 9)
            number.number = number.number * 10 + (*at - '0');
        number.digits++;
    }
    struct jm_token *token = add(tokens);
    if (token)
        *token = number;
    tokens->is_cut |= number.digits > 9;
    return at;
}

static const char *read_word(struct jm_tokens *tokens, const char *at,
                             bool (*goes_on)(const char *))
{
    const char *from = at;
    struct jm_text raw = JM_TEXT_INIT, folded = JM_TEXT_INIT;
    while (*at && goes_on(at))
        at = step(at);
    jm_text_add_bytes(&raw, from, (size_t)(at - from));
    jm_typed_fold(&folded, jm_text_get(&raw));
    struct jm_token *token = folded.length ? add(tokens) : NULL;
    tokens->is_cut |= folded.length >= JM_TOKEN;
    if (token)
        jm_text_copy(token->word, sizeof token->word, jm_text_get(&folded));
    jm_text_clear(&raw);
    jm_text_clear(&folded);
    return at;
}

void jm_tokens_read(struct jm_tokens *tokens, const char *text)
{
    *tokens = (struct jm_tokens){.count = 0};
    for (const char *at = text; *at;) {
        if (is_digit(*at)) {
            tokens->ends_in_dot = false;
            at = read_number(tokens, at);
        } else if (is_latin(at)) {
            at = read_word(tokens, at, is_latin);
        } else if (is_hangul(at)) {
            at = read_word(tokens, at, is_hangul);
        } else {
            struct jm_token *token =
                *at == ':' || *at == '.' ? add(tokens) : NULL;
            if (token)
                token->word[0] = *at;
            tokens->ends_in_dot |= *at == '.';
            at = step(at);
        }
    }
}

bool jm_token_is(const struct jm_token *token, const char *word)
{
    return !token->is_number && strcmp(token->word, word) == 0;
}
