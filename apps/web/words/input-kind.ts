import type { InputKind } from '#domains/register'
import type { WebContext } from '#web/http'
import { inputKindMessages } from './input-kind.messages.ts'
import { say } from './say.ts'

/** What kind of thing was said, in words. */
export function kindName(c: WebContext, kind: InputKind): string {
  return say(c, inputKindMessages)(kind)
}
