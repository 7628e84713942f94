import type { PublicStatement } from '#domains/deliberate'
import type { Page } from '#platform/db'
import { say } from '../../../frame/say.ts'
import type { WebContext } from '../../../frame/web.ts'
import { Button, Checkbox, Empty, Field, Hidden, Meta, Pager, Row, Section } from '../../../ui/index.ts'
import { langOf } from '../results/statement-result.tsx'
import { type DeskFrame, deskDialogue, deskPathOf } from './desk-frame.tsx'
import { RemovalRequested } from './desk-removal.tsx'
import { deskStatementMessages } from './desk-statements.messages.ts'

export type StatementsView = Omit<DeskFrame, 'view'> & { statements: Page<PublicStatement>; search: string }

/** What everybody reads in a dialogue, with what staff can do about each. */
export async function deskStatementsPage(c: WebContext, view: StatementsView): Promise<Response> {
  const t = say(c, deskStatementMessages)
  const { statements, search, page } = view
  const base = deskPathOf(c, page.dialogue.slug)
  const here = `${base}/statements`
  const isOpen = page.dialogue.state === 'open'
  const link = (after: string) => `${here}?${new URLSearchParams({ q: search, after })}`
  return deskDialogue(
    c,
    { ...view, view: 'statements' },
    <Section id="public" title={t('title')} gap="m">
      <p>{isOpen ? t('lead') : t('leadClosed')}</p>
      <search>
        <form method="get" action={here} class="wk-row wk-row--end">
          <Field id="q" name="q" type="search" width="m" label={t('search')} value={search} />
          <Button small icon="magnifying-glass">
            {t('find')}
          </Button>
        </form>
      </search>
      {statements.rows.length === 0 ? (
        <Empty title={search ? t('nothingFound') : t('nothing')}>{search ? t('nothingFoundText') : ''}</Empty>
      ) : (
        <ul class="wk-list">
          {statements.rows.map((statement) => (
            <li class="wk-stack wk-stack--s">
              <StatementRow c={c} base={base} statement={statement} isOpen={isOpen} />
            </li>
          ))}
        </ul>
      )}
      {isOpen && statements.rows.length > 1 && (
        <form id="merge" method="get" action={`${base}/revise`}>
          <Hidden values={{ kind: 'merged' }} />
          <Button>{t('merge')}</Button>
        </form>
      )}
      <Pager
        label={t('paging')}
        {...(statements.next ? { next: { href: link(statements.next), label: t('more') } } : {})}
      />
    </Section>,
  )
}

type RowProps = { c: WebContext; base: string; statement: PublicStatement; isOpen: boolean }

function StatementRow({ c, base, statement, isOpen }: RowProps) {
  const t = say(c, deskStatementMessages)
  const { number, text, language, removal, isReplaced } = statement
  const words = <span {...langOf(c, language)}>‘{text}’</span>
  const mayRevise = isOpen && !isReplaced && !removal
  return (
    <>
      {mayRevise ? (
        <Checkbox id={`from-${number}`} name="from[]" form="merge" value={String(number)} label={words} />
      ) : (
        <p>{words}</p>
      )}
      <Meta
        items={[
          { icon: 'tag', text: t('number', { n: number }) },
          { icon: 'users', text: t('answers', { n: statement.answers }) },
          ...(statement.is_seed ? [{ icon: 'buildings' as const, text: t('seed') }] : []),
          ...(isReplaced
            ? [{ icon: 'arrow-right' as const, text: t('replaced', { numbers: statement.newer.join(', ') }) }]
            : []),
        ]}
      />
      {removal ? (
        <RemovalRequested c={c} base={base} number={number} removal={removal} />
      ) : (
        <Row>
          {mayRevise && <Revise c={c} base={base} number={number} text={text} />}
          <a href={`${base}/statements/${number}/removal`}>
            {t('to_removal')}
            <span class="wk-hidden">: {text}</span>
          </a>
        </Row>
      )}
    </>
  )
}

function Revise({ c, base, number, text }: { c: WebContext; base: string; number: number; text: string }) {
  const t = say(c, deskStatementMessages)
  const to = (kind: string) => `${base}/revise?${new URLSearchParams({ kind, 'from[]': String(number) })}`
  return (
    <>
      {(['corrected', 'split'] as const).map((kind) => (
        <a href={to(kind)}>
          {t(`to_${kind}`)}
          <span class="wk-hidden">: {text}</span>
        </a>
      ))}
    </>
  )
}
