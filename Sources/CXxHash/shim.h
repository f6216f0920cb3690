/// libxxhash: XXH3-128, by which two ends find out that they hold the same chunk (delta transfer).
#ifndef HAMYAR_CXXHASH_SHIM_H
#define HAMYAR_CXXHASH_SHIM_H

#include <stdint.h>
#include <xxhash.h>

/// XXH3-128 with seed 0 in its canonical form: 16 bytes, big-endian, high half first.
static inline void hamyar_xxh3_128(const void *bytes, size_t count, uint8_t *digest) {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes, count));
    for (int i = 0; i < 16; i++) digest[i] = canonical.digest[i];
}

#endif
