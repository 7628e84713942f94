import type { WebContext } from '#web/http'
import type { BaseMap } from '#web/ui'
import { say } from '#web/words'
import { placeMessages } from './place.messages.ts'

/** The map that lies under outlines, from our own address; undefined where the settings name none. */
export function baseMap(c: WebContext): BaseMap | undefined {
  const { tiles } = c.var.services.config
  return (
    tiles && {
      addressOf: ({ z, x, y }) => `/tiles/${z}/${x}/${y}`,
      credit: say(c, placeMessages)('credit', { credit: tiles.credit }),
    }
  )
}
