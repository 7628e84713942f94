import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { receiveHook } from '#domains/answer'
import { type HookProblem, verifyHook } from '#platform/hooks'
import type { Web } from '#web/http'

/** What programs of others bring, in no language: they read no pages. */
export const hooksRoutes = new Hono<Web>()

/** A hundred messages as long as may be, in letters of four bytes, do not fit; a hundred that people write do. */
const LARGEST_HOOK = 512 * 1024

const largest = bodyLimit({
  maxSize: LARGEST_HOOK,
  onError: (c) =>
    problem(c, 413, `The body is larger than ${LARGEST_HOOK} bytes: send fewer messages at once.`),
})

hooksRoutes.post('/hooks/in/:name', largest, async (c) => {
  const { config, clock, writes } = c.var.services
  const channel = config.hooks.find(({ name }) => name === c.req.param('name'))
  if (!channel)
    return problem(c, 404, 'There is no such channel: see that HOOK_SECRETS names it as the address does.')
  const raw = new Uint8Array(await c.req.arrayBuffer())
  const now = clock.now()
  const headers = {
    'webhook-id': c.req.header('webhook-id') ?? '',
    'webhook-timestamp': c.req.header('webhook-timestamp') ?? '',
    'webhook-signature': c.req.header('webhook-signature') ?? '',
  }
  const verified = verifyHook({ headers, body: raw }, channel.secrets, now)
  if (verified.kind === 'refused') return problem(c, 401, refusals[verified.problem])
  const { name, answersTo } = channel
  const incoming = { channel: { name, takesAnswers: answersTo !== undefined }, id: verified.id, raw }
  const outcome = await writes.transaction().execute((tx) => receiveHook(tx, incoming, now))
  if (outcome.kind !== 'held') return c.json({ state: outcome.kind }, 202)
  const detail = 'Put right what "errors" names, and send it again under the same webhook-id.'
  return problem(c, 422, detail, { errors: outcome.faults })
})

const refusals = {
  'no-id': 'The header webhook-id must hold 1 to 256 visible characters of ASCII.',
  'no-timestamp': 'The header webhook-timestamp must hold the seconds since 1970.',
  'no-signature': 'The header webhook-signature must hold "v1," and the signature in base64.',
  'too-old': 'It was signed more than five minutes ago: sign it anew as it is sent, and check the clock.',
  'too-new': 'It was signed more than five minutes ahead of now: check the clock.',
  'wrong-signature':
    'The signature is not that of "webhook-id.webhook-timestamp.body" by a secret of this channel: sign the bytes as they are sent.',
} satisfies Record<HookProblem, string>

const titles = { 401: 'Not signed', 404: 'No such channel', 413: 'Too large', 422: 'Not as agreed' } as const

/** As RFC 9457 has it. */
function problem(
  c: Context,
  status: keyof typeof titles,
  detail: string,
  more: { errors?: { path: string; problem: string }[] } = {},
): Response {
  const body = JSON.stringify({ title: titles[status], status, detail, ...more })
  return c.body(body, status, { 'Content-Type': 'application/problem+json' })
}
