import {
  type DialoguePage,
  longestStatement,
  type ProposeStatementOutcome,
  shortestStatement,
} from '#domains/deliberate'
import type { ClaimCode as Code } from '#domains/register'
import { showCode } from '#platform/code'
import { drawOnce, pathHere, type WebContext } from '#web/http'
import { dialogueMessages } from '#web/pages/dialogue'
import { lineageMessages } from '#web/pages/opinions'
import { publicPage } from '#web/shell'
import {
  Band,
  Button,
  ButtonLink,
  ClaimCode,
  ErrorSummary,
  Hidden,
  Notice,
  PageHead,
  TextArea,
  Voice,
} from '#web/ui'
import { langOf, say } from '#web/words'
import { ballotMessages } from './ballot.messages.ts'

export type ProposalRefusal = Exclude<
  ProposeStatementOutcome,
  { kind: 'held' | 'published' | 'dialogue-closed' | 'not-admitted' }
>

/** What to think of before a statement is sent: others that say nearly the same, or a second idea in it. */
export type Advice = {
  similar: { number: number; text: string; language: string }[]
  severalIdeas: boolean
}

/** The form for a statement of one's own. */
export async function proposePage(
  c: WebContext,
  {
    page,
    typed = '',
    refused,
    advice,
  }: { page: DialoguePage; typed?: string; refused?: ProposalRefusal; advice?: Advice },
): Promise<Response> {
  const t = say(c, ballotMessages)
  const base = pathHere(c, `/dialogues/${page.dialogue.slug}`)
  const error = refused && refusalSentence(c, refused)
  return publicPage(
    c,
    {
      title: t('proposeTitle'),
      menuItem: 'take-part',
      noIndex: true,
      wrong: error !== undefined,
      status: error || advice ? 422 : 200,
    },
    <Band tight>
      {error && <ErrorSummary title={t('errors')} errors={[{ id: 'text', message: error }]} />}
      <p class="wk-small">
        <a href={base}>{t('backToBallot')}</a>
      </p>
      {advice && <BeforeSending c={c} base={base} advice={advice} />}
      <PageHead title={t('proposeTitle')} lead={t('proposeLead')} />
      {refused?.kind === 'said-before' && <SaidBefore c={c} base={base} said={refused} />}
      {/* Without Turbo: the answer holds a code that is shown once, and stands at no address of its own. */}
      <form method="post" action={`${base}/statements/new`} class="wk-stack" novalidate data-turbo="false">
        <TextArea
          id="text"
          name="text"
          label={t('proposeField')}
          description={t('proposeHelp')}
          rows={3}
          value={typed}
          required
          limit={{ max: longestStatement, left: t('left', { n: '{n}' }), over: t('over', { n: '{n}' }) }}
          {...(error ? { error } : {})}
        />
        <p class="wk-small wk-soft">
          {page.dialogue.moderation === 'strict' ? t('proposeStrict') : t('proposeLight')}{' '}
          <a href={`${base}/rules`}>{t('rules')}</a>
        </p>
        {advice && <Hidden values={{ anyway: 'yes' }} />}
        {c.req.method === 'POST' && <Hidden values={drawOnce()} />}
        <div>
          <Button kind="primary">{advice ? t('sendAnyway') : t('send')}</Button>
        </div>
      </form>
    </Band>,
  )
}

/** Not sent yet: first what is there already. Sending it all the same is one press away. */
function BeforeSending({ c, base, advice }: { c: WebContext; base: string; advice: Advice }) {
  const t = say(c, ballotMessages)
  const { similar, severalIdeas } = advice
  return (
    <Notice title={similar.length > 0 ? t('similarTitle') : t('oneIdeaTitle')} justHappened>
      {similar.length > 0 && (
        <>
          <p>{t('similarText', { n: similar.length })}</p>
          <ul class="wk-bullets">
            {similar.map(({ number, text, language }) => (
              <li>
                <a href={`${base}?statement=${number}`} {...langOf(c, language)}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {severalIdeas && (
        <p>
          {similar.length > 0 && <strong>{t('oneIdeaTitle')} </strong>}
          {t('oneIdeaText')}
        </p>
      )}
    </Notice>
  )
}

function refusalSentence(c: WebContext, refused: ProposalRefusal): string {
  const t = say(c, ballotMessages)
  if (refused.kind === 'dialogue-full') return t('full')
  if (refused.kind === 'too-short') return t('too-short', { least: shortestStatement })
  if (refused.kind === 'too-long') return t('too-long', { most: longestStatement })
  return t(refused.kind)
}

function SaidBefore({
  c,
  base,
  said,
}: {
  c: WebContext
  base: string
  said: Extract<ProposalRefusal, { kind: 'said-before' }>
}) {
  const t = say(c, ballotMessages)
  if (said.state === 'held') return <Notice title={t('saidHeld')} />
  if (said.state === 'refused') return <Notice title={t('saidRefused')} />
  const title = `‘${said.text}’`
  if (said.state === 'closed')
    return (
      <Notice title={title}>
        <p>
          {say(c, lineageMessages)('saidReplaced')}.{' '}
          <a href={`${base}?statement=${said.number}`}>{say(c, lineageMessages)('toNewer')}</a>
        </p>
      </Notice>
    )
  return (
    <Notice title={title}>
      <p>
        <a href={`${base}?statement=${said.number}`}>{t('saidVote')}</a>
      </p>
    </Notice>
  )
}

/** What happens with a statement that was just sent, and the code to follow it with. */
export async function proposedPage(
  c: WebContext,
  { page, text, code, held }: { page: DialoguePage; text: string; code: Code; held: boolean },
): Promise<Response> {
  const t = say(c, ballotMessages)
  c.header('Cache-Control', 'no-store')
  const title = held ? t('heldTitle') : t('publishedTitle')
  return publicPage(
    c,
    { title, menuItem: 'take-part', noIndex: true },
    <Band tight>
      <PageHead title={title} lead={held ? t('heldText') : t('publishedText')} />
      <Voice who={t('yourStatement')} whoFirst>
        <p dir="auto">{text}</p>
      </Voice>
      <CodePanel c={c} code={code} slug={page.dialogue.slug} />
    </Band>,
  )
}

/** A code that is shown this once, and where to go from here. */
export function CodePanel({ c, code, slug }: { c: WebContext; code: Code; slug: string }) {
  const t = say(c, ballotMessages)
  return (
    <ClaimCode
      id="code"
      title={t('codeTitle')}
      code={showCode(code)}
      copy={{ label: t('copy'), done: t('copied'), failed: t('copyFailed') }}
      actions={
        <>
          <ButtonLink kind="primary" href={pathHere(c, `/dialogues/${slug}`)} onward>
            {t('backToBallot')}
          </ButtonLink>
          <a href={pathHere(c, '/my-input')}>{say(c, dialogueMessages)('openTrack')}</a>
        </>
      }
    >
      {t('codeText')}
    </ClaimCode>
  )
}
