-- Named by the last of the rooms whose tables these are.
-- What everybody may read is found by indexes on its words: each room asks them with the condition by which its pages show it.
-- There is nothing to keep: a text that goes, or that may not be read any more, is not found.
create index dossier_found on dossier using gin (found_words(question || E'\n' || summary || E'\n' || area));
create index dialogue_found on dialogue using gin (found_words(question || E'\n' || introduction));
create index statement_found on statement using gin (found_words(text));
create index response_version_found on response_version using gin (found_words(action || E'\n' || why));
create index translation_found on translation using gin (found_words(text));
