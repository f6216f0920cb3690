/// zlib (RFC 1950, 1951): streams, and the oracle that checks libdeflate in tests.
#ifndef HAMYAR_CZLIB_SHIM_H
#define HAMYAR_CZLIB_SHIM_H

#include <zlib.h>

#endif
