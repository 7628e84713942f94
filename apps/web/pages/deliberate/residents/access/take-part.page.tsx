import type { Child } from 'hono/jsx'
import type { BallotStatement, DialoguePage } from '#domains/deliberate'
import type { DossierPage } from '#domains/dossier'
import type { Access } from '#domains/entrance'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { areVisible, PromiseAside, ResidentTag } from '#web/pages/dialogue'
import { MailNote, publicPage } from '#web/shell'
import {
  Aside,
  Band,
  Button,
  ButtonLink,
  ErrorSummary,
  Feature,
  Field,
  Notice,
  PageHead,
  Split,
} from '#web/ui'
import { LanguageNote, langOf, say } from '#web/words'
import { ballotMessages } from '../ballot/ballot.messages.ts'
import { accessMessages } from './access.messages.ts'

export type TakePartView = DialoguePage & {
  promise: DossierPage['promise']
  /** One of the statements, and how many there are. */
  statement: BallotStatement | undefined
  all: number
  typed?: string
  problem?: string | undefined
  hasNoCookies?: boolean
}

/** The field in which people show that they may take part. In a dialogue for everybody nobody is asked. */
const fieldOf = { everyone: 'code', mail: 'email', code: 'code' } as const satisfies Record<Access, string>

/** How what they show is kept apart from what they answer. */
const apartOf = { everyone: 'apartCode', mail: 'apartMail', code: 'apartCode' } as const satisfies Record<
  Access,
  string
>

/** What a dialogue for some is about, what is needed to answer, and the form to get in: all on one page. */
export async function takePartPage(c: WebContext, view: TakePartView): Promise<Response> {
  const t = say(c, accessMessages)
  const { dialogue, dossier, problem, hasNoCookies } = view
  const id = fieldOf[dialogue.access]
  const wrong = problem !== undefined
  c.header('Cache-Control', 'no-store')
  return publicPage(
    c,
    {
      title: dialogue.question,
      menuItem: 'take-part',
      ask: { dossier: dossier.slug },
      ...(hasNoCookies ? { status: 422 as const } : {}),
      wrong,
    },
    <Band tight>
      {problem && <ErrorSummary title={t('errors')} errors={[{ id, message: problem }]} />}
      {hasNoCookies && (
        <Notice kind="warning" title={t('noCookies')} justHappened>
          {t('noCookiesText')}
        </Notice>
      )}
      <Split asideLabel={t('apartTitle')} aside={<Reassurance c={c} view={view} />}>
        <div class="wk-stack">
          <p class="wk-small">
            <a href={pathHere(c, `/dossiers/${dossier.slug}`)} {...langOf(c, dossier.language)}>
              {dossier.question}
            </a>
          </p>
          <h1 {...langOf(c, dialogue.language)}>{dialogue.question}</h1>
          {dialogue.introduction && <p {...langOf(c, dialogue.language)}>{dialogue.introduction}</p>}
          <LanguageNote c={c} of={dialogue} path={`/dialogues/${dialogue.slug}`} />
          {dialogue.closes_on && (
            <p class="wk-small">{say(c, ballotMessages)('closesOn', { date: noonOf(dialogue.closes_on) })}</p>
          )}
          <OneStatement c={c} view={view} />
        </div>
        <Feature>
          <h2>{t('wantTitle')}</h2>
          <Door c={c} view={view} />
        </Feature>
      </Split>
    </Band>,
  )
}

function OneStatement({ c, view: { statement, all } }: { c: WebContext; view: TakePartView }) {
  const t = say(c, accessMessages)
  if (!statement) return null
  return (
    <div class="wk-stack wk-stack--s">
      <p class="wk-who">{t('oneOf', { n: all })}</p>
      {statement.is_seed === false && <ResidentTag c={c} />}
      <p class="wk-statement" {...langOf(c, statement.language)}>
        ‘{statement.text}’
      </p>
    </div>
  )
}

function Door({ c, view }: { c: WebContext; view: TakePartView }) {
  const t = say(c, accessMessages)
  const id = fieldOf[view.dialogue.access]
  const isByMail = id === 'email'
  const field = {
    id,
    name: id,
    value: view.typed ?? '',
    required: true,
    ...(view.problem ? { error: view.problem } : {}),
  }
  return (
    <form
      method="post"
      action={`${pathHere(c, `/dialogues/${view.dialogue.slug}`)}/take-part`}
      class="wk-stack"
      novalidate
    >
      <p class="wk-lead">{isByMail ? t('mailLead') : t('codeLead')}</p>
      {isByMail ? (
        <Field
          {...field}
          type="email"
          width="m"
          label={t('email')}
          description={t('emailHelp')}
          autocomplete="email"
        />
      ) : (
        <Field
          {...field}
          width="code"
          label={t('code')}
          description={t('codeHelp')}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
      )}
      <div>
        <Button kind="primary">{isByMail ? t('send') : t('enter')}</Button>
      </div>
    </form>
  )
}

function Reassurance({ c, view }: { c: WebContext; view: TakePartView }) {
  const { dialogue, promise } = view
  const t = say(c, accessMessages)
  const base = pathHere(c, `/dialogues/${dialogue.slug}`)
  return (
    <>
      <PromiseAside c={c} promise={promise} around={dialogue} />
      <Aside by="org" title={t('apartTitle')}>
        <p class="wk-small">{t(apartOf[dialogue.access])}</p>
      </Aside>
      <Aside title={t('readTitle')}>
        {areVisible(c, view) && (
          <p class="wk-small">
            <a href={`${base}/results`}>{t('toResults')}</a>
          </p>
        )}
        <p class="wk-small">
          <a href={`${base}/rules`}>{t('toRules')}</a>
        </p>
      </Aside>
    </>
  )
}

/** Says the same whether or not the address is on the roll. */
export async function linkSentPage(c: WebContext, page: DialoguePage): Promise<Response> {
  const t = say(c, accessMessages)
  return stepPage(
    c,
    { title: t('sentTitle'), lead: t('sentLead'), actions: <AskAgain c={c} page={page} /> },
    <>
      <MailNote c={c} />
      <p>{t('sentHow')}</p>
      <p>{t('sentNothing')}</p>
    </>,
  )
}

/** The page behind a mailed link: one button, because some mail programs open links beforehand and would use it up. */
export async function openLinkPage(c: WebContext, page: DialoguePage, token: string): Promise<Response> {
  const t = say(c, accessMessages)
  return stepPage(
    c,
    { title: t('openTitle'), lead: t('openLead') },
    <form method="post" action={`${pathHere(c, `/dialogues/${page.dialogue.slug}`)}/take-part/open`}>
      <input type="hidden" name="token" value={token} />
      <Button kind="primary">{t('open')}</Button>
    </form>,
  )
}

export async function linkExpiredPage(c: WebContext, page: DialoguePage): Promise<Response> {
  const t = say(c, accessMessages)
  const actions = <AskAgain c={c} page={page} />
  return stepPage(c, { title: t('expiredTitle'), lead: t('expired'), actions, status: 410 })
}

export async function admittedBeforePage(c: WebContext): Promise<Response> {
  const t = say(c, accessMessages)
  return stepPage(c, { title: t('beforeTitle'), lead: t('before'), status: 422 })
}

/** For a browser that could not be recognised later, so that nothing was used up. */
export async function noCookiesPage(c: WebContext): Promise<Response> {
  const t = say(c, accessMessages)
  return stepPage(c, { title: t('noCookies'), lead: t('noCookiesText'), status: 422 })
}

function AskAgain({ c, page }: { c: WebContext; page: DialoguePage }) {
  const t = say(c, accessMessages)
  return (
    <ButtonLink href={`${pathHere(c, `/dialogues/${page.dialogue.slug}`)}/take-part`}>
      {t('again')}
    </ButtonLink>
  )
}

function stepPage(
  c: WebContext,
  {
    title,
    lead,
    actions,
    status = 200,
  }: { title: string; lead: string; actions?: Child; status?: 200 | 410 | 422 },
  content?: Child,
): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  return publicPage(
    c,
    { title, menuItem: 'take-part', noIndex: true, status },
    <Band tight>
      <PageHead title={title} lead={lead} actions={actions} />
      {content}
    </Band>,
  )
}
