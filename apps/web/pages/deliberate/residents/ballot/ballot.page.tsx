import {
  type AnsweredStatement,
  type BallotStatement,
  type Choice,
  type DialoguePage,
  type OlderVersion,
  passReasons,
} from '#domains/deliberate'
import type { DossierPromise } from '#domains/dossier'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import {
  dialogueMessages,
  hiddenSentence,
  InSteps,
  PromiseAside,
  ResultBar,
  SeedTag,
} from '#web/pages/dialogue'
import {
  AboutYouAside,
  AboutYouCard,
  CameFor,
  HasNewer,
  type KnownPlace,
  neededSentence,
  placeTitle,
} from '#web/pages/opinions'
import { publicPage } from '#web/shell'
import {
  Aside,
  Ballot,
  Band,
  Button,
  ButtonLink,
  Empty,
  Hidden,
  Keys,
  Notice,
  Progress,
  Row,
  Split,
  Voice,
} from '#web/ui'
import { answerLabels, langOf, ownAnswer, say } from '#web/words'
import { accessMessages } from '../access/access.messages.ts'
import { ballotMessages } from './ballot.messages.ts'

export type BallotView = DialoguePage & {
  promise: DossierPromise
  /** What is asked now; nothing when all has been answered. */
  asked: BallotStatement | undefined
  /** The answer given before, when somebody came back to change it. */
  chosen?: Choice | undefined
  /** What this person answered, in the place of which came what is asked now. */
  older?: OlderVersion | undefined
  previous?: AnsweredStatement | undefined
  /** The last answers, when a round of five is full: their result comes before the next statement. */
  session?: AnsweredStatement[] | undefined
  /** Where the person stands by these answers. */
  known?: KnownPlace | undefined
  /** Whether what others answered may be seen now. */
  showsResults: boolean
  /** Whether people may tell about themselves, and whether this one did. */
  about?: { hasTold: boolean; isOffered: boolean } | undefined
  done: number
  all: number
  notice?: 'noLonger' | 'withdrawn' | 'noCookies' | 'admitted' | undefined
}

/** The ballot: one statement at a time, with the result of the one before. */
export async function ballotPage(c: WebContext, view: BallotView): Promise<Response> {
  const t = say(c, ballotMessages)
  const { dialogue, done, all } = view
  c.header('Cache-Control', 'no-store')
  return publicPage(
    c,
    {
      title: dialogue.question,
      menuItem: 'take-part',
      description: dialogue.introduction || t('start'),
      ask: { dossier: view.dossier.slug },
    },
    <Band tight>
      <Split asideLabel={t('aside')} aside={<Explanation c={c} view={view} />}>
        <div class="wk-stack">
          <BallotNotice c={c} view={view} />
          <Row apart>
            <p class="wk-small">
              <a href={pathHere(c, `/dossiers/${view.dossier.slug}`)} {...langOf(c, dialogue.language)}>
                {view.dossier.question}
              </a>
            </p>
            <p class="wk-small">{t('progress', { done, all })}</p>
          </Row>
          <Progress done={all === 0 ? 0 : done / all} />
          {view.session ? (
            <Session c={c} view={view} session={view.session} />
          ) : view.asked ? (
            <Question c={c} view={view} asked={view.asked} />
          ) : (
            <AllDone c={c} view={view} />
          )}
          {!view.session && view.about?.isOffered && (
            <AboutYouCard c={c} slug={dialogue.slug} hasTold={false} />
          )}
        </div>
        {view.previous && !view.session && <Previous c={c} view={view} previous={view.previous} />}
      </Split>
    </Band>,
  )
}

function BallotNotice({ c, view: { notice } }: { c: WebContext; view: BallotView }) {
  const t = say(c, ballotMessages)
  if (!notice) return null
  if (notice === 'noCookies')
    return (
      <Notice kind="warning" title={t('noCookies')} justHappened>
        {t('noCookiesText')}
      </Notice>
    )
  if (notice === 'admitted') return <Admitted c={c} />
  return <Notice kind={notice === 'noLonger' ? 'warning' : 'ok'} title={t(notice)} justHappened />
}

function Admitted({ c }: { c: WebContext }) {
  const t = say(c, accessMessages)
  return (
    <Notice kind="ok" title={t('admitted')} justHappened>
      {t('admittedText')}
    </Notice>
  )
}

function Question({ c, view, asked }: { c: WebContext; view: BallotView; asked: BallotStatement }) {
  const t = say(c, ballotMessages)
  const base = pathHere(c, `/dialogues/${view.dialogue.slug}`)
  const { chosen } = view
  return (
    <>
      {asked.is_seed && <SeedTag c={c} />}
      {view.older && <CameFor c={c} older={view.older} />}
      <Ballot
        id="statement"
        action={`${base}/vote`}
        statement={asked.text}
        {...langOf(c, asked.language)}
        hidden={{ statement: String(asked.number) }}
        name="choice"
        labels={answerLabels(c)}
        keys
        {...(chosen ? { chosen } : {})}
      >
        {chosen ? (
          <span>{t('changing', { own: ownAnswer(c, chosen) })}</span>
        ) : (
          <span class="wk-soft">{view.done === 0 ? t('start') : t('stop')}</span>
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
}

function Previous({ c, view, previous }: { c: WebContext; view: BallotView; previous: AnsweredStatement }) {
  const t = say(c, ballotMessages)
  return (
    <section class="wk-stack wk-stack--s" aria-labelledby="previous">
      <h2 class="wk-who" id="previous">
        {previous.own ? t('previous', { own: ownAnswer(c, previous.own) }) : t('statement')}
      </h2>
      <OwnAnswer c={c} view={view} answered={previous} />
      {view.showsResults ? (
        <InSteps c={c} />
      ) : (
        <p class="wk-small wk-soft">{hiddenSentence(c, view.dialogue)}</p>
      )}
    </section>
  )
}

function OwnAnswer({ c, view, answered }: { c: WebContext; view: BallotView; answered: AnsweredStatement }) {
  const t = say(c, ballotMessages)
  const { slug } = view.dialogue
  const change = `${pathHere(c, `/dialogues/${slug}`)}?statement=${answered.number}`
  return (
    <>
      <p>
        <span {...langOf(c, answered.language)}>‘{answered.text}’</span>{' '}
        {!answered.isReplaced && <a href={change}>{t('change')}</a>}
      </p>
      {answered.isReplaced && <HasNewer c={c} href={change} />}
      {answered.own === 'pass' && !answered.isReplaced && <WhyPass c={c} slug={slug} answered={answered} />}
      {view.showsResults && <ResultBar c={c} result={answered} isOpen />}
    </>
  )
}

/** A pass may say why; it stays a pass. */
function WhyPass({ c, slug, answered }: { c: WebContext; slug: string; answered: AnsweredStatement }) {
  const t = say(c, ballotMessages)
  const { passReason, number } = answered
  const id = `why-${number}`
  return (
    <form
      action={`${pathHere(c, `/dialogues/${slug}`)}/vote`}
      method="post"
      class="wk-stack wk-stack--s"
      aria-labelledby={id}
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

/** Five answers given: what others think of them, where one stands, and the choice to go on. */
function Session({ c, view, session }: { c: WebContext; view: BallotView; session: AnsweredStatement[] }) {
  const t = say(c, ballotMessages)
  const { dialogue, done, all, known } = view
  const base = pathHere(c, `/dialogues/${dialogue.slug}`)
  const left = all - done
  return (
    <div class="wk-stack wk-stack--l">
      <div class="wk-ballot">
        <h1 class="wk-statement">{t('sessionTitle', { n: done })}</h1>
        {known && <PlaceSoFar c={c} slug={dialogue.slug} known={known} />}
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
        <ul class="wk-list">
          {session.map((answered) => (
            <li>
              <h3 class="wk-who">{answered.own && t('youSaid', { own: ownAnswer(c, answered.own) })}</h3>
              <OwnAnswer c={c} view={view} answered={answered} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function PlaceSoFar({ c, slug, known }: { c: WebContext; slug: string; known: KnownPlace }) {
  const t = say(c, ballotMessages)
  return (
    <Voice who={known.kind === 'placed' ? placeTitle(c, known) : t('yourPlace')} whoFirst>
      {known.kind !== 'placed' && <p>{neededSentence(c, known)}</p>}
      <p>
        <a href={`${pathHere(c, `/dialogues/${slug}`)}/my-place`}>{say(c, dialogueMessages)('myPlace')}</a>
      </p>
    </Voice>
  )
}

/** Nothing is left to ask: what others said, where that shows, and what comes of it. */
function AllDone({ c, view }: { c: WebContext; view: BallotView }) {
  const t = say(c, ballotMessages)
  const { dialogue, showsResults } = view
  const base = pathHere(c, `/dialogues/${dialogue.slug}`)
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
      {showsResults ? t('allDoneText') : `${t('allDoneLater')} ${hiddenSentence(c, dialogue)}`}
    </Empty>
  )
}

function Explanation({
  c,
  view: { dialogue, promise, done, known, session, about, showsResults },
}: {
  c: WebContext
  view: BallotView
}) {
  const t = say(c, ballotMessages)
  const base = pathHere(c, `/dialogues/${dialogue.slug}`)
  return (
    <>
      <div class="wk-stack wk-stack--s">
        <h2 class="wk-who" {...langOf(c, dialogue.language)}>
          {dialogue.question}
        </h2>
        {dialogue.introduction && (
          <p class="wk-small" {...langOf(c, dialogue.language)}>
            {dialogue.introduction}
          </p>
        )}
        {dialogue.closes_on && <p class="wk-small">{t('closesOn', { date: noonOf(dialogue.closes_on) })}</p>}
      </div>
      <PromiseAside c={c} promise={promise} language={dialogue.language} />
      <Aside by="org" title={t('yoursTitle')}>
        <p class="wk-small">{t('yours')}</p>
      </Aside>
      <Aside title={t('missingTitle')}>
        <p class="wk-small">
          <a href={`${base}/statements/new`}>{say(c, dialogueMessages)('propose')}</a>
        </p>
        <p class="wk-small">
          <a href={`${base}/rules`}>{t('rules')}</a>
        </p>
        {showsResults && (
          <p class="wk-small">
            <a href={`${base}/results`}>{t('results')}</a>
          </p>
        )}
        {done > 0 && (
          <p class="wk-small">
            <a href={`${base}/my-votes`}>{t('myVotes')}</a>
          </p>
        )}
      </Aside>
      {about && !about.isOffered && <AboutYouAside c={c} slug={dialogue.slug} hasTold={about.hasTold} />}
      {known && !session && (
        <Aside title={t('yourPlace')}>
          <p class="wk-small">
            {known.kind === 'placed' ? `${placeTitle(c, known)}.` : neededSentence(c, known)}
          </p>
          <p class="wk-small">
            <a href={`${base}/my-place`}>{say(c, dialogueMessages)('myPlace')}</a>
          </p>
        </Aside>
      )}
    </>
  )
}
