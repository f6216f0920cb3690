// The peer of the channel's measurement: the least that a program with libssl can do. TLS 1.3 with the same suite, group and
// kind of certificates on both sides, blocking sockets, SSL_write and SSL_read of whole messages, one thread per side.
//
//     loop receive DIR                            listens on loopback, says "listening on PORT", serves one connection
//     loop send DIR PORT MESSAGE WARM-UP TOTAL    streams TOTAL bytes after a warm-up
//     loop echo DIR PORT MESSAGE WARM-UP TOTAL    sends TOTAL messages, each after the answer to the one before
//
// DIR has server.pem and client.pem (a self-signed Ed25519 certificate and its key, each), which trust each other.
// The sender tells in 32 bytes what will come: kind, message, warm-up, total.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum kind { STREAM, ECHO };

struct load {
    uint64_t kind, message, warm_up, total;
};

static void die(const char *what) {
    fprintf(stderr, "loop: %s\n", what);
    ERR_print_errors_fp(stderr);
    exit(1);
}

static double wall(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double processor(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void report(double wall_start, double processor_start) {
    printf("{\"seconds\":%.6f,\"processor\":%.6f}\n", wall() - wall_start, processor() - processor_start);
    fflush(stdout);
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
    return context;
}

static SSL *make_ssl(const char *directory, int server, int socket) {
    int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    SSL *ssl = SSL_new(make_context(directory, server));
    if (ssl == NULL || SSL_set_fd(ssl, socket) != 1 || (server ? SSL_accept(ssl) : SSL_connect(ssl)) != 1) die("handshake");
    return ssl;
}

static void write_all(SSL *ssl, const void *bytes, size_t count) {
    size_t written = 0;
    if (SSL_write_ex(ssl, bytes, count, &written) != 1 || written != count) die("write");
}

static void read_all(SSL *ssl, void *bytes, size_t count) {
    for (size_t done = 0, got = 0; done < count; done += got)
        if (SSL_read_ex(ssl, (char *)bytes + done, count - done, &got) != 1) die("read");
}

static struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static void take_stream(SSL *ssl, const struct load *load, char *buffer) {
    uint64_t received = 0, goal = load->warm_up;
    double wall_start = wall(), processor_start = processor();
    for (int part = 0; part < 2; part++, goal += load->total) {
        while (received < goal) {
            size_t count = 0, room = goal - received < load->message ? goal - received : load->message;
            if (SSL_read_ex(ssl, buffer, room, &count) != 1) die("read");
            received += count;
        }
        write_all(ssl, "w", 1);
        if (part == 1) break;
        wall_start = wall(), processor_start = processor();
    }
    report(wall_start, processor_start);
}

static void receive(const char *directory) {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &length) != 0)
        die("listen");
    printf("listening on %d\n", ntohs(address.sin_port));
    fflush(stdout);
    SSL *ssl = make_ssl(directory, 1, accept(listener, NULL, NULL));
    struct load load;
    read_all(ssl, &load, sizeof load);
    char *buffer = malloc(load.message);
    if (load.kind == STREAM) {
        take_stream(ssl, &load, buffer);
    } else {
        for (uint64_t index = 0; index < load.warm_up + load.total; index++) {
            read_all(ssl, buffer, load.message);
            write_all(ssl, buffer, load.message);
        }
    }
    // The sender closes first.
    size_t count;
    SSL_read_ex(ssl, buffer, 1, &count);
}

static void send_part(SSL *ssl, const struct load *load, char *buffer, uint64_t amount) {
    if (load->kind == STREAM) {
        for (uint64_t sent = 0; sent < amount; sent += load->message)
            write_all(ssl, buffer, amount - sent < load->message ? amount - sent : load->message);
        read_all(ssl, buffer, 1);
        return;
    }
    for (uint64_t index = 0; index < amount; index++) {
        write_all(ssl, buffer, load->message);
        read_all(ssl, buffer, load->message);
    }
}

static void run(const char *directory, int port, struct load load) {
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = loopback(port);
    if (connect(connection, (struct sockaddr *)&address, sizeof address) != 0) die("connect");
    SSL *ssl = make_ssl(directory, 0, connection);
    char *buffer = malloc(load.message);
    for (uint64_t index = 0; index < load.message; index++) buffer[index] = (char)rand();
    write_all(ssl, &load, sizeof load);
    send_part(ssl, &load, buffer, load.warm_up);
    double wall_start = wall(), processor_start = processor();
    send_part(ssl, &load, buffer, load.total);
    report(wall_start, processor_start);
    SSL_shutdown(ssl);
    close(connection);
}

int main(int count, char **words) {
    if (count == 3 && strcmp(words[1], "receive") == 0) {
        receive(words[2]);
    } else if (count == 7 && (strcmp(words[1], "send") == 0 || strcmp(words[1], "echo") == 0)) {
        struct load load = {strcmp(words[1], "send") == 0 ? STREAM : ECHO, strtoull(words[4], NULL, 10),
                            strtoull(words[5], NULL, 10), strtoull(words[6], NULL, 10)};
        run(words[2], atoi(words[3]), load);
    } else {
        fprintf(stderr, "loop is started by Scripts/bench; see Benchmarks/README.md\n");
        return 64;
    }
    return 0;
}
