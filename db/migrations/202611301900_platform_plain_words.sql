-- The same words as before, for less work: letters of ASCII are most of what is said, and a list of others is gone through letter by
-- letter only where there are some.
create or replace function plain_words(said text) returns text language sql immutable strict parallel safe cost 200 as $$
  select trim(regexp_replace(regexp_replace(
    case when told ~ '[\u00c0-\u017f\u0370-\u052f\u1e9e]' then
      replace(replace(replace(replace(
        translate(told,
          'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐØøŁłĐđÐðıÆŒÞẞ',
          'αβγδεζηθικλμνξοπρστυφχψωσабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґoollddddiæœþß'),
        'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ß', 'ss')
      else told end,
    '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007\u3021-\u318f\u31a0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])',
    ' \1 ', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u060c\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\ufd3e\ufd3f\ufe00-\ufe1f\ufe30-\ufe6f\ufeff\ufff0-\uffff\U0001f000-\U0001faff\U000e0000-\U000e0fff]+',
    ' ', 'g'))
  from lower(regexp_replace(normalize(said, NFKD),
    '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]', '', 'g') collate "C") as told
$$;
create or replace function found_words(said text) returns tsvector language plpgsql immutable strict parallel safe cost 2000 as $$
declare
  words text[] := array(
    select left(word, 40)
    from unnest(string_to_array(public.plain_words(left(said, 50000)), ' ')) with ordinality as listed (word, place)
    where word <> '' order by place
  );
begin
  return (
    select coalesce(string_agg('''' || word || ''':' || least(place, 16383), ' '), '')::tsvector
    from unnest(words) with ordinality as placed (word, place)
  ) || array_to_tsvector(array(
    select distinct left(stem, -1) || translate(right(stem, 1), 'vz', 'fs')
    from (select distinct word from unnest(words) as word) as once,
      unnest(ts_lexize('dutch_stem', once.word) || ts_lexize('english_stem', once.word)) as stem
    where stem <> ''
  ));
end $$;
