import { type Spans, segmentsOf } from '#platform/text'

/** Beside its marks, so that pages find both in one place. */
export { passageOf } from '#platform/text'

/** A text with its marks; screen readers that know `mark` say them. */
export function Highlighted({ text, spans }: { text: string; spans: Spans }) {
  return (
    <>
      {segmentsOf(text, spans).map((segment) =>
        segment.marked ? <mark>{segment.text}</mark> : segment.text,
      )}
    </>
  )
}
