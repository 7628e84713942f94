import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, spreadsheetLine } from './index.ts'

test('what is written is read back as it was, whatever stands in it', () => {
  const cells = ['a', 'b, c', 'say "yes"', 'two\nlines', 'a\rb', ' spaces ', '', '=1+1', '中文', '😀']
  expect(parse(`x\n${csvLine(cells)}`, { relax_column_count: true })[1]).toEqual(cells)
})

test('numbers and truths are written plainly, and nothing as nothing', () => {
  expect(csvLine([1, -1, true, null, undefined])).toBe('1,-1,true,,\n')
})

test('in a spreadsheet a text is never a formula, and a number stays a number', () => {
  expect(spreadsheetLine(['=HYPERLINK("x")', '+1', '-1', '@a', 'a=b', -1])).toBe(
    `"'=HYPERLINK(""x"")",'+1,'-1,'@a,a=b,-1\n`,
  )
})

test('a text is not run either where a spreadsheet splits lines at semicolons', () => {
  expect(spreadsheetLine([1, 'goed;=1+1', 'a; "=1+1"', 'a\n+1', ' =1', '＝1+1', 'a; b - c; d'])).toBe(
    `1,goed;'=1+1,"a;' ""=1+1""","a\n'+1",' =1,'＝1+1,a; b - c; d\n`,
  )
})

test('whatever stands in it, a text gets its apostrophes where a plain search finds formulas', () => {
  const piece = fc.constantFrom(';', '\n', '\t', ' ', '"', '=', '-', 'a')
  const plainly = (text: string) => text.replace(/(^|[;\t\r\n])(["\s]*[=+\-@])/g, "$1'$2")
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      expect(spreadsheetLine([text])).toBe(csvLine([plainly(text)]))
    }),
  )
})

test('a text of nothing but new lines is written in a moment', () => {
  const start = process.cpuUsage()
  spreadsheetLine([`a${'\n'.repeat(200_000)}b`])
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000)
})
