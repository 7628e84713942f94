/** No script needs as many marks on one letter; Unicode's stream-safe text has the same bound (UAX 15, section 13). */
const LONG_RUN = /[\p{M}--\u034F]{30}(?=[\p{M}--\u034F])/gv
/** The combining grapheme joiner: it shows nothing, and marks are not put in order across it. */
const JOINER = '\u034F'

/**
 * Unicode's normal form of any text, in time that grows with its length: putting a run of marks in order takes the
 * square of the run, so a run of more than thirty is divided by joiners, which nobody sees. Any other text comes out as
 * `normalize` gives it.
 */
export function normalizeText(text: string, form: 'NFC' | 'NFKC' | 'NFKD'): string {
  return text.replace(LONG_RUN, `$&${JOINER}`).normalize(form)
}
