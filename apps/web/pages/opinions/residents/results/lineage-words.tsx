import { leastShown, type OlderVersion, type ReplacedStatement } from '#domains/deliberate'
import { pathHere, type Spoken } from '#web/http'
import { ResultBar } from '#web/pages/dialogue'
import { Details } from '#web/ui'
import { langOf, say } from '#web/words'
import { lineageMessages } from './lineage.messages.ts'

/** Why somebody is asked again: the statement came in the place of one that they answered. */
export function CameFor({ c, older }: { c: Spoken; older: OlderVersion }) {
  const t = say(c, lineageMessages)
  return (
    <p class="wk-small">
      {t('cameFor')} <span {...langOf(c, older.language)}>‘{older.text}’</span>
    </p>
  )
}

/** Beside a vote on a statement that was replaced: it counts, and the newer one can be answered too. */
export function HasNewer({ c, href }: { c: Spoken; href: string | undefined }) {
  const t = say(c, lineageMessages)
  return (
    <p class="wk-small">
      {t('replacedVote')} {href && <a href={href}>{t('toNewer')}</a>}
    </p>
  )
}

/** That the counts are of everybody, where the map is not. */
export function LeftOut({
  c,
  slug,
  people,
  isOpen,
}: {
  c: Spoken
  slug: string
  people: number
  isOpen: boolean
}) {
  const t = say(c, lineageMessages)
  if (people === 0) return null
  const words = people < leastShown ? t('leftOutFew', { least: leastShown }) : t('leftOut', { n: people })
  return (
    <p>
      {words} {isOpen && `${t('leftOutLater')} `}
      {t('leftOutNote')} <a href={`${pathHere(c, `/dialogues/${slug}`)}/moderation`}>{t('log')}</a>
    </p>
  )
}

/** All of them are in the log. */
export const MOST_REPLACED_SHOWN = 100

/** What was replaced in a dialogue, with the counts that each had, the newest first; all of it is in the log. */
export function ReplacedStatements({
  c,
  slug,
  replaced,
  isOpen,
  named,
  linkTo,
}: {
  c: Spoken
  slug: string
  replaced: ReplacedStatement[]
  isOpen: boolean
  /** The statement that somebody comes for: shown, however old it is. */
  named: number | undefined
  /** Where a newer version stands. */
  linkTo: (number: number) => string
}) {
  const t = say(c, lineageMessages)
  const log = <a href={`${pathHere(c, `/dialogues/${slug}`)}/moderation`}>{t('log')}</a>
  if (replaced.length === 0) return <p class="wk-small">{log}</p>
  const shown = replaced.toReversed().filter(({ number }, at) => at < MOST_REPLACED_SHOWN || number === named)
  return (
    <Details
      summary={t('title', { n: replaced.length })}
      open={replaced.some(({ number }) => number === named)}
    >
      <p class="wk-small">
        {t('lead')} {shown.length < replaced.length && t('olderInLog', { n: MOST_REPLACED_SHOWN })} {log}
      </p>
      <ul class="wk-list">
        {shown.map((one) => (
          <li id={`s${one.number}`} class="wk-stack wk-stack--s">
            <h3 {...langOf(c, one.language)}>‘{one.text}’</h3>
            <ResultBar c={c} result={one} isOpen={isOpen} />
            <p class="wk-small wk-soft">{one.newer.length > 0 ? t(one.how) : t('newerGone')}</p>
            <ul class="wk-bullets">
              {one.newer.map(({ number, text, language }) => (
                <li {...langOf(c, language)}>
                  <a href={linkTo(number)}>{text}</a>
                </li>
              ))}
            </ul>
            <p class="wk-small">{t('reason', { reason: one.reason })}</p>
          </li>
        ))}
      </ul>
    </Details>
  )
}
