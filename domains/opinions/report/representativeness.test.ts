import { expect, test } from 'vitest'
import { type Told, weighAgain, workOutFigures } from './representativeness.ts'

const option = (number: number, population: number | null) => ({
  number,
  label: `groep ${number}`,
  population,
})
const asked = (number: number, ...populations: (number | null)[]) => ({
  number,
  question: `Vraag ${number}`,
  options: populations.map((population, at) => option(at + 1, population)),
})
const cell = (people: number, ...options: number[]) => ({ options, people })
const figuresOf = (told: Partial<Told>) =>
  workOutFigures({ questions: [], cells: [], votes: [], statements: [], ...told })

test('of who told how old they are, each group is a share beside that of the population', () => {
  const { people, composition } = figuresOf({
    questions: [asked(1, 300, 100), asked(2, 1, 1)],
    cells: [cell(20, 1, 0), cell(5, 1, 2), cell(25, 2, 1), cell(7, 0, 2)],
  })
  expect(people).toBe(57)
  expect(composition).toEqual([
    {
      question: 'Vraag 1',
      told: 50,
      groups: [
        { label: 'groep 1', participants: 50, population: 75 },
        { label: 'groep 2', participants: 50, population: 25 },
      ],
    },
    {
      question: 'Vraag 2',
      told: 37,
      groups: [
        { label: 'groep 1', participants: 68, population: 50 },
        { label: 'groep 2', participants: 32, population: 50 },
      ],
    },
  ])
})

test('a group of fewer than ten is hidden with the next, and so is how many told when those are few', () => {
  const composed = (...counts: number[]) =>
    figuresOf({
      questions: [asked(1, 1, 1, 1)],
      cells: counts.map((people, at) => cell(people, at + 1)),
    }).composition[0]
  const sharesOf = (...counts: number[]) =>
    composed(...counts)?.groups.map(({ participants }) => participants)
  expect(sharesOf(30, 9, 61)).toEqual([null, null, 61])
  expect(composed(30, 9, 61)?.told).toBe(100)
  expect(composed(4, 3, 3)?.told).toBe(10)
  expect(composed(4, 3, 2)?.told).toBeNull()
})

test('where the population is not known, nothing stands beside, and nobody is weighed', () => {
  const cells = [cell(60, 1), cell(60, 2)]
  const half = figuresOf({ questions: [asked(1, 10, null)], cells })
  expect(half.composition[0]?.groups.map(({ population }) => population)).toEqual([100, null])
  const none = figuresOf({ questions: [asked(1, null, null)], cells })
  expect(none.composition[0]?.groups.map(({ population }) => population)).toEqual([null, null])
  expect(none.weighing).toEqual({ kind: 'not-weighted', why: 'no-population', people: null, effective: null })
})

test('who told nothing that the population is known by is not weighed', () => {
  const questions = [asked(1, 500, 500), asked(2, null, null)]
  const votes = [0, 1, 2, 3].map((at) => ({ statement: 4, cell: at, votes: 30, agrees: at === 3 ? 0 : 30 }))
  const statements = [{ statement: 4, by: 'difference' as const, agrees: 90, answers: 120 }]
  const { weighing } = figuresOf({
    questions,
    // The last two told where they live only, or nothing at all.
    cells: [cell(30, 1, 1), cell(30, 2, 0), cell(30, 0, 1), cell(30, 0, 0)],
    votes,
    statements,
  })
  expect(weighing).toEqual({
    ...{ kind: 'weighted', people: 60, effective: 60 },
    statements: [
      {
        ...{ statement: 4, by: 'difference', everybody: 75, of: 120 },
        ...{ unweighted: 100, weighted: 100, answers: 60, effective: 60 },
      },
    ],
  })
})

test('that too few can be weighed is told with how many, from ten on, and what they are worth in whole people', () => {
  const weighed = (one: number, other: number) =>
    figuresOf({ questions: [asked(1, 1, 1)], cells: [cell(one, 1), cell(other, 2)] }).weighing
  expect(weighed(5, 4)).toEqual({ kind: 'not-weighted', why: 'too-few', people: null, effective: null })
  expect(weighed(5, 5)).toEqual({ kind: 'not-weighted', why: 'too-few', people: 10, effective: null })
  // Half of all weight lies on two: 1 / (½²/98 + ½²/2).
  expect(weighed(98, 2)).toEqual({ kind: 'not-weighted', why: 'too-uneven', people: 100, effective: 8 })
})

test('of a statement that fewer than ten answered, everybody or those who are weighed, nothing is told', () => {
  const told = (answers: number, own: number) =>
    figuresOf({
      questions: [asked(1, 1, 1)],
      cells: [cell(30, 1), cell(30, 2)],
      votes: [{ statement: 4, cell: 0, votes: own, agrees: own }],
      statements: [{ statement: 4, by: 'common-ground', agrees: answers, answers }],
    }).weighing
  expect(told(10, 10)).toMatchObject({ statements: [{ statement: 4, everybody: 100 }] })
  expect(told(9, 10)).toMatchObject({ kind: 'weighted', statements: [] })
  expect(told(20, 9)).toMatchObject({ kind: 'weighted', statements: [] })
})

test('a weighed statement moves with its own figures, and not with each vote', () => {
  const of = (all: number, weighted: number) => ({
    ...{ statement: 4, by: 'difference' as const, everybody: 75, unweighted: 70, weighted, of: all },
    ...{ answers: 30, effective: 30 },
  })
  const figures = (people: number, ...statements: ReturnType<typeof of>[]) => ({
    ...{ kind: 'weighted' as const, people, effective: people, statements },
  })
  expect(weighAgain(figures(30, of(120, 60)), figures(31, of(120, 61)))).toEqual(figures(30, of(120, 60)))
  expect(weighAgain(figures(30, of(120, 60)), figures(31, of(130, 61)))).toEqual(figures(30, of(130, 61)))
  const before = { kind: 'not-weighted' as const, why: 'too-few' as const, people: 12, effective: null }
  expect(weighAgain(before, figures(31, of(120, 60)))).toEqual(before)
})
