#include "keys.h"
#include <stdbool.h>
#include <string.h>

static void insert(uint64_t *keys, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint64_t key = keys[i];
        uint32_t j = i;
        for (; j > 0 && keys[j - 1] > key; j--)
            keys[j] = keys[j - 1];
        keys[j] = key;
    }
}

void jm_sort_keys(uint64_t *keys, uint32_t count, uint64_t *spare)
{
    if (count <= 16) {
        insert(keys, count);
        return;
    }
    uint32_t half = count / 2, i = 0, j = half, to = 0;
    jm_sort_keys(keys, half, spare);
    jm_sort_keys(keys + half, count - half, spare);
    if (keys[half - 1] <= keys[half])
        return;
    memcpy(spare, keys, half * sizeof *spare);
    while (i < half) {
        bool from_behind = j < count && keys[j] < spare[i];
        keys[to++] = from_behind ? keys[j] : spare[i];
        j += from_behind;
        i += !from_behind;
    }
}
