/** Loaded before a program under test: its clock is off by what a file says, and jumps when that changes. */
import { readFileSync } from 'node:fs'

const file = process.env.CHAOS_CLOCK ?? ''
const RealDate = Date
let shift = 0
setInterval(() => {
  try {
    shift = Number(readFileSync(file, 'utf8')) || 0
  } catch {
    shift = 0
  }
}, 100).unref()

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given) =>
    given.length === 0 ? new target(target.now() + shift) : Reflect.construct(target, given),
  apply: (target) => new target(target.now() + shift).toString(),
  get: (target, name) => (name === 'now' ? () => target.now() + shift : Reflect.get(target, name)),
})
