import type { AnsweredStatement, DialoguePage, FollowVotesOutcome } from '#domains/deliberate'
import type { AskOutcome } from '#domains/followup'
import { pathHere, type WebContext } from '#web/http'
import { dialogueMessages, hiddenSentence, InSteps, NotKnown, ResultBar } from '#web/pages/dialogue'
import { HasNewer } from '#web/pages/opinions'
import { MailNote, publicPage } from '#web/shell'
import { Band, Button, ButtonLink, ErrorSummary, Field, Notice, PageHead, Section } from '#web/ui'
import { langOf, ownAnswer, say } from '#web/words'
import { ballotMessages } from './ballot.messages.ts'
import { CodePanel } from './statement.page.tsx'

export type MyVotesView = {
  page: DialoguePage
  votes: AnsweredStatement[]
  isOpen: boolean
  /** Whether what others answered may be seen now. */
  showsResults: boolean
  email?: { text: string; isWrong: boolean }
}

/** What this browser answered in a dialogue, and how to follow what comes of it. */
export async function myVotesPage(c: WebContext, view: MyVotesView): Promise<Response> {
  const t = say(c, ballotMessages)
  const { page, votes, email } = view
  const base = pathHere(c, `/dialogues/${page.dialogue.slug}`)
  const error = email?.isWrong ? t('emailInvalid') : undefined
  c.header('Cache-Control', 'no-store')
  return publicPage(
    c,
    {
      title: t('myVotesTitle'),
      menuItem: 'my-input',
      noIndex: true,
      wrong: error !== undefined,
    },
    <Band tight>
      {error && <ErrorSummary title={t('errors')} errors={[{ id: 'email', message: error }]} />}
      <p class="wk-small">
        <a href={base}>{t('backToBallot')}</a>
      </p>
      <PageHead
        title={t('myVotesTitle')}
        lead={t('myVotesLead', { n: votes.length })}
        {...(votes.length > 0
          ? { actions: <a href={`${base}/my-place`}>{say(c, dialogueMessages)('myPlace')}</a> }
          : {})}
      />
      {votes.length === 0 && <NotKnown c={c} />}
      {votes.length === 0 && view.isOpen && (
        <p>
          <ButtonLink kind="primary" href={base} onward>
            {t('vote')}
          </ButtonLink>
        </p>
      )}
      {votes.length > 0 && <Follow c={c} base={base} email={email?.text ?? ''} error={error} />}
      {votes.length > 0 && <p class="wk-small wk-soft">{t('myVotesNote')}</p>}
      {votes.length > 0 && view.showsResults && view.isOpen && <InSteps c={c} />}
      {votes.length > 0 && !view.showsResults && <p>{hiddenSentence(c, page.dialogue)}</p>}
      {votes.length > 0 && (
        <ul class="wk-list">
          {votes.map((vote) => (
            <li>
              <h2 class="wk-who">{vote.own && t('youSaid', { own: ownAnswer(c, vote.own) })}</h2>
              <p>
                <span {...langOf(c, vote.language)}>‘{vote.text}’</span>{' '}
                {view.isOpen && !vote.isReplaced && (
                  <a href={`${base}?statement=${vote.number}`}>{t('change')}</a>
                )}
              </p>
              {vote.isReplaced && (
                <HasNewer c={c} href={view.isOpen ? `${base}?statement=${vote.number}` : undefined} />
              )}
              {view.showsResults && <ResultBar c={c} result={vote} isOpen={view.isOpen} />}
            </li>
          ))}
        </ul>
      )}
    </Band>,
  )
}

function Follow({
  c,
  base,
  email,
  error,
}: {
  c: WebContext
  base: string
  email: string
  error: string | undefined
}) {
  const t = say(c, ballotMessages)
  return (
    <Section id="follow" title={t('followTitle')} gap="m">
      <p>{t('followText')}</p>
      {/* Without Turbo: the answer holds a code that is shown once, and stands at no address of its own. */}
      <form method="post" action={`${base}/my-votes`} class="wk-stack" novalidate data-turbo="false">
        <Field
          id="email"
          name="email"
          type="email"
          width="m"
          label={t('email')}
          description={t('emailHelp')}
          value={email}
          autocomplete="email"
          {...(error ? { error } : {})}
        />
        <div>
          <Button kind="primary">{t('follow')}</Button>
        </div>
      </form>
    </Section>
  )
}

export type FollowedView = {
  page: DialoguePage
  outcome: FollowVotesOutcome
  email: string
  /** What came of asking to be told by mail, where somebody did. */
  asked: AskOutcome['kind'] | undefined
}

/** The code for one's votes, or why there is none. */
export async function followedPage(
  c: WebContext,
  { page, outcome, email, asked }: FollowedView,
): Promise<Response> {
  const t = say(c, ballotMessages)
  const base = pathHere(c, `/dialogues/${page.dialogue.slug}`)
  const titles = {
    issued: t('followed'),
    'already-issued': t('alreadyIssued'),
    'no-votes': t('noVotes'),
  } satisfies Record<FollowVotesOutcome['kind'], string>
  c.header('Cache-Control', 'no-store')
  return publicPage(
    c,
    { title: titles[outcome.kind], menuItem: 'my-input', noIndex: true },
    <Band tight>
      <PageHead
        title={titles[outcome.kind]}
        {...(outcome.kind === 'already-issued' ? { lead: t('alreadyIssuedText') } : {})}
      />
      {asked === 'asked' && <Notice kind="ok" title={t('emailKept', { email })} />}
      {asked === 'asked' && <MailNote c={c} />}
      {asked === 'already-asked' && <Notice kind="warning" title={t('emailGiven')} />}
      {outcome.kind === 'issued' ? (
        <CodePanel c={c} code={outcome.code} slug={page.dialogue.slug} />
      ) : (
        <p>
          <a href={base}>{t('backToBallot')}</a>
        </p>
      )}
    </Band>,
  )
}
