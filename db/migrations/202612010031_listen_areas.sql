-- The areas that a post is about which a watch found, by the names in its text; goes with the text. What lies in a district is of the district too.
create table post_area (
  post_id uuid not null references post on delete cascade,
  -- As in `area`, whichever year.
  area_code text not null,
  published_at timestamptz not null,
  -- The street or area that the text names; null for what that lies in.
  named text check (named <> ''),
  primary key (post_id, area_code)
);
create index post_area_newest on post_area (area_code, published_at desc, post_id desc);
