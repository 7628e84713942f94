/** A file cannot be used as it is: where and why. */
export class PolisFault extends Error {
  readonly file: string
  readonly line: number
  readonly reason: string

  constructor(file: string, line: number, reason: string) {
    super(`${file}, line ${line}: ${reason}`)
    this.file = file
    this.line = line
    this.reason = reason
  }
}
