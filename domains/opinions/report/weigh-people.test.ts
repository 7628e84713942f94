import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadRows, toVoteMatrix, weightedAgreement } from '#cores/opinion'
import { workOutFigures } from './representativeness.ts'
import { agreementByCell, suppressCounts, weighPeople } from './weigh-people.ts'

const half = [{ question: 1, shares: [0.5, 0.5] }]

test('who is too many counts for less, and who is too few for more', () => {
  const cells = [
    { options: [1], people: 75 },
    { options: [2], people: 25 },
  ]
  const weighing = weighPeople(cells, half)
  if (weighing.kind !== 'weighted') throw new Error(weighing.why)
  expect(weighing.weights.map((weight) => weight.toFixed(4))).toEqual(['0.6667', '2.0000'])
  // (75 · ⅔ + 25 · 2)² / (75 · ⅔² + 25 · 2²)
  expect(weighing.effective).toBeCloseTo(75)
})

test('of a hundred thousand people every margin fits, whoever kept something to themselves', () => {
  const shares = [0.1, 0.2, 0.3, 0.4]
  const cells = [0, 1, 2, 3, 4].flatMap((age) =>
    [0, 1, 2].map((district) => ({
      options: [age, district],
      people: 1200 * (1 + ((age * 7 + district * 3) % 12)),
    })),
  )
  const people = cells.reduce((sum, cell) => sum + cell.people, 0)
  expect(people).toBeGreaterThan(100_000)
  const weighing = weighPeople(cells, [
    { question: 1, shares },
    { question: 2, shares: [0.25, 0.75] },
  ])
  if (weighing.kind !== 'weighted') throw new Error(weighing.why)
  const weightOf = (fits: (options: readonly number[]) => boolean) =>
    cells.reduce(
      (sum, cell, at) => sum + (fits(cell.options) ? cell.people * (weighing.weights[at] ?? 0) : 0),
      0,
    )
  for (const [at, share] of shares.entries())
    expect(weightOf(([age]) => age === at + 1) / weightOf(([age]) => age !== 0)).toBeCloseTo(share, 6)
  expect(weightOf(([, district]) => district === 2) / weightOf(([, district]) => district !== 0)).toBeCloseTo(
    0.75,
    6,
  )
})

test('nobody is weighed where that would say more than people can bear', () => {
  const whyOf = (cells: { options: number[]; people: number }[], margins = half) => {
    const weighing = weighPeople(cells, margins)
    return weighing.kind === 'weighted' ? 'weighted' : weighing.why
  }
  const pair = (one: number, two: number) => [
    { options: [1], people: one },
    { options: [2], people: two },
  ]
  expect(whyOf(pair(25, 24))).toBe('too-few')
  expect(whyOf(pair(25, 25))).toBe('weighted')
  expect(whyOf(pair(60, 0))).toBe('group-missing')
  expect(whyOf(pair(99, 1))).toBe('too-uneven')
  expect(whyOf(pair(60, 40), [])).toBe('no-population')
  // By the first question all are one thing, by the second, of whoever answered it, another.
  const against = [
    { options: [1, 1], people: 30 },
    { options: [2, 0], people: 30 },
  ]
  const margins = [
    { question: 1, shares: [0, 1] },
    { question: 2, shares: [1] },
  ]
  expect(whyOf(against, margins)).toBe('no-fit')
})

test('agreement by cell is what it is when every single vote is weighed', () => {
  const vote = fc.record({ cell: fc.nat(3), statement: fc.nat(2), vote: fc.constantFrom(1, 0, -1) })
  fc.assert(
    fc.property(fc.array(vote, { minLength: 30, maxLength: 120 }), (votes) => {
      const weights = [0.5, 1, 1.5, 3]
      const rows = votes.map((one, participant) => ({
        participant,
        statement: one.statement,
        vote: one.vote,
      }))
      const matrix = toVoteMatrix(loadRows(rows))
      const single = Float64Array.from(matrix.participantIds, (id) => weights[votes[id]?.cell ?? 0] ?? 0)
      const expected = weightedAgreement(matrix, single)
      const cellVotes = votes.map((one) => ({ ...one, votes: 1, agrees: one.vote === 1 ? 1 : 0 }))
      const found = agreementByCell(cellVotes, weights)
      for (const [column, statement] of [...matrix.statementIds].entries()) {
        const answers = votes.filter((one) => one.statement === statement).length
        const own = found.get(statement)
        expect(own === undefined).toBe(answers < 10)
        if (!own) continue
        expect(own.weighted).toBeCloseTo(expected.weighted[column] ?? Number.NaN, 10)
        expect(own.unweighted).toBeCloseTo(expected.unweighted[column] ?? Number.NaN, 10)
        expect(own.effective).toBeCloseTo(expected.effectiveVotes[column] ?? Number.NaN, 8)
      }
    }),
  )
})

test('a group under ten is hidden, and a second one with it, so that the total tells nothing', () => {
  expect(suppressCounts([40, 30, 12])).toEqual([40, 30, 12])
  expect(suppressCounts([40, 30, 12, 9])).toEqual([40, 30, null, null])
  expect(suppressCounts([40, 0])).toEqual([null, null])
  // Two of one person each are two people together: the next goes too.
  expect(suppressCounts([40, 30, 1, 1])).toEqual([40, null, null, null])
  expect(suppressCounts([3, 2])).toEqual([null, null])
  // Ten may be told, and ten together hide each of their parts.
  expect(suppressCounts([40, 30, 10])).toEqual([40, 30, 10])
  expect(suppressCounts([40, 30, 5, 5])).toEqual([40, 30, null, null])
  // Of two that are equally small, the first goes too.
  expect(suppressCounts([30, 30, 9])).toEqual([null, 30, null])
})

test('whatever people told, what is hidden stays hidden', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { minLength: 2, maxLength: 12 }), (counts) => {
      const shown = suppressCounts(counts)
      const hidden = counts.filter((_, at) => shown[at] === null)
      for (const [at, count] of counts.entries()) if (count < 10) expect(shown[at]).toBeNull()
      if (hidden.length === 0) return
      const together = hidden.reduce((sum, count) => sum + count, 0)
      expect(hidden.length).toBeGreaterThan(1)
      expect(together >= 10 || hidden.length === counts.length).toBe(true)
    }),
  )
})

test('figures lay weighted beside unweighted and beside everybody', () => {
  const option = (number: number, population: number) => ({ number, label: `groep ${number}`, population })
  const figures = workOutFigures({
    questions: [{ number: 1, question: 'Waar woont u?', options: [option(1, 5000), option(2, 5000)] }],
    cells: [
      { options: [0, 0, 0], people: 0 },
      { options: [1, 0, 0], people: 75 },
      { options: [2, 0, 0], people: 25 },
    ],
    statements: [{ statement: 4, by: 'common-ground', agrees: 120, answers: 200 }],
    votes: [
      { statement: 4, cell: 1, votes: 75, agrees: 75 },
      { statement: 4, cell: 2, votes: 25, agrees: 0 },
    ],
  })
  expect(figures.composition).toEqual([
    {
      question: 'Waar woont u?',
      told: 100,
      groups: [
        { label: 'groep 1', participants: 75, population: 50 },
        { label: 'groep 2', participants: 25, population: 50 },
      ],
    },
  ])
  expect(figures.weighing).toMatchObject({
    kind: 'weighted',
    effective: 75,
    statements: [{ statement: 4, everybody: 60, unweighted: 75, weighted: 50, answers: 100, effective: 75 }],
  })
})

test('who voted and told nothing cannot be told from the others, when they are few', () => {
  const option = (number: number) => ({ number, label: `groep ${number}`, population: 500 })
  const figuresOf = (answers: number) =>
    workOutFigures({
      questions: [{ number: 1, question: 'Waar woont u?', options: [option(1), option(2)] }],
      cells: [
        { options: [1, 0, 0], people: 50 },
        { options: [2, 0, 0], people: 50 },
      ],
      statements: [{ statement: 4, by: 'difference', agrees: 60, answers }],
      votes: [
        { statement: 4, cell: 0, votes: 50, agrees: 30 },
        { statement: 4, cell: 1, votes: 50, agrees: 30 },
      ],
    }).weighing
  expect(figuresOf(100)).toMatchObject({ statements: [{ unweighted: 60 }] })
  expect(figuresOf(105)).toMatchObject({ statements: [{ unweighted: null, weighted: 60 }] })
  expect(figuresOf(110)).toMatchObject({ statements: [{ unweighted: 60 }] })
})
