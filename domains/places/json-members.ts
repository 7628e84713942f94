import { UnreadablePlaces } from './place-record.ts'

/** A member of the outermost object of a JSON file, or one element of its member `features`, as text. */
export type JsonPart = { name: string; isElement: boolean; text: string; line: number }

/** One feature of a register is a few hundred kilobytes at most; what is larger is no feature. */
const LONGEST_PART = 64 * 1024 * 1024

const [QUOTE, BACKSLASH, NEWLINE, SPACE] = [34, 92, 10, 32]
const opening = new Set([...'{['].map((one) => one.charCodeAt(0)))
const closing = new Set([...'}]'].map((one) => one.charCodeAt(0)))
const [COMMA, COLON, BRACE] = [44, 58, 123]

/**
 * Takes a JSON file apart without holding it: yields each member of its outermost object, and each element of the list
 * `features` by itself, with the line on which it begins. What is inside a part is not looked at. O(n) time, and the memory
 * of one part.
 * @throws UnreadablePlaces where the file is no object, is cut off, or a part is larger than 64 MB
 */
export async function* jsonMembers(chunks: AsyncIterable<string>): AsyncGenerator<JsonPart> {
  const scanner = new Scanner()
  for await (const chunk of chunks) yield* scanner.read(chunk)
  scanner.end()
}

class Scanner {
  #line = 1
  #depth = 0
  #inString = false
  #isEscaped = false
  /** The name of the member that is read, once its colon was passed. */
  #name: string | undefined
  /** What was read of a part in earlier chunks. */
  #held = ''
  /** Where in this chunk a part begins. */
  #start = 0
  #startLine = 0
  #inFeatures = false
  #isDone = false
  #parts: JsonPart[] = []

  /** @returns the parts that end in this chunk */
  read(chunk: string): JsonPart[] {
    this.#parts = []
    this.#start = 0
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at)
      if (code === NEWLINE) this.#line++
      if (this.#inString) this.#readInString(code)
      else if (code > SPACE) this.#readOutside(code, chunk, at)
    }
    this.#held += chunk.slice(this.#start)
    if (this.#held.length > LONGEST_PART)
      throw new UnreadablePlaces(`line ${this.#startLine}: a part of the file is larger than 64 MB`)
    return this.#parts
  }

  /** @throws UnreadablePlaces where the file ended too early, or is no object */
  end(): void {
    if (!this.#isDone)
      throw new UnreadablePlaces(
        `the file is cut off, or no JSON object, at line ${this.#line}: fetch it again`,
      )
  }

  #readInString(code: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (code === BACKSLASH) this.#isEscaped = true
    else if (code === QUOTE) this.#inString = false
  }

  #readOutside(code: number, chunk: string, at: number): void {
    if (this.#isDone)
      throw new UnreadablePlaces(`line ${this.#line}: something stands behind the end of the JSON`)
    const isAtLevel = this.#depth === (this.#inFeatures ? 2 : 1)
    if (isAtLevel && closing.has(code)) {
      this.#endPart(chunk, at)
      this.#close()
    } else if (isAtLevel && code === COMMA) this.#endPart(chunk, at)
    else if (this.#depth === 1 && code === COLON && this.#name === undefined) {
      this.#name = (this.#held + chunk.slice(this.#start, at)).trim().slice(1, -1)
      this.#begin(at + 1)
    } else if (opening.has(code)) this.#open(code, at)
    else {
      if (this.#startLine === 0) this.#startLine = this.#line
      if (code === QUOTE) this.#inString = true
      if (closing.has(code)) this.#depth--
    }
  }

  #open(code: number, at: number): void {
    if (this.#depth === 0 && code !== BRACE)
      throw new UnreadablePlaces('the file is no GeoJSON: a FeatureCollection begins with {')
    const beginsFeatures = this.#depth === 1 && this.#name === 'features' && code !== BRACE
    if (beginsFeatures) this.#inFeatures = true
    if (beginsFeatures || this.#depth === 0) this.#begin(at + 1)
    else if (this.#startLine === 0) this.#startLine = this.#line
    this.#depth++
  }

  #close(): void {
    this.#depth--
    if (this.#inFeatures) this.#inFeatures = false
    else this.#isDone = true
  }

  #begin(at: number): void {
    this.#held = ''
    this.#start = at
    this.#startLine = 0
  }

  #endPart(chunk: string, at: number): void {
    const text = (this.#held + chunk.slice(this.#start, at)).trim()
    const part = {
      name: this.#name ?? '',
      isElement: this.#inFeatures,
      text,
      line: this.#startLine || this.#line,
    }
    if (!this.#inFeatures) this.#name = undefined
    if (text !== '') this.#parts.push(part)
    this.#begin(at + 1)
  }
}
