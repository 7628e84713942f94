import {
  type CodeFigures,
  type DialogueFigures,
  type DialoguePage,
  type DialogueState,
  type HeldStatement,
  type ModerationEntry,
  type PublicStatement,
  refusalReasons,
} from '#domains/deliberate'
import type { Page } from '#platform/db'
import { getStaff } from '../../frame/guard.ts'
import { deskPage } from '../../frame/page.tsx'
import { say } from '../../frame/say.ts'
import { pathHere, type WebContext } from '../../frame/web.ts'
import {
  Aside,
  Band,
  Button,
  ButtonLink,
  Confirm,
  DataTable,
  Details,
  Empty,
  Field,
  type IconName,
  Notice,
  PageHead,
  Pager,
  Section,
  Select,
  Split,
  Tag,
} from '../../ui/index.ts'
import { CodesAside, TermsAside } from './codes-box.tsx'
import { deskDialogueMessages } from './desk.messages.ts'
import { PublicStatements } from './moderation-statements.tsx'
import { langOf } from './statement-result.tsx'

const stateIcons: Record<DialogueState, IconName> = {
  draft: 'note-pencil',
  importing: 'hourglass',
  open: 'chats',
  closed: 'check-circle',
}

export type Told =
  | 'opened'
  | 'closedDone'
  | 'published'
  | 'refused'
  | 'decidedBefore'
  | 'dossier-not-open'
  | 'no-statements'
  | 'no-policy'
  | 'requested'
  | 'already-requested'
  | 'not-public'
  | 'removed'
  | 'kept'
  | 'own-request'
  | 'closing-day-past'
  | 'key-destroyed'
  | 'already-open'
  | 'not-open'
  | 'codes-wrong'
  | 'codes-over'

const good: readonly Told[] = ['opened', 'closedDone', 'published', 'refused', 'requested', 'removed', 'kept']

export type DeskDialogueView = DialoguePage & {
  figures: DialogueFigures
  held: Page<HeldStatement>
  log: Page<ModerationEntry>
  statements: PublicStatement[]
  told?: Told | undefined
  /** Where people get in by a code of a letter. */
  codes?: CodeFigures | undefined
  mayManage: boolean
}

/** A dialogue as staff work on it: open and close, read what people wrote, and what was decided. */
export async function deskDialoguePage(c: WebContext, view: DeskDialogueView): Promise<Response> {
  const t = say(c, deskDialogueMessages)
  const { dialogue, dossier, figures, told } = view
  return deskPage(
    c,
    { title: dialogue.question, place: 'dossiers', staff: await getStaff(c) },
    <Band tight>
      {told && <Notice kind={good.includes(told) ? 'ok' : 'warning'} title={t(told)} justHappened />}
      <p>
        <a href={pathHere(c, `/desk/dossiers/${dossier.slug}`)}>{dossier.question}</a>
      </p>
      <PageHead
        title={dialogue.question}
        {...langOf(c, dialogue.language)}
        above={<Tag icon={stateIcons[dialogue.state]}>{t(dialogue.state)}</Tag>}
        meta={[
          { icon: 'users', text: t('people', { n: figures.participants }) },
          { icon: 'list-checks', text: t('statements', { n: figures.published }) },
          { icon: 'eye', text: t('waiting', { n: figures.held }) },
        ]}
        actions={<ButtonLink href={pathHere(c, `/dialogues/${dialogue.slug}`)}>{t('publicPage')}</ButtonLink>}
      />
      {view.mayManage ? (
        <Split asideLabel={t('tools')} aside={<Tools c={c} view={view} />}>
          <Moderation c={c} view={view} />
        </Split>
      ) : (
        <Moderation c={c} view={view} />
      )}
    </Band>,
  )
}

function Tools({ c, view: { dialogue, codes, told } }: { c: WebContext; view: DeskDialogueView }) {
  const t = say(c, deskDialogueMessages)
  const base = pathHere(c, `/desk/dialogues/${dialogue.slug}`)
  const cancel = { href: base, label: t('cancel') }
  const change =
    dialogue.state === 'open' ? (
      <Confirm
        id="close"
        title={t('closeAction')}
        action={`${base}/close`}
        confirm={t('closeConfirm')}
        cancel={cancel}
        kind="answer"
      >
        <p>{t('closeHelp')}</p>
      </Confirm>
    ) : (
      <Confirm
        id="open"
        title={t('openAction')}
        action={`${base}/open`}
        confirm={t('openConfirm')}
        cancel={cancel}
        kind="answer"
      >
        <p>{t('openHelp')}</p>
      </Confirm>
    )
  return (
    <>
      {change}
      <TermsAside c={c} dialogue={dialogue} />
      {codes && <CodesAside c={c} dialogue={dialogue} figures={codes} problem={told === 'codes-wrong'} />}
      <Aside title={t('rulesTitle')}>
        <p class="wk-small">{t('rulesText')}</p>
        <p class="wk-small">
          <a href={`${base}/rules`}>{t('rulesEdit')}</a>
        </p>
      </Aside>
    </>
  )
}

function Moderation({ c, view }: { c: WebContext; view: DeskDialogueView }) {
  const t = say(c, deskDialogueMessages)
  const { held, dialogue } = view
  const base = pathHere(c, `/desk/dialogues/${dialogue.slug}`)
  return (
    <>
      <Section id="queue" title={t('queue')}>
        {held.rows.length === 0 ? (
          <Empty title={t('queueEmpty')}>{t('queueEmptyText')}</Empty>
        ) : (
          <div class="wk-stack wk-stack--l">
            {held.rows.map((statement) => (
              <Waiting c={c} base={base} statement={statement} />
            ))}
          </div>
        )}
        <Pager
          label={t('paging')}
          {...(held.next ? { next: { href: `${base}?queue=${held.next}`, label: t('more') } } : {})}
        />
      </Section>
      <PublicStatements c={c} base={base} statements={view.statements} />
      <Log c={c} base={base} log={view.log} />
    </>
  )
}

/** One statement with the two things that can be done; refusing asks for a reason. */
function Waiting({ c, base, statement }: { c: WebContext; base: string; statement: HeldStatement }) {
  const t = say(c, deskDialogueMessages)
  const { number } = statement
  const action = `${base}/statements/${number}`
  return (
    <article class="wk-stack wk-stack--s" aria-labelledby={`statement-${number}`}>
      <h3 id={`statement-${number}`} {...langOf(c, statement.language)}>
        ‘{statement.text}’
      </h3>
      <p class="wk-small wk-soft">{t('written', { at: statement.created_at })}</p>
      <form method="post" action={action}>
        <input type="hidden" name="decision" value="publish" />
        <Button kind="answer" small>
          {t('publish')}
          <span class="wk-hidden">: {statement.text}</span>
        </Button>
      </form>
      <Details summary={t('refuseSummary')}>
        <form method="post" action={action} class="wk-stack">
          <input type="hidden" name="decision" value="refuse" />
          <Select
            id={`reason-${number}`}
            name="reason"
            label={t('reason')}
            options={refusalReasons.map((reason) => ({ value: reason, label: t(reason) }))}
          />
          <Field
            id={`explanation-${number}`}
            name="explanation"
            label={t('explanation')}
            description={t('explanationHelp')}
          />
          <div>
            <Button small>{t('refuse')}</Button>
          </div>
        </form>
      </Details>
    </article>
  )
}

function Log({ c, base, log }: { c: WebContext; base: string; log: Page<ModerationEntry> }) {
  const t = say(c, deskDialogueMessages)
  const when = new Intl.DateTimeFormat(c.var.locale === 'nl' ? 'nl-NL' : 'en-GB', {
    timeZone: c.var.services.config.timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return (
    <Section id="log" title={t('log')}>
      {log.rows.length === 0 ? (
        <p>{t('logEmpty')}</p>
      ) : (
        <DataTable
          id="log-table"
          caption={t('logCaption')}
          columns={[
            { label: t('logWhen') },
            { label: t('logWhat') },
            { label: t('logDecision') },
            { label: t('logWho') },
          ]}
          rows={log.rows.map((entry) => [
            when.format(entry.decided_at),
            `‘${entry.text}’`,
            entry.decision === 'published' ? t('logPublished') : refusalWords(c, entry),
            entry.by,
          ])}
        />
      )}
      <p>
        <a href={`${base}/moderation.csv`}>{t('logDownload')}</a>
      </p>
      <Pager
        label={t('paging')}
        {...(log.next ? { next: { href: `${base}?log=${log.next}`, label: t('more') } } : {})}
      />
    </Section>
  )
}

function refusalWords(c: WebContext, { reason_code, explanation }: ModerationEntry): string {
  const t = say(c, deskDialogueMessages)
  const reason = refusalReasons.find((code) => code === reason_code)
  const said = reason ? t(reason) : ''
  return [t('logRefused'), said, explanation].filter(Boolean).join(': ')
}
