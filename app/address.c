/* Which addresses are public (IANA's special-purpose registries, RFC 6890). */
#include "fetch.h"
#include <netinet/in.h>
#include <string.h>

struct block {
    unsigned char bytes[16];
    unsigned bits;
};

static const struct block v4[] = {
    {{0}, 8},             /* this network */
    {{10}, 8},            /* private */
    {{100, 64}, 10},      /* shared by carriers */
    {{127}, 8},           /* loopback */
    {{169, 254}, 16},     /* link-local, metadata of clouds */
    {{172, 16}, 12},      /* private */
    {{192, 0, 0}, 24},    /* protocols */
    {{192, 0, 2}, 24},    /* documentation */
    {{192, 88, 99}, 24},  /* 6to4 relays */
    {{192, 168}, 16},     /* private */
    {{198, 18}, 15},      /* benchmarks */
    {{198, 51, 100}, 24}, /* documentation */
    {{203, 0, 113}, 24},  /* documentation */
    {{224}, 3},           /* multicast, reserved, broadcast */
};

static bool is_in(const unsigned char *address, const struct block *block)
{
    unsigned whole = block->bits / 8, rest = block->bits % 8;
    if (memcmp(address, block->bytes, whole) != 0)
        return false;
    unsigned char mask = (unsigned char)(0xff << (8 - rest));
    return !rest || (address[whole] & mask) == (block->bytes[whole] & mask);
}

static bool is_private_v4(const unsigned char *address)
{
    for (size_t i = 0; i < sizeof v4 / sizeof *v4; i++)
        if (is_in(address, &v4[i]))
            return true;
    return false;
}

/* Only 2000::/3 is public, and in it an IPv4 address that is. */
static bool is_private_v6(const unsigned char *address)
{
    static const struct block global = {{0x20}, 3},
                              mapped = {{[10] = 0xff, [11] = 0xff}, 96},
                              nat64 = {{0x00, 0x64, 0xff, 0x9b}, 96},
                              six_to_four = {{0x20, 0x02}, 16},
                              protocols = {{0x20, 0x01, 0x00}, 23},
                              documents = {{0x20, 0x01, 0x0d, 0xb8}, 32};
    if (is_in(address, &mapped) || is_in(address, &nat64))
        return is_private_v4(address + 12);
    if (is_in(address, &six_to_four))
        return is_private_v4(address + 2);
    return !is_in(address, &global) || is_in(address, &protocols) ||
           is_in(address, &documents);
}

bool jm_address_is_private(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof in);
        return is_private_v4((const unsigned char *)&in.sin_addr);
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;
        memcpy(&in6, address, sizeof in6);
        return is_private_v6(in6.sin6_addr.s6_addr);
    }
    return true;
}
