import type { HtmlEscapedString } from 'hono/utils/html'
import { type Choice, type Dialogue, type OlderVersion, passReasons } from '#domains/deliberate'
import { pathHere, type Spoken } from '#web/http'
import { dialogueMessages, hiddenSentence, InSteps, ResultBar, SeedTag } from '#web/pages/dialogue'
import { AboutYouAside, AboutYouCard, CameFor, HasNewer } from '#web/pages/opinions'
import { Aside, Ballot, Button, ButtonLink, Empty, Hidden, Keys, Notice, Progress, Row, Voice } from '#web/ui'
import { answerLabels, keepHtml, keepProps, langOf, ownAnswer, say } from '#web/words'
import { accessMessages } from '../access/access.messages.ts'
import { ballotMessages } from './ballot.messages.ts'
import type { Answered, Asked, BallotView } from './view-ballot.ts'

/** What of the ballot changes with a vote, by the name of its place in the page. */
export type BallotParts = Record<'asked' | 'previous' | 'yours', HtmlEscapedString | string>

/**
 * The same for whoever loads the page and for the page's own script, which puts them in the place of those before.
 * @param keepsChoices  without the three answers, which stay where they are: half of the whole, and each time the same
 */
export function ballotParts(
  c: Spoken,
  view: BallotView,
  { keepsChoices }: { keepsChoices: boolean } = { keepsChoices: false },
): BallotParts {
  return {
    asked: askedPart(c, view, keepsChoices),
    previous: view.previous && !view.session ? previous(c, previousOf(view, view.previous)) : '',
    yours: yours(c, {
      slug: view.dialogue.slug,
      showsResults: view.showsResults,
      hasVoted: view.done > 0,
      about: view.about && !view.about.isOffered ? { hasTold: view.about.hasTold } : null,
      place: view.session ? null : (view.place ?? null),
    }),
  }
}

function askedPart(c: Spoken, view: BallotView, keepsChoices: boolean): string {
  const { session, about, asked } = view
  const parts = [
    view.notice ? ballotNotice(c, { notice: view.notice }) : '',
    progress(c, progressOf(view)),
    session
      ? askedSession(c, view, session)
      : asked
        ? question(c, questionOf(view, asked, keepsChoices))
        : nothingLeft(c, view),
    // Outside of what is kept: it is of this one page.
    asked && !session && view.once ? String(<Hidden form="statement-form" values={view.once} />) : '',
    !session && about?.isOffered ? aboutYouCard(c, { slug: view.dialogue.slug }) : '',
  ]
  return parts.join('')
}

const progressProps = keepProps<BallotView['dossier'], Progressing>()

function progressOf({ dialogue, dossier, done, all }: BallotView): Progressing {
  return progressProps(dossier, `${dialogue.language} ${done} ${all}`, () => ({
    dossier: { slug: dossier.slug, question: dossier.question },
    language: dialogue.language,
    ...{ done, all },
  }))
}

const questionProps = keepProps<Asked, Questioned>()

function questionOf(
  { dialogue: { slug }, done, chosen, older }: BallotView,
  asked: Asked,
  keepsChoices: boolean,
): Questioned {
  const { number, text, language, is_seed } = asked
  return questionProps(asked, `${slug} ${done === 0} ${chosen} ${older?.number} ${keepsChoices}`, () => ({
    slug,
    keepsChoices,
    asked: { number, text, language, is_seed },
    isFirst: done === 0,
    chosen: chosen ?? null,
    older: older ? { number: older.number, text: older.text, language: older.language } : null,
  }))
}

const previousProps = keepProps<Answered, OneAnswer>()

function previousOf(view: BallotView, answered: Answered): OneAnswer {
  const { slug, closes_on } = view.dialogue
  return previousProps(answered, `${slug} ${closes_on} ${view.showsResults}`, () => ({
    ...told(view),
    answered,
  }))
}

const aboutYouCard = keepHtml((c, { slug }: { slug: string }) => (
  <AboutYouCard c={c} slug={slug} hasTold={false} />
))

const ballotNotice = keepHtml((c, { notice }: { notice: NonNullable<BallotView['notice']> }) => {
  const t = say(c, ballotMessages)
  if (notice === 'noCookies')
    return (
      <Notice kind="warning" title={t('noCookies')} justHappened>
        {t('noCookiesText')}
      </Notice>
    )
  if (notice === 'admitted')
    return (
      <Notice kind="ok" title={say(c, accessMessages)('admitted')} justHappened>
        {say(c, accessMessages)('admittedText')}
      </Notice>
    )
  return <Notice kind={notice === 'noLonger' ? 'warning' : 'ok'} title={t(notice)} justHappened />
})

type Progressing = {
  dossier: { slug: string; question: string }
  language: string
  done: number
  all: number
}

const progress = keepHtml((c, { dossier, language, done, all }: Progressing) => (
  <>
    <Row apart>
      <p class="wk-small">
        <a href={pathHere(c, `/dossiers/${dossier.slug}`)} {...langOf(c, language)}>
          {dossier.question}
        </a>
      </p>
      <p class="wk-small">{say(c, ballotMessages)('progress', { done, all })}</p>
    </Row>
    <Progress done={all === 0 ? 0 : done / all} />
  </>
))

type Questioned = {
  slug: string
  keepsChoices: boolean
  asked: Asked
  isFirst: boolean
  chosen: Choice | null
  older: OlderVersion | null
}

const question = keepHtml((c, { slug, keepsChoices, asked, isFirst, chosen, older }: Questioned) => {
  const t = say(c, ballotMessages)
  const base = pathHere(c, `/dialogues/${slug}`)
  return (
    <>
      {asked.is_seed && <SeedTag c={c} />}
      {older && <CameFor c={c} older={older} />}
      <Ballot
        id="statement"
        action={`${base}/vote`}
        statement={asked.text}
        {...langOf(c, asked.language)}
        hidden={{ statement: String(asked.number) }}
        name="choice"
        labels={answerLabels(c)}
        keys
        keepsChoices={keepsChoices}
        {...(chosen ? { chosen } : {})}
      >
        {chosen ? (
          <span>{t('changing', { own: ownAnswer(c, chosen) })}</span>
        ) : (
          <span class="wk-soft">{isFirst ? t('start') : t('stop')}</span>
        )}
        {chosen && <a href={base}>{t('skipBack')}</a>}
      </Ballot>
      <Keys
        keys={[
          { keys: ['1'], does: ownAnswer(c, 'agree') },
          { keys: ['2'], does: ownAnswer(c, 'disagree') },
          { keys: ['3'], does: ownAnswer(c, 'pass') },
        ]}
        off={t('keysOff')}
        on={t('keysOn')}
      />
      {chosen && (
        <form action={`${base}/withdraw`} method="post">
          <input type="hidden" name="statement" value={String(asked.number)} />
          <button class="nl-button nl-button--subtle nl-button--small" type="submit">
            {t('withdraw')}
          </button>
        </form>
      )}
    </>
  )
})

type Telling = Pick<Dialogue, 'slug' | 'closes_on'> & { showsResults: boolean }
type OneAnswer = Telling & { answered: Answered }

function told({ dialogue, showsResults }: BallotView): Telling {
  return { slug: dialogue.slug, closes_on: dialogue.closes_on, showsResults }
}

const previous = keepHtml((c, { answered, ...telling }: OneAnswer) => {
  const t = say(c, ballotMessages)
  return (
    <section class="wk-stack wk-stack--s" aria-labelledby="previous">
      <h2 class="wk-who" id="previous">
        {answered.own ? t('previous', { own: ownAnswer(c, answered.own) }) : t('statement')}
      </h2>
      <OwnAnswer c={c} {...telling} answered={answered} />
      {telling.showsResults ? (
        <InSteps c={c} />
      ) : (
        <p class="wk-small wk-soft">{hiddenSentence(c, telling)}</p>
      )}
    </section>
  )
})

function OwnAnswer({ c, slug, showsResults, answered }: OneAnswer & { c: Spoken }) {
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

const ownInSession = keepHtml((c, { answered, ...telling }: OneAnswer) => (
  <li>
    <h3 class="wk-who">
      {answered.own && say(c, ballotMessages)('youSaid', { own: ownAnswer(c, answered.own) })}
    </h3>
    <OwnAnswer c={c} {...telling} answered={answered} />
  </li>
))

/** Five answers given: what others think of them, where one stands, and the choice to go on. */
function askedSession(c: Spoken, view: BallotView, session: Answered[]): string {
  return String(<Session c={c} view={view} session={session} />)
}

function Session({ c, view, session }: { c: Spoken; view: BallotView; session: Answered[] }) {
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

type Place = NonNullable<BallotView['place']>

function PlaceSoFar({ c, slug, place }: { c: Spoken; slug: string; place: Place }) {
  const t = say(c, ballotMessages)
  return (
    <Voice who={place.title || t('yourPlace')} whoFirst>
      {place.needed && <p>{place.needed}</p>}
      <p>
        <a href={`${pathHere(c, `/dialogues/${slug}`)}/my-place`}>{say(c, dialogueMessages)('myPlace')}</a>
      </p>
    </Voice>
  )
}

function nothingLeft(c: Spoken, view: BallotView): HtmlEscapedString {
  return allDone(c, told(view))
}

/** Nothing is left to ask: what others said, where that shows, and what comes of it. */
const allDone = keepHtml((c, { slug, closes_on, showsResults }: Telling) => {
  const t = say(c, ballotMessages)
  const base = pathHere(c, `/dialogues/${slug}`)
  return (
    <Empty
      icon="check-square"
      level={1}
      title={t('allDone')}
      action={
        <>
          <ButtonLink
            kind="primary"
            href={showsResults ? `${base}/results` : `${base}/statements/new`}
            onward
          >
            {showsResults ? t('results') : say(c, dialogueMessages)('propose')}
          </ButtonLink>
          <a href={`${base}/my-votes#follow`}>{t('followTitle')}</a>
        </>
      }
    >
      {showsResults ? t('allDoneText') : `${t('allDoneLater')} ${hiddenSentence(c, { closes_on })}`}
    </Empty>
  )
})

type Yours = {
  slug: string
  showsResults: boolean
  hasVoted: boolean
  about: { hasTold: boolean } | null
  place: Place | null
}

/** Beside the statements: the ways from here, and where one stands. */
const yours = keepHtml((c, { slug, showsResults, hasVoted, about, place }: Yours) => {
  const [t, d] = [say(c, ballotMessages), say(c, dialogueMessages)]
  const base = pathHere(c, `/dialogues/${slug}`)
  const ways = [
    { href: `${base}/statements/new`, label: d('propose') },
    { href: `${base}/rules`, label: t('rules') },
    ...(showsResults ? [{ href: `${base}/results`, label: t('results') }] : []),
    ...(hasVoted ? [{ href: `${base}/my-votes`, label: t('myVotes') }] : []),
  ]
  return (
    <>
      <Aside title={t('missingTitle')}>
        {ways.map(({ href, label }) => (
          <p class="wk-small">
            <a href={href}>{label}</a>
          </p>
        ))}
      </Aside>
      {about && <AboutYouAside c={c} slug={slug} hasTold={about.hasTold} />}
      {place && (
        <Aside title={t('yourPlace')}>
          <p class="wk-small">{place.title ? `${place.title}.` : place.needed}</p>
          <p class="wk-small">
            <a href={`${base}/my-place`}>{d('myPlace')}</a>
          </p>
        </Aside>
      )}
    </>
  )
})
