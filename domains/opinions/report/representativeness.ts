import type { BackgroundQuestion } from '#domains/deliberate'
import { leastShown } from '#domains/deliberate'
import type { CellAgreement, CellVotes, NotWeighted, PopulationMargin } from './weigh-people.ts'
import { agreementByCell, type Cell, suppressCounts, weighPeople } from './weigh-people.ts'

/** A group among those who told, beside the population; whole percentages. None where it may not be told. */
export type GroupShare = { label: string; participants: number | null; population: number | null }

/** What people told to one question; how many is not told under ten. */
export type Composition = { question: string; told: number | null; groups: GroupShare[] }

/** Agreement with a statement in whole percentages: of everybody, of those who told, and of those weighted. */
export type WeighedStatement = {
  statement: number
  by: 'common-ground' | 'difference'
  everybody: number
  /** None where the few who voted and told nothing could be told from it. */
  unweighted: number | null
  weighted: number
  /** Of how many of everybody, as it is told; and of those who told. */
  of: number
  answers: number
  effective: number
}

export type WeighedFigures =
  | { kind: 'weighted'; people: number; effective: number; statements: WeighedStatement[] }
  | { kind: 'not-weighted'; why: NotWeighted; people: number | null; effective: number | null }

/** Who took part, as far as people told, as it may be shown. */
export type Figures = { people: number; composition: Composition[]; weighing: WeighedFigures }

/** Everything that the figures are made of, read at one moment. */
export type Told = {
  questions: readonly BackgroundQuestion[]
  cells: readonly Cell[]
  votes: readonly CellVotes[]
  /** The statements that are told of, with how many of everybody agree, out of how many. */
  statements: readonly { statement: number; by: WeighedStatement['by']; agrees: number; answers: number }[]
}

/** Works out who took part and what everybody would say if those who told resembled the population. */
export function workOutFigures(told: Told): Figures {
  const people = told.cells.reduce((sum, cell) => sum + cell.people, 0)
  return {
    people,
    composition: told.questions.map((one) => composeGroups(one, told.cells)),
    weighing: weigh(told),
  }
}

/**
 * The weighed figures that follow on those of before, while who told is counted as it was: of a statement they move with
 * its own figures, when ten people more are told, and not with each vote.
 */
export function weighAgain(before: WeighedFigures, now: WeighedFigures): WeighedFigures {
  if (before.kind !== 'weighted' || now.kind !== 'weighted') return before
  const known = new Map(before.statements.map((one) => [one.statement, one]))
  const statements = now.statements.map((one) => {
    const former = known.get(one.statement)
    return former?.of === one.of ? { ...former, by: one.by } : one
  })
  return { ...before, statements }
}

function composeGroups(
  { number, question, options }: BackgroundQuestion,
  cells: readonly Cell[],
): Composition {
  const counts = options.map((option) =>
    cells
      .filter((cell) => cell.options[number - 1] === option.number)
      .reduce((sum, cell) => sum + cell.people, 0),
  )
  const told = counts.reduce((sum, count) => sum + count, 0)
  const all = options.reduce((sum, option) => sum + (option.population ?? 0), 0)
  const shown = suppressCounts(counts)
  const groups = options.map(({ label, population }, at): GroupShare => {
    const count = shown[at] ?? null
    return {
      label,
      participants: count === null ? null : percentage(count, told),
      population: population === null || all === 0 ? null : percentage(population, all),
    }
  })
  return { question, told: told < leastShown ? null : told, groups }
}

function weigh({ questions, cells, votes, statements }: Told): WeighedFigures {
  const margins = questions.flatMap(marginOf)
  // Whoever told nothing that the population is known by cannot be weighed.
  const isKnown = (cell: Cell) => margins.some(({ question }) => (cell.options[question - 1] ?? 0) > 0)
  const kept = cells.map((cell) => (isKnown(cell) ? cell : { ...cell, people: 0 }))
  const weighing = weighPeople(kept, margins)
  if (weighing.kind === 'not-weighted') {
    const { kind, why, people, effective } = weighing
    return {
      kind,
      why,
      people: people < leastShown ? null : people,
      effective: effective === null ? null : Math.round(effective),
    }
  }
  const weights = weighing.weights.map((weight, at) => (kept[at]?.people ? weight : 0))
  const counted = votes.filter(({ cell }) => kept[cell]?.people)
  const agreement = agreementByCell(counted, weights)
  return {
    kind: 'weighted',
    people: weighing.people,
    effective: Math.round(weighing.effective),
    statements: statements.flatMap((one) => {
      const own = agreement.get(one.statement)
      return own && one.answers >= leastShown ? [besideEverybody(one, own)] : []
    }),
  }
}

function marginOf({ number, options }: BackgroundQuestion): PopulationMargin[] {
  const all = options.reduce((sum, option) => sum + (option.population ?? 0), 0)
  if (all === 0) return []
  return [{ question: number, shares: options.map((option) => (option.population ?? 0) / all) }]
}

function besideEverybody(
  { statement, by, agrees, answers: all }: Told['statements'][number],
  { answers, unweighted, weighted, effective }: CellAgreement,
): WeighedStatement {
  const others = all - answers
  return {
    statement,
    by,
    everybody: percentage(agrees, all),
    of: all,
    unweighted: others > 0 && others < leastShown ? null : Math.round(100 * unweighted),
    weighted: Math.round(100 * weighted),
    answers,
    effective: Math.round(effective),
  }
}

/** Whole: with more, and every vote, the counts that are hidden could be told from it. */
function percentage(part: number, whole: number): number {
  return Math.round((100 * part) / whole)
}
