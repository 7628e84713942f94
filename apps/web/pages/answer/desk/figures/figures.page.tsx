import { FEWEST_TOLD, type Figures, LONGEST_PERIOD, type PeriodProblem } from '#domains/answer'
import type { StaffMember } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { deskPage } from '#web/shell'
import {
  Band,
  Button,
  ButtonLink,
  DataTable,
  Details,
  Empty,
  ErrorSummary,
  Figures as FigureTiles,
  Halves,
  Hidden,
  Notice,
  PageHead,
  Section,
  Select,
} from '#web/ui'
import { say } from '#web/words'
import { countWords, durationWords, figuresPath, monthWords, rowWords, shareWords } from './figure-words.ts'
import { figuresMessages } from './figures.messages.ts'
import { Parts } from './parts-section.tsx'
import { Through } from './through-section.tsx'

type Options = {
  figures: Figures
  problem: PeriodProblem | undefined
  staff: StaffMember
  /** How many conversations are not counted yet. */
  uncounted: number
  /** The months that can be chosen, as 2026-05. */
  months: { first: string; last: string }
}

/** What the desk does, in figures: drawn, with each figure in a table under its drawing. */
export async function figuresPage(c: WebContext, options: Options): Promise<Response> {
  const { figures, problem, staff, uncounted } = options
  const t = say(c, figuresMessages)
  const { of } = figures
  const title = of ? t('titleOf', { name: rowWords(c, of.by, of) }) : t('title')
  const wrong = problem && t(problem.kind, { value: problem.value.slice(0, 40), most: LONGEST_PERIOD })
  const isEmpty = figures.all.cameIn === 0
  return deskPage(
    c,
    { title, menuItem: 'inbox', staff, status: problem ? 422 : 200, wrong: problem !== undefined },
    <Band tight>
      {wrong && <ErrorSummary title={t('wrongTitle')} errors={[{ id: 'from', message: wrong }]} />}
      <PageHead title={title} lead={t('lead')} />
      <PeriodForm c={c} {...options} wrong={wrong} />
      {of && (
        <p>
          <a href={figuresPath(c, figures, null)}>{t('back')}</a>
        </p>
      )}
      {uncounted > 0 && <Notice title={t('uncounted', { n: uncounted })} />}
      {isEmpty ? (
        <Empty title={t('noneTitle')} level={2}>
          {t('noneBody')}
        </Empty>
      ) : (
        <Told c={c} figures={figures} />
      )}
      <Meaning c={c} />
    </Band>,
  )
}

function Told({ c, figures }: { c: WebContext; figures: Figures }) {
  const t = say(c, figuresMessages)
  const { of } = figures
  return (
    <>
      <Tiles c={c} figures={figures} />
      <p>
        <ButtonLink href={figuresPath(c, figures, of, '/desk/figures.csv')}>{t('download')}</ButtonLink>
      </p>
      <Through c={c} rows={figures.through} />
      <Parts c={c} figures={figures} by="channel" title={t('channelTitle')} rows={figures.channels} />
      <Parts
        c={c}
        figures={figures}
        by="subject"
        title={t(of ? 'subjectTitleIn' : 'subjectTitle')}
        rows={figures.subjects}
      />
      <Parts
        c={c}
        figures={figures}
        by="unit"
        title={t(of ? 'unitTitleIn' : 'unitTitle')}
        rows={figures.units}
      />
      <Outcomes c={c} outcomes={figures.outcomes} />
    </>
  )
}

function PeriodForm({ c, figures, months, wrong }: Options & { c: WebContext; wrong: string | undefined }) {
  const t = say(c, figuresMessages)
  const { of } = figures
  const options = listChoices(months, [figures.from, figures.to]).map((value) => ({
    value,
    label: monthWords(c, value),
  }))
  return (
    <form class="wk-stack wk-stack--s" method="get" action={pathHere(c, '/desk/figures')}>
      <Halves>
        <Select
          id="from"
          name="from"
          label={t('from')}
          options={options}
          value={figures.from.slice(0, 7)}
          {...(wrong ? { error: wrong } : {})}
        />
        <Select id="to" name="to" label={t('to')} options={options} value={figures.to.slice(0, 7)} />
      </Halves>
      {of && <Hidden values={{ of: `${of.by}:${of.key}` }} />}
      <div>
        <Button>{t('show')}</Button>
      </div>
    </form>
  )
}

/** Twenty years: longer than anything is kept. */
const MOST_CHOICES = 240

/** The newest first; what is shown can be chosen, whatever there is. */
function listChoices({ first, last }: Options['months'], shown: string[]): string[] {
  const choices: string[] = []
  const start = [first, ...shown.map((day) => day.slice(0, 7))].sort()[0] ?? first
  let [year = 0, month = 0] = last.split('-').map(Number)
  while (choices.length < MOST_CHOICES) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
    if (name < start) break
    choices.push(name)
    ;[year, month] = month === 1 ? [year - 1, 12] : [year, month - 1]
  }
  return choices
}

function Tiles({ c, figures: { from, to, all, spam } }: { c: WebContext; figures: Figures }) {
  const t = say(c, figuresMessages)
  const period = { from: monthWords(c, from.slice(0, 7)), to: monthWords(c, to.slice(0, 7)) }
  return (
    <FigureTiles
      figures={[
        {
          figure: countWords(c, all.cameIn),
          counts:
            period.from === period.to ? t('tileCameInMonth', { month: period.to }) : t('tileCameIn', period),
        },
        { figure: durationWords(c, all.first.median), counts: t('tileFirst') },
        { figure: shareWords(c, all.first.inTime), counts: t('tileFirstInTime') },
        { figure: durationWords(c, all.solved.median), counts: t('tileSolved') },
        { figure: shareWords(c, all.solved.inTime), counts: t('tileSolvedInTime') },
        { figure: shareWords(c, all.openedAgain), counts: t('tileAgain') },
        ...(spam === 0 || spam === null ? [] : [{ figure: countWords(c, spam), counts: t('tileSpam') }]),
      ]}
    />
  )
}

const outcomeWords = ['open', 'answered', 'solved', 'no-answer', 'not-ours', 'double'] as const

function Outcomes({ c, outcomes }: { c: WebContext; outcomes: Figures['outcomes'] }) {
  const t = say(c, figuresMessages)
  if (outcomes.length === 0) return null
  const nameOf = (key: string) => outcomeWords.find((one) => one === key)
  return (
    <Section id="outcomes" title={t('outcomeTitle')} gap="m">
      <DataTable
        id="outcomes-table"
        caption={t('tableOf', { what: t('outcomeTitle') })}
        hidesCaption
        columns={[{ label: t('what') }, { label: t('cameIn'), numeric: true }]}
        rows={outcomes.map(({ key, cameIn }) => {
          const name = nameOf(key)
          return [name ? t(name) : key, countWords(c, cameIn)]
        })}
      />
    </Section>
  )
}

function Meaning({ c }: { c: WebContext }) {
  const t = say(c, figuresMessages)
  return (
    <Details summary={t('meaningTitle')}>
      <div class="wk-stack wk-stack--s">
        <p>{t('meaningFew', { few: FEWEST_TOLD })}</p>
        <p>{t('meaningCameIn')}</p>
        <p>{t('meaningFirst')}</p>
        <p>{t('meaningSolved')}</p>
        <p>{t('meaningSeen')}</p>
      </div>
    </Details>
  )
}
