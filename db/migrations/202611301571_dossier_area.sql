-- The area of a register that a dossier is about, to be drawn; its own words for it stand beside. A code, as years come and go.
alter table dossier add column area_code text
  check (area_code ~ '^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$');
