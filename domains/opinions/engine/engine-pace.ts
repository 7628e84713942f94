/** How the engine divides its time; milliseconds. */
export type EnginePace = {
  /** How often votes are looked for. */
  readEvery: number
  /** How often dialogues without an owner are looked for. */
  claimEvery: number
  /** Least time from one map to the next of a dialogue. */
  mapEvery: number
  /** A map takes at most one part in this many of the time: it is not made back to back. */
  mapShare: number
  /** Least time between two rounds of slow findings of a dialogue, and their share. */
  studyEvery: number
  studyShare: number
  /** Once no vote has come for this long, the slow findings are made of the last votes too. */
  quietAfter: number
  /** How long after the end answers that were on their way may still come in. */
  endAfter: number
  /** A dialogue without news is let go after this. */
  letGoAfter: number
  /** Above this, the dialogues longest without news are let go. */
  mostBytes: number
}

export const enginePace: EnginePace = {
  readEvery: 150,
  claimEvery: 1000,
  mapEvery: 400,
  mapShare: 2,
  studyEvery: 10_000,
  studyShare: 8,
  quietAfter: 5000,
  endAfter: 2000,
  letGoAfter: 10 * 60_000,
  mostBytes: 2 * 2 ** 30,
}

/** Votes that make slow findings worth making again: one in this many. */
const WORTH_STUDYING = 50

/** When a dialogue's next map may be made, after one that began at `began` and took `took`. */
export function nextMapAt(pace: EnginePace, { began, took }: { began: number; took: number }): number {
  return began + Math.max(pace.mapEvery, took * pace.mapShare)
}

export type StudyState = {
  now: number
  /** Votes in the map, and in the findings; none yet: undefined. */
  votes: number
  studied: number | undefined
  /** Something other than the number of votes changed since. */
  isStale: boolean
  lastNewsAt: number
  began: number
  took: number
}

/** Whether slow findings are due: at first at once, then when they would say something new, not too often. */
export function isStudyDue(pace: EnginePace, state: StudyState): boolean {
  if (!state.isStale || state.votes === 0) return false
  if (state.studied === undefined) return true
  if (state.now < state.began + Math.max(pace.studyEvery, state.took * pace.studyShare)) return false
  const isQuiet = state.now >= state.lastNewsAt + pace.quietAfter
  return isQuiet || Math.abs(state.votes - state.studied) * WORTH_STUDYING >= state.studied
}
