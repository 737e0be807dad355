/* Golden files: reviewed by eye once, then compared byte for byte. With
 * JM_GOLDEN=write in the environment they are written anew instead. */
#ifndef JM_TESTS_GOLDEN_H
#define JM_TESTS_GOLDEN_H

#include <stddef.h>

/* Fails the test, naming the first line that differs, unless tests/golden/NAME
 * holds these bytes. */
void golden_check(const char *name, const char *bytes, size_t length);

#endif
