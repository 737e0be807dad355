/* Comparing with what is folded already. */
#ifndef JM_IMPORTS_FOLD_H
#define JM_IMPORTS_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* True when the text folds to that (jm_typed_fold()); takes no memory and ends
 * at the first letter that differs. */
bool jm_fold_is(const char *text, size_t length, const char *folded);

#endif
