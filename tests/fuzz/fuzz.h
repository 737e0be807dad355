/* What libFuzzer calls with bytes of its making, and replay.c with files. */
#ifndef JM_TESTS_FUZZ_H
#define JM_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
