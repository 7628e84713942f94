import { fromTableBuffer, LivingMap, toTableBuffer, VoteTable, weighEvidence } from '#cores/opinion'
import type { EngineDialogue, EngineMap, EngineReply, EngineRequest } from './opinion-engine.protocol.ts'

/** Pairs of votes that one slice of background work takes: some ten milliseconds. */
const PAIRS_IN_A_SLICE = 1_000_000

/** Owns the living maps of one thread and answers for them. Memory stays under a limit; see `makeRoom`. */
export class OpinionEngineHost {
  /** In order of use: the first was used longest ago. */
  readonly #maps = new Map<EngineDialogue, LivingMap>()
  readonly #limit: number

  /** @param limit bytes of typed arrays that all dialogues together may take */
  constructor(limit: number) {
    this.#limit = limit
  }

  handle(request: EngineRequest): EngineReply {
    try {
      return this.#answer(request)
    } catch (error) {
      if (error instanceof RangeError) return { kind: 'refused', reason: error.message }
      throw error
    }
  }

  /** Does a slice of what can wait: pair sums of the dialogue used last. @returns whether there is more */
  workInBackground(): boolean {
    const waiting = [...this.#maps.values()]
      .reverse()
      .find((map) => !map.arePairsBuilt && this.#hasRoomForPairs(map))
    return waiting !== undefined && !waiting.buildPairs(PAIRS_IN_A_SLICE)
  }

  #answer(request: EngineRequest): EngineReply {
    if (request.kind === 'memory') return this.#memory()
    if (request.kind === 'open') return this.#open(request.dialogue, request.table)
    const map = this.#maps.get(request.dialogue)
    if (!map) return { kind: 'not-open' }
    this.#touch(request.dialogue, map)
    switch (request.kind) {
      case 'apply':
        return this.#apply(map, request)
      case 'full':
        return { kind: 'mapped', map: withoutVotes(map) }
      case 'evidence':
        return { kind: 'weighed', evidence: weigh(map, request.seed) }
      case 'save':
        return { kind: 'saved', table: toTableBuffer(map.table) }
      case 'close':
        this.#maps.delete(request.dialogue)
        return { kind: 'closed' }
    }
  }

  #open(dialogue: EngineDialogue, buffer: ArrayBuffer | undefined): EngineReply {
    const map = new LivingMap(buffer ? fromTableBuffer(buffer) : new VoteTable())
    if (map.bytes > this.#limit) return { kind: 'too-large', bytes: map.bytes, limit: this.#limit }
    this.#touch(dialogue, map)
    this.#makeRoom(dialogue)
    return { kind: 'opened', votes: map.table.voteCount, bytes: map.bytes }
  }

  #apply(map: LivingMap, request: EngineRequest & { kind: 'apply' }): EngineReply {
    for (const { id, ...status } of request.statements ?? []) map.setStatement(id, status)
    for (const { participant, excluded } of request.excluded ?? []) map.setExcluded(participant, excluded)
    map.apply(request.votes)
    this.#makeRoom(request.dialogue)
    return { kind: 'applied', update: map.quick(), votes: map.table.voteCount, bytes: map.bytes }
  }

  #touch(dialogue: EngineDialogue, map: LivingMap): void {
    this.#maps.delete(dialogue)
    this.#maps.set(dialogue, map)
  }

  #bytes(): number {
    return [...this.#maps.values()].reduce((sum, map) => sum + map.bytes, 0)
  }

  #hasRoomForPairs(map: LivingMap): boolean {
    const statements = map.table.statementIds.length + 64
    return this.#bytes() + 12 * statements * statements <= this.#limit
  }

  /** Over the limit, those used longest ago go first: their pair sums, then they themselves. */
  #makeRoom(keep: EngineDialogue): void {
    for (const [dialogue, map] of this.#maps) {
      if (this.#bytes() <= this.#limit) return
      if (dialogue !== keep) map.dropPairs()
    }
    for (const dialogue of this.#maps.keys()) {
      if (this.#bytes() <= this.#limit) return
      if (dialogue !== keep) this.#maps.delete(dialogue)
    }
    if (this.#bytes() > this.#limit) this.#maps.get(keep)?.dropPairs()
  }

  #memory(): EngineReply {
    const dialogues = [...this.#maps].map(([dialogue, map]) => ({
      dialogue,
      votes: map.table.voteCount,
      bytes: map.bytes,
    }))
    return { kind: 'memory', dialogues, bytes: this.#bytes(), limit: this.#limit }
  }
}

function withoutVotes(map: LivingMap): EngineMap {
  const { layout, ...rest } = map.full()
  const { axes, model, points, matrix } = layout
  return { ...rest, axes, model, points, participantIds: matrix.participantIds }
}

function weigh(map: LivingMap, seed: number) {
  const { layout, groups } = map.full()
  return weighEvidence(layout, groups.k > 1 ? groups : undefined, { seed })
}
