import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HookHeaders, signHook, verifyHook } from './standard-webhook.ts'

const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')
const now = new Date(1_614_265_330_000)
const body = '{"test": 2432232314}'
const headers: HookHeaders = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': '1614265330',
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}

function verify(change: Partial<Record<keyof HookHeaders, string>> = {}, sent = body, at = now) {
  return verifyHook({ headers: { ...headers, ...change }, body: Buffer.from(sent) }, [secret], at)
}

test('what the standard itself gives as an example is signed as there, and verified', () => {
  expect(signHook({ id: headers['webhook-id'], body }, [secret], now)).toEqual(headers)
  expect(verify()).toEqual({ kind: 'verified', id: headers['webhook-id'] })
})

test.each([
  [{ 'webhook-id': '' }, 'no-id'],
  [{ 'webhook-id': 'a b' }, 'no-id'],
  [{ 'webhook-id': 'x'.repeat(257) }, 'no-id'],
  [{ 'webhook-id': 'another' }, 'wrong-signature'],
  [{ 'webhook-timestamp': 'now' }, 'no-timestamp'],
  [{ 'webhook-timestamp': '1614265331' }, 'wrong-signature'],
  [{ 'webhook-signature': '' }, 'no-signature'],
  [{ 'webhook-signature': 'v1a,abc' }, 'no-signature'],
  [{ 'webhook-signature': 'v1,abc' }, 'wrong-signature'],
] as const)('with %o it is refused: %s', (change, problem) => {
  expect(verify(change)).toEqual({ kind: 'refused', problem })
})

test('a body that is one byte longer is another body', () => {
  expect(verify({}, `${body} `)).toEqual({ kind: 'refused', problem: 'wrong-signature' })
})

test('what was signed more than five minutes ago, or will be, is refused, to the second', () => {
  const at = (seconds: number) => verify({}, body, new Date(now.getTime() + seconds * 1000))
  expect([at(300), at(-300)].map(({ kind }) => kind)).toEqual(['verified', 'verified'])
  expect(at(301)).toEqual({ kind: 'refused', problem: 'too-old' })
  expect(at(-301)).toEqual({ kind: 'refused', problem: 'too-new' })
})

test('while a secret is changed, either side may go first', () => {
  const next = randomBytes(24)
  const both = signHook({ id: 'a', body }, [next, secret], now)
  const sent = { headers: both, body: Buffer.from(body) }
  for (const secrets of [[secret], [next], [randomBytes(24), secret]])
    expect(verifyHook(sent, secrets, now).kind).toBe('verified')
  expect(verifyHook(sent, [randomBytes(24)], now).kind).toBe('refused')
  expect(verifyHook(sent, [], now).kind).toBe('refused')
})

test('whatever is signed is verified, and nothing else with the same headers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
      const signed = signHook({ id: 'a', body: one }, [secret], now)
      const verified = (text: string) =>
        verifyHook({ headers: signed, body: Buffer.from(text) }, [secret], now).kind === 'verified'
      expect(verified(one)).toBe(true)
      expect(verified(other)).toBe(Buffer.from(one).equals(Buffer.from(other)))
    }),
    { numRuns: 50 },
  )
})
