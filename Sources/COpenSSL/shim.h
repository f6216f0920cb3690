/// The part of OpenSSL 3 that we use, and inline functions for what is a macro there and so unseen by Swift.
#ifndef HAMYAR_COPENSSL_SHIM_H
#define HAMYAR_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#endif
