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

  test('knows UTF-16 that begins with the higher byte, with and without a mark', () => {
    const higherFirst = (text: string) => utf16(text).map((_, at, bytes) => bytes[at ^ 1] ?? 0)
    expect(decodeText(higherFirst('\ufeff<t>é</t>'))).toBe('<t>é</t>')
    expect(decodeText(higherFirst('<t>é</t>'))).toBe('<t>é</t>')
  })

  test('goes by a mark before all that is declared, and leaves the mark out', () => {
    const marked = Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8('<t>é'), 0xb1])
    expect(decodeText(marked, 'text/xml; charset=iso-8859-2')).toBe('<t>é\ufffd')
  })

  test('takes no letters for half a mark', () => {
    expect(decodeText(latin1('\u00ff<t/>'))).toBe('ÿ<t/>')
    expect(decodeText(latin1('\u00ef\u00bb<t/>'))).toBe('ï»<t/>')
    expect(decodeText(latin1('<'))).toBe('<')
  })

  test.each([
    '<?xml encoding="iso-8859-2"?>',
    '<?xml version="1.0" standalone="yes" encoding="iso-8859-2"?>',
    "<?XML version='1.0' ENCODING='ISO-8859-2' ?>",
    '<?xml version="1.0"\n\tencoding  =\n "latin2"?>',
    '\n\n  <?xml version="1.0" encoding="iso-8859-2"?>',
  ])('understands the prolog %j', (prolog) => {
    expect(decodeText(latin1(`${prolog}<t>\u00b1</t>`))).toBe(`${prolog}<t>ą</t>`)
  })

  test.each([
    ['that stands further on', '<t/><?xml version="1.0" encoding="iso-8859-2"?>'],
    ['of an element', '<?xml version="1.0"?><t encoding="iso-8859-2">'],
    ['of another name', '<?xml version="1.0" the-encoding="iso-8859-2"?>'],
    ['after very many spaces', `<?xml version="1.0"${' '.repeat(256)}encoding="iso-8859-2"?>`],
    ['that does not exist', '<?xml version="1.0" encoding="verzonnen"?>'],
    ['without quotes', '<?xml version="1.0" encoding=iso-8859-2 ?>'],
  ])('does not go by an encoding %s', (_, start) => {
    expect(decodeText(latin1(`${start}\u00b1`))).toBe(`${start}±`)
    expect(decodeText(latin1(`${start}\u00b1`), 'text/xml; charset=iso-8859-5')).toBe(`${start}Б`)
  })

  test.each([
    'text/xml;charset=iso-8859-2',
    'text/xml ;  charset  =  iso-8859-2',
    'text/xml; Charset="ISO-8859-2"; version=1',
    "text/xml; version=1; charset='iso-8859-2'",
    'text/xml; charset=iso-8859-2; version=1',
    'text/xml; charset=iso-8859-2 (Latin 2)',
  ])('understands the header %j', (header) => {
    expect(decodeText(latin1('<t>\u00b1</t>'), header)).toBe('<t>ą</t>')
  })

  test.each(['charset=iso-8859-2', 'text/xml; my-charset=iso-8859-2', 'text/xml; charset iso-8859-2'])(
    'finds no charset in the header %j',
    (header) => {
      expect(decodeText(latin1('<t>\u00b1</t>'), header)).toBe('<t>±</t>')
    },
  )

  test('lets a seven-bit charset speak for itself', () => {
    const text = Uint8Array.from([...latin1('<?xml encoding="iso-2022-jp"?>'), 0x1b, 0x24, 0x42, 0x24, 0x22])
    expect(decodeText(text)).toContain('?xml')
    const declared = '<?xml version="1.0" encoding="iso-2022-jp"?><t>'
    expect(decodeText(Uint8Array.from([...latin1(declared), 0x1b, 0x24, 0x42, 0x24, 0x22]))).toContain('あ')
    const bare = Uint8Array.from([...latin1('<t>'), 0x1b, 0x24, 0x42, 0x24, 0x22])
    expect(decodeText(bare, 'text/xml; charset=iso-2022-jp')).toBe('<t>あ')
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
    ['a & b', 'a &amp; b'],
    ['', ''],
    ['<t>&quot;&apos;&gt;</t>', '<t>&quot;&apos;&gt;</t>'],
    ['<t>&ltimes;&gtdot;&ampere;</t>', '<t>&#8905;&#8919;&#38;&#101;&#114;&#101;&#59;</t>'],
    ['<t>&frac12; &eacute;&eacute;</t>', '<t>&#189; &#233;&#233;</t>'],
    ['<t>&NotEqualTilde; &Afr;</t>', '<t>&#8770;&#824; &#120068;</t>'],
    ['<t>&verzonnen; &AT&T;</t>', '<t>&amp;verzonnen; &amp;AT&amp;T;</t>'],
    ['<t>&#1114111; &#x10FFFF; &#x9;</t>', '<t>&#1114111; &#x10FFFF; &#x9;</t>'],
    ['<t>&#12345678; &#x1234567;</t>', '<t>&amp;#12345678; &amp;#x1234567;</t>'],
    [
      '<t>&#; &#x; &#a; &#xg; &#8364 &euro</t>',
      '<t>&amp;#; &amp;#x; &amp;#a; &amp;#xg; &amp;#8364 &amp;euro</t>',
    ],
    ['<t>&1a; &é; &;</t>', '<t>&amp;1a; &amp;é; &amp;;</t>'],
    [
      '<t>]]> & <![CDATA[&]]> & <![CDATA[& <![CDATA[ &]]>&</t>',
      '<t>]]> &amp; <![CDATA[&]]> &amp; <![CDATA[& <![CDATA[ &]]>&amp;</t>',
    ],
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
