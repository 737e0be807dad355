/* Sorting short runs of numbers, each a key with what it stands for behind it.
 */
#ifndef JM_KEYS_H
#define JM_KEYS_H

#include <stdint.h>

/* Ascending. `spare` has room for half as many. */
void jm_sort_keys(uint64_t *keys, uint32_t count, uint64_t *spare);

#endif
