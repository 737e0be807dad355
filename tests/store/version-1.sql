-- A plan as version 1 of the schema kept it, written by the program of that
-- version: two collectivities, a stay with a meeting, one change undone.
PRAGMA foreign_keys = OFF;
PRAGMA application_id = 1246579783;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE answer ( -- what a collectivity wishes for
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- collectivity/year/kind/choice
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- who
    year INTEGER NOT NULL, -- the year of the consultation
    kind TEXT NOT NULL -- the question
        CHECK (kind IN ('theme', 'partner')),
    choice INTEGER NOT NULL -- first, second or third choice
        CHECK (choice BETWEEN 1 AND 3),
    theme INTEGER REFERENCES theme(n), -- the theme chosen
    partner INTEGER REFERENCES collectivity(n) -- the partner chosen
) STRICT;
CREATE TABLE busy ( -- a span in which a host is taken
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- its name for ever
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- who
    calendar INTEGER REFERENCES calendar(n), -- where it was read
    uid TEXT, -- UID in that calendar (RFC 5545)
    recurrence TEXT, -- which occurrence of a repeated event
    title TEXT, -- what the host calls it
    starts TEXT NOT NULL, -- wall time or first day
    ends TEXT NOT NULL, -- wall time or last day, included
    zone TEXT NOT NULL, -- IANA time zone of both
    utc_from INTEGER, -- the start, seconds since 1970 (UTC)
    utc_until INTEGER, -- the end, seconds since 1970 (UTC)
    CHECK (utc_from <= utc_until)
) STRICT;
CREATE TABLE calendar ( -- a host's calendar that is fetched
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- its name for ever
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- whose
    url TEXT NOT NULL, -- where it is fetched; often a secret
    etag TEXT, -- HTTP ETag of the last fetch
    last_modified TEXT, -- HTTP Last-Modified of the last fetch
    fetched_at INTEGER, -- last fetch, seconds since 1970 (UTC)
    note TEXT -- what else is to be known
) STRICT;
CREATE TABLE change ( -- what one person did at once
    number INTEGER PRIMARY KEY, -- 1, 2, 3... never used again
    at INTEGER NOT NULL, -- seconds since 1970 (UTC)
    who TEXT NOT NULL, -- the author
    why TEXT NOT NULL, -- the reason given, '' for none
    undoes INTEGER REFERENCES change(number), -- what it takes back
    undone_by INTEGER REFERENCES change(number) -- none: it stands
) STRICT;
INSERT INTO "change" VALUES(1,1795457480,'adele','',NULL,NULL);
INSERT INTO "change" VALUES(2,1795457480,'adele','',NULL,NULL);
INSERT INTO "change" VALUES(3,1795457480,'adele','',NULL,NULL);
INSERT INTO "change" VALUES(4,1795457480,'adele','',NULL,NULL);
INSERT INTO "change" VALUES(5,1795457480,'adele','',NULL,NULL);
INSERT INTO "change" VALUES(6,1795457480,'adele','',NULL,NULL);
INSERT INTO "change" VALUES(7,1795457480,'adele','',NULL,NULL);
INSERT INTO "change" VALUES(8,1795457480,'adele','',NULL,NULL);
INSERT INTO "change" VALUES(9,1795457480,'adele','',NULL,10);
INSERT INTO "change" VALUES(10,1795457480,'adele','',9,NULL);
CREATE TABLE change_field ( -- what it did to one field
    n INTEGER PRIMARY KEY, -- change_row.n * 128, plus 0, 1, 2...
    field TEXT NOT NULL, -- the column
    before ANY, -- its value; references as ids
    after ANY -- the same
) STRICT;
INSERT INTO "change_field" VALUES(128,'name_fr',NULL,'Tours');
INSERT INTO "change_field" VALUES(129,'name_en',NULL,'Tours');
INSERT INTO "change_field" VALUES(130,'name_ko',NULL,'투르');
INSERT INTO "change_field" VALUES(131,'kind',NULL,'commune');
INSERT INTO "change_field" VALUES(132,'country',NULL,'FR');
INSERT INTO "change_field" VALUES(133,'zone',NULL,'Europe/Paris');
INSERT INTO "change_field" VALUES(134,'latitude',NULL,47.39484);
INSERT INTO "change_field" VALUES(135,'longitude',NULL,0.70398);
INSERT INTO "change_field" VALUES(136,'capacity',NULL,1);
INSERT INTO "change_field" VALUES(256,'name_fr',NULL,'Suwon');
INSERT INTO "change_field" VALUES(257,'name_en',NULL,'Suwon');
INSERT INTO "change_field" VALUES(258,'name_ko',NULL,'수원시');
INSERT INTO "change_field" VALUES(259,'kind',NULL,'city');
INSERT INTO "change_field" VALUES(260,'country',NULL,'KR');
INSERT INTO "change_field" VALUES(261,'zone',NULL,'Asia/Seoul');
INSERT INTO "change_field" VALUES(262,'latitude',NULL,37.29);
INSERT INTO "change_field" VALUES(263,'longitude',NULL,127.01);
INSERT INTO "change_field" VALUES(264,'capacity',NULL,1);
INSERT INTO "change_field" VALUES(384,'family_name',NULL,'MARTIN');
INSERT INTO "change_field" VALUES(385,'given_name',NULL,'Adèle');
INSERT INTO "change_field" VALUES(386,'organisation',NULL,'fr-tours');
INSERT INTO "change_field" VALUES(387,'role',NULL,'interpreter');
INSERT INTO "change_field" VALUES(512,'name_fr',NULL,'Délégation de Suwon');
INSERT INTO "change_field" VALUES(513,'origin',NULL,'kr-suwon');
INSERT INTO "change_field" VALUES(514,'size',NULL,12);
INSERT INTO "change_field" VALUES(515,'dates_imposed',NULL,0);
INSERT INTO "change_field" VALUES(640,'kind',NULL,'stay');
INSERT INTO "change_field" VALUES(641,'status',NULL,'confirmed');
INSERT INTO "change_field" VALUES(642,'title_fr',NULL,'Séjour à Tours');
INSERT INTO "change_field" VALUES(643,'starts',NULL,'2023-05-05');
INSERT INTO "change_field" VALUES(644,'ends',NULL,'2023-05-06');
INSERT INTO "change_field" VALUES(645,'zone',NULL,'Europe/Paris');
INSERT INTO "change_field" VALUES(646,'host',NULL,'fr-tours');
INSERT INTO "change_field" VALUES(647,'delegation',NULL,'dl-suwon');
INSERT INTO "change_field" VALUES(648,'audience',NULL,'host');
INSERT INTO "change_field" VALUES(649,'to_confirm',NULL,0);
INSERT INTO "change_field" VALUES(768,'kind',NULL,'meeting');
INSERT INTO "change_field" VALUES(769,'status',NULL,'idea');
INSERT INTO "change_field" VALUES(770,'title_fr',NULL,'Visite de courtoisie');
INSERT INTO "change_field" VALUES(771,'starts',NULL,'2023-05-05T10:00');
INSERT INTO "change_field" VALUES(772,'ends',NULL,'2023-05-05T11:00');
INSERT INTO "change_field" VALUES(773,'zone',NULL,'Europe/Paris');
INSERT INTO "change_field" VALUES(774,'host',NULL,'fr-tours');
INSERT INTO "change_field" VALUES(775,'delegation',NULL,'dl-suwon');
INSERT INTO "change_field" VALUES(776,'parent',NULL,'22222222-2222-4222-8222-222222222222');
INSERT INTO "change_field" VALUES(777,'audience',NULL,'host');
INSERT INTO "change_field" VALUES(778,'to_confirm',NULL,0);
INSERT INTO "change_field" VALUES(896,'event',NULL,'11111111-1111-4111-8111-111111111111');
INSERT INTO "change_field" VALUES(897,'person',NULL,'adele.martin');
INSERT INTO "change_field" VALUES(898,'role',NULL,'interprets');
INSERT INTO "change_field" VALUES(1024,'kind',NULL,'public');
INSERT INTO "change_field" VALUES(1025,'starts',NULL,'2023-05-08');
INSERT INTO "change_field" VALUES(1026,'ends',NULL,'2023-05-08');
INSERT INTO "change_field" VALUES(1027,'country',NULL,'FR');
INSERT INTO "change_field" VALUES(1028,'name_fr',NULL,'Victoire 1945');
INSERT INTO "change_field" VALUES(1029,'estimated',NULL,0);
INSERT INTO "change_field" VALUES(1030,'source',NULL,'code du travail, L3133-1');
INSERT INTO "change_field" VALUES(1152,'starts','2023-05-05T10:00','2023-05-05T10:15');
INSERT INTO "change_field" VALUES(1153,'utc_from',1683273600,1683274500);
INSERT INTO "change_field" VALUES(1280,'starts','2023-05-05T10:15','2023-05-05T10:00');
INSERT INTO "change_field" VALUES(1281,'utc_from',1683274500,1683273600);
CREATE TABLE change_row ( -- what a change did to one row
    n INTEGER PRIMARY KEY, -- in the order in which it was done
    change INTEGER NOT NULL REFERENCES change(number), -- part of which
    edit TEXT NOT NULL -- what was done
        CHECK (edit = 'added' OR edit = 'changed' OR
            edit = 'removed'),
    noun TEXT NOT NULL, -- the table
    id TEXT NOT NULL, -- the row's id
    version INTEGER NOT NULL -- the row's, after it; removed: before it
) STRICT;
INSERT INTO "change_row" VALUES(1,1,'added','collectivity','fr-tours',1);
INSERT INTO "change_row" VALUES(2,2,'added','collectivity','kr-suwon',1);
INSERT INTO "change_row" VALUES(3,3,'added','person','adele.martin',1);
INSERT INTO "change_row" VALUES(4,4,'added','delegation','dl-suwon',1);
INSERT INTO "change_row" VALUES(5,5,'added','event','22222222-2222-4222-8222-222222222222',1);
INSERT INTO "change_row" VALUES(6,6,'added','event','11111111-1111-4111-8111-111111111111',1);
INSERT INTO "change_row" VALUES(7,7,'added','participant','11111111-1111-4111-8111-111111111111/adele.martin',1);
INSERT INTO "change_row" VALUES(8,8,'added','day','public/2023-05-08/FR',1);
INSERT INTO "change_row" VALUES(9,9,'changed','event','11111111-1111-4111-8111-111111111111',2);
INSERT INTO "change_row" VALUES(10,10,'changed','event','11111111-1111-4111-8111-111111111111',3);
CREATE TABLE collectivity ( -- a town, region, embassy or airport
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- its name for ever: 'fr-issy'
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    name_fr TEXT NOT NULL, -- its French name
    name_en TEXT NOT NULL, -- its English name
    name_ko TEXT NOT NULL, -- its Korean name
    kind TEXT NOT NULL -- what it is in its country
        CHECK (kind = 'commune' OR kind = 'metropole' OR
            kind = 'arrondissement' OR kind = 'department' OR
            kind = 'region' OR kind = 'special-city' OR
            kind = 'metropolitan-city' OR kind = 'province' OR
            kind = 'city' OR kind = 'county' OR
            kind = 'district' OR kind = 'association' OR
            kind = 'embassy' OR kind = 'parliament' OR
            kind = 'state' OR kind = 'gateway'),
    country TEXT NOT NULL -- ISO 3166-1 alpha-2
        CHECK (length(country) = 2),
    zone TEXT NOT NULL, -- IANA time zone
    latitude REAL NOT NULL -- degrees, north is positive
        CHECK (latitude BETWEEN -90 AND 90),
    longitude REAL NOT NULL -- degrees, east is positive
        CHECK (longitude BETWEEN -180 AND 180),
    parent INTEGER REFERENCES collectivity(n), -- what it lies in
    region TEXT, -- its region's name
    department TEXT, -- its department's number: '67'
    school_zone TEXT -- the zone of its school holidays
        CHECK (school_zone = 'A' OR school_zone = 'B' OR
            school_zone = 'C'),
    insee TEXT, -- INSEE code (France)
    siren TEXT, -- SIREN number (France)
    iso_3166_2 TEXT, -- ISO 3166-2 code
    kr_admin_code TEXT, -- administrative code (Korea)
    population INTEGER, -- inhabitants
    capacity INTEGER NOT NULL -- delegations it hosts at once
        CHECK (capacity >= 0),
    notice_days INTEGER -- days it wants to know ahead
        CHECK (notice_days >= 0),
    office_from TEXT, -- its office opens: '09:00'
    office_until TEXT, -- its office closes: '17:30'
    note TEXT, -- what else is to be known
    source TEXT, -- where this was read
    CHECK (office_from <= office_until)
) STRICT;
INSERT INTO "collectivity" VALUES(1,'fr-tours',1,'Tours','Tours','투르','commune','FR','Europe/Paris',47.39484,0.70398,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "collectivity" VALUES(2,'kr-suwon',1,'Suwon','Suwon','수원시','city','KR','Asia/Seoul',37.29,127.01,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE criterion ( -- a criterion of the label
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- edition/code
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    edition INTEGER NOT NULL -- which edition of the criteria
        CHECK (edition >= 1),
    code TEXT NOT NULL, -- its number in the edition
    kind TEXT NOT NULL -- what it decides
        CHECK (kind = 'eligibility' OR kind = 'score' OR
            kind = 'effect'),
    text_fr TEXT NOT NULL, -- its French text
    text_en TEXT, -- its English text
    text_ko TEXT, -- its Korean text
    scale TEXT, -- how it is scored
    source TEXT -- where this was read
) STRICT;
CREATE TABLE day ( -- days on which planning is harder
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- kind, first day and whom it concerns
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    kind TEXT NOT NULL -- why
        CHECK (kind = 'public' OR kind = 'school' OR
            kind = 'election' OR kind = 'bridge' OR
            kind = 'council' OR kind = 'blackout'),
    starts TEXT NOT NULL, -- its first day: '2026-05-01'
    ends TEXT NOT NULL, -- its last day, included
    country TEXT -- the country it concerns, ISO 3166-1 alpha-2
        CHECK (length(country) = 2),
    department TEXT, -- the department it concerns
    school_zone TEXT -- the school zone it concerns
        CHECK (school_zone = 'A' OR school_zone = 'B' OR
            school_zone = 'C'),
    collectivity INTEGER REFERENCES collectivity(n), -- whom it concerns
    name_fr TEXT NOT NULL, -- its French name
    name_en TEXT, -- its English name
    name_ko TEXT, -- its Korean name
    estimated INTEGER NOT NULL -- 1: computed, not announced
        CHECK (estimated IN (0, 1)),
    source TEXT NOT NULL, -- the law or page that says so
    CHECK (starts <= ends)
) STRICT;
INSERT INTO "day" VALUES(1,'public/2023-05-08/FR',1,'public','2023-05-08','2023-05-08','FR',NULL,NULL,NULL,'Victoire 1945',NULL,NULL,0,'code du travail, L3133-1');
CREATE TABLE delegation ( -- a group that travels together
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- its name for ever: 'guro-2026'
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    name_fr TEXT NOT NULL, -- its French name
    name_en TEXT, -- its English name
    name_ko TEXT, -- its Korean name
    origin INTEGER NOT NULL REFERENCES collectivity(n), -- whose it is
    head INTEGER REFERENCES person(n), -- who leads it
    size INTEGER -- people, where members are not all named
        CHECK (size >= 0),
    purpose_fr TEXT, -- why it comes, in French
    purpose_en TEXT, -- why it comes, in English
    purpose_ko TEXT, -- why it comes, in Korean
    dates_imposed INTEGER NOT NULL -- 1: the guests set the dates
        CHECK (dates_imposed IN (0, 1)),
    note TEXT, -- what else is to be known
    source TEXT -- where this was read
) STRICT;
INSERT INTO "delegation" VALUES(1,'dl-suwon',1,'Délégation de Suwon',NULL,NULL,2,NULL,12,NULL,NULL,NULL,0,NULL,NULL);
CREATE TABLE event ( -- a forum, a stay, a visit, a meal...
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- UUID, its UID in calendars for ever
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    kind TEXT NOT NULL -- what it is
        CHECK (kind = 'forum' OR kind = 'stay' OR
            kind = 'visit' OR kind = 'meeting' OR
            kind = 'ceremony' OR kind = 'meal' OR
            kind = 'transfer' OR kind = 'lodging' OR
            kind = 'flagship' OR kind = 'deadline' OR
            kind = 'post'),
    status TEXT NOT NULL -- how sure it is
        CHECK (status = 'idea' OR status = 'option' OR
            status = 'confirmed' OR status = 'cancelled'),
    title_fr TEXT NOT NULL, -- its French title
    title_en TEXT, -- its English title
    title_ko TEXT, -- its Korean title
    starts TEXT NOT NULL, -- wall time or first day
    ends TEXT NOT NULL, -- wall time or last day, included
    zone TEXT NOT NULL, -- IANA time zone of both
    utc_from INTEGER, -- the start, seconds since 1970 (UTC)
    utc_until INTEGER, -- the end, seconds since 1970 (UTC)
    host INTEGER REFERENCES collectivity(n), -- who receives
    venue INTEGER REFERENCES venue(n), -- where
    to_host INTEGER REFERENCES collectivity(n), -- where a transfer ends
    to_venue INTEGER REFERENCES venue(n), -- where a transfer ends
    delegation INTEGER REFERENCES delegation(n), -- who is received
    track TEXT, -- which part of the group it is for; none: all
    theme INTEGER REFERENCES theme(n), -- about what
    parent INTEGER REFERENCES event(n), -- what it is a part of
    project INTEGER REFERENCES project(n), -- whose project
    option_until TEXT, -- the last day of the option
    cancel_reason TEXT, -- why it was cancelled
    audience TEXT NOT NULL -- who may see it
        CHECK (audience = 'public' OR audience = 'partner' OR
            audience = 'host' OR audience = 'protocol'),
    expected INTEGER -- people expected
        CHECK (expected >= 0),
    to_confirm INTEGER NOT NULL -- 1: something is still open
        CHECK (to_confirm IN (0, 1)),
    contacts_fr TEXT, -- whom they meet, in French
    contacts_en TEXT, -- whom they meet, in English
    contacts_ko TEXT, -- whom they meet, in Korean
    logistics_fr TEXT, -- what is to be brought, in French
    logistics_en TEXT, -- what is to be brought, in English
    logistics_ko TEXT, -- what is to be brought, in Korean
    description_fr TEXT, -- what it is about, in French
    description_en TEXT, -- what it is about, in English
    description_ko TEXT, -- what it is about, in Korean
    url TEXT, -- its page
    note TEXT, -- for the staff only
    source TEXT, -- where this was read
    sequence INTEGER, -- SEQUENCE in calendars (RFC 5545)
    created_at INTEGER, -- seconds since 1970 (UTC)
    changed_at INTEGER, -- last visible change, the same
    cancelled_at INTEGER, -- when it was cancelled, the same
    CHECK (utc_from <= utc_until),
    CHECK ((length(starts) = 10) = (length(ends) = 10))
) STRICT;
INSERT INTO "event" VALUES(1,'22222222-2222-4222-8222-222222222222',1,'stay','confirmed','Séjour à Tours',NULL,NULL,'2023-05-05','2023-05-06','Europe/Paris',1683237600,1683410400,1,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,'host',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1795457480,1795457480,NULL);
INSERT INTO "event" VALUES(2,'11111111-1111-4111-8111-111111111111',3,'meeting','idea','Visite de courtoisie',NULL,NULL,'2023-05-05T10:00','2023-05-05T11:00','Europe/Paris',1683273600,1683277200,1,NULL,NULL,NULL,1,NULL,NULL,1,NULL,NULL,NULL,'host',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,1795457480,1795457480,NULL);
CREATE TABLE flight ( -- a flight or a long train of a delegation
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- delegation/direction/number
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    delegation INTEGER NOT NULL REFERENCES delegation(n), -- who flies
    direction TEXT NOT NULL -- there or back
        CHECK (direction IN ('in', 'out')),
    number TEXT NOT NULL, -- 'AF 267'
    origin INTEGER NOT NULL REFERENCES collectivity(n), -- from
    destination INTEGER NOT NULL REFERENCES collectivity(n), -- to
    departs TEXT NOT NULL, -- wall time at the origin
    departs_zone TEXT NOT NULL, -- IANA time zone of the origin
    departs_utc INTEGER, -- the same, seconds since 1970 (UTC)
    arrives TEXT NOT NULL, -- wall time at the destination
    arrives_zone TEXT NOT NULL, -- IANA time zone of the destination
    arrives_utc INTEGER, -- the same, seconds since 1970 (UTC)
    note TEXT, -- what else is to be known
    CHECK (departs_utc <= arrives_utc)
) STRICT;
CREATE TABLE label ( -- a decision on a project's label
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- project/decided_on
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    project INTEGER NOT NULL REFERENCES project(n), -- on which
    edition INTEGER NOT NULL -- the criteria it was taken under
        CHECK (edition >= 1),
    decision TEXT NOT NULL -- what was decided
        CHECK (decision = 'granted' OR decision = 'refused' OR
            decision = 'withdrawn'),
    score INTEGER -- points
        CHECK (score >= 0),
    decided_on TEXT NOT NULL, -- the day of the decision
    expires_on TEXT, -- its last day
    reason TEXT, -- why
    CHECK (decided_on <= expires_on)
) STRICT;
CREATE TABLE member ( -- a person in a delegation
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- delegation/person
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    delegation INTEGER NOT NULL REFERENCES delegation(n), -- which
    person INTEGER NOT NULL REFERENCES person(n), -- who
    position INTEGER -- place in the list, 1 comes first
        CHECK (position >= 0),
    track TEXT, -- which part of the group goes along
    joins TEXT, -- wall time or day; none: from the start
    leaves TEXT, -- wall time or last day; none: to the end
    zone TEXT NOT NULL, -- IANA time zone of both
    joins_utc INTEGER, -- the same, seconds since 1970 (UTC)
    leaves_utc INTEGER, -- the same, seconds since 1970 (UTC)
    room TEXT -- the room they sleep in
        CHECK (room = 'single' OR room = 'double' OR
            room = 'twin' OR room = 'family'),
    meal TEXT, -- the choice, not its reason; personal data
    mobility TEXT, -- the help they need; personal data
    photo_permission INTEGER -- 1: signed
        CHECK (photo_permission IN (0, 1)),
    note TEXT, -- what else is to be known
    CHECK (joins_utc <= leaves_utc)
) STRICT;
CREATE TABLE meta ( -- what the file remembers of itself
    key TEXT NOT NULL PRIMARY KEY, -- 'zone_hash', 'zone_change'
    value ANY -- by key: a hash of the zone data; the last change then
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('zone_change',5);
INSERT INTO "meta" VALUES('zone_hash',-3751422217931004229);
CREATE TABLE participant ( -- who or what an event takes
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- event/whoever it is
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    event INTEGER NOT NULL REFERENCES event(n), -- in what
    person INTEGER REFERENCES person(n), -- either a person
    delegation INTEGER REFERENCES delegation(n), -- or a delegation
    vehicle INTEGER REFERENCES vehicle(n), -- or a vehicle
    collectivity INTEGER REFERENCES collectivity(n), -- or an authority
    role TEXT NOT NULL -- what they do there
        CHECK (role = 'attends' OR role = 'receives' OR
            role = 'speaks' OR role = 'signs' OR
            role = 'interprets' OR role = 'drives'),
    CHECK ((person IS NOT NULL) + (delegation IS NOT NULL)
        + (vehicle IS NOT NULL) + (collectivity IS NOT NULL) = 1)
) STRICT;
INSERT INTO "participant" VALUES(1,'11111111-1111-4111-8111-111111111111/adele.martin',1,2,1,NULL,NULL,NULL,'interprets');
CREATE TABLE partnership ( -- a tie between two collectivities
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- collectivity/partner
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- one
    partner INTEGER REFERENCES collectivity(n), -- none: seeking one
    kind TEXT NOT NULL -- what was signed
        CHECK (kind = 'twinning' OR kind = 'friendship' OR
            kind = 'cooperation' OR kind = 'letter-of-intent' OR
            kind = 'network' OR kind = 'contact' OR
            kind = 'project' OR kind = 'seeking'),
    status TEXT NOT NULL -- how alive it is
        CHECK (status = 'active' OR status = 'open' OR
            status = 'dormant' OR status = 'unknown' OR
            status = 'ended'),
    since TEXT, -- year or day it began, as it was said
    note TEXT, -- what else is to be known
    source TEXT -- where this was read
) STRICT;
CREATE TABLE person ( -- anybody who is named in a plan
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- its name for ever
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    family_name TEXT NOT NULL, -- in Latin letters
    given_name TEXT, -- in Latin letters
    name_ko TEXT, -- the whole name in Hangul
    civility TEXT -- form of address
        CHECK (civility IN ('m', 'mme')),
    function_fr TEXT, -- what they are, in French
    function_en TEXT, -- what they are, in English
    function_ko TEXT, -- what they are, in Korean
    equivalent_fr TEXT, -- the like function in France, in French
    equivalent_en TEXT, -- the like function, in English
    equivalent_ko TEXT, -- the like function in Korea, in Korean
    organisation INTEGER REFERENCES collectivity(n), -- whom they serve
    rank INTEGER -- order of precedence, 1 comes first
        CHECK (rank >= 0),
    languages TEXT, -- BCP 47 tags, separated by spaces
    role TEXT NOT NULL -- what they do in a stay
        CHECK (role = 'official' OR role = 'member' OR
            role = 'interpreter' OR role = 'driver' OR
            role = 'liaison'),
    email TEXT, -- personal data
    phone TEXT, -- personal data
    note TEXT -- what else is to be known
) STRICT;
INSERT INTO "person" VALUES(1,'adele.martin',1,'MARTIN','Adèle',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'interpreter',NULL,NULL,NULL);
CREATE TABLE post ( -- a text for a social network
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- event/channel/language
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    event INTEGER NOT NULL REFERENCES event(n), -- when it is posted
    channel TEXT NOT NULL -- where
        CHECK (channel IN ('x', 'linkedin')),
    language TEXT NOT NULL, -- BCP 47 tag
    text TEXT NOT NULL, -- what is posted
    owner INTEGER REFERENCES person(n), -- who posts it
    photo_permission INTEGER NOT NULL -- 1: checked
        CHECK (photo_permission IN (0, 1))
) STRICT;
CREATE TABLE project ( -- what partners do together
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- its name for ever
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    title_fr TEXT NOT NULL, -- its French title
    title_en TEXT, -- its English title
    title_ko TEXT, -- its Korean title
    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- whose
    partner INTEGER REFERENCES collectivity(n), -- with whom
    theme INTEGER REFERENCES theme(n), -- about what
    status TEXT NOT NULL -- how far it is
        CHECK (status = 'idea' OR status = 'running' OR
            status = 'done'),
    note TEXT, -- what else is to be known
    source TEXT -- where this was read
) STRICT;
CREATE TABLE release ( -- a version of the plan that was published
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- its number as text
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    number INTEGER NOT NULL, -- 1, 2, 3...
    published_at INTEGER NOT NULL, -- seconds since 1970 (UTC)
    author TEXT NOT NULL, -- by whom
    note TEXT, -- what it brings
    last_change INTEGER NOT NULL -- the last change that it holds
) STRICT;
CREATE TABLE reveal ( -- somebody looked at personal data
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- noun, row and instant
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    noun TEXT NOT NULL, -- the kind of row that was looked at
    row TEXT NOT NULL, -- its id
    revealed_at TEXT NOT NULL -- when, RFC 3339 UTC; the log says by whom
) STRICT;
CREATE TABLE setting ( -- how a rule is applied
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- rule/collectivity/parameter
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    rule TEXT NOT NULL, -- the rule's id: 'travel-tight'
    collectivity INTEGER REFERENCES collectivity(n), -- none: for all
    parameter TEXT NOT NULL, -- what is set
    value TEXT NOT NULL -- to what
) STRICT;
CREATE TABLE theme ( -- what a visit can be about
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- its name for ever: 'urban-safety'
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    name_fr TEXT NOT NULL, -- its French name
    name_en TEXT, -- its English name
    name_ko TEXT -- its Korean name
) STRICT;
CREATE TABLE travel ( -- how long a journey takes
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- origin/destination/mode
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    origin INTEGER NOT NULL REFERENCES collectivity(n), -- from
    destination INTEGER NOT NULL REFERENCES collectivity(n), -- to
    mode TEXT NOT NULL -- by what
        CHECK (mode = 'train' OR mode = 'coach' OR mode = 'car' OR
            mode = 'metro' OR mode = 'plane' OR mode = 'walk'),
    minutes_min INTEGER NOT NULL -- door to door at best
        CHECK (minutes_min >= 0),
    minutes_max INTEGER NOT NULL, -- door to door at worst
    note TEXT, -- what else is to be known
    source TEXT, -- where this was read
    CHECK (minutes_min <= minutes_max)
) STRICT;
CREATE TABLE vehicle ( -- a coach or a car
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- its name for ever
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    collectivity INTEGER REFERENCES collectivity(n), -- who lends it
    name_fr TEXT NOT NULL, -- its French name
    name_en TEXT, -- its English name
    name_ko TEXT, -- its Korean name
    seats INTEGER NOT NULL -- people it takes
        CHECK (seats >= 1),
    operator TEXT, -- the company that runs it
    note TEXT -- what else is to be known
) STRICT;
CREATE TABLE venue ( -- a place where events are held
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- its name for ever
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- where
    name_fr TEXT NOT NULL, -- its French name
    name_en TEXT, -- its English name
    name_ko TEXT, -- its Korean name
    address TEXT, -- as a driver needs it
    seats INTEGER -- people it seats
        CHECK (seats >= 0),
    rooms INTEGER NOT NULL -- events it holds at once
        CHECK (rooms >= 1),
    latitude REAL -- degrees, north is positive
        CHECK (latitude BETWEEN -90 AND 90),
    longitude REAL -- degrees, east is positive
        CHECK (longitude BETWEEN -180 AND 180),
    note TEXT -- what else is to be known
) STRICT;
CREATE TABLE volunteer ( -- who receives visits on which theme
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- collectivity/theme
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    collectivity INTEGER NOT NULL REFERENCES collectivity(n), -- who
    theme INTEGER NOT NULL REFERENCES theme(n), -- on what
    note TEXT -- what can be seen there
) STRICT;
CREATE TABLE waiver ( -- a finding that was accepted
    n INTEGER PRIMARY KEY, -- the row inside this file
    id TEXT NOT NULL UNIQUE, -- its name for ever
    version INTEGER NOT NULL DEFAULT 1, -- one more with each change
    fingerprint TEXT NOT NULL, -- of the finding
    rule TEXT NOT NULL, -- the rule that found it
    reason TEXT NOT NULL, -- why it is accepted
    author TEXT NOT NULL, -- by whom
    expires_on TEXT, -- its last day
    facts TEXT NOT NULL -- the facts as they were accepted
) STRICT;
CREATE INDEX collectivity_parent ON collectivity(parent) WHERE parent IS NOT NULL;
CREATE INDEX volunteer_collectivity ON volunteer(collectivity);
CREATE INDEX volunteer_theme ON volunteer(theme);
CREATE INDEX partnership_collectivity ON partnership(collectivity);
CREATE INDEX partnership_partner ON partnership(partner) WHERE partner IS NOT NULL;
CREATE INDEX venue_collectivity ON venue(collectivity);
CREATE INDEX vehicle_collectivity ON vehicle(collectivity) WHERE collectivity IS NOT NULL;
CREATE INDEX travel_origin ON travel(origin);
CREATE INDEX travel_destination ON travel(destination);
CREATE INDEX day_collectivity ON day(collectivity) WHERE collectivity IS NOT NULL;
CREATE INDEX calendar_collectivity ON calendar(collectivity);
CREATE INDEX busy_collectivity ON busy(collectivity);
CREATE INDEX busy_calendar ON busy(calendar) WHERE calendar IS NOT NULL;
CREATE INDEX person_organisation ON person(organisation) WHERE organisation IS NOT NULL;
CREATE INDEX delegation_origin ON delegation(origin);
CREATE INDEX delegation_head ON delegation(head) WHERE head IS NOT NULL;
CREATE INDEX flight_delegation ON flight(delegation);
CREATE INDEX flight_origin ON flight(origin);
CREATE INDEX flight_destination ON flight(destination);
CREATE INDEX member_delegation ON member(delegation);
CREATE INDEX member_person ON member(person);
CREATE INDEX project_collectivity ON project(collectivity);
CREATE INDEX project_partner ON project(partner) WHERE partner IS NOT NULL;
CREATE INDEX project_theme ON project(theme) WHERE theme IS NOT NULL;
CREATE INDEX label_project ON label(project);
CREATE INDEX answer_collectivity ON answer(collectivity);
CREATE INDEX answer_theme ON answer(theme) WHERE theme IS NOT NULL;
CREATE INDEX answer_partner ON answer(partner) WHERE partner IS NOT NULL;
CREATE INDEX event_host ON event(host) WHERE host IS NOT NULL;
CREATE INDEX event_venue ON event(venue) WHERE venue IS NOT NULL;
CREATE INDEX event_to_host ON event(to_host) WHERE to_host IS NOT NULL;
CREATE INDEX event_to_venue ON event(to_venue) WHERE to_venue IS NOT NULL;
CREATE INDEX event_delegation ON event(delegation) WHERE delegation IS NOT NULL;
CREATE INDEX event_theme ON event(theme) WHERE theme IS NOT NULL;
CREATE INDEX event_parent ON event(parent) WHERE parent IS NOT NULL;
CREATE INDEX event_project ON event(project) WHERE project IS NOT NULL;
CREATE INDEX participant_event ON participant(event);
CREATE INDEX participant_person ON participant(person) WHERE person IS NOT NULL;
CREATE INDEX participant_delegation ON participant(delegation) WHERE delegation IS NOT NULL;
CREATE INDEX participant_vehicle ON participant(vehicle) WHERE vehicle IS NOT NULL;
CREATE INDEX participant_collectivity ON participant(collectivity) WHERE collectivity IS NOT NULL;
CREATE INDEX post_event ON post(event);
CREATE INDEX post_owner ON post(owner) WHERE owner IS NOT NULL;
CREATE INDEX setting_collectivity ON setting(collectivity) WHERE collectivity IS NOT NULL;
CREATE INDEX change_undoes ON change(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX change_undone_by ON change(undone_by) WHERE undone_by IS NOT NULL;
CREATE INDEX change_row_change ON change_row(change);
CREATE INDEX change_row_id ON change_row(id, noun);
COMMIT;
