// The peer of the measurement of many agents: the least that a program with libssl can do to have many connections. Mutual TLS 1.3 with
// the suite, group and kind of certificates that the product uses; one context per side, memory of idle connections given back
// (SSL_MODE_RELEASE_BUFFERS, as the product does), no frames, no database.
//
//     handshakes listen DIR             says "listening on PORT"; accepts one after the other and keeps all; for each line on standard
//                                       input it prints connections, processor seconds and resident bytes
//     handshakes connect DIR PORT COUNT connects so often, keeps all, says "ready COUNT", and lives until its standard input ends
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    ERR_print_errors_fp(stderr);
    exit(1);
}

static SSL_CTX *make_context(const char *directory, int server) {
    char own[4096], peer[4096];
    snprintf(own, sizeof own, "%s/%s.pem", directory, server ? "server" : "client");
    snprintf(peer, sizeof peer, "%s/%s.pem", directory, server ? "client" : "server");
    SSL_CTX *context = SSL_CTX_new(server ? TLS_server_method() : TLS_client_method());
    if (context == NULL || SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) != 1 ||
        SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256") != 1 || SSL_CTX_set1_groups_list(context, "X25519") != 1 ||
        SSL_CTX_use_certificate_file(context, own, SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, own, SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_load_verify_locations(context, peer, NULL) != 1)
        die("context");
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    return context;
}

static long resident(void) {
    long pages = 0, size = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%ld %ld", &size, &pages) != 2) die("statm");
    fclose(file);
    return pages * sysconf(_SC_PAGESIZE);
}

static void report(int connections) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                     (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    printf("{\"connections\":%d,\"processor\":%.6f,\"resident\":%ld}\n", connections, seconds, resident());
    fflush(stdout);
}

static SSL *handshake(SSL_CTX *context, int server, int socket) {
    int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    SSL *ssl = SSL_new(context);
    if (ssl == NULL || SSL_set_fd(ssl, socket) != 1 || (server ? SSL_accept(ssl) : SSL_connect(ssl)) != 1) die("handshake");
    return ssl;
}

static void listen_for(const char *directory) {
    SSL_CTX *context = make_context(directory, 1);
    int listener = socket(AF_INET, SOCK_STREAM, 0), connections = 0;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1024) != 0) die("listen");
    getsockname(listener, (struct sockaddr *)&address, &length);
    printf("listening on %d\n", ntohs(address.sin_port));
    fflush(stdout);
    struct pollfd ready[2] = {{.fd = listener, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
    char line[64];
    while (poll(ready, 2, -1) > 0) {
        if (ready[0].revents & POLLIN) {
            handshake(context, 1, accept(listener, NULL, NULL));
            connections++;
        } else if (ready[1].revents) {
            if (read(STDIN_FILENO, line, sizeof line) <= 0) return;
            report(connections);
        }
    }
}

static void connect_to(const char *directory, int port, int count) {
    SSL_CTX *context = make_context(directory, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int done = 0; done < count; done++) {
        int connection = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(connection, (struct sockaddr *)&address, sizeof address) != 0) die("connect");
        handshake(context, 0, connection);
    }
    printf("ready %d\n", count);
    fflush(stdout);
    while (getchar() != EOF) continue;
}

int main(int count, char **words) {
    if (count == 3 && strcmp(words[1], "listen") == 0) {
        listen_for(words[2]);
    } else if (count == 5 && strcmp(words[1], "connect") == 0) {
        connect_to(words[2], atoi(words[3]), atoi(words[4]));
    } else {
        fprintf(stderr, "handshakes is started by Scripts/bench\n");
        return 64;
    }
    return 0;
}
