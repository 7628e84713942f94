import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, mendXml } from './feed-text.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))

describe('decodeText', () => {
  test('believes valid UTF-8 over what the prolog or the header declares', () => {
    const text = '<?xml version="1.0" encoding="iso-8859-1"?><t>één €</t>'
    expect(decodeText(utf8(text), 'text/xml; charset=windows-1252')).toBe(text)
  })

  test('goes by the prolog before the header', () => {
    const text = '<?xml version="1.0" encoding="iso-8859-2"?><t>\u00b1</t>'
    expect(decodeText(latin1(text), 'text/xml; charset=iso-8859-1')).toContain('ą')
  })

  test('goes by the header when the prolog is silent or wrong', () => {
    expect(decodeText(latin1('<t>\u00b1</t>'), 'text/xml; charset="iso-8859-2"')).toContain('ą')
    const wrong = '<?xml version="1.0" encoding="utf-8"?><t>\u00b1</t>'
    expect(decodeText(latin1(wrong), 'text/xml; charset=iso-8859-2')).toContain('ą')
  })

  test('takes the rest for the old charset of Western Europe', () => {
    expect(decodeText(latin1('<t>caf\u00e9 \u0080</t>'), 'text/xml; charset=verzonnen')).toBe('<t>café €</t>')
  })

  test('knows UTF-16 with and without a mark', () => {
    expect(decodeText(utf16('\ufeff<t>é</t>'))).toBe('<t>é</t>')
    expect(decodeText(utf16('<t>é</t>'))).toBe('<t>é</t>')
  })

  test('lets a seven-bit charset speak for itself', () => {
    const text = Uint8Array.from([...latin1('<?xml encoding="iso-2022-jp"?>'), 0x1b, 0x24, 0x42, 0x24, 0x22])
    expect(decodeText(text)).toContain('?xml')
    const declared = '<?xml version="1.0" encoding="iso-2022-jp"?><t>'
    expect(decodeText(Uint8Array.from([...latin1(declared), 0x1b, 0x24, 0x42, 0x24, 0x22]))).toContain('あ')
  })

  test('gives some text for any bytes and any header', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.string(),
        (bytes, header) => typeof decodeText(bytes, header) === 'string',
      ),
    )
  })
})

describe('mendXml', () => {
  test.each([
    ['<t>a & b</t>', '<t>a &amp; b</t>'],
    ['<t>a &b; c</t>', '<t>a &amp;b; c</t>'],
    ['<t>&amp; &lt; &#8364; &#x20AC;</t>', '<t>&amp; &lt; &#8364; &#x20AC;</t>'],
    ['<t>&euro;&LT;</t>', '<t>&#8364;&#60;</t>'],
    ['<t><![CDATA[a & b &euro;]]> & c</t>', '<t><![CDATA[a & b &euro;]]> &amp; c</t>'],
    ['<t><![CDATA[a & b', '<t><![CDATA[a & b'],
    ['\ufeff \n<t/>', '<t/>'],
    ['<t>\u0001\ufffe\ud800x</t>', '<t>\ufffdx</t>'],
  ])('turns %j into %j', (broken, mended) => {
    expect(mendXml(broken)).toBe(mended)
  })

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = mendXml(`<t>${text}</t>`)
        return mendXml(once) === once
      }),
    )
  })
})
