import { constants, deflateRawSync } from 'node:zlib'

/** Fewer characters can be guessed, however they were drawn. */
export const SHORTEST_SECRET = 32

/** Of 32 random hexadecimal digits, fewer than one in ten million has fewer different ones. */
const DISTINCT = 8

/** Bits for each character: random hexadecimal has nearly 4, and 32 digits of it never fewer than 2.6. */
const BITS = 2.6

/** At most this share of the pairs of neighbours may be the same character again, or the next one, up or down or beside it. */
const STEPS = 3 / 4

/** Whether claim codes and sessions may depend on a text. */
export function isSecret(text: string): boolean {
  return text.length >= SHORTEST_SECRET && isVaried(text)
}

/**
 * Whether a text could have been drawn at random: enough different characters, evenly spread, no piece repeated, no
 * counting. It finds what people type to be rid of the question, not what only looks random.
 */
export function isVaried(text: string): boolean {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return (
    counts.size >= DISTINCT && bitsOf(counts, text.length) >= BITS && !isRepeated(text) && !isCounting(text)
  )
}

/** Shannon's entropy of a character, from how often each comes. */
function bitsOf(counts: Map<string, number>, length: number): number {
  let bits = 0
  for (const count of counts.values()) bits -= (count / length) * Math.log2(count / length)
  return bits
}

/** How much smaller repetition makes a text, beside what its letters alone allow: of what is drawn, never below 0.8. */
const REPEATED = 0.7

/** The same piece again, also when the last one is cut off, or with little changed, such as a number that counts. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= (text.length * 2) / 3; period++)
    if (text.slice(period) === text.slice(0, -period)) return true
  const byLetters = deflateRawSync(text, { level: 9, strategy: constants.Z_HUFFMAN_ONLY }).length
  return deflateRawSync(text, { level: 9 }).length < REPEATED * byLetters
}

/** A walk over the alphabet, the digits or the keyboard. */
function isCounting(text: string): boolean {
  let steps = 0
  for (let index = 1; index < text.length; index++) if (isStep(text.slice(index - 1, index + 1))) steps++
  return steps / (text.length - 1) > STEPS
}

const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890']

function isStep(pair: string): boolean {
  if (Math.abs(pair.charCodeAt(1) - pair.charCodeAt(0)) <= 1) return true
  const [one = '', other = ''] = pair.toLowerCase()
  return KEYBOARD.some((row) => row.includes(one + other) || row.includes(other + one))
}
