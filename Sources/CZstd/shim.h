/// libzstd: the compression of payloads (RFC 8878).
#ifndef HAMYAR_CZSTD_SHIM_H
#define HAMYAR_CZSTD_SHIM_H

#include <zstd.h>
#include <zstd_errors.h>

#endif
