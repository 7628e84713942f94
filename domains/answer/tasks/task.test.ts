import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findMentions } from './mentions.ts'
import { foldTask, readTaskStep, stepColumnsOf, type TaskStep } from './task.ts'
import { unitsAround } from './task-viewer.ts'

const at = new Date('2026-03-02T09:00:00Z')
const team = { unitId: 'roads', accountId: null }
const asked: TaskStep = {
  kind: 'task',
  taskId: 't',
  step: 'asked',
  to: team,
  dueOn: '2026-03-09',
  body: 'Mag dit?',
}
const fold = (...steps: TaskStep[]) =>
  steps.reduce<ReturnType<typeof foldTask> | undefined>(
    (task, step, n) => foldTask(task, step, { seq: n + 2, by: `person ${n}`, at }),
    undefined,
  )

test('a task that somebody of the team takes is theirs, and still of the team', () => {
  const taken = fold(asked, { kind: 'task', taskId: 't', step: 'accepted' })
  expect(taken).toMatchObject({
    state: 'accepted',
    unitId: 'roads',
    accountId: 'person 1',
    askedBy: 'person 0',
  })
})

test('a task that is handed on waits anew, for whoever gets it', () => {
  const to = { unitId: null, accountId: 'samir' }
  const steps: TaskStep[] = [
    { kind: 'task', taskId: 't', step: 'accepted' },
    { kind: 'task', taskId: 't', step: 'handed', to },
  ]
  expect(fold(asked, ...steps)).toMatchObject({ state: 'asked', ...to, lastSeq: 4, askedSeq: 2 })
})

test('that somebody outside is asked changes nothing but the moment', () => {
  const outside: TaskStep = { kind: 'task', taskId: 't', step: 'outside', party: 'Politie' }
  expect(fold(asked, outside)).toEqual({ ...fold(asked), lastSeq: 3 })
})

test('what is no beginning begins no task', () => {
  expect(() => fold({ kind: 'task', taskId: 't', step: 'withdrawn' })).toThrow('begins when it is asked')
})

test('each step is read back from its row as it was written', () => {
  const to = { unitId: null, accountId: 'samir' }
  const steps: TaskStep[] = [
    asked,
    { kind: 'task', taskId: 't', step: 'handed', to },
    { kind: 'task', taskId: 't', step: 'accepted' },
    { kind: 'task', taskId: 't', step: 'outside', party: 'Politie' },
    { kind: 'task', taskId: 't', step: 'outside-ended', party: 'Politie' },
    { kind: 'task', taskId: 't', step: 'done', body: 'Ja.', party: null },
    { kind: 'task', taskId: 't', step: 'done', body: 'Ja.', party: 'Politie' },
    { kind: 'task', taskId: 't', step: 'returned', body: 'Niet van ons.' },
    { kind: 'task', taskId: 't', step: 'withdrawn' },
  ]
  for (const step of steps) expect(readTaskStep(stepColumnsOf(step))).toEqual(step)
})

test('around a team are all that it lies in and all that lies in it, as walking up from each says', () => {
  const trees = fc
    .array(fc.nat(), { minLength: 1, maxLength: 12 })
    .map((picks) =>
      picks.map((pick, n) => ({ id: `${n}`, parentId: n === 0 || pick % 4 === 0 ? null : `${pick % n}` })),
    )
  fc.assert(
    fc.property(trees, fc.nat(), (units, pick) => {
      const start = `${pick % units.length}`
      const above = (id: string): string[] => {
        const parent = units.find((unit) => unit.id === id)?.parentId
        return parent ? [parent, ...above(parent)] : []
      }
      const slow = units
        .map(({ id }) => id)
        .filter((id) => id === start || above(id).includes(start) || above(start).includes(id))
      expect([...unitsAround(units, start)].sort()).toEqual(slow.sort())
    }),
  )
})

const staff = ['Samir el Idrissi', 'Wieke Postma', 'Noor Hendriks', 'Noor de Vries', 'Zoë Öz', '李 雷'].map(
  (name) => ({
    accountId: name,
    name,
  }),
)
test.each([
  ['@Samir, kijk jij?', ['Samir el Idrissi']],
  ['Vraag het @samir  EL idrissi en @Wieke.', ['Samir el Idrissi', 'Wieke Postma']],
  ['@zoe weet het; @李 ook', ['Zoë Öz', '李 雷']],
  ['(@Wieke)', ['Wieke Postma']],
  ['@Noor heet hier twee keer, @Noor de Vries niet.', ['Noor de Vries']],
  ['Mail naar post@wieke.example, of @Wiekeline.', []],
  ['@Wieke @wieke @WIEKE POSTMA', ['Wieke Postma']],
  ['@ Wieke, @', []],
])('in “%s” is mentioned: %j', (text, names) => {
  expect(findMentions(text, staff).map(({ name }) => name)).toEqual(names)
})

test('a text of nothing but signs is read in no time', () => {
  expect(findMentions('@'.repeat(10_000), staff)).toEqual([])
})
