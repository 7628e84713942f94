import type { Child } from 'hono/jsx'

/** Stands in a message where something of another language comes: no text can hold it. */
export const PLACE = '\uE000'

/** A sentence with something in the place that was kept for it, such as words in their own language. */
export function inPlace(sentence: string, child: Child): Child {
  const [before, after] = sentence.split(PLACE)
  return (
    <>
      {before}
      {child}
      {after}
    </>
  )
}
