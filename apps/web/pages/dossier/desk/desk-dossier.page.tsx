import type { Child } from 'hono/jsx'
import type { Dossier, DossierLine, DossierPage, DossierState } from '#domains/dossier'
import type { Input, Unanswered } from '#domains/register'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { readHomeAreas } from '#web/pages/places'
import { deskPage, getStaff, May } from '#web/shell'
import {
  Band,
  Box,
  Button,
  ButtonLink,
  Confirm,
  DataTable,
  Empty,
  type IconName,
  List,
  Notice,
  PageHead,
  Pager,
  Section,
  Split,
  Tabs,
  Tag,
  TextArea,
} from '#web/ui'
import { kindName, langOf, saidWords, say, unansweredWords } from '#web/words'
import { dossierMeta } from '../dossier-line.tsx'
import type { ToldCounts } from '../input-counts.ts'
import { deskDossierMessages } from './desk-dossier.messages.ts'
import {
  FormProblems,
  fieldOf,
  OwnerFields,
  PhaseFields,
  PromiseFields,
  QuestionFields,
  Seen,
  type ShownForm,
} from './dossier-form.tsx'

const stateIcons: Record<DossierState, IconName> = {
  draft: 'note-pencil',
  open: 'chats',
  closed: 'check-circle',
}

/** Every dossier, whatever its state, newest first. */
export async function deskDossiersPage(
  c: WebContext,
  dossiers: Page<DossierLine>,
  isDiscarded: boolean,
): Promise<Response> {
  const t = say(c, deskDossierMessages)
  const create = (
    <May c={c} permission="make-dossiers">
      <ButtonLink kind="primary" href={pathHere(c, '/desk/dossiers/new')}>
        {t('create')}
      </ButtonLink>
    </May>
  )
  return deskPage(
    c,
    { title: t('title'), menuItem: 'dossiers', staff: await getStaff(c) },
    <Band tight>
      {isDiscarded && <Notice kind="ok" title={t('discarded')} justHappened />}
      <PageHead title={t('title')} actions={create} />
      {dossiers.rows.length === 0 ? (
        <Empty level={2} title={t('empty')}>
          {t('emptyText')}
        </Empty>
      ) : (
        <List
          headingLevel={2}
          items={dossiers.rows.map((line) => ({
            href: pathHere(c, `/desk/dossiers/${line.slug}`),
            title: line.question,
            ...langOf(c, line.language),
            tag: <Tag icon={stateIcons[line.state]}>{t(line.state)}</Tag>,
            meta: dossierMeta(c, line),
          }))}
        />
      )}
      <Pager
        label={t('paging')}
        {...nextLink(`${pathHere(c, '/desk/dossiers')}?after=`, dossiers.next, t('older'))}
      />
    </Band>,
  )
}

/** The form for a new dossier. */
export async function newDossierPage(
  c: WebContext,
  { form, units }: { form: ShownForm; units: { id: string; name: string }[] },
): Promise<Response> {
  const t = say(c, deskDossierMessages)
  const areas = await readHomeAreas(c, c.var.organisation.name)
  return deskPage(
    c,
    { title: t('create'), menuItem: 'dossiers', staff: await getStaff(c), wrong: isWrong(form) },
    <Band tight>
      <FormProblems c={c} errors={form.errors} />
      <PageHead title={t('create')} lead={t('newLead')} />
      <form method="post" action={pathHere(c, '/desk/dossiers/new')} class="wk-stack wk-stack--l" novalidate>
        <Section id="part-question" title={t('questionPart')} gap="m">
          <QuestionFields c={c} form={form} areas={areas} />
          <OwnerFields c={c} form={form} units={units} />
        </Section>
        <Section id="part-promise" title={t('promisePart')} gap="m">
          <PromiseFields c={c} form={form} />
        </Section>
        <Section id="part-phases" title={t('phasesPart')} gap="m">
          <PhaseFields c={c} form={form} />
        </Section>
        <div>
          <Button kind="primary">{t('save')}</Button>
        </div>
      </form>
    </Band>,
  )
}

/** What a page of a dossier can tell that was just done. */
export const doneWords = [
  'opened',
  'closedDone',
  'promiseChanged',
  'draftDeleted',
  'textChanged',
  'draftSaved',
  'draftInUse',
] as const

export type DeskDossierView = DossierPage & {
  counts: ToldCounts
  unanswered: Unanswered
  register: Page<Input>
  /** Where an input is read whole, by its id. */
  links: ReadonlyMap<string, string>
  unansweredOnly: boolean
  /** Boxes of other rooms: dialogues, responses. */
  boxes: Child[]
  /** What was just done, told once. */
  done?: (typeof doneWords)[number]
  /** Closing was tried while input waits. */
  refused?: boolean
}

/** A dossier as staff work on it: its state, its register, what can be done with it. */
export async function deskDossierPage(c: WebContext, view: DeskDossierView): Promise<Response> {
  const t = say(c, deskDossierMessages)
  const { dossier, counts, unanswered } = view
  return deskPage(
    c,
    {
      title: dossier.question,
      menuItem: 'dossiers',
      staff: await getStaff(c),
      ...(view.refused ? { status: 409 as const } : {}),
    },
    <Band tight>
      {view.done && (
        <Notice kind={view.done === 'draftInUse' ? 'warning' : 'ok'} title={t(view.done)} justHappened />
      )}
      {view.refused && (
        <Notice kind="error" title={t('cannotClose')} justHappened>
          {unansweredWords(c, unanswered)}.
        </Notice>
      )}
      <PageHead
        title={dossier.question}
        {...langOf(c, dossier.language)}
        above={<Tag icon={stateIcons[dossier.state]}>{t(dossier.state)}</Tag>}
        meta={[
          { icon: 'chats', text: counts.isEmpty ? t('registerEmpty') : saidWords(c, counts) },
          ...(counts.isEmpty ? [] : [{ icon: 'hourglass' as const, text: unansweredWords(c, unanswered) }]),
        ]}
        actions={<ButtonLink href={pathHere(c, `/dossiers/${dossier.slug}`)}>{t('publicPage')}</ButtonLink>}
      />
      <Split asideLabel={t('dossierTools')} aside={<DossierTools c={c} view={view} />}>
        <Register c={c} view={view} />
      </Split>
    </Band>,
  )
}

function DossierTools({
  c,
  view: { dossier, promise, counts, unanswered, boxes },
}: {
  c: WebContext
  view: DeskDossierView
}) {
  const t = say(c, deskDossierMessages)
  const base = pathHere(c, `/desk/dossiers/${dossier.slug}`)
  const isWaiting = unanswered.inputs + unanswered.dialogues > 0
  return (
    <>
      {dossier.state !== 'closed' && (
        <May c={c} permission="make-dossiers">
          <Box title={t('textTitle')}>
            <p>{t(dossier.state === 'draft' ? 'textDraft' : 'textOpen')}</p>
            <a href={`${base}/change`}>{t('changeText')}</a>
          </Box>
        </May>
      )}
      <Box title={t('promiseTitle', { n: promise.version })}>
        <p {...langOf(c, promise.language)}>{promise.statement}</p>
        {dossier.state !== 'closed' && (
          <May c={c} permission="make-dossiers">
            <a href={`${base}/promise`}>{t('changePromise')}</a>
          </May>
        )}
      </Box>
      {boxes}
      {dossier.state === 'draft' && (
        <May c={c} permission="make-dossiers">
          <Confirm
            id="open"
            title={t('openAction')}
            action={`${base}/open`}
            confirm={t('openConfirm')}
            cancel={{ href: base, label: t('cancel') }}
            kind="answer"
          >
            <p>{t('openHelp')}</p>
          </Confirm>
        </May>
      )}
      {dossier.state === 'draft' && (
        <May c={c} permission="make-dossiers">
          <Box title={t('discardAction')}>
            <p>{t('discardHelp')}</p>
            <a href={`${base}/discard`}>{t('discardAction')}</a>
          </Box>
        </May>
      )}
      {dossier.state === 'open' && !isWaiting && (
        <May c={c} permission="make-dossiers">
          <Confirm
            id="close"
            title={t('closeAction')}
            action={`${base}/close`}
            confirm={t('closeConfirm')}
            cancel={{ href: base, label: t('cancel') }}
            kind="answer"
          >
            <p>{t(counts.isEmpty ? 'closeEmpty' : 'closeAnswered')}</p>
          </Confirm>
        </May>
      )}
      {dossier.state === 'open' && isWaiting && (
        <Box title={t('closeAction')}>
          <p>
            {t('closeHelp')} {unansweredWords(c, unanswered)}.
          </p>
          <May c={c} permission="respond">
            <a href={pathHere(c, `/desk/responses/${dossier.slug}`)}>{t('answerNow')}</a>
          </May>
        </Box>
      )}
    </>
  )
}

function Register({ c, view }: { c: WebContext; view: DeskDossierView }) {
  const t = say(c, deskDossierMessages)
  const base = pathHere(c, `/desk/dossiers/${view.dossier.slug}`)
  const filter = view.unansweredOnly ? 'show=waiting&' : ''
  return (
    <Section id="register" title={t('register')} gap="m">
      <Tabs
        label={t('registerShow')}
        tabs={[
          { href: base, label: t('registerAll'), current: !view.unansweredOnly },
          { href: `${base}?show=waiting`, label: t('registerOpen'), current: view.unansweredOnly },
        ]}
      />
      {view.register.rows.length === 0 ? (
        <p>{emptyRegister(c, view)}.</p>
      ) : (
        <DataTable
          id="register-table"
          caption={t('registerCaption')}
          stacks
          columns={[{ label: t('what') }, { label: t('how') }, { label: t('when') }, { label: t('state') }]}
          rows={view.register.rows.map((input) => registerRow(c, input, view.links.get(input.id)))}
        />
      )}
      <Pager
        label={t('paging')}
        {...nextLink(`${base}?${filter}after=`, view.register.next, t('registerOlder'))}
      />
    </Section>
  )
}

/** Why the list of the register is empty: nobody said anything, nothing waits, or what was said was said by voting. */
function emptyRegister(c: WebContext, { counts, unanswered, unansweredOnly }: DeskDossierView): string {
  const t = say(c, deskDossierMessages)
  if (counts.inputs === 0) return t(counts.isEmpty ? 'registerEmpty' : 'registerVotes')
  return unansweredOnly ? unansweredWords(c, unanswered) : t('registerEmpty')
}

function registerRow(c: WebContext, input: Input, href: string | undefined) {
  const t = say(c, deskDossierMessages)
  const state =
    input.state === 'published' ? (input.answered_at ? t('answered') : t('waiting')) : t(input.state)
  const firstLine = (input.body ?? '').split('\n')[0] ?? ''
  const what = input.is_public || input.kind === 'post' ? firstLine : t('privateText')
  const lang = langOf(c, what === firstLine ? input.language : null)
  const words = href ? (
    <a href={href} {...lang}>
      {what}
    </a>
  ) : (
    <span {...lang}>{what}</span>
  )
  return [
    words,
    kindName(c, input.kind),
    <span class="wk-nowrap">{t('day', { on: input.received_at })}</span>,
    state,
  ]
}

/** The form that changes a promise: the old one stays readable. */
export async function changePromisePage(
  c: WebContext,
  { slug, question, language, state, form }: Dossier & { form: ShownForm },
): Promise<Response> {
  const t = say(c, deskDossierMessages)
  const base = pathHere(c, `/desk/dossiers/${slug}`)
  return deskPage(
    c,
    { title: t('changePromise'), menuItem: 'dossiers', staff: await getStaff(c), wrong: isWrong(form) },
    <Band tight>
      <FormProblems c={c} errors={form.errors} />
      <PageHead
        title={t('changePromise')}
        lead={t(state === 'draft' ? 'changeDraftLead' : 'promiseLead')}
        above={
          <a href={base} {...langOf(c, language)}>
            {question}
          </a>
        }
      />
      <form method="post" action={`${base}/promise`} class="wk-stack" novalidate>
        <Seen form={form} />
        <PromiseFields c={c} form={form} />
        {state !== 'draft' && (
          <TextArea
            {...fieldOf(form, 'promise.reasonForChange')}
            label={t('reasonForChange')}
            rows={2}
            required
          />
        )}
        <Button kind="primary">{t('savePromise')}</Button>
      </form>
    </Band>,
  )
}

function isWrong({ errors }: ShownForm): boolean {
  return Object.keys(errors).length > 0
}

function nextLink(start: string, next: string | undefined, label: string) {
  return next === undefined ? {} : { next: { href: `${start}${next}`, label } }
}
