import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AgreementBar, wholePercentage, wholePercentages } from './agreement-bar.tsx'

const count = fc.integer({ min: 0, max: 1_000_000 })

describe('whole percentages', () => {
  test('add up to 100 and stay within one of the exact share', () => {
    fc.assert(
      fc.property(count, count, count, (agree, pass, disagree) => {
        const total = agree + pass + disagree
        fc.pre(total > 0)
        const share = wholePercentages({ agree, pass, disagree })
        expect(share.agree + share.pass + share.disagree).toBe(100)
        for (const [whole, part] of [
          [share.agree, agree],
          [share.pass, pass],
          [share.disagree, disagree],
        ] as const)
          expect(Math.abs(whole - (100 * part) / total)).toBeLessThan(1)
      }),
    )
  })

  test('say the same of who agree as that share on its own, wherever it stands', () => {
    fc.assert(
      fc.property(count, count, count, (agree, pass, disagree) => {
        const total = agree + pass + disagree
        fc.pre(total > 0)
        expect(wholePercentages({ agree, pass, disagree }).agree).toBe(wholePercentage(agree / total))
      }),
    )
    // Of these the largest remainders would give 37.
    expect(wholePercentages({ agree: 364, pass: 364, disagree: 272 }).agree).toBe(36)
  })

  test('a half is rounded up, also where a computer holds just less than it', () => {
    expect(100 * (57 / 200)).toBeLessThan(28.5)
    expect(wholePercentage(57 / 200)).toBe(29)
    expect(wholePercentages({ agree: 57, pass: 0, disagree: 143 })).toEqual({
      agree: 29,
      pass: 0,
      disagree: 71,
    })
  })

  test('three equal thirds are 33, 34 and 33', () => {
    expect(wholePercentages({ agree: 1, pass: 1, disagree: 1 })).toEqual({
      agree: 33,
      pass: 34,
      disagree: 33,
    })
  })

  test('an answer that nobody gave stays 0', () => {
    expect(wholePercentages({ agree: 2, pass: 0, disagree: 1 })).toEqual({ agree: 67, pass: 0, disagree: 33 })
  })

  test('nobody answered: all zero', () => {
    expect(wholePercentages({ agree: 0, pass: 0, disagree: 0 })).toEqual({ agree: 0, pass: 0, disagree: 0 })
  })
})

const sentence = (share: { agree: number }, people: number) => `${share.agree} % eens (${people} mensen)`

describe('the agreement bar', () => {
  test('carries its sentence as its name, and shows it', async () => {
    const html = String(await (<AgreementBar agree={62} pass={9} disagree={29} sentence={sentence} />))
    expect(html).toContain('aria-label="62 % eens (100 mensen)"')
    expect(html).toContain('<p class="wk-small">62 % eens (100 mensen)</p>')
  })

  test('is the whole width when all agree, with no sliver of the others', async () => {
    const html = String(await (<AgreementBar agree={5} pass={0} disagree={0} sentence={sentence} />))
    expect(html.match(/<rect/g)).toHaveLength(1)
    expect(html).toContain('width="100%" height="100%"')
  })

  test('is not drawn when nobody answered', async () => {
    const html = String(await (<AgreementBar agree={0} pass={0} disagree={0} sentence={sentence} />))
    expect(html).not.toContain('<svg')
    expect(html).toContain('0 mensen')
  })
})
