import type { Choice, OlderVersion } from '#domains/deliberate'
import type { Written } from '#domains/translation'
import { pathHere, type Spoken } from '#web/http'
import { dialogueMessages, hiddenSentence, InSteps, ResidentTag } from '#web/pages/dialogue'
import { AboutYouAside, AboutYouCard, CameFor } from '#web/pages/opinions'
import { Aside, Ballot, ButtonLink, Empty, Hidden, Icon, Keys, Notice, Progress } from '#web/ui'
import {
  answerLabels,
  type Fragment,
  keepHtml,
  keepProps,
  LanguageNote,
  langOf,
  ownAnswer,
  say,
} from '#web/words'
import { accessMessages } from '../access/access.messages.ts'
import { ballotMessages } from './ballot.messages.ts'
import { BallotSession } from './ballot-session.tsx'
import { type OneAnswer, OwnAnswer, type Telling, told } from './own-answer.tsx'
import { type Answered, type Asked, type BallotView, SESSION } from './view-ballot.ts'

/** What of the ballot changes with a vote, by the name of its place in the page. */
export type BallotParts = Record<'asked' | 'previous' | 'yours', readonly Fragment[]>

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
    previous: view.previous && !view.session ? [previous(c, previousOf(view, view.previous))] : [],
    yours: [
      yours(c, {
        slug: view.dialogue.slug,
        showsResults: view.showsResults,
        hasVoted: view.done > 0,
        about: view.about && !view.about.isOffered ? { hasTold: view.about.hasTold } : null,
        place: view.session ? null : (view.place ?? null),
      }),
    ],
  }
}

function askedPart(c: Spoken, view: BallotView, keepsChoices: boolean): Fragment[] {
  const { session, about, asked } = view
  return [
    view.notice && !(asked && isUnderAnswers(view.notice)) ? ballotNotice(c, { notice: view.notice }) : '',
    progress(c, progressOf(view)),
    session
      ? String(<BallotSession c={c} view={view} session={session} />)
      : asked
        ? question(c, questionOf(view, asked, keepsChoices))
        : allDone(c, told(view)),
    // Outside of what is kept: it is of this one page.
    asked && !session && view.once ? String(<Hidden form="statement-form" values={view.once} />) : '',
    asked && !session ? promised(c, promiseOf(view)) : '',
    !session && about?.isOffered ? aboutYouCard(c, { slug: view.dialogue.slug }) : '',
  ]
}

const progressProps = keepProps<BallotView['dossier'], Progressing>()

function progressOf({ dialogue, dossier, done, all }: BallotView): Progressing {
  const { slug, language, translated } = dialogue
  return progressProps(dossier, `${slug} ${language} ${translated?.from} ${done} ${all}`, () => ({
    dossier: { slug: dossier.slug, question: dossier.question, language: dossier.language },
    dialogue: { slug, language, translated },
    ...{ done, all },
  }))
}

type Promised = {
  done: number
  hasPause: boolean
  showsResults: boolean
  slug: string
  place: BallotView['place'] | null
}

const promisedProps = keepProps<BallotView['dossier'], Promised>()

function promiseOf({ done, all, showsResults, dossier, dialogue: { slug }, place }: BallotView): Promised {
  const [upTo, where] = [Math.min(done, SESSION), done < SESSION ? undefined : place]
  const hasPause = all >= SESSION
  const key = `${slug} ${upTo} ${hasPause} ${showsResults} ${where?.title} ${where?.needed}`
  return promisedProps(dossier, key, () => ({
    ...{ done: upTo, hasPause, showsResults, slug },
    place: where ?? null,
  }))
}

/** What comes after how many more answers, under the answers; nothing that does not come. */
const promised = keepHtml((c, { done, hasPause, showsResults, slug, place }: Promised) => {
  const t = say(c, ballotMessages)
  const isPlaced = Boolean(place?.title)
  const soFar = place && (place.title ? `${place.title}.` : place.needed)
  const pause = hasPause && t(showsResults ? 'pauseIn' : 'pauseInHidden', { n: SESSION - done })
  const sentence = done < SESSION ? pause : soFar
  if (!sentence) return null
  return (
    <p class="wk-small wk-soft">
      {sentence}{' '}
      {isPlaced && (
        <a href={`${pathHere(c, `/dialogues/${slug}`)}/my-place`}>{say(c, dialogueMessages)('myPlace')}</a>
      )}
    </p>
  )
})

/** What is told of a vote that was just given stands under the answers: above them it would move them under the thumb. */
function isUnderAnswers(notice: BallotView['notice']): notice is 'noLonger' {
  return notice === 'noLonger'
}

const questionProps = keepProps<Asked, Questioned>()

function questionOf(
  { dialogue, done, chosen, older, notice }: BallotView,
  asked: Asked,
  keepsChoices: boolean,
): Questioned {
  const { number, text, language, translated, is_seed } = asked
  const { slug } = dialogue
  const isLate = isUnderAnswers(notice)
  const key = `${slug} ${done === 0} ${chosen} ${older?.number} ${keepsChoices} ${isLate}`
  return questionProps(asked, key, () => ({
    isLate,
    slug,
    keepsChoices,
    asked: { number, text, language, translated, is_seed },
    around: { language: dialogue.language, translated: dialogue.translated },
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
  dossier: { slug: string; question: string; language: string }
  dialogue: { slug: string } & Written
  done: number
  all: number
}

const progress = keepHtml((c, { dossier, dialogue, done, all }: Progressing) => (
  <>
    <div class="wk-ballot-line wk-small">
      <p>
        <a href={pathHere(c, `/dossiers/${dossier.slug}`)} {...langOf(c, dossier.language)}>
          {dossier.question}
        </a>
      </p>
      <p>{say(c, ballotMessages)('progress', { done, all })}</p>
    </div>
    <Progress done={all === 0 ? 0 : done / all} />
    <LanguageNote c={c} of={dialogue} path={`/dialogues/${dialogue.slug}`} />
  </>
))

type Questioned = {
  slug: string
  keepsChoices: boolean
  asked: Asked
  around: Written
  isFirst: boolean
  /** The answer before came when its statement was no longer open. */
  isLate: boolean
  chosen: Choice | null
  older: OlderVersion | null
}

const question = keepHtml((c, props: Questioned) => {
  const { slug, keepsChoices, asked, around, isFirst, isLate, chosen, older } = props
  const t = say(c, ballotMessages)
  const base = pathHere(c, `/dialogues/${slug}`)
  return (
    <>
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
        {isLate && (
          <strong role="alert">
            <Icon name="warning" /> {t('noLonger')}
          </strong>
        )}
        {asked.is_seed === false && <ResidentTag c={c} />}
        {chosen ? (
          <span>{t('changing', { own: ownAnswer(c, chosen) })}</span>
        ) : (
          <span class="wk-soft">{isFirst ? t('start') : t('stop')}</span>
        )}
        {chosen && <a href={base}>{t('skipBack')}</a>}
      </Ballot>
      <LanguageNote c={c} of={asked} around={around} />
      {older && <CameFor c={c} older={older} />}
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

type Place = NonNullable<BallotView['place']>

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
