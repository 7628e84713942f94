import { Parser } from 'htmlparser2'

/**
 * Elements that stand open in each other. The parser looks through all of them at every closing tag, so without a limit
 * a post of unclosed ones takes time in proportion to its square. Real posts stay under 50.
 */
const DEEPEST = 256
/** Of one element. */
const MOST_ATTRIBUTES = 1000

export interface HtmlHandlers {
  onopentag?: (name: string, attributes: Record<string, string>) => void
  /** May say that what follows is not wanted. */
  ontext?: (text: string) => 'stop' | undefined
  onclosetag?: (name: string) => void
}

/**
 * Hands out the parts of HTML that anybody may have written, in time proportional to its length: it stops before the
 * first tag that goes beyond what real pages hold.
 * @returns where it stopped
 */
export function walkHtml(html: string, handlers: HtmlHandlers): number {
  let [depth, attributes, tagStart, end] = [0, 0, 0, html.length]
  const stop = () => {
    end = tagStart
    parser.pause()
  }
  const parser = new Parser({
    onopentagname() {
      tagStart = parser.startIndex
      attributes = 0
      depth += 1
      if (depth > DEEPEST) stop()
    },
    onattribute() {
      attributes += 1
      if (attributes > MOST_ATTRIBUTES) stop()
    },
    onopentag: (name, attributes) => handlers.onopentag?.(name, attributes),
    ontext(text) {
      if (handlers.ontext?.(text) === 'stop') stop()
    },
    onclosetag(name) {
      depth -= 1
      handlers.onclosetag?.(name)
    },
  })
  parser.end(html)
  return end
}

/** What is inside a frame is read by sanitize-html as HTML of its own: frames within frames are followed this deep. */
const FRAMES = 8

/** The part of a fragment, from its start, that may be given to a parser without limits. */
export function limitHtml(html: string, frames = 0): string {
  let isInFrame = false
  const end = walkHtml(html, {
    onopentag: (name) => {
      isInFrame = name === 'iframe'
    },
    ontext: (text) =>
      isInFrame && frames < FRAMES && limitHtml(text, frames + 1) !== text ? 'stop' : undefined,
    onclosetag: () => {
      isInFrame = false
    },
  })
  return html.slice(0, end)
}
