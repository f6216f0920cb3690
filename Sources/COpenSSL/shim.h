/// The part of libcrypto of OpenSSL 3 that we use, and inline functions for what is a macro there and so unseen by Swift.
#ifndef HAMYAR_COPENSSL_SHIM_H
#define HAMYAR_COPENSSL_SHIM_H

#include <stdint.h>
#include <time.h>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

// X.509: names and times (Cryptography).

/// The subject alternative names, or NULL; the caller frees them.
static inline GENERAL_NAMES *hamyar_x509_subject_names(const X509 *certificate) {
    return (GENERAL_NAMES *)X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
}

static inline int hamyar_general_names_count(const GENERAL_NAMES *names) {
    return sk_GENERAL_NAME_num(names);
}

/// The name at the index when it is a URI, else NULL; it belongs to the names.
static inline ASN1_IA5STRING *hamyar_general_name_uri(const GENERAL_NAMES *names, int index) {
    GENERAL_NAME *name = sk_GENERAL_NAME_value(names, index);
    return name != NULL && name->type == GEN_URI ? name->d.uniformResourceIdentifier : NULL;
}

/// Seconds since 1970 in UTC. Returns 1, or 0 when it is no time.
static inline int hamyar_asn1_time_seconds(const ASN1_TIME *time, int64_t *seconds) {
    struct tm parts;
    if (ASN1_TIME_to_tm(time, &parts) != 1) return 0;
    *seconds = (int64_t)timegm(&parts);
    return 1;
}

/// How many certificates the verified chain has, leaf and root included.
static inline int hamyar_x509_chain_count(const X509_STORE_CTX *context) {
    return sk_X509_num(X509_STORE_CTX_get0_chain(context));
}

#endif
