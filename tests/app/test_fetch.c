/* Which addresses are public, and what of a URL may be told. What servers do is
 * in sync.py. */
#include "cases.h"
#include "fetch.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

static bool is_private(const char *text)
{
    struct sockaddr_storage storage = {.ss_family = AF_UNIX};
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &in.sin_addr) == 1)
        memcpy(&storage, &in, sizeof in);
    else if (inet_pton(AF_INET6, text, &in6.sin6_addr) == 1)
        memcpy(&storage, &in6, sizeof in6);
    return jm_address_is_private((const struct sockaddr *)&storage);
}

static void addresses(void **state)
{
    (void)state;
    static const char *const closed[] = {"0.0.0.0",
                                         "10.0.0.1",
                                         "10.255.255.255",
                                         "100.64.0.0",
                                         "100.127.255.255",
                                         "127.0.0.1",
                                         "127.255.255.255",
                                         "169.254.169.254",
                                         "172.16.0.1",
                                         "172.31.255.255",
                                         "192.168.0.1",
                                         "198.18.0.1",
                                         "198.19.255.255",
                                         "224.0.0.1",
                                         "240.0.0.1",
                                         "255.255.255.255",
                                         "192.0.2.1",
                                         "::",
                                         "::1",
                                         "fe80::1",
                                         "fc00::1",
                                         "fdff::1",
                                         "ff02::1",
                                         "::ffff:127.0.0.1",
                                         "::ffff:10.1.1.1",
                                         "64:ff9b::a00:1",
                                         "2002:a00:1::",
                                         "2001:db8::1",
                                         "2001::1",
                                         "/run/socket"};
    static const char *const open[] = {
        "1.1.1.1",         "9.255.255.255",    "11.0.0.0",
        "100.63.255.255",  "100.128.0.0",      "126.255.255.255",
        "128.0.0.1",       "169.253.1.1",      "172.15.255.255",
        "172.32.0.0",      "192.167.1.1",      "192.169.0.0",
        "198.17.255.255",  "198.20.0.0",       "223.255.255.255",
        "2606:4700::1111", "::ffff:1.1.1.1",   "2001:200::1",
        "2002:101:101::",  "64:ff9b::101:101", "3fff:ffff::1"};
    for (size_t i = 0; i < COUNT(closed); i++) {
        CHECK(closed[i], is_private(closed[i]));
    }
    for (size_t i = 0; i < COUNT(open); i++) {
        CHECK(open[i], !is_private(open[i]));
    }
}

static void hosts(void **state)
{
    (void)state;
    static const struct {
        const char *url, *host;
    } cases[] = {
        {"https://paul:hunter2@example.org/secret/x.ics?token=1",
         "example.org"},
        {"webcal://example.org:8080/secret", "example.org"},
        {"http://[::1]:80/x", "[::1]"},
        {"https://", ""},
        {"https://paul:hunter2@", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct jm_text host = JM_TEXT_INIT;
        jm_fetch_add_host(&host, cases[i].url);
        CHECK_TEXT(cases[i].url, jm_text_get(&host), cases[i].host);
        jm_text_clear(&host);
    }
}

static void urls(void **state)
{
    (void)state;
    assert_true(jm_fetch_is_url("https://example.org/x.ics"));
    assert_true(jm_fetch_is_url("WEBCAL://example.org"));
    assert_true(jm_fetch_is_url("file:///etc/passwd"));
    assert_false(jm_fetch_is_url("agenda.ics"));
    assert_false(jm_fetch_is_url("C://x"));
    assert_false(jm_fetch_is_url("/tmp/a://b"));
    assert_false(jm_fetch_is_url("-"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses),
        cmocka_unit_test(hosts),
        cmocka_unit_test(urls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
