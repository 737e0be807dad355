/* Version 1 of the schema: who receives, where, and on which days. */
#include "schema.h"
#include <stddef.h>

static const char theme[] =
    "CREATE TABLE theme ( -- what a visit can be about\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- its name for ever: 'urban-safety'\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    name_fr TEXT NOT NULL, -- its French name\n"
    "    name_en TEXT, -- its English name\n"
    "    name_ko TEXT -- its Korean name\n"
    ") STRICT";

static const char collectivity[] =
    "CREATE TABLE collectivity ( -- a town, region, embassy or airport\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- its name for ever: 'fr-issy'\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    name_fr TEXT NOT NULL, -- its French name\n"
    "    name_en TEXT NOT NULL, -- its English name\n"
    "    name_ko TEXT NOT NULL, -- its Korean name\n"
    "    kind TEXT NOT NULL -- what it is in its country\n"
    "        CHECK (kind = 'commune' OR kind = 'metropole' OR\n"
    "            kind = 'arrondissement' OR kind = 'department' OR\n"
    "            kind = 'region' OR kind = 'special-city' OR\n"
    "            kind = 'metropolitan-city' OR kind = 'province' OR\n"
    "            kind = 'city' OR kind = 'county' OR\n"
    "            kind = 'district' OR kind = 'association' OR\n"
    "            kind = 'embassy' OR kind = 'parliament' OR\n"
    "            kind = 'state' OR kind = 'gateway'),\n"
    "    country TEXT NOT NULL -- ISO 3166-1 alpha-2\n"
    "        CHECK (length(country) = 2),\n"
    "    zone TEXT NOT NULL, -- IANA time zone\n"
    "    latitude REAL NOT NULL -- degrees, north is positive\n"
    "        CHECK (latitude BETWEEN -90 AND 90),\n"
    "    longitude REAL NOT NULL -- degrees, east is positive\n"
    "        CHECK (longitude BETWEEN -180 AND 180),\n"
    "    parent INTEGER REFERENCES collectivity(n), -- what it lies in\n"
    "    region TEXT, -- its region's name\n"
    "    department TEXT, -- its department's number: '67'\n"
    "    school_zone TEXT -- the zone of its school holidays\n"
    "        CHECK (school_zone = 'A' OR school_zone = 'B' OR\n"
    "            school_zone = 'C'),\n"
    "    insee TEXT, -- INSEE code (France)\n"
    "    siren TEXT, -- SIREN number (France)\n"
    "    iso_3166_2 TEXT, -- ISO 3166-2 code\n"
    "    kr_admin_code TEXT, -- administrative code (Korea)\n"
    "    population INTEGER, -- inhabitants\n"
    "    capacity INTEGER NOT NULL -- delegations it hosts at once\n"
    "        CHECK (capacity >= 0),\n"
    "    notice_days INTEGER -- days it wants to know ahead\n"
    "        CHECK (notice_days >= 0),\n"
    "    office_from TEXT, -- its office opens: '09:00'\n"
    "    office_until TEXT, -- its office closes: '17:30'\n"
    "    note TEXT, -- what else is to be known\n"
    "    source TEXT, -- where this was read\n"
    "    CHECK (office_from <= office_until)\n"
    ") STRICT";

static const char volunteer[] =
    "CREATE TABLE volunteer ( -- who receives visits on which theme\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- collectivity/theme\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- who\n"
    "    theme INTEGER NOT NULL REFERENCES theme(n), -- on what\n"
    "    note TEXT -- what can be seen there\n"
    ") STRICT";

static const char partnership[] =
    "CREATE TABLE partnership ( -- a tie between two collectivities\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- collectivity/partner\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- one\n"
    "    partner INTEGER REFERENCES collectivity(n), -- none: seeking one\n"
    "    kind TEXT NOT NULL -- what was signed\n"
    "        CHECK (kind = 'twinning' OR kind = 'friendship' OR\n"
    "            kind = 'cooperation' OR kind = 'letter-of-intent' OR\n"
    "            kind = 'network' OR kind = 'contact' OR\n"
    "            kind = 'project' OR kind = 'seeking'),\n"
    "    status TEXT NOT NULL -- how alive it is\n"
    "        CHECK (status = 'active' OR status = 'open' OR\n"
    "            status = 'dormant' OR status = 'unknown' OR\n"
    "            status = 'ended'),\n"
    "    since TEXT, -- year or day it began, as it was said\n"
    "    note TEXT, -- what else is to be known\n"
    "    source TEXT -- where this was read\n"
    ") STRICT";

static const char venue[] =
    "CREATE TABLE venue ( -- a place where events are held\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- its name for ever\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- where\n"
    "    name_fr TEXT NOT NULL, -- its French name\n"
    "    name_en TEXT, -- its English name\n"
    "    name_ko TEXT, -- its Korean name\n"
    "    address TEXT, -- as a driver needs it\n"
    "    seats INTEGER -- people it seats\n"
    "        CHECK (seats >= 0),\n"
    "    rooms INTEGER NOT NULL -- events it holds at once\n"
    "        CHECK (rooms >= 1),\n"
    "    latitude REAL -- degrees, north is positive\n"
    "        CHECK (latitude BETWEEN -90 AND 90),\n"
    "    longitude REAL -- degrees, east is positive\n"
    "        CHECK (longitude BETWEEN -180 AND 180),\n"
    "    note TEXT -- what else is to be known\n"
    ") STRICT";

static const char vehicle[] =
    "CREATE TABLE vehicle ( -- a coach or a car\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- its name for ever\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    collectivity INTEGER REFERENCES collectivity(n), -- who lends it\n"
    "    name_fr TEXT NOT NULL, -- its French name\n"
    "    name_en TEXT, -- its English name\n"
    "    name_ko TEXT, -- its Korean name\n"
    "    seats INTEGER NOT NULL -- people it takes\n"
    "        CHECK (seats >= 1),\n"
    "    operator TEXT, -- the company that runs it\n"
    "    note TEXT -- what else is to be known\n"
    ") STRICT";

static const char travel[] =
    "CREATE TABLE travel ( -- how long a journey takes\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- origin/destination/mode\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    origin INTEGER NOT NULL REFERENCES collectivity(n), -- from\n"
    "    destination INTEGER NOT NULL REFERENCES collectivity(n), -- to\n"
    "    mode TEXT NOT NULL -- by what\n"
    "        CHECK (mode = 'train' OR mode = 'coach' OR mode = 'car' OR\n"
    "            mode = 'metro' OR mode = 'plane' OR mode = 'walk'),\n"
    "    minutes_min INTEGER NOT NULL -- door to door at best\n"
    "        CHECK (minutes_min >= 0),\n"
    "    minutes_max INTEGER NOT NULL, -- door to door at worst\n"
    "    note TEXT, -- what else is to be known\n"
    "    source TEXT, -- where this was read\n"
    "    CHECK (minutes_min <= minutes_max)\n"
    ") STRICT";

static const char day[] =
    "CREATE TABLE day ( -- days on which planning is harder\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- kind, first day and whom it concerns\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    kind TEXT NOT NULL -- why\n"
    "        CHECK (kind = 'public' OR kind = 'school' OR\n"
    "            kind = 'election' OR kind = 'bridge' OR\n"
    "            kind = 'council' OR kind = 'blackout'),\n"
    "    starts TEXT NOT NULL, -- its first day: '2026-05-01'\n"
    "    ends TEXT NOT NULL, -- its last day, included\n"
    "    country TEXT -- the country it concerns, ISO 3166-1 alpha-2\n"
    "        CHECK (length(country) = 2),\n"
    "    department TEXT, -- the department it concerns\n"
    "    school_zone TEXT -- the school zone it concerns\n"
    "        CHECK (school_zone = 'A' OR school_zone = 'B' OR\n"
    "            school_zone = 'C'),\n"
    "    collectivity INTEGER REFERENCES collectivity(n), -- whom it concerns\n"
    "    name_fr TEXT NOT NULL, -- its French name\n"
    "    name_en TEXT, -- its English name\n"
    "    name_ko TEXT, -- its Korean name\n"
    "    estimated INTEGER NOT NULL -- 1: computed, not announced\n"
    "        CHECK (estimated IN (0, 1)),\n"
    "    source TEXT NOT NULL, -- the law or page that says so\n"
    "    CHECK (starts <= ends)\n"
    ") STRICT";

static const char calendar[] =
    "CREATE TABLE calendar ( -- a host's calendar that is fetched\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- its name for ever\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- whose\n"
    "    url TEXT NOT NULL, -- where it is fetched; often a secret\n"
    "    etag TEXT, -- HTTP ETag of the last fetch\n"
    "    last_modified TEXT, -- HTTP Last-Modified of the last fetch\n"
    "    fetched_at INTEGER, -- last fetch, seconds since 1970 (UTC)\n"
    "    note TEXT -- what else is to be known\n"
    ") STRICT";

static const char busy[] =
    "CREATE TABLE busy ( -- a span in which a host is taken\n"
    "    n INTEGER PRIMARY KEY, -- the row inside this file\n"
    "    id TEXT NOT NULL UNIQUE, -- its name for ever\n"
    "    version INTEGER NOT NULL DEFAULT 1, -- one more with each change\n"
    "    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- who\n"
    "    calendar INTEGER REFERENCES calendar(n), -- where it was read\n"
    "    uid TEXT, -- UID in that calendar (RFC 5545)\n"
    "    recurrence TEXT, -- which occurrence of a repeated event\n"
    "    title TEXT, -- what the host calls it\n"
    "    starts TEXT NOT NULL, -- wall time or first day\n"
    "    ends TEXT NOT NULL, -- wall time or last day, included\n"
    "    zone TEXT NOT NULL, -- IANA time zone of both\n"
    "    utc_from INTEGER, -- the start, seconds since 1970 (UTC)\n"
    "    utc_until INTEGER, -- the end, seconds since 1970 (UTC)\n"
    "    CHECK (utc_from <= utc_until)\n"
    ") STRICT";

const char *const jm_schema_places[] = {theme,
                                        collectivity,
                                        JM_INDEX_SOME(collectivity, parent),
                                        volunteer,
                                        JM_INDEX(volunteer, collectivity),
                                        JM_INDEX(volunteer, theme),
                                        partnership,
                                        JM_INDEX(partnership, collectivity),
                                        JM_INDEX_SOME(partnership, partner),
                                        venue,
                                        JM_INDEX(venue, collectivity),
                                        vehicle,
                                        JM_INDEX_SOME(vehicle, collectivity),
                                        travel,
                                        JM_INDEX(travel, origin),
                                        JM_INDEX(travel, destination),
                                        day,
                                        JM_INDEX_SOME(day, collectivity),
                                        calendar,
                                        JM_INDEX(calendar, collectivity),
                                        busy,
                                        JM_INDEX(busy, collectivity),
                                        JM_INDEX_SOME(busy, calendar),
                                        NULL};
