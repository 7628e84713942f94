import {
  answersOf,
  type DialoguePage,
  leastTold,
  type PassReasons,
  type ReplacedStatement,
  type StatementResult,
} from '#domains/deliberate'
import type { DossierPage } from '#domains/dossier'
import type { Representativeness } from '#domains/opinions'
import { pathHere, type WebContext } from '#web/http'
import {
  dialogueMessages,
  InSteps,
  OnlyStaff,
  PassedBecause,
  PromiseAside,
  ResidentTag,
  ResultBar,
  sortResults,
} from '#web/pages/dialogue'
import { publicPage } from '#web/shell'
import { AgreementKey, Band, ButtonLink, Details, Notice, PageHead, Pager, Tabs, Tag } from '#web/ui'
import { answerLabels, LanguageNote, langOf, say } from '#web/words'
import { WhoTookPart } from '../background/who-took-part.tsx'
import { AggregateFiles } from './aggregate-files.tsx'
import { LeftOut, MOST_REPLACED_SHOWN, ReplacedStatements } from './lineage-words.tsx'
import { resultsMessages } from './results.messages.ts'

export const sorts = ['agree', 'divided', 'newest'] as const
export type Sort = (typeof sorts)[number]

export type ResultsView = DialoguePage & {
  results: StatementResult[]
  /** Statements with a newer version. */
  replaced: ReplacedStatement[]
  participants: number
  /** Whom staff left out of the map; the counts are of everybody. */
  leftOut: number
  /** Why people passed, by statement. */
  passed: PassReasons
  isOpen: boolean
  /** Whether somebody comes from a vote that was cast after closing. */
  isTooLate: boolean
  /** Whether residents see this now, or staff only. */
  isPublic: boolean
  promise: DossierPage['promise']
  who: Representativeness
  sort: Sort
  /** From which statement the list shows, in this order. */
  from: number
  /** The statement that somebody comes for: the list shows the part in which it stands. */
  named: number | undefined
}

const PAGE = 250

/** What people answered to every statement, common ground first. */
export async function resultsPage(c: WebContext, view: ResultsView): Promise<Response> {
  const t = say(c, resultsMessages)
  const { dialogue, dossier, isOpen, results, participants } = view
  const base = pathHere(c, `/dialogues/${dialogue.slug}`)
  const lead = t('resultsLead', {
    ...{ people: participants, statements: results.length },
    ...{ open: isOpen ? 'yes' : 'no', least: leastTold(!isOpen) },
  })
  return publicPage(
    c,
    {
      title: `${say(c, dialogueMessages)('resultsTitle')}: ${dialogue.question}`,
      menuItem: 'take-part',
      description: lead,
    },
    <Band tight>
      <p class="wk-small">
        <a href={pathHere(c, `/dossiers/${dossier.slug}`)} {...langOf(c, dossier.language)}>
          {dossier.question}
        </a>
      </p>
      {!isOpen && dialogue.state !== 'draft' && <Closed c={c} isTooLate={view.isTooLate} />}
      {dialogue.state === 'draft' && <Notice title={t('notOpenTitle')}>{t('notOpenText')}</Notice>}
      <PageHead
        title={dialogue.question}
        {...langOf(c, dialogue.language)}
        {...(dialogue.introduction ? { lead: dialogue.introduction } : {})}
        actions={
          <>
            {isOpen && (
              <ButtonLink kind="primary" href={base} onward>
                {say(c, dialogueMessages)('giveAnswers')}
              </ButtonLink>
            )}
            {dialogue.state !== 'draft' && (
              <a href={`${base}/my-place`}>{say(c, dialogueMessages)('myPlace')}</a>
            )}
            {dialogue.state !== 'draft' && <a href={`${base}/report`}>{t('report')}</a>}
          </>
        }
      />
      <LanguageNote c={c} of={dialogue} path={`/dialogues/${dialogue.slug}/results`} />
      {!view.isPublic && <OnlyStaff c={c} />}
      <PromiseAside c={c} promise={view.promise} around={dialogue} />
      <Answers c={c} view={view} lead={lead} />
      <WhoTookPart
        c={c}
        who={view.who}
        language={dialogue.language}
        statements={new Map(results.map((result) => [result.number, result]))}
      />
    </Band>,
  )
}

function Closed({ c, isTooLate }: { c: WebContext; isTooLate: boolean }) {
  const t = say(c, resultsMessages)
  return isTooLate ? (
    <Notice kind="warning" title={t('tooLateTitle')} justHappened>
      {t('tooLateText')}
    </Notice>
  ) : (
    <Notice title={t('closedTitle')}>{t('closedText')}</Notice>
  )
}

function Answers({ c, view, lead }: { c: WebContext; view: ResultsView; lead: string }) {
  const t = say(c, resultsMessages)
  const here = `${pathHere(c, `/dialogues/${view.dialogue.slug}`)}/results`
  const { drawn, few, from, shown } = partOf(view)
  const link = (start: number) => `${here}?sort=${view.sort}&from=${start}`
  const isHere = new Set(
    [...shown, ...few, ...view.replaced.slice(-MOST_REPLACED_SHOWN)].map(({ number }) => number),
  )
  const linkTo = (number: number) =>
    isHere.has(number) ? `#s${number}` : `${here}?sort=${view.sort}&statement=${number}#s${number}`
  const words = { agree: t('sortAgree'), divided: t('sortDivided'), newest: t('sortNewest') }
  return (
    <section class="wk-stack wk-stack--l" aria-labelledby="answers">
      <div class="wk-stack wk-stack--s">
        <h2 id="answers">{say(c, dialogueMessages)('resultsTitle')}</h2>
        <p>
          {lead} {t(`by_${view.dialogue.access}`, { open: view.isOpen ? 'yes' : 'no' })}{' '}
          {view.participants > 0 && t('resultsNote')}
        </p>
        {view.isOpen && <InSteps c={c} />}
      </div>
      <LeftOut c={c} slug={view.dialogue.slug} people={view.leftOut} isOpen={view.isOpen} />
      {drawn.length > 0 && (
        <>
          <Tabs
            label={t('sortLabel')}
            tabs={sorts.map((sort) => ({
              href: `${here}?sort=${sort}`,
              label: words[sort],
              current: sort === view.sort,
            }))}
          />
          <AgreementKey {...answerLabels(c)} />
        </>
      )}
      <ul class="wk-list">
        {shown.map((result) => (
          <li id={`s${result.number}`}>
            <h3 {...langOf(c, result.language)}>‘{result.text}’</h3>
            <Marks c={c} result={result} />
            <ResultBar c={c} result={result} isOpen={view.isOpen} />
            <PassedBecause c={c} passed={view.passed.get(result.number)} />
          </li>
        ))}
      </ul>
      <Pager
        label={t('paging')}
        {...(from > 0 ? { previous: { href: link(Math.max(0, from - PAGE)), label: t('back') } } : {})}
        {...(drawn.length > from + PAGE ? { next: { href: link(from + PAGE), label: t('next') } } : {})}
      />
      {few.length > 0 && <Few c={c} few={few} view={view} />}
      <ReplacedStatements
        c={c}
        slug={view.dialogue.slug}
        replaced={view.replaced}
        isOpen={view.isOpen}
        named={view.named}
        linkTo={linkTo}
      />
      <AggregateFiles c={c} slug={view.dialogue.slug} />
    </section>
  )
}

/** Of whom a statement is where that is no rule, and that it is no opinion. */
function Marks({ c, result }: { c: WebContext; result: StatementResult }) {
  const t = say(c, resultsMessages)
  const isByResident = result.is_seed === false
  if (!result.is_meta) return isByResident ? <ResidentTag c={c} /> : null
  return (
    <p class="wk-row">
      {isByResident && <ResidentTag c={c} />}
      <Tag icon="user">{t('fact')}</Tag>
    </p>
  )
}

/** The part of the list that is shown: where the named statement stands, else from where the address says. */
function partOf({ results, sort, from: asked, named }: ResultsView) {
  const drawn = inOrder(
    results.filter((result) => answersOf(result) > 0),
    sort,
  )
  const few = results.filter((result) => answersOf(result) === 0)
  const startOf = (index: number) => index - (index % PAGE)
  const index = drawn.findIndex(({ number }) => number === named)
  const last = startOf(Math.max(0, drawn.length - 1))
  const from = index >= 0 ? startOf(index) : Math.min(asked, last)
  return { drawn, few, from, shown: drawn.slice(from, from + PAGE) }
}

function Few({ c, few, view }: { c: WebContext; few: StatementResult[]; view: ResultsView }) {
  const t = say(c, resultsMessages)
  const least = leastTold(!view.isOpen)
  return (
    <Details
      summary={t('fewTitle', { n: few.length, least })}
      open={few.some(({ number }) => number === view.named)}
    >
      <p class="wk-small">{t('fewText', { least })}</p>
      <ul class="wk-bullets">
        {few.map((result) => (
          <li id={`s${result.number}`} {...langOf(c, result.language)}>
            {result.text}
          </li>
        ))}
      </ul>
    </Details>
  )
}

/** Facts about people come after what people think: nobody agrees on them, nor differs about them. */
function inOrder(results: StatementResult[], sort: Sort): StatementResult[] {
  if (sort === 'newest') return results.toReversed()
  const facts = results.filter((result) => result.is_meta)
  const opinions = results.filter((result) => !result.is_meta)
  return [...sortResults(opinions, sort), ...facts]
}
