/** Spreads a whole number over 32 bits; the same input gives the same output everywhere (murmur3's finaliser). */
export function hash32(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A stream of pseudo-random numbers from a seed (sfc32, Chris Doty-Humphrey's PractRand). */
export class SeededRandom {
  #a: number
  #b: number
  #c: number
  #counter = 1
  #spare: number | undefined

  constructor(seed: number) {
    this.#a = hash32(seed)
    this.#b = hash32(seed + 0x9e3779b9)
    this.#c = hash32(seed ^ 0x51ab37)
    for (let i = 0; i < 12; i += 1) this.next32()
  }

  next32(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0
    return t >>> 0
  }

  /** in [0, 1) */
  uniform(): number {
    return this.next32() / 4294967296
  }

  /** a whole number from 0 to below `bound` */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound)
  }

  /** standard normal (Marsaglia's polar method) */
  normal(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare
      this.#spare = undefined
      return spare
    }
    for (;;) {
      const u = 2 * this.uniform() - 1
      const v = 2 * this.uniform() - 1
      const s = u * u + v * v
      if (s >= 1 || s === 0) continue
      const factor = Math.sqrt((-2 * Math.log(s)) / s)
      this.#spare = v * factor
      return u * factor
    }
  }
}
