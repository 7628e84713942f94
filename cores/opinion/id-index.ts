const EMPTY = -1

/**
 * Maps ids (whole numbers from 0) to dense indices in order of arrival. Open addressing: 8 bytes per slot, 4 per id.
 */
export class IdIndex {
  #keys: Int32Array
  #slots: Int32Array
  #ids: Int32Array
  #size = 0

  constructor(expected = 16) {
    const capacity = 2 ** Math.max(4, Math.ceil(Math.log2(expected * 2)))
    this.#keys = new Int32Array(capacity).fill(EMPTY)
    this.#slots = new Int32Array(capacity)
    this.#ids = new Int32Array(Math.max(16, expected))
  }

  get size(): number {
    return this.#size
  }

  get bytes(): number {
    return this.#keys.byteLength + this.#slots.byteLength + this.#ids.byteLength
  }

  /** The ids by index; a view, valid until the next `add`. */
  get ids(): Int32Array {
    return this.#ids.subarray(0, this.#size)
  }

  /** @returns the index of `id`, or −1 */
  find(id: number): number {
    const slot = this.#locate(id)
    return this.#keys[slot] === EMPTY ? -1 : this.#slots[slot]
  }

  /** @returns the index of `id`, which is new when it equals the old size */
  add(id: number): number {
    let slot = this.#locate(id)
    if (this.#keys[slot] !== EMPTY) return this.#slots[slot]
    if ((this.#size + 1) * 2 > this.#keys.length) {
      this.#rehash()
      slot = this.#locate(id)
    }
    if (this.#size === this.#ids.length) this.#ids = grown(this.#ids)
    this.#keys[slot] = id
    this.#slots[slot] = this.#size
    this.#ids[this.#size] = id
    this.#size += 1
    return this.#size - 1
  }

  #locate(id: number): number {
    const keys = this.#keys
    const mask = keys.length - 1
    let slot = (Math.imul(id, 0x9e3779b1) >>> 7) & mask
    while (keys[slot] !== EMPTY && keys[slot] !== id) slot = (slot + 1) & mask
    return slot
  }

  #rehash(): void {
    this.#keys = new Int32Array(this.#keys.length * 2).fill(EMPTY)
    this.#slots = new Int32Array(this.#keys.length)
    for (let index = 0; index < this.#size; index += 1) {
      const id = this.#ids[index]
      const slot = this.#locate(id)
      this.#keys[slot] = id
      this.#slots[slot] = index
    }
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
