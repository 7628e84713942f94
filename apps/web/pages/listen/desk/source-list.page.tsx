import type { ListLine, ListProgress } from '#domains/listen'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { fieldOf, type ShownForm } from '#web/pages/dossier'
import { deskPage, getStaff } from '#web/shell'
import { Band, Breadcrumbs, ButtonLink, DataTable, FileField, Notice, PageHead, Pager, Stack } from '#web/ui'
import { say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { formPage } from './form-page.tsx'
import { GroundFields } from './new-source.page.tsx'
import { sourceListMessages } from './source-list.messages.ts'
import { sayProblem } from './source-problem.ts'

function trailHere(c: WebContext) {
  const t = say(c, sourceMessages)
  return {
    label: t('trail'),
    steps: [
      { href: pathHere(c, '/desk/listen'), label: t('back') },
      { href: pathHere(c, '/desk/listen/sources'), label: t('title') },
    ],
  }
}

/** The form that brings a list of another program. */
export async function newSourceListPage(c: WebContext, form: ShownForm): Promise<Response> {
  const t = say(c, sourceListMessages)
  const file = fieldOf(form, 'list')
  return formPage(c, {
    title: t('title'),
    lead: t('lead'),
    trail: trailHere(c),
    action: pathHere(c, '/desk/listen/sources/lists'),
    save: t('save'),
    form,
    bringsFile: true,
    problemsTitle: (n) => say(c, sourceMessages)('errors', { n }),
    fields: (
      <>
        <FileField
          id={file.id}
          name={file.name}
          {...(file.error === undefined ? {} : { error: file.error })}
          label={t('file')}
          description={t('fileHelp')}
          accept=".opml,.xml,.rdf,text/xml,application/xml"
          required
        />
        <p>{t('forAll')}</p>
        <GroundFields c={c} form={form} />
      </>
    ),
  })
}

interface SourceListView {
  readonly list: ListProgress
  readonly lines: Page<ListLine>
  readonly isFirst: boolean
  /** How many the list had beyond what one takes; told once. */
  readonly leftOut: number
}

/** What came of each address of a list. */
export async function sourceListPage(c: WebContext, view: SourceListView): Promise<Response> {
  const t = say(c, sourceListMessages)
  const { list, lines, isFirst, leftOut } = view
  const title = list.title || t('untitled')
  const here = pathHere(c, `/desk/listen/sources/lists/${list.id}`)
  return deskPage(
    c,
    { title, menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      {leftOut > 0 && <Notice kind="warning" title={t('leftOut', { n: leftOut })} />}
      <Stack>
        <Breadcrumbs label={trailHere(c).label} trail={trailHere(c).steps} />
        <PageHead
          title={title}
          lead={list.purpose}
          actions={<ButtonLink href={pathHere(c, '/desk/listen/sources')}>{t('toSources')}</ButtonLink>}
        />
      </Stack>
      <Standing c={c} list={list} here={here} />
      <DataTable
        id="lines"
        caption={t('lines')}
        columns={[{ label: t('source') }, { label: t('outcome') }]}
        rows={lines.rows.map((line) => [<Address line={line} />, <Outcome c={c} line={line} />])}
        stacks
      />
      <Pager
        label={t('paging')}
        {...(isFirst ? {} : { previous: { href: here, label: t('first') } })}
        {...(lines.next === undefined
          ? {}
          : { next: { href: `${here}?after=${lines.next}`, label: t('more') } })}
      />
    </Band>,
  )
}

function Standing({ c, list, here }: { c: WebContext; list: ListProgress; here: string }) {
  const t = say(c, sourceListMessages)
  const { added, already, unusable } = list
  if (list.waiting > 0)
    return (
      <Notice kind="info" title={t('waiting', { n: list.waiting })}>
        <a href={here}>{t('again')}</a>
      </Notice>
    )
  return (
    <Notice kind={unusable > 0 ? 'warning' : 'ok'} title={t('ready')}>
      {t('readyText', { added, already, unusable })}
    </Notice>
  )
}

function Address({ line }: { line: ListLine }) {
  const name = line.sourceTitle ?? line.title
  return <span dir="auto">{name === '' ? line.address : `${name}: ${line.address}`}</span>
}

function Outcome({ c, line }: { c: WebContext; line: ListLine }) {
  const t = say(c, sourceListMessages)
  if (line.problem !== null) return <span>{sayProblem(say(c, sourceMessages), line.problem)}</span>
  if (line.outcome === null || line.outcome === 'unusable') return <span>{t('notYet')}</span>
  return <a href={pathHere(c, `/desk/listen/sources/${line.source_id}`)}>{t(line.outcome)}</a>
}
