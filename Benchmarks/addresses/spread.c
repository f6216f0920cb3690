// Preloaded (LD_PRELOAD): each connection over loopback comes from an address of its own, as agents of many customers do. A relay
// bounds the handshakes of one address and of one network.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

static _Atomic unsigned next;

int connect(int socket, const struct sockaddr *target, socklen_t length) {
    static int (*real)(int, const struct sockaddr *, socklen_t);
    if (real == NULL) real = (int (*)(int, const struct sockaddr *, socklen_t))dlsym(RTLD_NEXT, "connect");
    const struct sockaddr_in *inet = (const struct sockaddr_in *)target;
    if (target->sa_family == AF_INET && ntohl(inet->sin_addr.s_addr) >> 24 == 127) {
        unsigned number = atomic_fetch_add(&next, 1) * 251 + (unsigned)getpid() * 7919;
        struct sockaddr_in own = {.sin_family = AF_INET};
        own.sin_addr.s_addr = htonl(127u << 24 | (number % 250 + 1) << 16 | (number / 250 % 250) << 8 | (number / 62500 % 250 + 1));
        int on = 1;
        setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        bind(socket, (struct sockaddr *)&own, sizeof own);
    }
    return real(socket, target, length);
}
