import type { Dossier } from '#domains/dossier'
import type { ResponseLine, ResponseQueue, WaitingDialogue, WaitingInput } from '#domains/followup'
import { dateIn, noonOf } from '#platform/clock'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { NearDeskLink } from '#web/pages/answer'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  Button,
  ButtonLink,
  Choice,
  Empty,
  List,
  Notice,
  PageHead,
  Pager,
  Section,
  Tabs,
  Tag,
  Wrap,
} from '#web/ui'
import { kindName, langOf, say, unansweredWords } from '#web/words'
import { VerdictTag } from '../verdict.tsx'
import { responseDeskMessages } from './response-desk.messages.ts'

/** Every dossier in which something waits for an answer, the most urgent first. */
export async function queuesPage(c: WebContext, queues: ResponseQueue[]): Promise<Response> {
  const t = say(c, responseDeskMessages)
  return deskPage(
    c,
    { title: t('title'), menuItem: 'responses', staff: await getStaff(c) },
    <Band tight>
      <PageHead title={t('title')} lead={t('lead')} actions={<NearDeskLink c={c} />} />
      {queues.length === 0 ? (
        <Empty level={2} icon="list-checks" title={t('empty')}>
          {t('emptyText')}
        </Empty>
      ) : (
        <List
          headingLevel={2}
          items={queues.map((queue) => ({
            href: pathHere(c, `/desk/responses/${queue.slug}`),
            title: queue.question,
            ...langOf(c, queue.language),
            tag: <DueTag c={c} on={queue.dueOn} />,
            meta: [{ icon: 'hourglass', text: unansweredWords(c, queue.unanswered) }],
          }))}
        />
      )}
    </Band>,
  )
}

/** When an answer is due, and whether that day has gone by. */
function DueTag({ c, on }: { c: WebContext; on: string }) {
  const t = say(c, responseDeskMessages)
  const { config, clock } = c.var.services
  const late = on < dateIn(config.timeZone, clock.now())
  return (
    <Tag icon={late ? 'warning' : 'calendar-blank'} tone={late ? 'late' : 'neutral'}>
      {t(late ? 'late' : 'due', { on: noonOf(on) })}
    </Tag>
  )
}

export type QueueView = {
  dossier: Pick<Dossier, 'slug' | 'question' | 'language' | 'state'>
  show:
    | { kind: 'waiting'; dialogues: WaitingDialogue[]; inputs: Page<WaitingInput>; noneChosen: boolean }
    | { kind: 'answered'; responses: Page<ResponseLine> }
}

/** What waits for an answer in a dossier, and what was answered. */
export async function queuePage(c: WebContext, view: QueueView): Promise<Response> {
  const t = say(c, responseDeskMessages)
  const { dossier, show } = view
  const base = pathHere(c, `/desk/responses/${dossier.slug}`)
  return deskPage(
    c,
    { title: `${t('title')}: ${dossier.question}`, menuItem: 'responses', staff: await getStaff(c) },
    <>
      <Wrap>
        <Breadcrumbs
          label={t('crumbs')}
          trail={[{ href: pathHere(c, '/desk/responses'), label: t('title') }]}
        />
      </Wrap>
      <Band tight>
        {show.kind === 'waiting' && show.noneChosen && (
          <Notice kind="warning" title={t('noneChosen')} justHappened />
        )}
        <PageHead
          title={dossier.question}
          {...langOf(c, dossier.language)}
          actions={<a href={pathHere(c, `/dossiers/${dossier.slug}`)}>{t('publicPage')}</a>}
        />
        <Tabs
          label={t('tabs')}
          tabs={[
            { href: base, label: t('tabWaiting'), current: show.kind === 'waiting' },
            { href: `${base}?show=answered`, label: t('tabAnswered'), current: show.kind === 'answered' },
          ]}
        />
        {show.kind === 'waiting' ? (
          <Waiting c={c} base={base} {...show} />
        ) : (
          <Answered c={c} base={base} responses={show.responses} />
        )}
      </Band>
    </>,
  )
}

type WaitingProps = {
  c: WebContext
  base: string
  dialogues: WaitingDialogue[]
  inputs: Page<WaitingInput>
}

function Waiting({ c, base, dialogues, inputs }: WaitingProps) {
  const t = say(c, responseDeskMessages)
  if (dialogues.length === 0 && inputs.rows.length === 0)
    return (
      <Empty level={2} icon="list-checks" title={t('empty')}>
        {t('emptyText')}
      </Empty>
    )
  return (
    <>
      {dialogues.length > 0 && (
        <Section id="dialogues" title={t('dialogues')} gap="m">
          {dialogues.map((dialogue) => (
            <DialogueLine c={c} base={base} dialogue={dialogue} />
          ))}
        </Section>
      )}
      <Section id="inputs" title={t('inputs')} gap="m">
        {inputs.rows.length === 0 ? (
          <p>{t('noInputs')}</p>
        ) : (
          <form method="get" action={`${base}/new`} class="wk-stack">
            <Choice
              id="input"
              name="input"
              multiple
              legend={t('choose')}
              description={t('chooseHelp')}
              options={inputs.rows.map((input) => ({
                value: input.id,
                label: <WaitingLine c={c} input={input} />,
                description: kindAndDay(c, input),
              }))}
            />
            <div>
              <Button kind="answer">{t('answerChosen')}</Button>
            </div>
          </form>
        )}
        <Pager
          label={t('paging')}
          {...(inputs.next ? { next: { href: `${base}?after=${inputs.next}`, label: t('more') } } : {})}
        />
      </Section>
    </>
  )
}

function DialogueLine({ c, base, dialogue }: { c: WebContext; base: string; dialogue: WaitingDialogue }) {
  const t = say(c, responseDeskMessages)
  const { dialogueId, question, language, votes, others, responseId } = dialogue
  const lang = langOf(c, language)
  return (
    <div class="wk-box wk-stack wk-stack--s">
      <h3 {...lang}>{question ?? t('dialogueUnknown')}</h3>
      <p>{t('dialogueText', { votes, others })}</p>
      <p>
        {responseId ? (
          <ButtonLink href={`${base}/${responseId}/change`}>{t('changeForDialogue')}</ButtonLink>
        ) : (
          <ButtonLink kind="answer" href={`${base}/new?dialogue=${dialogueId}`}>
            {t('answerDialogue')}
          </ButtonLink>
        )}
      </p>
    </div>
  )
}

function WaitingLine({ c, input }: { c: WebContext; input: WaitingInput }) {
  const t = say(c, responseDeskMessages)
  const lang = langOf(c, input.language)
  return (
    <>
      <span {...lang}>{input.body ?? t('noText')}</span>
      {!input.is_public && (
        <>
          {' '}
          <Tag icon="lock-simple">{t('private')}</Tag>
        </>
      )}
    </>
  )
}

function kindAndDay(c: WebContext, input: WaitingInput): string {
  const t = say(c, responseDeskMessages)
  const { config, clock } = c.var.services
  const late = input.dueOn < dateIn(config.timeZone, clock.now())
  const said = t('saidOn', { kind: kindName(c, input.kind), on: input.received_at })
  return `${said} · ${t(late ? 'late' : 'due', { on: noonOf(input.dueOn) })}`
}

const LONGEST_TITLE = 120

function Answered({ c, base, responses }: { c: WebContext; base: string; responses: Page<ResponseLine> }) {
  const t = say(c, responseDeskMessages)
  if (responses.rows.length === 0) return <p>{t('answeredNone')}</p>
  return (
    <Section id="answered" title={t('tabAnswered')} gap="m">
      <List
        items={responses.rows.map((line) => ({
          href: `${base}/${line.responseId}`,
          title: line.question ?? shorten(line.action),
          tag: <VerdictTag c={c} verdict={line.verdict} />,
          body: line.question ? <p>{shorten(line.action)}</p> : undefined,
          meta: [
            {
              icon: 'chat-text',
              text: t('answerLine', { inputs: line.inputs, voters: line.voters, on: line.published_at }),
            },
            ...(line.version > 1
              ? [{ icon: 'pencil-simple' as const, text: t('versions', { n: line.version }) }]
              : []),
          ],
        }))}
      />
      <Pager
        label={t('paging')}
        {...(responses.next
          ? { next: { href: `${base}?show=answered&after=${responses.next}`, label: t('older') } }
          : {})}
      />
    </Section>
  )
}

function shorten(text: string): string {
  if (text.length <= LONGEST_TITLE) return text
  return `${text.slice(0, text.lastIndexOf(' ', LONGEST_TITLE))} …`
}
