/** Votes as typed columns: 17 bytes each, so that millions can be sorted in memory. */
export class PolisVotes {
  count = 0
  participant = new Int32Array(1 << 14)
  statement = new Int32Array(1 << 14)
  /** As in the file: 1, 0 or −1. */
  value = new Int8Array(1 << 14)
  /** Milliseconds since 1970. */
  at = new Float64Array(1 << 14)

  add(participant: number, statement: number, value: number, at: number): void {
    if (this.count === this.participant.length) this.#grow()
    this.participant[this.count] = participant
    this.statement[this.count] = statement
    this.value[this.count] = value
    this.at[this.count] = at
    this.count++
  }

  #grow(): void {
    const size = this.count * 2
    const larger = <Column extends { set: (from: Column) => void }>(column: Column, made: Column): Column => {
      made.set(column)
      return made
    }
    this.participant = larger(this.participant, new Int32Array(size))
    this.statement = larger(this.statement, new Int32Array(size))
    this.value = larger(this.value, new Int8Array(size))
    this.at = larger(this.at, new Float64Array(size))
  }

  /** Row numbers by participant, and for each by time; of one moment, the later row in the file is the later vote. */
  byParticipant(): Uint32Array {
    const rows = Uint32Array.from({ length: this.count }, (_, row) => row)
    const { participant, at } = this
    return rows.sort(
      (a, b) => (participant[a] ?? 0) - (participant[b] ?? 0) || (at[a] ?? 0) - (at[b] ?? 0) || a - b,
    )
  }

  /** How many participants there are, and how many of their votes are the latest on their statement. */
  countLatest(): { participants: number; latest: number } {
    const pairs = new Map<number, Set<number>>()
    let latest = 0
    for (let row = 0; row < this.count; row++) {
      const person = this.participant[row] ?? 0
      const voted = pairs.get(person) ?? new Set()
      pairs.set(person, voted)
      const before = voted.size
      latest += voted.add(this.statement[row] ?? 0).size - before
    }
    return { participants: pairs.size, latest }
  }
}
