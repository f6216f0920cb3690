/// libdeflate: whole blocks in zlib format (RFC 1950), the frames' compression.
#ifndef HAMYAR_CDEFLATE_SHIM_H
#define HAMYAR_CDEFLATE_SHIM_H

#include <libdeflate.h>

#endif
