#include "site.h"
#include <string.h>

/* ---- index.html ---- */

static void add_html(struct jm_text *out, const char *text)
{
    for (; *text; text++)
        switch (*text) {
        case '&':
            jm_text_add(out, "&amp;");
            break;
        case '<':
            jm_text_add(out, "&lt;");
            break;
        case '>':
            jm_text_add(out, "&gt;");
            break;
        case '"':
            jm_text_add(out, "&quot;");
            break;
        default:
            jm_text_add_char(out, *text);
        }
}

static const char *say(enum jm_message message, enum jm_lang lang)
{
    return jm_message_template(message, lang);
}

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1c2733;--navy:#1f3a5f;--line:#d5dde6;"
    "--soft:#eef3f8;--paper:#fff}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6ebf1;--navy:#9dc1ea;"
    "--line:#34424f;--soft:#1b2733;--paper:#11181f}}"
    "*{box-sizing:border-box}body{margin:0;background:var(--paper);"
    "color:var(--ink);font:16px/1.55 system-ui,'Segoe UI',Roboto,"
    "'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR',sans-serif}"
    "header{border-top:6px solid var(--navy)}"
    "main{max-width:60rem;margin:0 auto;padding:1rem 1.25rem 3rem}"
    "section{padding:1.75rem 0;border-bottom:1px solid var(--line)}"
    "section:last-child{border:0}h1,h2{color:var(--navy);line-height:1.25;"
    "margin:.2em 0 .5em}h1{font-size:1.6rem}h2{font-size:1.05rem;"
    "margin-top:1.4em}ul{list-style:none;margin:0;padding:0}"
    ".feeds li{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;"
    "padding:.75rem 1rem;margin:.5rem 0;background:var(--soft);"
    "border-radius:.4rem}.feeds b{flex:1 1 14rem}"
    ".button{background:var(--navy);color:var(--paper);padding:.35rem .9rem;"
    "border-radius:.3rem;text-decoration:none;font-weight:600}"
    ".button:focus-visible,a:focus-visible{outline:3px solid currentColor;"
    "outline-offset:2px}code{flex:1 1 100%;font-size:.85rem;"
    "overflow-wrap:anywhere}.how li{padding:.25rem 0}"
    "a{color:var(--navy)}nav{display:flex;gap:1rem;padding-top:1rem}";

/* "https://…" as the address that calendar programs take without asking. */
static void add_webcal(struct jm_text *out, const struct jm_site *site,
                       const char *path)
{
    const char *rest = strstr(site->base, "://");
    if (rest) {
        jm_text_add(out, "webcal");
        add_html(out, rest);
        jm_text_add_char(out, '/');
    }
    add_html(out, path);
}

static void add_address(struct jm_text *out, const struct jm_site *site,
                        const char *path)
{
    if (*site->base) {
        add_html(out, site->base);
        jm_text_add_char(out, '/');
    }
    add_html(out, path);
}

static void add_feed(struct jm_text *out, const struct jm_site *site,
                     const struct jm_site_feed *feed)
{
    jm_text_add(out, "<li><b>");
    add_html(out, feed->name);
    jm_text_add(out, "</b> <a class=\"button\" href=\"");
    add_webcal(out, site, feed->path);
    jm_text_add(out, "\">");
    add_html(out, say(JM_SAY_SITE_SUBSCRIBE, feed->lang));
    jm_text_add(out, "</a> <code>");
    add_address(out, site, feed->path);
    jm_text_add(out, "</code></li>\n");
}

static void add_section(struct jm_text *out, const struct jm_site *site,
                        enum jm_lang lang)
{
    static const enum jm_message how[] = {JM_SAY_SITE_OUTLOOK,
                                          JM_SAY_SITE_GOOGLE, JM_SAY_SITE_APPLE,
                                          JM_SAY_SITE_THUNDERBIRD};
    jm_text_addf(out, "<section lang=\"%s\" id=\"%s\">\n<h1>",
                 jm_lang_tag(lang), jm_lang_tag(lang));
    add_html(out, say(JM_SAY_SITE_TITLE, lang));
    jm_text_add(out, "</h1>\n<p>");
    add_html(out, say(JM_SAY_SITE_INTRO, lang));
    jm_text_add(out, "</p>\n<ul class=\"feeds\">\n");
    for (size_t i = 0; i < site->count; i++)
        if (site->feeds[i].is_public && site->feeds[i].lang == lang)
            add_feed(out, site, &site->feeds[i]);
    jm_text_add(out, "</ul>\n<h2>");
    add_html(out, say(JM_SAY_SITE_HOW, lang));
    jm_text_add(out, "</h2>\n<ul class=\"how\">\n");
    for (size_t i = 0; i < sizeof how / sizeof *how; i++) {
        jm_text_add(out, "<li>");
        add_html(out, say(how[i], lang));
        jm_text_add(out, "</li>\n");
    }
    jm_text_add(out, "</ul>\n</section>\n");
}

void jm_site_index(struct jm_text *out, const struct jm_site *site)
{
    static const char *const names[] = {"Français", "English", "한국어"};
    jm_text_add(out,
                "<!doctype html>\n<html lang=\"fr\">\n<meta "
                "charset=\"utf-8\">\n<meta name=\"viewport\" "
                "content=\"width=device-width, initial-scale=1\">\n<title>");
    add_html(out, say(JM_SAY_SITE_TITLE, JM_FR));
    jm_text_addf(out,
                 "</title>\n<style>%s</style>\n<header></header>\n<main>\n"
                 "<nav>",
                 style);
    for (int lang = 0; lang < JM_LANGS; lang++)
        jm_text_addf(out, "<a href=\"#%s\" lang=\"%s\">%s</a>",
                     jm_lang_tag((enum jm_lang)lang),
                     jm_lang_tag((enum jm_lang)lang), names[lang]);
    jm_text_add(out, "</nav>\n");
    for (int lang = 0; lang < JM_LANGS; lang++)
        add_section(out, site, (enum jm_lang)lang);
    jm_text_add(out, "</main>\n</html>\n");
}

/* ---- nginx.conf ---- */

/* Files are only replaced when their bytes differ, so that nginx's own ETag, of
 * date and size, changes when they do. That of etags.txt is for servers that
 * are told one, and the same on every mirror. */
const char jm_site_nginx[] =
    "# Included in the server section of nginx, whose root is the folder www\n"
    "# beside this file: the headers that calendar programs need.\n"
    "location ~ ^/f/[^/]+/(?<jumelage_file>[^/]+\\.ics)$ {\n"
    "    types { }\n"
    "    default_type 'text/calendar; charset=utf-8';\n"
    "    gzip off;\n"
    "    etag on;\n"
    "    add_header Content-Disposition 'inline; "
    "filename=\"$jumelage_file\"';\n"
    "    add_header Cache-Control 'private, max-age=900, must-revalidate';\n"
    "    add_header X-Robots-Tag noindex;\n"
    "    add_header Referrer-Policy no-referrer;\n"
    "}\n";
