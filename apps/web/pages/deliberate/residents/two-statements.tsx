import { answersOf, type Dialogue, type StatementResult } from '#domains/deliberate'
import { pathHere, type WebContext } from '#web/http'
import { ResultBar, shareOf, sortResults } from '#web/pages/dialogue'
import { MoreLink, Voice } from '#web/ui'
import { langOf, languageSentence, say } from '#web/words'
import { waysMessages } from './dialogue-ways.messages.ts'

/** More than this share are most people. */
const MOST_FROM = 0.5
/** From this share of both sides on people are divided. */
const DIVIDED_FROM = 0.2

type Picked = { result: StatementResult; as: 'mostAgreed' | 'mostDivided' | 'example' }

/**
 * The two statements that say most of a dialogue: the one that most agree with, and the one that divides most. Before
 * results may be seen, or where there is neither, the first two. A fact about people is none of them.
 */
export function pickTwo(all: readonly StatementResult[], showsResults: boolean): Picked[] {
  const results = all.filter((result) => !result.is_meta)
  const told = showsResults ? results.filter((result) => answersOf(result) > 0) : []
  const [agreed] = sortResults(told, 'agree').filter((result) => shareOf(result, 'agree') > MOST_FROM)
  const [divided] = sortResults(told, 'divided').filter(
    (result) => result !== agreed && shareOf(result, 'divided') >= DIVIDED_FROM,
  )
  const picked: Picked[] = [
    ...(agreed ? [{ result: agreed, as: 'mostAgreed' as const }] : []),
    ...(divided ? [{ result: divided, as: 'mostDivided' as const }] : []),
  ]
  if (picked.length > 0) return picked
  return results.slice(0, 2).map((result) => ({ result, as: 'example' }))
}

/** They stand beside the question of a dossier; what others said of one is there for who answered it. */
export function TwoStatements({
  c,
  dialogue,
  picked,
  own,
  isOpen,
}: {
  c: WebContext
  dialogue: Pick<Dialogue, 'slug'>
  picked: Picked[]
  /** On which statements the reader gave an answer. */
  own: ReadonlySet<number>
  isOpen: boolean
}) {
  const t = say(c, waysMessages)
  const base = pathHere(c, `/dialogues/${dialogue.slug}`)
  return (
    <div class="wk-stack">
      {picked.map(({ result, as }) => (
        <Voice
          who={[t(as), languageSentence(c, result)].filter(Boolean).join('. ')}
          whoFirst
          quote={result.text}
          {...langOf(c, result.language)}
        >
          {own.has(result.number) && as !== 'example' ? (
            <ResultBar c={c} result={result} isOpen={isOpen} />
          ) : (
            isOpen && <MoreLink href={`${base}?statement=${result.number}`}>{t('whatOfYou')}</MoreLink>
          )}
        </Voice>
      ))}
    </div>
  )
}
