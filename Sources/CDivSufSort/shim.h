/// libdivsufsort: sorts the suffixes of an old file, by which the maker of a patch finds what a new file took from it.
#ifndef HAMYAR_CDIVSUFSORT_SHIM_H
#define HAMYAR_CDIVSUFSORT_SHIM_H

#include <divsufsort.h>

#endif
