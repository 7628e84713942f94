import type { QueryFault } from '#cores/watch'

/** What is wrong with a query and the way out, in one sentence. */
export function tellFault({ kind, at, found, limit }: QueryFault): string {
  const place = `at character ${at + 1}${found === '' ? '' : ` ("${found}")`}`
  const sentences: Record<QueryFault['kind'], string> = {
    empty: 'there is no query: write at least one word',
    'too-long': `the query is longer than ${limit} characters: make two of it`,
    'too-many-terms': `more than ${limit} words and phrases, ${place}: make two queries of it`,
    'too-deep': `brackets lie more than ${limit} deep, ${place}`,
    'phrase-too-long': `a phrase has at most ${limit} words, ${place}`,
    'too-short': `a part of a word has at least ${limit} letters, ${place}`,
    'too-far': `NEAR takes a distance of 1 to ${limit} words, ${place}`,
    'unclosed-quote': `a quotation mark is not closed, ${place}`,
    'unclosed-bracket': `a bracket is not closed, ${place}`,
    'bracket-too-many': `a bracket closes that was not opened, ${place}`,
    'term-expected': `a word, a phrase or a bracket is expected ${place}`,
    'not-near': `beside NEAR stand words, phrases, or a choice of them in brackets, ${place}`,
    'no-word': `there is no letter and no digit in what stands ${place}`,
    'unknown-field': `there is no field of that name, ${place}: title, text, host, lang and source are`,
    'unknown-name': `there is no query "@${found}"`,
    'named-in-itself': `the query "@${found}" would be part of itself`,
    'zone-in-zone': `a field stands in another field, ${place}`,
    'matches-everything': 'it would match nearly everything: name something that has to be there',
  }
  return sentences[kind]
}
