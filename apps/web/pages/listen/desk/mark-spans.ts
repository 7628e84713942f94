import type { PostMark } from '#domains/listen'

export function titleSpans(marks: readonly PostMark[]): number[] {
  return marks.flatMap((mark) => mark.titleSpans)
}

export function bodySpans(marks: readonly PostMark[]): number[] {
  return marks.flatMap((mark) => mark.bodySpans)
}
