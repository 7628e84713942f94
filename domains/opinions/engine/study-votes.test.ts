import { expect, test } from 'vitest'
import { weighEvidence } from '#cores/opinion'
import { votesWithBrigade } from '#stories'
import { EngineDialogue } from './engine-dialogue.ts'
import { cellsOf, tellsAll } from './engine-testing.ts'
import type { MapEvidence } from './snapshot.ts'
import { studyVotes } from './study-votes.ts'
import { sharedEverywhere } from './told-statements.ts'

const STATEMENTS = 24
const REPLACED = 5

/** A dialogue in which thirty people voted in concert, and one statement may have been replaced by a newer version. */
function dialogueWith({
  isReplaced,
  brigade = 30,
}: {
  isReplaced: boolean
  brigade?: number
}): EngineDialogue {
  const dialogue = new EngineDialogue()
  arrange(dialogue, { isReplaced })
  dialogue.apply(cellsOf([...votesWithBrigade(100, brigade, STATEMENTS)]))
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
  const study = dialogue.study(1, null)
  if (!study) throw new Error('There are votes to study.')
  const evidence = studyVotes({ ...study, channels: new Map(), timeZone: 'UTC' })
  return { map, study, evidence }
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

test('the findings are of the whole map, what bridges most first', () => {
  const { study, evidence } = studyOf(dialogueWith({ isReplaced: false }))
  const { bridging, groups } = evidence
  expect(bridging.map(({ score }) => score)).toEqual(
    bridging.map(({ score }) => score).toSorted((a, b) => b - a),
  )
  expect(new Set(bridging.map(({ statement }) => statement)).size).toBe(STATEMENTS)
  const { areReal, verdict, k, draws, standing } = weighEvidence(study.layout, { seed: 1 }).groups
  expect(groups).toMatchObject({ areReal, since: evidence.votes, against: null })
  expect(groups.found).toMatchObject({ verdict, k, draws, standing: expect.closeTo(standing, 3) })
})

test('those who voted in concert are laid apart, and the map is drawn with and without them on one grid', () => {
  const { study, evidence } = studyOf(dialogueWith({ isReplaced: false }))
  const { suspects } = evidence
  if (suspects.kind !== 'examined') throw new Error(suspects.reason)
  const ids = suspects.clusters.flatMap(({ participants }) => participants)
  expect(suspects.clusters).toHaveLength(1)
  expect(ids.length).toBeGreaterThanOrEqual(30)
  expect(ids.filter((id) => id > 100)).toHaveLength(30)
  const [cluster] = suspects.clusters
  expect(Date.parse(cluster?.from ?? '')).toBeLessThan(Date.parse(cluster?.to ?? ''))
  expect(cluster?.expected).toBeLessThan(2)
  expect(suspects.with?.participants).toBe(130)
  expect(suspects.without?.participants).toBe(130 - ids.length)
  expect(suspects.without?.drawn?.cellRadius).toBe(suspects.with?.drawn?.cellRadius)
  for (const side of [suspects.with, suspects.without]) {
    expect(side?.commonGround).toHaveLength(20)
    expect(side?.explained).toHaveLength(study.shown.explained.length)
    const drawn = side?.drawn?.cells.reduce((sum, { people }) => sum + people, 0) ?? 0
    expect(drawn + (side?.drawn?.hiddenPeople ?? 0)).toBe(side?.participants)
  }
  expect(suspects.with?.commonGround).not.toEqual(suspects.without?.commonGround)
})

test('where nobody voted in concert there are no two maps', () => {
  const { suspects } = studyOf(dialogueWith({ isReplaced: false, brigade: 0 })).evidence
  expect(suspects).toEqual({ kind: 'examined', clusters: [], with: null, without: null })
})

test('the word about groups goes on from where it stood, and does not turn at once', () => {
  const dialogue = dialogueWith({ isReplaced: false })
  dialogue.setOver(false)
  const telling = { isOver: false, isRestTold: true }
  const first = dialogue.draw(undefined, null, telling)
  const studied = (before: MapEvidence | null) => {
    const study = dialogue.study(1, before)
    if (!study) throw new Error('There are votes to study.')
    return studyVotes({ ...study, channels: new Map(), timeZone: 'UTC' })
  }
  const found = studied(null)
  expect(found.groups).toMatchObject({ since: first.map.votes, against: null })
  const otherwise = { ...found, groups: { ...found.groups, areReal: !found.groups.areReal, k: 4, since: 10 } }
  const after = studied(otherwise).groups
  expect(after).toMatchObject({ areReal: !found.groups.areReal, k: 4, since: 10, against: first.map.votes })
  expect(after.found.verdict).toBe(found.groups.found.verdict)
})

test('a side counts what people agree on, and its groups, as the map and the report do', () => {
  const dialogue = dialogueWith({ isReplaced: false })
  const { evidence } = studyOf(dialogue)
  const { map } = dialogue.draw(undefined, evidence, tellsAll)
  const { suspects } = evidence
  if (suspects.kind !== 'examined') throw new Error(suspects.reason)
  expect(suspects.with).toMatchObject({
    together: sharedEverywhere(map).length,
    groups: map.groups.list.length,
  })
})
