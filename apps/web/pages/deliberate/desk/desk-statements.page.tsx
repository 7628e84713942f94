import type { PublicStatement } from '#domains/deliberate'
import type { Page } from '#platform/db'
import type { WebContext } from '#web/http'
import { isOpen } from '#web/pages/dialogue'
import { Button, ButtonLink, Checkbox, Choice, Empty, Field, Meta, Row, Section } from '#web/ui'
import { langOf, say } from '#web/words'
import { type DeskFrame, deskDialogue, deskPathOf } from './desk-dialogue.tsx'
import { RemovalRequested } from './desk-removal.tsx'
import { deskStatementMessages } from './desk-statements.messages.ts'

export type StatementsView = Omit<DeskFrame, 'view'> & {
  statements: Page<PublicStatement>
  search: string
  /** What is ticked to be merged, on whichever page of the list it stands. */
  chosen: PublicStatement[]
}

/** The form that ticks belong to: searching, going on and merging all send them along. */
const FORM = 'choose'

/** What everybody reads in a dialogue, with what staff can do about each. */
export async function deskStatementsPage(c: WebContext, view: StatementsView): Promise<Response> {
  const t = say(c, deskStatementMessages)
  const { statements, search, page, chosen } = view
  const base = deskPathOf(c, page.dialogue.slug)
  const mayAdd = isOpen(c, page)
  const mayMark = page.dialogue.state !== 'draft'
  const ticked = new Set(chosen.map(({ number }) => number))
  const elsewhere = chosen.filter(({ number }) => !statements.rows.some((row) => row.number === number))
  return deskDialogue(
    c,
    { ...view, view: 'statements' },
    <Section id="public" title={t('title')} gap="m">
      <p>{mayAdd ? t('lead') : t('leadClosed')}</p>
      {mayMark && <p>{t('factHelp')}</p>}
      {mayAdd && (
        <p>
          <ButtonLink href={`${base}/add`} icon="plus">
            {t('add')}
          </ButtonLink>
        </p>
      )}
      <search>
        <form id={FORM} method="get" action={`${base}/statements`} class="wk-stack">
          <div class="wk-row wk-row--end">
            <Field id="q" name="q" type="search" width="m" label={t('search')} value={search} />
            <Button small icon="magnifying-glass">
              {t('find')}
            </Button>
          </div>
          {mayAdd && <ChosenElsewhere c={c} chosen={elsewhere} />}
        </form>
      </search>
      {statements.rows.length === 0 ? (
        <Empty title={search ? t('nothingFound') : t('nothing')}>{search ? t('nothingFoundText') : ''}</Empty>
      ) : (
        <ul class="wk-list">
          {statements.rows.map((statement) => (
            <li class="wk-stack wk-stack--s">
              <StatementRow
                c={c}
                base={base}
                statement={statement}
                isOpen={mayAdd}
                mayMark={mayMark}
                isTicked={ticked.has(statement.number)}
              />
            </li>
          ))}
        </ul>
      )}
      <Row>
        {mayAdd && statements.rows.length + elsewhere.length > 1 && (
          <Button form={FORM} formaction={`${base}/revise`} name="kind" value="merged">
            {t('merge')}
          </Button>
        )}
        {statements.next && (
          <Button kind="subtle" onward form={FORM} name="after" value={statements.next}>
            {t('more')}
          </Button>
        )}
      </Row>
    </Section>,
  )
}

/** What was ticked before this page of the list, so that it is seen, and can be let go. */
function ChosenElsewhere({ c, chosen }: { c: WebContext; chosen: PublicStatement[] }) {
  const t = say(c, deskStatementMessages)
  if (chosen.length === 0) return null
  return (
    <Choice
      id="elsewhere"
      name="from[]"
      multiple
      legend={t('chosenElsewhere')}
      value={chosen.map(({ number }) => String(number))}
      options={chosen.map(({ number, text, language }) => ({
        value: String(number),
        label: <span {...langOf(c, language)}>‘{text}’</span>,
      }))}
    />
  )
}

type RowProps = {
  c: WebContext
  base: string
  statement: PublicStatement
  isOpen: boolean
  mayMark: boolean
  isTicked: boolean
}

function StatementRow({ c, base, statement, isOpen, mayMark, isTicked }: RowProps) {
  const t = say(c, deskStatementMessages)
  const { number, text, language, removal, isReplaced } = statement
  const words = <span {...langOf(c, language)}>‘{text}’</span>
  const mayRevise = isOpen && !isReplaced && !removal
  return (
    <>
      {mayRevise ? (
        <Checkbox
          id={`from-${number}`}
          name="from[]"
          form={FORM}
          value={String(number)}
          label={words}
          checked={isTicked}
        />
      ) : (
        <p>{words}</p>
      )}
      <Meta
        items={[
          { icon: 'tag', text: t('number', { n: number }) },
          { icon: 'users', text: t('answers', { n: statement.answers }) },
          ...(statement.is_seed ? [{ icon: 'buildings' as const, text: t('seed') }] : []),
          ...(statement.is_meta ? [{ icon: 'user' as const, text: t('fact') }] : []),
          ...(isReplaced
            ? [{ icon: 'arrow-right' as const, text: t('replaced', { numbers: statement.newer.join(', ') }) }]
            : []),
        ]}
      />
      {removal ? (
        <RemovalRequested c={c} base={base} number={number} removal={removal} />
      ) : (
        <Row>
          {mayRevise && <Revise c={c} base={base} statement={statement} />}
          <a href={`${base}/statements/${number}/removal`}>
            {t('to_removal')}
            <Named c={c} statement={statement} />
          </a>
          {mayMark && <MarkFact c={c} base={base} statement={statement} />}
        </Row>
      )}
    </>
  )
}

/** Whether it is a fact about people: one button, as it can be taken back. */
function MarkFact({ c, base, statement }: { c: WebContext; base: string; statement: PublicStatement }) {
  const t = say(c, deskStatementMessages)
  const to = statement.is_meta ? 'opinion' : 'fact'
  return (
    <form method="post" action={`${base}/statements/${statement.number}/${to}`}>
      <Button small kind="subtle">
        {t(`to_${to}`)}
        <Named c={c} statement={statement} />
      </Button>
    </form>
  )
}

type Revised = Pick<PublicStatement, 'number' | 'text' | 'language'>

function Revise({ c, base, statement }: { c: WebContext; base: string; statement: Revised }) {
  const { number } = statement
  const t = say(c, deskStatementMessages)
  const to = (kind: string) => `${base}/revise?${new URLSearchParams({ kind, 'from[]': String(number) })}`
  return (
    <>
      {(['corrected', 'split'] as const).map((kind) => (
        <a href={to(kind)}>
          {t(`to_${kind}`)}
          <Named c={c} statement={statement} />
        </a>
      ))}
    </>
  )
}

/** For whoever hears the links of a page without what stands around them. */
function Named({ c, statement: { text, language } }: { c: WebContext; statement: Revised }) {
  return (
    <span class="wk-hidden">
      : <span {...langOf(c, language)}>{text}</span>
    </span>
  )
}
