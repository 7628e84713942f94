-- Where things are, from public registers: nothing in these tables is about a person.

-- A municipality, district, neighbourhood or town as it was in one year. Old years stay, so that a code of before can be read.
create table area (
  code text not null check (code ~ '^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4}|WP[0-9]{4})$'),
  year integer not null check (year between 1800 and 2199),
  kind text not null check (kind in ('municipality', 'district', 'neighbourhood', 'town')),
  name text not null check (name <> ''),
  -- The code of the area that it lies in; it may come later, from another file.
  parent text,
  -- The code of its municipality; null for a town, which the register does not tie to one.
  municipality text,
  -- The first day on which it was no more, where a file told that.
  ended_on date,
  -- Polygons of rings of [longitude, latitude], WGS 84; drawing is the same on a coarse grid. Null where no file told it.
  outline jsonb,
  drawing jsonb,
  west double precision,
  south double precision,
  east double precision,
  north double precision,
  -- The name as it is compared, and what a name with one slip in it has in common with it.
  folded text collate "C" not null,
  keys text[] not null,
  primary key (code, year),
  check ((outline is null) = (drawing is null) and (outline is null) = (north is null))
);
create index area_year on area (kind, year);
create index area_municipality on area (municipality, kind, year, code);
create index area_folded on area (folded);
create index area_keys on area using gin (keys);
create index area_bounds on area using gist (box(point(west, south), point(east, north)));

-- A public space of the BAG under one name: a street that was renamed has a row for each of its names.
create table street (
  -- Of the BAG, 16 digits; of a street that is known by its addresses alone, its town and name as they are compared.
  id text not null check (id <> ''),
  since date not null,
  until date,
  name text not null check (name <> ''),
  town_code text not null default '',
  town text not null default '',
  folded text collate "C" not null,
  keys text[] not null,
  primary key (id, since)
);
create index street_folded on street (folded);
create index street_keys on street using gin (keys);

-- A numbered point in a street. Without its residents: it tells where, and nothing of who.
create table address (
  street_folded text collate "C" not null,
  town_folded text collate "C" not null,
  number integer not null check (number > 0),
  addition text not null default '',
  street text not null,
  town text not null,
  postcode text collate "C" not null default '' check (postcode ~ '^([1-9][0-9]{3}[A-Z]{2})?$'),
  longitude double precision not null,
  latitude double precision not null,
  primary key (street_folded, number, town_folded, addition)
);
create index address_postcode on address (postcode, number);
