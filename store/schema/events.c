/* Version 1 of the schema: what happens, and what is said and decided of it. */
#include "schema.h"
#include <stddef.h>

static const char event[] =
    "CREATE TABLE event ( -- a forum, a stay, a visit, a meal...\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- UUID, its UID in calendars for ever\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    kind TEXT NOT NULL -- what it is\n"
    "        CHECK (kind = 'forum' OR kind = 'stay' OR\n"
    "            kind = 'visit' OR kind = 'meeting' OR\n"
    "            kind = 'ceremony' OR kind = 'meal' OR\n"
    "            kind = 'transfer' OR kind = 'lodging' OR\n"
    "            kind = 'flagship' OR kind = 'deadline' OR\n"
    "            kind = 'post'),\n"
    "    status TEXT NOT NULL -- how sure it is\n"
    "        CHECK (status = 'idea' OR status = 'option' OR\n"
    "            status = 'confirmed' OR status = 'cancelled'),\n"
    "    title_fr TEXT NOT NULL, -- its French title\n"
    "    title_en TEXT, -- its English title\n"
    "    title_ko TEXT, -- its Korean title\n"
    "    starts TEXT NOT NULL, -- wall time or first day\n"
    "    ends TEXT NOT NULL, -- wall time or last day, included\n"
    "    zone TEXT NOT NULL, -- IANA time zone of both\n"
    "    utc_from INTEGER, -- the start, seconds since 1970 (UTC)\n"
    "    utc_until INTEGER, -- the end, seconds since 1970 (UTC)\n"
    "    host INTEGER REFERENCES collectivity(n), -- who receives\n"
    "    venue INTEGER REFERENCES venue(n), -- where\n"
    "    to_host INTEGER REFERENCES collectivity(n), -- where a transfer ends\n"
    "    to_venue INTEGER REFERENCES venue(n), -- where a transfer ends\n"
    "    delegation INTEGER REFERENCES delegation(n), -- who is received\n"
    "    track TEXT, -- which part of the group it is for; none: all\n"
    "    theme INTEGER REFERENCES theme(n), -- about what\n"
    "    parent INTEGER REFERENCES event(n), -- what it is a part of\n"
    "    project INTEGER REFERENCES project(n), -- whose project\n"
    "    option_until TEXT, -- the last day of the option\n"
    "    cancel_reason TEXT, -- why it was cancelled\n"
    "    audience TEXT NOT NULL -- who may see it\n"
    "        CHECK (audience = 'public' OR audience = 'partner' OR\n"
    "            audience = 'host' OR audience = 'protocol'),\n"
    "    expected INTEGER -- people expected\n"
    "        CHECK (expected >= 0),\n"
    "    to_confirm INTEGER NOT NULL -- 1: something is still open\n"
    "        CHECK (to_confirm IN (0, 1)),\n"
    "    contacts_fr TEXT, -- whom they meet, in French\n"
    "    contacts_en TEXT, -- whom they meet, in English\n"
    "    contacts_ko TEXT, -- whom they meet, in Korean\n"
    "    logistics_fr TEXT, -- what is to be brought, in French\n"
    "    logistics_en TEXT, -- what is to be brought, in English\n"
    "    logistics_ko TEXT, -- what is to be brought, in Korean\n"
    "    description_fr TEXT, -- what it is about, in French\n"
    "    description_en TEXT, -- what it is about, in English\n"
    "    description_ko TEXT, -- what it is about, in Korean\n"
    "    url TEXT, -- its page\n"
    "    note TEXT, -- for the staff only\n"
    "    source TEXT, -- where this was read\n"
    "    sequence INTEGER, -- SEQUENCE in calendars (RFC 5545)\n"
    "    created_at INTEGER, -- seconds since 1970 (UTC)\n"
    "    changed_at INTEGER, -- last visible change, the same\n"
    "    cancelled_at INTEGER, -- when it was cancelled, the same\n"
    "    CHECK (utc_from <= utc_until),\n"
    "    CHECK ((length(starts) = 10) = (length(ends) = 10))\n"
    ") STRICT";

static const char participant[] =
    "CREATE TABLE participant ( -- who or what an event takes\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- event/whoever it is\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    event INTEGER NOT NULL REFERENCES event(n), -- in what\n"
    "    person INTEGER REFERENCES person(n), -- either a person\n"
    "    delegation INTEGER REFERENCES delegation(n), -- or a delegation\n"
    "    vehicle INTEGER REFERENCES vehicle(n), -- or a vehicle\n"
    "    collectivity INTEGER REFERENCES collectivity(n), -- or an authority\n"
    "    role TEXT NOT NULL -- what they do there\n"
    "        CHECK (role = 'attends' OR role = 'receives' OR\n"
    "            role = 'speaks' OR role = 'signs' OR\n"
    "            role = 'interprets' OR role = 'drives'),\n"
    "    CHECK ((person IS NOT NULL) + (delegation IS NOT NULL)\n"
    "        + (vehicle IS NOT NULL) + (collectivity IS NOT NULL) = 1)\n"
    ") STRICT";

static const char post[] =
    "CREATE TABLE post ( -- a text for a social network\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- event/channel/language\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    event INTEGER NOT NULL REFERENCES event(n), -- when it is posted\n"
    "    channel TEXT NOT NULL -- where\n"
    "        CHECK (channel IN ('x', 'linkedin')),\n"
    "    language TEXT NOT NULL, -- BCP 47 tag\n"
    "    text TEXT NOT NULL, -- what is posted\n"
    "    owner INTEGER REFERENCES person(n), -- who posts it\n"
    "    photo_permission INTEGER NOT NULL -- 1: checked\n"
    "        CHECK (photo_permission IN (0, 1))\n"
    ") STRICT";

static const char setting[] =
    "CREATE TABLE setting ( -- how a rule is applied\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- rule/collectivity/parameter\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    rule TEXT NOT NULL, -- the rule's id: 'travel-tight'\n"
    "    collectivity INTEGER REFERENCES collectivity(n), -- none: for all\n"
    "    parameter TEXT NOT NULL, -- what is set\n"
    "    value TEXT NOT NULL -- to what\n"
    ") STRICT";

static const char waiver[] =
    "CREATE TABLE waiver ( -- a finding that was accepted\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- its name for ever\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    fingerprint TEXT NOT NULL, -- of the finding\n"
    "    rule TEXT NOT NULL, -- the rule that found it\n"
    "    reason TEXT NOT NULL, -- why it is accepted\n"
    "    author TEXT NOT NULL, -- by whom\n"
    "    expires_on TEXT, -- its last day\n"
    "    facts TEXT NOT NULL -- the facts as they were accepted\n"
    ") STRICT";

static const char release[] =
    "CREATE TABLE release ( -- a version of the plan that was published\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- its number as text\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    number INTEGER NOT NULL, -- 1, 2, 3...\n"
    "    published_at INTEGER NOT NULL, -- seconds since 1970 (UTC)\n"
    "    author TEXT NOT NULL, -- by whom\n"
    "    note TEXT, -- what it brings\n"
    "    last_change INTEGER NOT NULL -- the last change that it holds\n"
    ") STRICT";

static const char reveal[] =
    "CREATE TABLE reveal ( -- somebody looked at personal data\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- noun, row and instant\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    noun TEXT NOT NULL, -- the kind of row that was looked at\n"
    "    row TEXT NOT NULL, -- its id\n"
    "    revealed_at TEXT NOT NULL -- when, RFC 3339 UTC; the log says by "
    "whom\n"
    ") STRICT";

const char *const jm_schema_events[] = {
    event,
    JM_INDEX_SOME(event, host),
    JM_INDEX_SOME(event, venue),
    JM_INDEX_SOME(event, to_host),
    JM_INDEX_SOME(event, to_venue),
    JM_INDEX_SOME(event, delegation),
    JM_INDEX_SOME(event, theme),
    JM_INDEX_SOME(event, parent),
    JM_INDEX_SOME(event, project),
    participant,
    JM_INDEX(participant, event),
    JM_INDEX_SOME(participant, person),
    JM_INDEX_SOME(participant, delegation),
    JM_INDEX_SOME(participant, vehicle),
    JM_INDEX_SOME(participant, collectivity),
    post,
    JM_INDEX(post, event),
    JM_INDEX_SOME(post, owner),
    setting,
    JM_INDEX_SOME(setting, collectivity),
    waiver,
    release,
    reveal,
    NULL};
