import { expect, test } from 'vitest'
import { votesWithBrigade } from '#stories'
import { EngineDialogue } from './engine-dialogue.ts'
import { cellsOf, tellsAll } from './engine-testing.ts'
import { studyVotes } from './study-votes.ts'

const STATEMENTS = 24
const REPLACED = 5

/** A dialogue in which thirty people voted in concert, and one statement may have been replaced by a newer version. */
function dialogueWith({ isReplaced }: { isReplaced: boolean }): EngineDialogue {
  const dialogue = new EngineDialogue()
  arrange(dialogue, { isReplaced })
  const votes = [...votesWithBrigade(100, 30, STATEMENTS)]
  dialogue.apply(cellsOf(votes))
  dialogue.setOver(true)
  return dialogue
}

function arrange(dialogue: EngineDialogue, { isReplaced }: { isReplaced: boolean }): void {
  dialogue.setStatements(
    Array.from({ length: STATEMENTS }, (_, at) => ({
      number: at + 1,
      isOut: false,
      isMeta: false,
      isUnlisted: isReplaced && at + 1 === REPLACED,
    })),
  )
}

function studyOf(dialogue: EngineDialogue) {
  const { map } = dialogue.draw(undefined, null, tellsAll)
  const study = dialogue.study(1)
  if (!study) throw new Error('There are votes to study.')
  const evidence = studyVotes({ ...study, channels: new Map(), timeZone: 'UTC' })
  return { map, evidence }
}

function namedBy({ bridging, suspects }: ReturnType<typeof studyVotes>): number[] {
  const sides = suspects.kind === 'examined' ? [suspects.with, suspects.without] : []
  const ground = sides.flatMap((side) => side?.commonGround ?? [])
  return [...bridging, ...ground].map(({ statement }) => statement)
}

test('the slow findings do not name a statement that was replaced, though its votes count', () => {
  const as = {
    before: studyOf(dialogueWith({ isReplaced: false })),
    after: studyOf(dialogueWith({ isReplaced: true })),
  }
  expect(namedBy(as.before.evidence).filter((number) => number === REPLACED)).toHaveLength(3)
  expect(namedBy(as.after.evidence)).not.toContain(REPLACED)
  expect(as.after.evidence.votes).toBe(as.before.evidence.votes)
  expect(as.after.evidence.groups).toEqual(as.before.evidence.groups)
})

test('a map does not name a statement that was replaced since its slow findings were made', () => {
  const dialogue = dialogueWith({ isReplaced: false })
  const { evidence } = studyOf(dialogue)
  arrange(dialogue, { isReplaced: true })
  const { map } = dialogue.draw(undefined, evidence, tellsAll)
  expect(map.bridging.map(({ statement }) => statement)).not.toContain(REPLACED)
  expect(map.bridging).toHaveLength(STATEMENTS - 1)
})
