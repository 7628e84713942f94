import { expect, test } from 'vitest'
import { endingOf, readDocument } from './index.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const odt = `PK\x03\x04${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.text`
const docx = 'PK\x03\x04 [Content_Types].xml … word/document.xml'

test.each([
  ['a PDF', bytes('%PDF-1.7\n…'), 'pdf'],
  ['an OpenDocument text', bytes(`${odt}PK\x03\x04`), 'odt'],
  ['a document of Word', bytes(docx), 'docx'],
  ['plain text in any alphabet', Buffer.from('Γειά σου\r\n\tمرحبا 👋'), 'txt'],
  ['what is written as a page', bytes('<!doctype html><script>alert(1)</script>'), 'txt'],
])('%s is taken for what it is, and nothing of it changes', (_, sent, ending) => {
  const document = readDocument(sent)
  expect(document?.bytes.equals(sent)).toBe(true)
  expect(endingOf(document?.type ?? '')).toBe(ending)
})

test.each([
  ['nothing', bytes('')],
  ['a program', bytes('\x7fELF\x02\x01\x01\0')],
  ['a pack of something else', bytes('PK\x03\x04 xl/workbook.xml [Content_Types].xml')],
  ['a document of Word with programs in it', bytes(`${docx} word/vbaProject.bin`)],
  ['a template that only begins as a text', bytes(`${odt}-template PK`)],
  ['a PDF behind something else', bytes('\0\0%PDF-1.7')],
  ['text that is not UTF-8', Buffer.from([0x63, 0x61, 0x66, 0xe9])],
  ['text with a null in it', Buffer.from('a\0b')],
])('%s is no document of ours', (_, sent) => {
  expect(readDocument(sent)).toBeUndefined()
})
