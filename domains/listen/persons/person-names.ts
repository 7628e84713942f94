import { foldWords } from '#cores/text'
import { givenNames, isLikeSurname } from './given-names.ts'
import type { NameRun } from './name-runs.ts'

/** Words that stand between a given name and a surname, or before one, in names that are common here. */
const INFIXES = new Set(
  'van de der den het ten ter te in op aan bij uit von zu di da del della dos le la du des el al bin ben ibn abu'.split(
    ' ',
  ),
)

/** Those with which names of places are made, as of Alphen aan den Rijn; in the name of a person they follow a given name that we know. */
const BETWEEN_PLACES = new Set('aan bij in op uit'.split(' '))

/** What people put before a surname; whatever follows one is a name. */
const TITLES =
  /^(?:meneer|mevrouw|mevr|mw|dhr|heer|mr|mrs|ms|miss|dr|drs|ir|ing|prof|wethouder|burgemeester|minister|staatssecretaris|raadslid|gemeentesecretaris|directeur|alderman|mayor|councillor)$/

/** Titles after which no street is named. */
const PERSONAL = /^(?:meneer|mevrouw|mevr|mw|dhr|mr|mrs|ms|miss|wethouder|raadslid)$/

/** How words end that name a thing or an organisation, and hardly any surname. */
const THINGS =
  /(?:straat|straatje|steeg|laan|plein|kade|gracht|singel|plantsoen|boulevard|park|wijk|buurt|polder|haven|markt|eiland|bos|meer|gebied|terrein|kwartier|toren|school|college|centrum|museum|bibliotheek|theek|station|stadion|zwembad|theater|huizen|gemeente|provincie|stichting|vereniging|partij|club|bond|ministerie|waterschap|staat|raad|rekenkamer|commissie|platform|fonds|bank|politie|brandweer|ziekenhuis|universiteit|festival|project|plan|visie|wet|akkoord|agenda|energie|links|democraten|democratisch|belang|belangen|bewoners|inwoners|ouderen|senioren|liberaal|lokaal|volkspartij|fractie|griffie|bestuur|bedrijven|bedrijventerrein|street|road|square|library|council|bridge|church|city|party|office|zuid|noord|oost|west|noordoost|noordwest|zuidoost|zuidwest|midden|binnenstad|buiten|kerk|brug|weg|tunnel|route|omgeving|dorp|stad)s?$/

/** Such words that are surnames by themselves. */
const SURNAMES_TOO = /^(?:laan|bos|meer|wijk|dorp|brug|haven|polder|stad|steeg|weg|kamp|kerk)$/

/** Articles and adjectives with which names of places and organisations begin, and no given name. */
const OPENERS =
  /^(?:de|het|nieuwe?|oude?|groene?|rode?|witte|blauwe|gouden|grote?|kleine?|hoge?|lage?|korte?|lange?|sint|st|vrije|eerste|tweede|derde|vierde|openbare?|lokale|progressie(?:f|ve)|sociale|new|old|great|the|united|national|royal)$/

/** What names somebody, and whether its words stand as one phrase. */
export type SeenName = { text: string; words: readonly string[]; isPhrase: boolean }

type Token = { text: string; folded: string; kind: 'capital' | 'initial' | 'infix' | 'title' | 'other' }

/**
 * What in the words of a query looks like the name of a natural person, or an address of one: two words with capitals that follow each
 * other, initials, what follows a title, a common given name with what follows it in whatever letters, `@handles` and addresses of mail. A surname
 * alone is not seen, nor a name that is not common in letters without capitals; and some names of places are taken for one, which whoever calls
 * must know better.
 * @returns each once, in order; time goes with the length
 */
export function findPersonNames(runs: readonly NameRun[]): SeenName[] {
  const found = new Map<string, SeenName>()
  const add = (text: string, words: readonly string[], isPhrase: boolean) => {
    const key = foldWords(text).join(' ')
    if (!found.has(key) || isPhrase) found.set(key, { text, words, isPhrase })
  }
  for (const { words, isPhrase } of runs) {
    for (const address of addressesIn(words)) add(address, [address], true)
    const tokens = words.flatMap(tokensOf)
    for (const name of namesIn(tokens, isPhrase)) {
      const texts = name.map(({ text }) => text)
      add(texts.join(' '), texts, isPhrase)
    }
  }
  return [...found.values()]
}

const ADDRESS =
  /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.-]{2,50}(?:@[\p{L}\p{N}.-]{3,100})?|[\p{L}\p{N}._+-]+@[\p{L}\p{N}.-]{3,100}/gu

function addressesIn(words: readonly string[]): string[] {
  return words.filter((word) => word.includes('@')).flatMap((word) => word.match(ADDRESS) ?? [])
}

/** A word as it was typed; in parts where more than a hyphen joins them, since they are looked for apart. */
function tokensOf(typed: string): Token[] {
  if (typed.includes('@') || typed.includes('://')) return []
  const initials = /^(?:\p{L}\.){1,5}$/u.exec(typed.replaceAll('*', ''))
  if (initials) return [{ text: typed, folded: foldWords(typed).join(''), kind: 'initial' }]
  return typed
    .split(/[^\p{L}\p{N}\p{M}'’.-]+|\.(?!$)/u)
    .flatMap((part) => (startsWithGivenName(part) ? part.split(/-(.*)/) : [part]))
    .map((part) => part.replace(/^[-.'’]+(?!t$)|[-.'’]+$/g, ''))
    .filter((part) => part !== '')
    .map(tokenOf)
}

/** Jan-Jansen, which is looked for as Jan Jansen; Anne-Marie is one name. */
function startsWithGivenName(part: string): boolean {
  const [first = '', second, ...more] = foldWords(part)
  return second !== undefined && more.length === 0 && givenNames.has(first) && !givenNames.has(second)
}

function tokenOf(text: string): Token {
  const folded = foldWords(text).join('')
  return { text, folded, kind: kindOf(text, folded) }
}

function kindOf(text: string, folded: string): Token['kind'] {
  if (TITLES.test(folded)) return 'title'
  if (INFIXES.has(folded) || folded === 't') return 'infix'
  if (/^\p{Lu}{1,2}$/u.test(text) && text.length === 1) return 'initial'
  if (/^\p{Lu}[\p{L}\p{M}'’-]*[\p{L}\p{M}]$/u.test(text) && !isAcronym(text)) return 'capital'
  return 'other'
}

function isAcronym(text: string): boolean {
  return text.length < 5 && text === text.toUpperCase() && text.toLowerCase() !== text.toUpperCase()
}

function namesIn(tokens: readonly Token[], isPhrase: boolean): Token[][] {
  const names: Token[][] = []
  for (let at = 0; at < tokens.length; at++) {
    const parts = nameAt(tokens, at, isPhrase) ?? plainNameAt(tokens, at, isPhrase)
    if (!parts) continue
    names.push(parts)
    at += parts.length - 1
  }
  return names.length > 0 || isPhrase ? names : turnedNames(tokens)
}

/** A name by its capitals, its initials or its title. */
function nameAt(tokens: readonly Token[], at: number, isPhrase: boolean): Token[] | undefined {
  const first = tokens[at]
  if (!first || first.kind === 'other' || first.kind === 'infix') return undefined
  let end = at + 1
  while (end < tokens.length && isPart(tokens, end, isPhrase && PERSONAL.test(first.folded))) end++
  while (end > at && tokens[end - 1]?.kind === 'infix') end--
  const parts = tokens.slice(at, end)
  return isName(parts) ? parts : undefined
}

/** Behind a title or initials a surname in small letters is one too: anything behind that of a person, and else what is like a surname. */
function isPart(tokens: readonly Token[], at: number, isPersonal: boolean): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]]
  if (token?.kind !== 'other') return token !== undefined
  if (!before || before.kind === 'capital' || before.kind === 'other' || !/^\p{Ll}{3,}/u.test(token.text))
    return false
  const isOfPlace = before.kind === 'infix' && tokens[at - 2]?.kind === 'title'
  return isPersonal || isLikeSurname(token.folded) || (before.kind === 'infix' && !isOfPlace)
}

function isName(parts: readonly Token[]): boolean {
  const words = parts.filter(({ kind }) => kind !== 'infix')
  if (words.length < 2 || words.every(({ kind }) => kind === 'title' || kind === 'initial')) return false
  const [first] = words
  if (first && (OPENERS.test(first.folded) || isNamedAsPlace(first, parts))) return false
  return (first && PERSONAL.test(first.folded)) || !parts.some((word, at) => namesAThing(word, parts[at - 1]))
}

/** Alphen aan den Rijn; the mayor van Amersfoort. */
function isNamedAsPlace(first: Token, parts: readonly Token[]): boolean {
  if (
    first.kind === 'title' &&
    !PERSONAL.test(first.folded) &&
    parts[1]?.folded === 'van' &&
    parts.length === 3
  )
    return true
  const isPersons = first.kind !== 'capital' || givenNames.has(first.folded)
  return !isPersons && parts.some(({ folded }) => BETWEEN_PLACES.has(folded))
}

function isThing({ text, folded }: Token): boolean {
  return text.length > 2 && THINGS.test(folded)
}

/** A thing by its end, and no surname that is such a word by itself: Bos behind a given name, van der Meer. */
function namesAThing(word: Token, before: Token | undefined): boolean {
  const isSurname = before && (before.kind === 'infix' || givenNames.has(before.folded))
  return isThing(word) && !(isSurname && SURNAMES_TOO.test(word.folded))
}

/** A name in whatever letters: a common given name, and behind it a surname. */
function plainNameAt(tokens: readonly Token[], at: number, isPhrase: boolean): Token[] | undefined {
  const first = tokens[at]
  if (!first || !givenNames.has(first.folded)) return undefined
  let end = at + 1
  while (tokens[end]?.kind === 'infix') end++
  const last = tokens[end]
  if (!last || last.folded.length < 3 || namesAThing(last, tokens[end - 1]) || OPENERS.test(last.folded))
    return undefined
  const isSurname = isPhrase || end > at + 1 || isLikeSurname(last.folded) || last.kind === 'capital'
  return isSurname ? tokens.slice(at, end + 1) : undefined
}

/** Words that must all be there may be typed in any order. */
function turnedNames(tokens: readonly Token[]): Token[][] {
  const given = tokens.find(({ folded }) => givenNames.has(folded))
  const surname = tokens.find((token) => token !== given && isLikeSurname(token.folded))
  return given && surname ? [[given, surname]] : []
}
