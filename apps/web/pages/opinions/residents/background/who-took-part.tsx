import { leastShown } from '#domains/deliberate'
import {
  type Composition,
  type GroupShare,
  leastTold,
  type Representativeness,
  type WeighedStatement,
} from '#domains/opinions'
import { noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import { ComparedBars, ComparedKey, DataTable, Details, Notice, Section } from '#web/ui'
import { langOf, say } from '#web/words'
import { backgroundMessages } from '../../background.messages.ts'

type Known = Extract<Representativeness, { kind: 'known' }>

/** The words of statements, by number; of one that was removed since there are none. */
type Words = ReadonlyMap<number, { text: string; language: string }>

/** Who took part, as far as people told, and what they would say if they resembled the population. */
export function WhoTookPart({
  c,
  who,
  language,
  statements,
}: {
  c: WebContext
  who: Representativeness
  statements: Words
  /** In which the questions and groups are written. */
  language: string
}) {
  const t = say(c, backgroundMessages)
  if (who.kind === 'not-asked') return null
  if (who.kind === 'too-early')
    return (
      <Section id="who" title={t('whoTitle')} gap="m">
        <p>{t('whoEarly', { least: leastShown })}</p>
      </Section>
    )
  const { figures } = who
  const hasPopulation = figures.composition.some(({ groups }) =>
    groups.some(({ population }) => population !== null),
  )
  return (
    <Section id="who" title={t('whoTitle')} gap="l">
      <p>{t('whoLead', { people: figures.people, least: leastShown })}</p>
      {hasPopulation && <ComparedKey part={t('keyPart')} whole={t('keyWhole')} />}
      {figures.composition.map((composition, at) => (
        <Groups c={c} composition={composition} language={language} id={`who-${at + 1}`} />
      ))}
      <Weighed c={c} who={who} statements={statements} />
      <p class="wk-small wk-soft">{t('madeOn', { on: noonOf(who.madeOn) })}</p>
    </Section>
  )
}

function Groups({
  c,
  composition: { question, told, groups },
  language,
  id,
}: {
  c: WebContext
  composition: Composition
  language: string
  id: string
}) {
  const t = say(c, backgroundMessages)
  const share = (n: number | null) => (n === null ? t('notShown') : t('percentage', { n }))
  return (
    <div class="wk-stack">
      <div>
        <h3 {...langOf(c, language)}>{question}</h3>
        <p class="wk-small wk-soft">{told === null ? t('notShown') : t('toldBy', { people: told })}</p>
      </div>
      <ComparedBars
        hidden={t('notShown')}
        rows={groups.map((group) => ({
          label: <span {...langOf(c, language)}>{group.label}</span>,
          part: group.participants,
          whole: group.population,
          sentence: sentenceOf(c, group),
        }))}
      />
      <Details summary={t('whoTable')}>
        <DataTable
          id={id}
          caption={<span {...langOf(c, language)}>{question}</span>}
          columns={[
            { label: t('tableGroup') },
            { label: t('tablePart'), numeric: true },
            { label: t('tableWhole'), numeric: true },
          ]}
          rows={groups.map(({ label, participants, population }) => [
            <span {...langOf(c, language)}>{label}</span>,
            share(participants),
            population === null ? '–' : share(population),
          ])}
        />
      </Details>
    </div>
  )
}

function sentenceOf(c: WebContext, { participants: part, population: whole }: GroupShare): string {
  const t = say(c, backgroundMessages)
  if (part !== null) return whole === null ? t('partOnly', { part }) : t('both', { part, whole })
  return whole === null ? t('notShown') : t('wholeOnly', { whole })
}

function Weighed({ c, who: { figures }, statements }: { c: WebContext; who: Known; statements: Words }) {
  const t = say(c, backgroundMessages)
  const { weighing } = figures
  if (weighing.kind === 'not-weighted') {
    const { people, effective } = weighing
    return (
      <Notice title={t('notTitle')}>
        {t(weighing.why, { people: people ?? 0, effective: effective ?? 0, least: leastTold })}
      </Notice>
    )
  }
  return (
    <div class="wk-stack">
      <h3>{t('weighedTitle')}</h3>
      <p>{t('weighedLead', { people: weighing.people, effective: weighing.effective })}</p>
      {weighing.statements.length === 0 ? (
        <p>{t('weighedNone')}</p>
      ) : (
        <>
          <ComparedKey part={t('keyEverybody')} whole={t('keyWeighted')} />
          {kinds.map((kind) => (
            <WeighedBars c={c} kind={kind} weighed={weighing.statements} statements={statements} />
          ))}
          <Details summary={t('whoTable')}>
            <WeighedTable c={c} weighed={weighing.statements} statements={statements} />
          </Details>
        </>
      )}
    </div>
  )
}

type WeighedProps = { c: WebContext; weighed: readonly WeighedStatement[]; statements: Words }

const kinds = ['common-ground', 'difference'] as const satisfies WeighedStatement['by'][]

function WeighedBars({ c, kind, weighed, statements }: WeighedProps & { kind: WeighedStatement['by'] }) {
  const t = say(c, backgroundMessages)
  const rows = weighed.flatMap(({ statement, by, everybody, weighted }) => {
    const words = statements.get(statement)
    if (by !== kind || !words) return []
    return [
      {
        label: <span {...langOf(c, words.language)}>‘{words.text}’</span>,
        part: everybody,
        whole: weighted,
        sentence: t('weighedSentence', { everybody, weighted }),
      },
    ]
  })
  if (rows.length === 0) return null
  return (
    <div class="wk-stack wk-stack--s">
      <h4>{t(kind)}</h4>
      <ComparedBars rows={rows} hidden={t('notShown')} />
    </div>
  )
}

function WeighedTable({ c, weighed, statements }: WeighedProps) {
  const t = say(c, backgroundMessages)
  return (
    <DataTable
      id="weighed"
      caption={t('weighedCaption')}
      columns={[
        { label: t('weighedStatement') },
        { label: t('weighedEverybody'), numeric: true },
        { label: t('weighedTold'), numeric: true },
        { label: t('weighedWeighted'), numeric: true },
        { label: t('weighedWorth'), numeric: true },
      ]}
      rows={weighed.flatMap(({ statement, by, everybody, unweighted, weighted, effective }) => {
        const words = statements.get(statement)
        if (!words) return []
        const name = (
          <>
            <span {...langOf(c, words.language)}>‘{words.text}’</span>
            <br />
            <span class="wk-small wk-soft">{t(by)}</span>
          </>
        )
        const share = (n: number | null) => (n === null ? t('notShown') : t('percentage', { n }))
        const worth = t('answers', { n: effective })
        return [[name, share(everybody), share(unweighted), <strong>{share(weighted)}</strong>, worth]]
      })}
    />
  )
}
