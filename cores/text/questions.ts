import { foldWords } from './letters.ts'

/** Longer than this, it is a story that ends in a question. */
const LONGEST_QUESTION = 300
const FEWEST_WORDS = 3

/** What ends a sentence: signs with a space, a bracket or nothing behind them, so that those of an address and of "3.5" do not. */
const ENDS = /[.!?…]+(?=["'”’»)\]]*(?:\s|$))["'”’»)\]]*/gu
/** A full stop that is part of a word. */
const SHORT = /(?:^|[\s(])(?:\p{L}|[a-z]\.[a-z]|bijv|bv|ca|dhr|mevr|mr|mrs|nr|no|st|tel|vs|etc)\.$/iu
const BEFORE = /^[\s"'“”‘’«»([\-–—•*]+/u

/** Who asks others, with a question mark or without. */
const ASKS_OTHERS = [
  /^(?:(?:hallo|hoi|dag|hi|hey) (?:allemaal |all |everyone )?)?(?:wie )?(?:weet|heeft|kan|kent|zou|is|was) (?:er )?(?:hier )?(?:iemand|toevallig iemand|misschien iemand)\b/,
  /^(?:iemand (?:hier )?(?:enig |een )?(?:idee|ervaring|tip)|wie weet|ik vraag (?:me|mij) af|mijn vraag is)\b/,
  /^(?:(?:hi|hello|hey) (?:all |everyone )?)?(?:does|do|has|have|can|could|is|did|would) (?:any(?:one|body)|some(?:one|body))\b/,
  /^(?:any(?:one|body) (?:know|have|got|else)|any idea|i wonder|my question is)\b/,
]

const VERBS = {
  nl: 'is|zijn|was|waren|kan|kun|kunt|kunnen|gaat|ga|gaan|komt|kom|komen|wordt|worden|moet|moeten|mag|mogen|heeft|heb|hebben|doet|doe|doen|blijft|zal|zou|zouden|krijg|krijgt|krijgen|staat|ligt|rijdt|zit',
  en: 'is|are|was|were|can|could|do|does|did|will|would|should|has|have|must|am',
}
/** A question word with a verb behind it, as in a question and not in "wanneer het regent". */
const ASKS_PLAINLY = [
  new RegExp(`^(?:wie|wat|waar|waarom|waarvoor|wanneer|hoe) (?:${VERBS.nl})\\b`),
  new RegExp(`^(?:hoeveel|welke?) (?:\\S+ ){0,2}(?:${VERBS.nl})\\b`),
  new RegExp(`^hoe (?!het|de|een|je|we|wij|ik|u|hij|zij|ze|dat|deze)\\S+ (?:${VERBS.nl})\\b`),
  new RegExp(`^(?:who|what|where|why|when|how) (?:${VERBS.en})\\b`),
  new RegExp(`^(?:how m(?:uch|any)|which|what time) (?:\\S+ ){0,2}(?:${VERBS.en})\\b`),
  new RegExp(`^how (?!the|a|it|to|i|you|we|they|this)\\S+ (?:${VERBS.en})\\b`),
]

/** Put to whoever reads, by who wants to tell or sell something. */
const ASKS_READER = [
  /^(?:en |of |maar )?(?:wil|wilt|heb|hebt|heeft|ben|bent|zoek|zoekt|kom|komt|wist|ken|kent|vind|vindt|houd|houdt|hou|droom|droomt|doet|doe) (?:u|je|jij)\b/,
  /^(?:en |of |maar )?wat (?:vind|vindt|denk|denkt) (?:u|je|jij)\b/,
  /^(?:and |or |but )?(?:did you know|do you (?:want|like|love|need)|would you like|want to|looking for|are you (?:looking|ready|interested|a)|have you ever|what do you think)\b/,
]

/** A question of a text, and where it stands: in UTF-16 units, `end` past it. */
export type Question = { text: string; start: number; end: number }

/**
 * The sentences of a Dutch or English text with which somebody asks something: those with a question mark, and those without that begin as
 * questions do. Left out is what is put to whoever reads ("Wist u dat"), what has fewer than three words or more than 300 characters, and
 * lines that are quoted with `>`. Linear in the length of the text.
 * @param isTitle  then only what has a question mark, or asks others: titles of pages begin as questions do
 */
export function questionsOf(text: string, { isTitle = false } = {}): Question[] {
  const found: Question[] = []
  let lineStart = 0
  for (const line of text.split('\n')) {
    if (!/^\s*>/.test(line))
      for (const sentence of sentencesOf(line))
        if (isQuestion(sentence.text, isTitle))
          found.push({ ...sentence, start: sentence.start + lineStart, end: sentence.end + lineStart })
    lineStart += line.length + 1
  }
  return found
}

function sentencesOf(line: string): Question[] {
  const sentences: Question[] = []
  let start = 0
  const take = (end: number) => {
    const whole = line.slice(start, end)
    const begin = start + (BEFORE.exec(whole)?.[0].length ?? 0)
    const text = line.slice(begin, end).trimEnd()
    if (text !== '') sentences.push({ text, start: begin, end: begin + text.length })
    start = end
  }
  for (const end of line.matchAll(ENDS)) {
    const isWord =
      end[0].startsWith('.') && SHORT.test(line.slice(Math.max(start, end.index - 12), end.index + 1))
    if (!isWord) take(end.index + end[0].length)
  }
  take(line.length)
  return sentences
}

function isQuestion(sentence: string, isTitle: boolean): boolean {
  if (sentence.length > LONGEST_QUESTION) return false
  const words = foldWords(sentence)
  if (words.length < FEWEST_WORDS) return false
  const said = words.join(' ')
  if (ASKS_READER.some((begins) => begins.test(said))) return false
  if (/\?/.test(sentence.slice(-4)) || ASKS_OTHERS.some((begins) => begins.test(said))) return true
  const isStatement = /[.!…]["'”’»)\]]*$/u.test(sentence)
  return !isTitle && !isStatement && ASKS_PLAINLY.some((begins) => begins.test(said))
}
