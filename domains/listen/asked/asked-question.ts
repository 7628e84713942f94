import { type ComparedQuestion, compareAs, questionsOf } from '#cores/text'
import { htmlToText } from '../feeds/clean-html.ts'
import { type StemLanguage, stemLanguageOf } from '../watches/watch-query.ts'

/** A question of a post, in the words of whoever wrote it. */
export type AskedQuestion = { words: string; language: StemLanguage; compared: ComparedQuestion }

/** A post that asks more is a list of questions, as a site has them with answers. */
const MOST_QUESTIONS = 5

/** What somebody else said, and what a site puts above its paragraphs. */
const NOT_THEIR_OWN = new Set(['blockquote', 'q', 'pre', 'code', 'h3', 'h4'])

/**
 * What a post asks: of its title and its text, without headings, quotations and code. Nothing of one that asks more than five things.
 * @param html  cleaned, as it is stored
 */
export function readQuestions(post: {
  title: string
  html: string
  language: string | null
}): AskedQuestion[] {
  const language = stemLanguageOf(post.language)
  const found = [
    ...questionsOf(post.title, { isTitle: true }),
    ...questionsOf(htmlToText(post.html, undefined, NOT_THEIR_OWN)),
  ]
  const asked = found.flatMap(({ text: words }): AskedQuestion[] => {
    const compared = compareAs(words, language)
    return compared ? [{ words, language, compared }] : []
  })
  return asked.length > MOST_QUESTIONS ? [] : asked
}
