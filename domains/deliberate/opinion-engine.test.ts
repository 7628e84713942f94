import { afterEach, describe, expect, it } from 'vitest'
import { layOut, SeededRandom, toTableBuffer, toVoteMatrix, type VoteEvent, VoteTable } from '#cores/opinion'
import { OpinionEngine } from './opinion-engine.ts'
import { OpinionEngineHost } from './opinion-engine-host.ts'

function draw(participants: number, statements: number, perPerson: number, seed: number): VoteEvent[] {
  const random = new SeededRandom(seed)
  return Array.from({ length: participants * perPerson }, (_, at) => {
    const participant = Math.floor(at / perPerson)
    const statement = (at * 7 + random.below(statements)) % statements
    return {
      participant,
      statement,
      vote: random.uniform() < 0.8 === (participant + statement) % 2 > 0 ? 1 : -1,
    }
  })
}

function tableOf(votes: readonly VoteEvent[]): VoteTable {
  const table = new VoteTable()
  for (const { participant, statement, vote } of votes) table.setVote(participant, statement, vote ?? 0)
  return table
}

let engine: OpinionEngine | undefined
afterEach(async () => {
  await engine?.stop()
})

describe('the opinion engine in threads', () => {
  it('answers a batch of votes with the axes that a computation from scratch gives', async () => {
    engine = new OpinionEngine()
    const votes = draw(60, 12, 6, 1)
    await engine.open('a')
    await engine.ask({ kind: 'apply', dialogue: 'a', votes: votes.slice(0, 200) })
    const reply = await engine.ask({ kind: 'apply', dialogue: 'a', votes: votes.slice(200) })
    if (reply.kind !== 'applied') throw new Error(reply.kind)
    const scratch = layOut(toVoteMatrix(tableOf(votes)))
    expect(Array.from(reply.update.axes.values)).toEqual(
      Array.from(scratch.axes.values, (x) => expect.closeTo(x, 8)),
    )
    const full = await engine.ask({ kind: 'full', dialogue: 'a' })
    expect(full.kind === 'mapped' && full.map.participantIds.length).toBe(60)
  })

  it('a giant dialogue does not delay a small one', async () => {
    engine = new OpinionEngine({ giantFrom: 5000 })
    const giant = tableOf(draw(4000, 300, 60, 2))
    await engine.open('giant', toTableBuffer(giant), giant.voteCount)
    await engine.open('small')
    await engine.ask({ kind: 'apply', dialogue: 'small', votes: draw(30, 10, 5, 3) })
    const order: string[] = []
    const slow = engine.ask({ kind: 'evidence', dialogue: 'giant', seed: 1 }).then(() => order.push('giant'))
    for (let at = 0; at < 5; at += 1) {
      const reply = await engine.ask({
        kind: 'apply',
        dialogue: 'small',
        votes: [{ participant: at, statement: 1, vote: 1 }],
      })
      order.push(reply.kind)
    }
    await slow
    expect(order).toEqual(['applied', 'applied', 'applied', 'applied', 'applied', 'giant'])
  }, 60_000)

  it('a dialogue that has grown moves to the giants, votes and all', async () => {
    engine = new OpinionEngine({ giantFrom: 100 })
    await engine.open('a')
    const votes = draw(40, 10, 6, 4)
    await engine.ask({ kind: 'apply', dialogue: 'a', votes: votes.slice(0, 200) })
    const reply = await engine.ask({ kind: 'apply', dialogue: 'a', votes: votes.slice(200) })
    expect(reply.kind === 'applied' && reply.votes).toBe(tableOf(votes).voteCount)
    expect((await engine.memory()).dialogues.map(({ dialogue }) => dialogue)).toEqual(['a'])
  })

  it('refuses what is not a vote, and goes on', async () => {
    engine = new OpinionEngine()
    await engine.open('a')
    const refused = await engine.ask({
      kind: 'apply',
      dialogue: 'a',
      votes: [{ participant: 1, statement: 1, vote: 3 }],
    })
    expect(refused).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('vote 3 of participant 1'),
    })
    expect(await engine.ask({ kind: 'full', dialogue: 'a' })).toMatchObject({ kind: 'mapped' })
    expect(await engine.ask({ kind: 'full', dialogue: 'nobody opened this' })).toEqual({ kind: 'not-open' })
  })
})

describe('memory', () => {
  it('stays under its limit: dialogues used longest ago are let go', () => {
    const host = new OpinionEngineHost(120_000)
    const buffer = () => toTableBuffer(tableOf(draw(200, 20, 10, 5)))
    for (const dialogue of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
      host.handle({ kind: 'open', dialogue, table: buffer() })
    const memory = host.handle({ kind: 'memory' })
    if (memory.kind !== 'memory') throw new Error(memory.kind)
    expect(memory.bytes).toBeLessThanOrEqual(memory.limit)
    expect(memory.dialogues.at(-1)?.dialogue).toBe('h')
    expect(host.handle({ kind: 'full', dialogue: 'a' })).toEqual({ kind: 'not-open' })
  })

  it('a dialogue that cannot fit is refused with its size', () => {
    const host = new OpinionEngineHost(1000)
    const table = toTableBuffer(tableOf(draw(200, 20, 10, 5)))
    expect(host.handle({ kind: 'open', dialogue: 'a', table })).toMatchObject({
      kind: 'too-large',
      limit: 1000,
    })
  })

  it('pair sums are built in the background and not above the limit', () => {
    const host = new OpinionEngineHost(10_000_000)
    host.handle({ kind: 'open', dialogue: 'a', table: toTableBuffer(tableOf(draw(200, 20, 10, 5))) })
    expect(host.workInBackground()).toBe(false)
    const memory = host.handle({ kind: 'memory' })
    expect(memory.kind === 'memory' && memory.bytes).toBeGreaterThan(12 * 64 * 64)
  })
})
