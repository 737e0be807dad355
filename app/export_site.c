/* export ics --dir: every feed as a static site. */
#include "export.h"
#include "file.h"
#include "json.h"
#include "print.h"
#include "progress.h"
#include "site.h"
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is served lies in "www"; what tells of it lies above. */
#define SERVED "www/"

static char *join(const struct jm_site *site, const char *path)
{
    struct jm_text text = JM_TEXT_INIT;
    jm_text_addf(&text, "%s/%s", site->dir, path);
    return jm_text_take(&text);
}

/* Makes the folders above a file of the site. */
static enum jm_status make_folders(struct jm_site *site, const char *path)
{
    char *whole = join(site, path);
    enum jm_status status = whole ? JM_OK : jm_fail_memory(&site->app->err);
    for (char *at = whole ? whole + 1 : NULL;
         !status && at && (at = strchr(at, '/')); at++) {
        *at = '\0';
        if (mkdir(whole, 0777) != 0 && errno != EEXIST)
            status = jm_file_fail(&site->app->err, JM_SAY_SITE_FOLDER, whole);
        *at = '/';
    }
    free(whole);
    return status;
}

static bool read_whole(const char *path, struct jm_text *out)
{
    struct jm_file_reading how = {path, JM_TEXT_CEILING, JM_SAY_NOTHING,
                                  JM_SAY_NOTHING};
    return jm_file_read(out, &how, NULL) == JM_OK;
}

/* A file that holds those bytes already stays as it is: its date is the truth
 * about its last change. */
static enum jm_status write_file(struct jm_site *site, const char *path,
                                 const struct jm_text *bytes)
{
    struct jm_text old = JM_TEXT_INIT;
    char *whole = join(site, path);
    enum jm_status status = whole ? JM_OK : jm_fail_memory(&site->app->err);
    bool is_same =
        whole && read_whole(whole, &old) && old.length == bytes->length &&
        memcmp(jm_text_get(&old), jm_text_get(bytes), bytes->length) == 0;
    if (!status && !is_same) {
        status = make_folders(site, path);
        if (!status)
            status = jm_file_write(site->app, whole, jm_text_get(bytes),
                                   bytes->length);
        site->written += !status;
    }
    jm_text_clear(&old);
    free(whole);
    return status;
}

/* "path "etag"": strong, over the bytes that are served. */
static void note_etag(struct jm_site *site, const char *path,
                      const struct jm_text *bytes)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[2 * crypto_hash_sha256_BYTES + 1];
    crypto_hash_sha256(hash, (const unsigned char *)jm_text_get(bytes),
                       bytes->length);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    jm_text_addf(&site->etags, "%s \"%s\"\n", path, hex);
}

static enum jm_status write_served(struct jm_site *site, const char *path,
                                   const struct jm_text *bytes)
{
    struct jm_text served = JM_TEXT_INIT;
    jm_text_addf(&served, SERVED "%s", path);
    enum jm_status status = served.failed
                                ? jm_fail_memory(&site->app->err)
                                : write_file(site, jm_text_get(&served), bytes);
    jm_text_clear(&served);
    return status;
}

static enum jm_status write_feed(struct jm_site *site,
                                 const struct jm_site_feed *feed)
{
    struct jm_addressee audience;
    struct jm_text bytes = JM_TEXT_INIT;
    enum jm_status status = jm_addressee_make(site->app, site->plan, feed->kind,
                                              feed->row, &audience);
    audience.feed.lang = feed->lang;
    audience.feed.country = feed->country;
    if (!status)
        status = jm_feed_write(&bytes, site->plan, &audience.feed, NULL,
                               &site->app->err);
    if (!status)
        status = write_served(site, feed->path, &bytes);
    if (!status)
        note_etag(site, feed->path, &bytes);
    jm_addressee_clear(&audience);
    jm_text_clear(&bytes);
    return status;
}

/* ---- what was there before ---- */

static bool is_current(const struct jm_site *site, const char *path,
                       size_t length)
{
    for (size_t i = 0; i < site->count; i++)
        if (strlen(site->feeds[i].path) == length &&
            memcmp(site->feeds[i].path, path, length) == 0)
            return true;
    return false;
}

static void remove_feed(struct jm_site *site, const char *path, size_t length)
{
    struct jm_text whole = JM_TEXT_INIT;
    jm_text_addf(&whole, "%s/" SERVED "%.*s", site->dir, (int)length, path);
    char *name = jm_text_take(&whole);
    if (name && unlink(name) == 0) {
        site->removed++;
        *strrchr(name, '/') = '\0';
        rmdir(name);
    }
    free(name);
}

/* "f/<token>/jumelage-<name>.ics", as this program writes them: nothing else is
 * ever removed, whatever etags.txt says. */
static bool is_feed_path(const char *path, size_t length)
{
    static const char safe[] = "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    if (length < 4 || strncmp(path, "f/", 2) != 0 ||
        memcmp(path + length - 4, ".ics", 4) != 0)
        return false;
    size_t token = 2 + strcspn(path + 2, "/.");
    if (token >= length || strncmp(path + token, "/jumelage-", 10) != 0)
        return false;
    return token + 1 + strspn(path + token + 1, safe) == length;
}

/* Feeds that ended go: those that the last etags.txt names. */
static void remove_old(struct jm_site *site, const char *etags)
{
    while (*etags) {
        size_t path = strcspn(etags, " \n"), line = strcspn(etags, "\n");
        if (is_feed_path(etags, path) && !is_current(site, etags, path))
            remove_feed(site, etags, path);
        etags += line + (etags[line] == '\n');
    }
}

/* A folder that holds something else is not written into. */
static enum jm_status check_folder(const struct jm_site *site, bool has_etags)
{
    DIR *folder = has_etags ? NULL : opendir(site->dir);
    struct dirent *entry = NULL;
    bool is_empty = true;
    while (folder && (entry = readdir(folder)))
        is_empty &= *entry->d_name == '.';
    if (folder)
        closedir(folder);
    return is_empty ? JM_OK
                    : jm_fail(&site->app->err, JM_REFUSED, "not empty",
                              JM_SAY_SITE_FOREIGN, site->dir, NULL);
}

/* ---- all of it ---- */

static enum jm_status write_pages(struct jm_site *site)
{
    struct jm_text page = JM_TEXT_INIT;
    jm_site_index(&page, site);
    enum jm_status status = write_served(site, "index.html", &page);
    jm_text_reset(&page);
    jm_text_add(&page, jm_site_nginx);
    if (!status)
        status = write_file(site, "nginx.conf", &page);
    jm_text_clear(&page);
    return status;
}

/* The folder is ours from now on, whatever happens before it is whole. */
static enum jm_status mark_folder(struct jm_site *site, bool has_etags)
{
    struct jm_text nothing = JM_TEXT_INIT;
    return has_etags ? JM_OK : write_file(site, "etags.txt", &nothing);
}

static enum jm_status write_feeds(struct jm_site *site)
{
    enum jm_status status = jm_site_gather(site);
    jm_progress_begin(site->app, JM_SAY_DOING_EXPORT);
    for (size_t i = 0; !status && i < site->count; i++) {
        status = write_feed(site, &site->feeds[i]);
        if (!status)
            status = jm_progress_ask(site->app);
    }
    jm_progress_end(site->app);
    return status;
}

/* What has ended is gone before etags.txt forgets it. */
static enum jm_status write_site(struct jm_site *site)
{
    struct jm_text old = JM_TEXT_INIT;
    char *etags = join(site, "etags.txt");
    bool has_etags = etags && read_whole(etags, &old);
    enum jm_status status = check_folder(site, has_etags);
    if (!status)
        status = mark_folder(site, has_etags);
    if (!status)
        status = write_feeds(site);
    if (!status)
        status = write_pages(site);
    if (!status)
        remove_old(site, jm_text_get(&old));
    if (!status)
        status = write_file(site, "etags.txt", &site->etags);
    jm_text_clear(&old);
    free(etags);
    return status;
}

/* ---- telling ---- */

static void add_address(struct jm_text *out, const struct jm_site *site,
                        const struct jm_site_feed *feed)
{
    jm_text_reset(out);
    if (*site->base)
        jm_text_addf(out, "%s/", site->base);
    jm_text_add(out, feed->path);
}

static void print_table(const struct jm_site *site)
{
    static const enum jm_message titles[] = {
        JM_SAY_SITE_AUDIENCE, JM_SAY_SITE_NAME, JM_SAY_SITE_ADDRESS};
    struct jm_table table;
    struct jm_text text = JM_TEXT_INIT;
    jm_table_begin(&table, 3);
    for (int i = 0; i < 3; i++)
        jm_table_add(&table, jm_message_template(titles[i], site->app->lang));
    for (size_t i = 0; i < site->count; i++) {
        jm_table_add(&table, site->feeds[i].who);
        jm_table_add(&table, site->feeds[i].name);
        add_address(&text, site, &site->feeds[i]);
        jm_table_add(&table, jm_text_get(&text));
    }
    jm_table_print(site->app, &table, 0);
    jm_table_clear(&table);
    jm_text_clear(&text);
}

static void print_json(const struct jm_site *site)
{
    json_t *all = json_array();
    struct jm_text text = JM_TEXT_INIT;
    for (size_t i = 0; i < site->count; i++) {
        const struct jm_site_feed *feed = &site->feeds[i];
        json_t *object = json_object();
        add_address(&text, site, feed);
        jm_json_set(object, "for", json_string(feed->who));
        jm_json_set(object, "name", json_string(feed->name));
        jm_json_set(object, "lang", json_string(jm_lang_tag(feed->lang)));
        jm_json_set(object, "public", json_boolean(feed->is_public));
        jm_json_set(object, "address", json_string(jm_text_get(&text)));
        json_array_append_new(all, object);
    }
    jm_json_print(site->app, all);
    jm_text_clear(&text);
}

static void tell_done(const struct jm_site *site)
{
    char counts[3][24];
    const int64_t said[] = {(int64_t)site->count, site->written, site->removed};
    for (int i = 0; i < 3; i++)
        snprintf(counts[i], sizeof counts[i], "%" PRId64, said[i]);
    if (site->app->json)
        print_json(site);
    else
        print_table(site);
    jm_app_remark(site->app, JM_SAY_SITE_DONE, site->dir, counts[0], counts[1],
                  counts[2], NULL);
}

static void clear(struct jm_site *site)
{
    for (size_t i = 0; i < site->count; i++) {
        free(site->feeds[i].path);
        free(site->feeds[i].name);
        free(site->feeds[i].who);
    }
    free(site->feeds);
    jm_text_clear(&site->etags);
}

/* "https://host[:port][/path]" of characters that need no escaping. */
static bool is_address(const char *text)
{
    static const char host[] = "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    size_t scheme = strncmp(text, "https://", 8) == 0  ? 8
                    : strncmp(text, "http://", 7) == 0 ? 7
                                                       : 0;
    size_t name = scheme ? strspn(text + scheme, host) : 0;
    const char *path = text + scheme + name;
    if (!name || (*path && *path != '/'))
        return false;
    for (; *path; path++)
        if (!strchr(host, *path) && !strchr("/_~%", *path))
            return false;
    return true;
}

/* The address without a slash at its end; JM_INVALID for what is none. */
static enum jm_status read_base(struct jm_app *app, struct jm_text *base)
{
    const char *given = jm_app_option(app, "base-url");
    if (!given)
        return JM_OK;
    if (!is_address(given))
        return jm_fail(&app->err, JM_INVALID, given, JM_SAY_SITE_BASE_FORM,
                       given, NULL);
    jm_text_add(base, given);
    while (base->length && base->bytes[base->length - 1] == '/')
        base->bytes[--base->length] = '\0';
    return JM_OK;
}

enum jm_status jm_export_site(struct jm_app *app, const struct jm_plan *plan)
{
    struct jm_text base = JM_TEXT_INIT;
    struct jm_site site = {
        .app = app, .plan = plan, .dir = jm_app_option(app, "dir")};
    enum jm_status status = read_base(app, &base);
    site.base = jm_text_get(&base);
    if (!status)
        status = write_site(&site);
    if (!status)
        tell_done(&site);
    clear(&site);
    jm_text_clear(&base);
    return status;
}
