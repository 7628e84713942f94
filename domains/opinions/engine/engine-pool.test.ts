import { afterEach, expect, test } from 'vitest'
import { CELL, type VoteCells } from './engine-dialogue.ts'
import { createEnginePool, type EnginePool } from './engine-pool.ts'
import { tellsAll } from './engine-testing.ts'

let pool: EnginePool | undefined
afterEach(() => pool?.close())

function cellsOf(people: number, statements: number): VoteCells {
  const cells = new Float64Array(people * statements * CELL)
  for (let at = 0; at < people * statements; at++) {
    const [participant, statement] = [Math.floor(at / statements), at % statements]
    const choice = (participant + statement * (participant % 3)) % 3 === 0 ? -1 : 1
    cells.set([participant, statement, choice, participant * 1000, 0], at * CELL)
  }
  return cells
}

async function fill(
  engine: EnginePool,
  lane: 'small' | 'large',
  people: number,
  statements: number,
): Promise<void> {
  const listed = Array.from({ length: statements }, (_, number) => ({
    number,
    isOut: false,
    isMeta: false,
    isUnlisted: false,
  }))
  await engine.ask(lane, 'begin', { dialogueId: lane, turns: [] })
  await engine.ask(lane, 'arrange', { dialogueId: lane, statements: listed, excluded: [] })
  await engine.ask(lane, 'apply', { dialogueId: lane, cells: cellsOf(people, statements) })
  await engine.ask(lane, 'turn', { dialogueId: lane, isOver: true })
}

test('a large dialogue and its slow findings do not delay a small one', async () => {
  pool = createEnginePool()
  const engine = pool
  await fill(engine, 'small', 30, 10)
  await fill(engine, 'large', 1500, 40)
  const done: string[] = []
  await engine.ask('large', 'draw', {
    dialogueId: 'large',
    stored: undefined,
    evidence: null,
    telling: tellsAll,
  })
  const study = await engine.ask('large', 'copy', { dialogueId: 'large', version: 1, before: null })
  if (!study) throw new Error('There are votes to study.')
  const slow = engine
    .ask('large-study', 'study', { ...study, channels: new Map(), timeZone: 'UTC' })
    .then(() => done.push('large'))
  for (let at = 0; at < 5; at++) {
    await engine.ask('small', 'draw', {
      dialogueId: 'small',
      stored: undefined,
      evidence: null,
      telling: tellsAll,
    })
    done.push('small')
  }
  await slow
  expect(done).toEqual(['small', 'small', 'small', 'small', 'small', 'large'])
})

test('what a thread does not hold it refuses, and goes on', async () => {
  pool = createEnginePool()
  const unknown = { dialogueId: 'unknown', cells: new Float64Array(0) }
  await expect(pool.ask('small', 'apply', unknown)).rejects.toThrow('does not hold dialogue unknown')
  await fill(pool, 'small', 20, 8)
  await pool.ask('small', 'forget', { dialogueId: 'small' })
  await expect(pool.ask('small', 'apply', { ...unknown, dialogueId: 'small' })).rejects.toThrow(
    'does not hold',
  )
})

test('after it stopped no thread is started any more', async () => {
  pool = createEnginePool()
  await fill(pool, 'small', 20, 8)
  await pool.close()
  await expect(pool.ask('small-study', 'forget', { dialogueId: 'small' })).rejects.toThrow('is closed')
})
