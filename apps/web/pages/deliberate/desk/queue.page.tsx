import type { HeldStatement, PublicStatement, WriterFigures } from '#domains/deliberate'
import type { CodeFigures } from '#domains/entrance'
import { refusalReasons } from '#domains/moderation'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { BackgroundAside } from '#web/pages/opinions'
import {
  Aside,
  Button,
  Confirm,
  Details,
  Empty,
  Hidden,
  Keys,
  Pager,
  QrCode,
  Row,
  Section,
  Select,
  Split,
  TextArea,
} from '#web/ui'
import { langOf, languageOptions, say } from '#web/words'
import { CodesAside, TermsAside } from './codes-box.tsx'
import { deskDialogueMessages } from './desk-dialogue.messages.ts'
import { type DeskFrame, deskDialogue, deskPathOf } from './desk-dialogue.tsx'
import { RemovalRequested, reasonProblem, type WrongReason } from './desk-removal.tsx'

/** The statement to decide about now, with what one needs to know for that. */
export type CurrentStatement = HeldStatement & {
  writer: WriterFigures | undefined
  similar: { number: number; text: string; language: string }[]
}

export type QueueView = Omit<DeskFrame, 'view' | 'errors'> & {
  current: CurrentStatement | undefined
  /** What waits after it. */
  next: Page<HeldStatement>
  removals: Page<PublicStatement>
  /** Where people get in by a code from a letter. */
  codes?: CodeFigures | undefined
  codesAreWrong: boolean
  mayManage: boolean
  /** A refusal of the current statement that was not filled in well. */
  wrong?: WrongReason | undefined
}

/** What staff decide about in a dialogue: what people wrote, one at a time, and what a colleague asked to remove. */
export async function deskQueuePage(c: WebContext, view: QueueView): Promise<Response> {
  const t = say(c, deskDialogueMessages)
  const { current, wrong } = view
  const errors =
    current && wrong ? [{ id: `${wrong.field}-${current.number}`, message: reasonProblem(c, wrong) }] : []
  const work = (
    <>
      <Queue c={c} view={view} />
      <Removals c={c} view={view} />
    </>
  )
  return deskDialogue(
    c,
    { ...view, view: 'queue', errors },
    view.mayManage ? (
      <Split asideLabel={t('tools')} aside={<Tools c={c} view={view} />}>
        {work}
      </Split>
    ) : (
      work
    ),
  )
}

type Part = { c: WebContext; view: QueueView }

/** The way in for people in the street: a code to point a phone at, and the same address in letters. */
function Invitation({ c, slug }: { c: WebContext; slug: string }) {
  const t = say(c, deskDialogueMessages)
  const url = new URL(pathHere(c, `/dialogues/${slug}`), c.var.services.config.url).href
  return (
    <Aside title={t('inviteTitle')}>
      <p class="wk-small">{t('inviteText')}</p>
      <div class="wk-qr">
        <QrCode text={url} />
      </div>
      <p class="wk-small">
        <a href={url}>{url}</a>
      </p>
    </Aside>
  )
}

function Tools({ c, view: { page, codes, codesAreWrong } }: Part) {
  const t = say(c, deskDialogueMessages)
  const base = deskPathOf(c, page.dialogue.slug)
  const words =
    page.dialogue.state === 'open'
      ? { id: 'close', title: t('closeAction'), confirm: t('closeConfirm'), help: t('closeHelp') }
      : { id: 'open', title: t('openAction'), confirm: t('openConfirm'), help: t('openHelp') }
  const isOpen = page.dialogue.state === 'open'
  // What is closed with its dossier is not opened again, and not closed once more.
  const mayTurn = page.dossier.state !== 'closed'
  const turn = mayTurn && (
    <Confirm
      id={words.id}
      title={words.title}
      action={`${base}/${words.id}`}
      confirm={words.confirm}
      cancel={{ href: base, label: t('cancel') }}
      kind={isOpen ? 'default' : 'answer'}
    >
      <p>{words.help}</p>
    </Confirm>
  )
  return (
    <>
      {!isOpen && turn}
      {mayTurn ? (
        <Invitation c={c} slug={page.dialogue.slug} />
      ) : (
        <Aside title={t('closed')}>
          <p class="wk-small">{t('closedWithDossier')}</p>
        </Aside>
      )}
      <TermsAside c={c} dialogue={page.dialogue} mayChange={mayTurn} />
      <BackgroundAside c={c} slug={page.dialogue.slug} />
      {codes && <CodesAside c={c} page={page} figures={codes} problem={codesAreWrong} />}
      <Aside title={t('rulesTitle')}>
        <p class="wk-small">{t('rulesText')}</p>
        <p class="wk-small">
          <a href={`${base}/rules`}>{t('rulesEdit')}</a>
        </p>
      </Aside>
      {isOpen && turn}
    </>
  )
}

function Queue({ c, view }: Part) {
  const t = say(c, deskDialogueMessages)
  const { current, next } = view
  const base = deskPathOf(c, view.page.dialogue.slug)
  return (
    <Section id="queue" title={t('queue')} gap="m">
      {current ? (
        <Current c={c} base={base} view={view} current={current} />
      ) : (
        <Empty title={t('queueEmpty')}>{t('queueEmptyText')}</Empty>
      )}
      {next.rows.length > 0 && (
        <>
          <h3>{t('after')}</h3>
          <ul class="wk-bullets">
            {next.rows.map(({ number, text, language }) => (
              <li>
                <a href={`${base}?statement=${number}`} {...langOf(c, language)}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <Pager
        label={t('paging')}
        {...(next.next ? { next: { href: `${base}?queue=${next.next}`, label: t('more') } } : {})}
      />
    </Section>
  )
}

/** One statement with what there is to know, and one key for each decision. */
function Current({ c, base, view, current }: Part & { base: string; current: CurrentStatement }) {
  const t = say(c, deskDialogueMessages)
  const following = view.next.rows[0]?.number
  const { number, text } = current
  const action = `${base}/statements/${number}`
  return (
    <article class="wk-box wk-stack" aria-labelledby={`statement-${number}`}>
      <h3 id={`statement-${number}`} {...langOf(c, current.language)}>
        <span class="wk-statement">{text}</span>
      </h3>
      <Context c={c} current={current} />
      <form method="post" action={action} class="wk-stack">
        <Hidden values={{ decision: 'publish', from: String(number) }} />
        <Row>
          <Button kind="answer" dataKey="p">
            {t('publish')}
            <span class="wk-hidden">
              : <span {...langOf(c, current.language)}>{text}</span>
            </span>
          </Button>
          {following !== undefined && (
            <a href={`${base}?statement=${following}`} data-key="j">
              {t('skip')}
            </a>
          )}
        </Row>
        <Details summary={t('languageOf')}>
          <Select
            id={`language-${number}`}
            name="language"
            label={t('languageIs')}
            value={current.language}
            options={languageOptions(c, current.language)}
          />
        </Details>
      </form>
      <Refuse c={c} action={action} number={number} wrong={view.wrong} />
      <Keys
        keys={[
          { keys: ['P'], does: t('keyPublish') },
          { keys: ['1', '…', '8'], does: t('keyRefuse') },
          { keys: ['U'], does: t('keyExplain') },
          ...(following === undefined ? [] : [{ keys: ['J'], does: t('keySkip') }]),
        ]}
        off={t('keysOff')}
        on={t('keysOn')}
      />
    </article>
  )
}

/** A reason is one press; Enter in the explanation sends nothing, because it would send the first reason. */
function Refuse({
  c,
  action,
  number,
  wrong,
}: {
  c: WebContext
  action: string
  number: number
  wrong: WrongReason | undefined
}) {
  const t = say(c, deskDialogueMessages)
  return (
    <form method="post" action={action} class="wk-stack" aria-labelledby={`reason-${number}`} novalidate>
      <Hidden values={{ decision: 'refuse', from: String(number) }} />
      <h4 id={`reason-${number}`}>{t('refuseSummary')}</h4>
      <TextArea
        id={`explanation-${number}`}
        name="explanation"
        label={t('explanation')}
        description={t('explanationHelp')}
        rows={2}
        value={wrong?.explanation ?? ''}
        dataKey="u"
        {...(wrong?.field === 'explanation' ? { error: reasonProblem(c, wrong) } : {})}
      />
      <p class="wk-small">{t('reasonSends')}</p>
      <Row>
        {refusalReasons.map((reason, at) => (
          <Button small name="reason" value={reason} dataKey={String(at + 1)}>
            {`${at + 1}. ${t(reason)}`}
          </Button>
        ))}
      </Row>
    </form>
  )
}

/** When it was written, what else this writer said, and which published statements it looks like. */
function Context({
  c,
  current: { created_at, writer, similar },
}: {
  c: WebContext
  current: CurrentStatement
}) {
  const t = say(c, deskDialogueMessages)
  return (
    <div class="wk-stack wk-stack--s">
      <p class="wk-small wk-soft">
        {t('written', { at: created_at })}. {writer ? t('writer', writer) : t('writerUnknown')}
      </p>
      {similar.length > 0 && (
        <>
          <p class="wk-small">{t('similar')}</p>
          <ul class="wk-bullets">
            {similar.map((one) => (
              <li class="wk-small">
                {one.number}. <span {...langOf(c, one.language)}>{one.text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Removals({ c, view: { page, removals } }: Part) {
  const t = say(c, deskDialogueMessages)
  const base = deskPathOf(c, page.dialogue.slug)
  if (removals.rows.length === 0) return null
  return (
    <Section id="removals" title={t('removals')} gap="m">
      <p>{t('removalsText')}</p>
      <ul class="wk-list">
        {removals.rows.map(({ number, text, language, removal }) => (
          <li class="wk-stack wk-stack--s">
            <h3 {...langOf(c, language)}>‘{text}’</h3>
            {removal && <RemovalRequested c={c} base={base} number={number} removal={removal} />}
          </li>
        ))}
      </ul>
      <Pager
        label={t('paging')}
        {...(removals.next ? { next: { href: `${base}?removals=${removals.next}`, label: t('more') } } : {})}
      />
    </Section>
  )
}
