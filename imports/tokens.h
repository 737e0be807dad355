/* A typed value cut into numbers, words and signs. */
#ifndef JM_IMPORTS_TOKENS_H
#define JM_IMPORTS_TOKENS_H

#include <stdbool.h>
#include <stdint.h>

enum { JM_TOKENS = 24, JM_TOKEN = 40 };

struct jm_token {
    bool is_number;
    int32_t number;
    int digits;
    char word[JM_TOKEN]; /* folded; a sign as it is: ":" */
};

struct jm_tokens {
    struct jm_token all[JM_TOKENS];
    int count;
    bool ends_in_dot; /* one stands after the last number */
    bool is_cut;      /* there are more, or longer ones */
};

/* Signs that are kept: ":" and "."; a word ends where Latin and Hangul letters
 * meet. */
void jm_tokens_read(struct jm_tokens *tokens, const char *text);
bool jm_token_is(const struct jm_token *token, const char *word);

#endif
