-- What is found by its words, in any room: the words of a text are made here and nowhere else, so that what is written and what
-- is looked for agree. platform/search reads a text the same way; a test compares them.

-- The words of a text with one space between them: small letters, without accents and other marks that writers leave out, and
-- every letter of a script without spaces as a word of its own. By ranges of characters and not by the locale of the database.
create function plain_words(said text) returns text language sql immutable strict parallel safe cost 200 as $$
  select trim(regexp_replace(regexp_replace(
    replace(replace(replace(replace(
      translate(
        regexp_replace(normalize(said, NFKD),
          '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]', '', 'g'),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐØøŁłĐđÐðıÆŒÞẞ',
        'abcdefghijklmnopqrstuvwxyzαβγδεζηθικλμνξοπρστυφχψωσабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґoollddddiæœþß'),
      'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ß', 'ss'),
    '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007\u3021-\u318f\u31a0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])',
    ' \1 ', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u060c\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\ufd3e\ufd3f\ufe00-\ufe1f\ufe30-\ufe6f\ufeff\ufff0-\uffff\U0001f000-\U0001faff\U000e0000-\U000e0fff]+',
    ' ', 'g'))
$$;

-- What a word is found by besides itself: its stems in Dutch and in English. `brief` and `brieven`, `huis` and `huizen` are one word,
-- and the Dutch rules leave their last letters apart. None for words that say nothing, as `de` and `the`.
create function word_stems(word text) returns text[] language sql immutable strict parallel safe as $$
  select array(
    select distinct left(stem, -1) || translate(right(stem, 1), 'vz', 'fs')
    from unnest(ts_lexize('dutch_stem', word) || ts_lexize('english_stem', word)) as stem
    where stem <> ''
  )
$$;

-- All that a text is found by: its words with their places, for phrases, and their stems without. Of a very long text the beginning:
-- making it takes time, and a vector may not be larger than a megabyte.
create function found_words(said text) returns tsvector language plpgsql immutable strict parallel safe cost 2000 as $$
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
    select distinct stem
    from (select distinct word from unnest(words) as word) as once, unnest(public.word_stems(once.word)) as stem
  ));
end $$;
