/// liblzma: the entropy stage of patches, LZMA in its raw form.
#ifndef HAMYAR_CLZMA_SHIM_H
#define HAMYAR_CLZMA_SHIM_H

#include <lzma.h>

/// A coder as liblzma wants it before its first use (LZMA_STREAM_INIT, which Swift cannot see).
static inline lzma_stream hamyar_lzma_stream(void) {
    lzma_stream stream = LZMA_STREAM_INIT;
    return stream;
}

/// Raw LZMA1. Returns LZMA_OK, or what liblzma says.
static inline lzma_ret hamyar_lzma_start(lzma_stream *stream, int encodes, uint32_t dictionary, uint32_t lc, uint32_t lp, uint32_t pb) {
    lzma_options_lzma options;
    if (lzma_lzma_preset(&options, 9 | LZMA_PRESET_EXTREME)) return LZMA_OPTIONS_ERROR;
    options.dict_size = dictionary;
    options.lc = lc;
    options.lp = lp;
    options.pb = pb;
    lzma_filter filters[] = {{.id = LZMA_FILTER_LZMA1, .options = &options}, {.id = LZMA_VLI_UNKNOWN, .options = NULL}};
    return encodes ? lzma_raw_encoder(stream, filters) : lzma_raw_decoder(stream, filters);
}

#endif
