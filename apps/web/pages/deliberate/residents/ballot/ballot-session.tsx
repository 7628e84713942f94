import { pathHere, type Spoken } from '#web/http'
import { dialogueMessages, hiddenSentence, InSteps } from '#web/pages/dialogue'
import { AboutYouCard } from '#web/pages/opinions'
import { ButtonLink, Row, Voice } from '#web/ui'
import { keepHtml, ownAnswer, say } from '#web/words'
import { ballotMessages } from './ballot.messages.ts'
import { type OneAnswer, OwnAnswer, told } from './own-answer.tsx'
import type { Answered, BallotView } from './view-ballot.ts'

const ownInSession = keepHtml((c, { answered, ...telling }: OneAnswer) => (
  <li>
    <h3 class="wk-who">
      {answered.own && say(c, ballotMessages)('youSaid', { own: ownAnswer(c, answered.own) })}
    </h3>
    <OwnAnswer c={c} {...telling} answered={answered} />
  </li>
))

/** Five answers given: what others think of them, where one stands, and the choice to go on. */
export function BallotSession({ c, view, session }: { c: Spoken; view: BallotView; session: Answered[] }) {
  const t = say(c, ballotMessages)
  const { dialogue, done, all, place } = view
  const base = pathHere(c, `/dialogues/${dialogue.slug}`)
  const left = all - done
  return (
    <div class="wk-stack wk-stack--l">
      <div class="wk-ballot">
        <h1 class="wk-statement">{t('sessionTitle', { n: done })}</h1>
        {place && <PlaceSoFar c={c} slug={dialogue.slug} place={place} />}
        <Row>
          {left > 0 ? (
            <ButtonLink kind="primary" href={base} onward>
              {left >= session.length ? t('sessionMore') : t('sessionLast', { n: left })}
            </ButtonLink>
          ) : (
            <ButtonLink kind="primary" href={`${base}/my-votes#follow`} onward>
              {t('followTitle')}
            </ButtonLink>
          )}
          {view.showsResults && <a href={`${base}/results`}>{t('results')}</a>}
        </Row>
      </div>
      {view.about?.isOffered && <AboutYouCard c={c} slug={dialogue.slug} hasTold={false} />}
      <section class="wk-stack" aria-labelledby="session">
        <h2 id="session">
          {view.showsResults
            ? t('sessionLead', { n: session.length })
            : t('sessionOwn', { n: session.length })}
        </h2>
        {view.showsResults ? <InSteps c={c} /> : <p>{hiddenSentence(c, dialogue)}</p>}
        <ul class="wk-list">{session.map((answered) => ownInSession(c, { ...told(view), answered }))}</ul>
      </section>
    </div>
  )
}

function PlaceSoFar({
  c,
  slug,
  place,
}: {
  c: Spoken
  slug: string
  place: NonNullable<BallotView['place']>
}) {
  const t = say(c, ballotMessages)
  return (
    <Voice who={place.title || t('yourPlace')} whoFirst>
      {place.needed && <p>{place.needed}</p>}
      {place.title && (
        <p>
          <a href={`${pathHere(c, `/dialogues/${slug}`)}/my-place`}>{say(c, dialogueMessages)('myPlace')}</a>
        </p>
      )}
    </Voice>
  )
}
