import { type Dialogue, passReasons } from '#domains/deliberate'
import { pathHere, type Spoken } from '#web/http'
import { ResultBar } from '#web/pages/dialogue'
import { HasNewer } from '#web/pages/opinions'
import { Button, Hidden, Row } from '#web/ui'
import { langOf, say } from '#web/words'
import { ballotMessages } from './ballot.messages.ts'
import type { Answered, BallotView } from './view-ballot.ts'

/** What is told beside somebody's answers, and where. */
export type Telling = Pick<Dialogue, 'slug' | 'closes_on'> & { showsResults: boolean }
/** One answer of somebody's own, as a fragment is made from it. */
export type OneAnswer = Telling & { answered: Answered }

export function told({ dialogue, showsResults }: BallotView): Telling {
  return { slug: dialogue.slug, closes_on: dialogue.closes_on, showsResults }
}

/** Somebody's own answer, with a way to change it, and with what others said where that shows. */
export function OwnAnswer({ c, slug, showsResults, answered }: OneAnswer & { c: Spoken }) {
  const t = say(c, ballotMessages)
  const change = `${pathHere(c, `/dialogues/${slug}`)}?statement=${answered.number}`
  return (
    <>
      <p>
        <span id={`own-${answered.number}`} {...langOf(c, answered.language)}>
          ‘{answered.text}’
        </span>{' '}
        {!answered.isReplaced && <a href={change}>{t('change')}</a>}
      </p>
      {answered.isReplaced && <HasNewer c={c} href={change} />}
      {answered.own === 'pass' && !answered.isReplaced && <WhyPass c={c} slug={slug} answered={answered} />}
      {showsResults && <ResultBar c={c} result={answered} isOpen />}
    </>
  )
}

/** A pass may say why; it stays a pass. */
function WhyPass({ c, slug, answered }: { c: Spoken; slug: string; answered: Answered }) {
  const t = say(c, ballotMessages)
  const { passReason, number } = answered
  const id = `why-${number}`
  return (
    <form
      action={`${pathHere(c, `/dialogues/${slug}`)}/vote`}
      method="post"
      class="wk-stack wk-stack--s"
      aria-labelledby={`${id} own-${number}`}
    >
      <Hidden values={{ statement: String(number), choice: 'pass' }} />
      <p class="wk-small" id={id}>
        {passReason ? t('whyPassGiven', { reason: t(`reason_${passReason}`).toLowerCase() }) : t('whyPass')}
      </p>
      <Row>
        {passReasons
          .filter((reason) => reason !== passReason)
          .map((reason) => (
            <Button small name="passReason" value={reason}>
              {t(`reason_${reason}`)}
            </Button>
          ))}
      </Row>
    </form>
  )
}
