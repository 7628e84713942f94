import { foldWords } from './letters.ts'
import { dutchRoot } from './stem-dutch.ts'
import { stemEnglish } from './stem-english.ts'

/** Words that say nothing of what a question is about. */
const EMPTY_WORDS = {
  nl: 'aan al alle allemaal als alvast altijd ander andere anders bedankt ben bent bij bijvoorbeeld daar daarom dan dank dat de deze die dit doen doet door dus echt een eens eigenlijk elk elke en enig er even gaan gaat ga gedaan geen gewoon goed graag had haar hallo hebben hebt heb heeft heel hem hen het hier hij hoe hoeveel hoi hun idee iemand iets ik in is ja je jij jou jouw jullie kan kun kunnen kunt lang laat laten mag maar me meer mensen met mij mijn misschien moet moeten mogen naar nee niet niets nog nou nu of om omdat ons ook op onze over precies sinds soms steeds te tegen toch toen toevallig tot u uit uw vaak van vanaf veel via voor vraag vragen vraagje waar waarom waarvoor wanneer want waren was wat we wel weer welk welke wie wij wil willen word worden wordt zal ze zeggen zelf zich zij zijn zo zoals zou zouden zullen weet weten',
  en: 'a about after again all also always am an and another any anybody anyone anything are as at be because been before being but by can could day did do does doing done don each even every for from get getting go goes going got had has have having hello help here hi how i id if im in into is it its ive just know let like ll long make many may me might more most much must my need never no not now of off often on one only or other our out over please possible really s should so some somebody someone something soon still such sure t tell than thank thanks that the their them then there these they thing this those time to too up us use using very want was way we well were what when where which who why will with wonder would you your',
}
const emptyWords = {
  nl: new Set(EMPTY_WORDS.nl.split(' ')),
  en: new Set(EMPTY_WORDS.en.split(' ')),
}
const rootOf = { nl: dutchRoot, en: stemEnglish }

/** What is asked for, by the word that asks: a reason is no answer to "when". */
const asksFor = [
  ['reason', /\b(?:waarom|waarvoor|hoezo|why|how come)\b/],
  ['moment', /\b(?:wanneer|hoe (?:lang|laat)|when|how (?:long|soon|late)|what time)\b/],
  ['amount', /\b(?:hoeveel|hoe (?:veel|vaak|duur)|how (?:much|many|often))\b/],
  ['place', /\b(?:waar|where)\b/],
  ['person', /\b(?:wie|who|whom)\b/],
] as const

/** A word that names one thing out of many alike: a number, a street. */
const NAMES_ONE = /\d|...(?:straat|laan|weg|plein|kade|gracht|dijk|singel|hof)$/

/** A question, as it is compared. */
export type ComparedQuestion = {
  /** Roots of the words that say what it is about, each once. */
  readonly roots: readonly string[]
  /** Those words that name a street or a number. */
  readonly names: readonly string[]
  readonly asksFor: (typeof asksFor)[number][0] | undefined
}

/** A question with fewer roots says too little to know it again. */
const FEWEST_ROOTS = 2

/**
 * A question as it is compared with others of its language.
 * @returns undefined where too few of its words say something
 */
export function compareAs(question: string, language: 'nl' | 'en'): ComparedQuestion | undefined {
  const words = foldWords(question)
  const telling = words.filter((word) => !emptyWords[language].has(word))
  const roots = [...new Set(telling.map(rootOf[language]))]
  if (roots.length < FEWEST_ROOTS) return undefined
  const said = withoutOthers(words.join(' '))
  return {
    roots,
    names: telling.filter((word) => NAMES_ONE.test(word)),
    asksFor: asksFor.find(([, asks]) => asks.test(said))?.[0],
  }
}

/** "Wie weet waar" asks for a place, not for a person. */
function withoutOthers(said: string): string {
  return said.replace(/^wie (?:weet|heeft|kan)\b/, '')
}

/**
 * How much two questions have in common of all that either says, where they may be one: 0 to 1. They may not where they ask for something
 * else (a moment, a reason), or each name another street or number.
 */
export function likenessOf(one: ComparedQuestion, other: ComparedQuestion): number {
  if (one.asksFor && other.asksFor && one.asksFor !== other.asksFor) return 0
  const roots = new Set(one.roots)
  const common = other.roots.filter((root) => roots.has(root))
  const namesOthers = one.names.length > 0 && other.names.length > 0
  if (namesOthers && !one.names.some((name) => other.names.includes(name))) return 0
  return common.length < FEWEST_ROOTS ? 0 : common.length / (roots.size + other.roots.length - common.length)
}

/** Above this, two questions are taken for one. Measured: see decision record 89. */
export const SAME_QUESTION = 0.5

/**
 * Roots of which any question that is the same has at least one: to look for it in an index. The longest, as these are the rarest.
 */
export function telltaleRoots({ roots }: ComparedQuestion): string[] {
  const least = Math.floor(roots.length * SAME_QUESTION) + 1
  return roots.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, roots.length - least + 1)
}
