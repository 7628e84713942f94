-- A list that is kept under a name can be of what lies in an area: by its code, which stays the same from year to year.
alter table inbox_view add column area_code text
  check (area_code ~ '^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4}|WP[0-9]{4})$');
