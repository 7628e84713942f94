/** A list of 32-bit numbers that grows, and keeps its room when it is emptied. */
export class IntList {
  values: Int32Array<ArrayBuffer>
  length = 0

  constructor(room = 1024) {
    this.values = new Int32Array(room)
  }

  push(value: number): void {
    if (this.length === this.values.length) this.values = doubled(this.values)
    this.values[this.length++] = value
  }

  /** From now on so many more can be set without asking. */
  makeRoom(more: number): void {
    while (this.length + more > this.values.length) this.values = doubled(this.values)
  }
}

/** The same numbers with twice the room. */
export function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * values.length)
  more.set(values)
  return more
}

/** Numbers by pairs of numbers, of which the second is above 0; 0 where there is none. Open addressing, at most half full. */
export class PairMap {
  /** First, second and value of each place. */
  #places = new Int32Array(3 * 1024)
  #mask = 1023
  #size = 0

  get(first: number, second: number): number {
    const places = this.#places
    for (let at = hash(first, second) & this.#mask; ; at = (at + 1) & this.#mask) {
      const known = places[3 * at + 1]
      if (known === 0) return 0
      if (known === second && places[3 * at] === first) return places[3 * at + 2]
    }
  }

  set(first: number, second: number, value: number): void {
    if (2 * this.#size > this.#mask) this.#grow()
    this.#put(first, second, value)
    this.#size += 1
  }

  #put(first: number, second: number, value: number): void {
    let at = hash(first, second) & this.#mask
    while (this.#places[3 * at + 1] !== 0) at = (at + 1) & this.#mask
    this.#places[3 * at] = first
    this.#places[3 * at + 1] = second
    this.#places[3 * at + 2] = value
  }

  #grow(): void {
    const before = this.#places
    this.#places = new Int32Array(2 * before.length)
    this.#mask = 2 * this.#mask + 1
    for (let at = 0; at < before.length; at += 3)
      if (before[at + 1] !== 0) this.#put(before[at], before[at + 1], before[at + 2])
  }
}

function hash(first: number, second: number): number {
  const mixed = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}
