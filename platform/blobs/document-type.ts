import type { FilmType } from './film-type.ts'

/** A document as it came: nothing of ours opens it. */
export type Document = { bytes: Buffer; type: DocumentType }

const documentTypes = {
  pdf: 'application/pdf',
  odt: 'application/vnd.oasis.opendocument.text',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain',
} as const
export type DocumentType = (typeof documentTypes)[keyof typeof documentTypes]

/**
 * Which document the bytes are; never by a name, or by what a browser says. Undefined for all else, and for a text document with
 * programs in it. Signatures: PDF (ISO 32000-2) 7.5.2, OpenDocument 1.3 part 2, 3.3, Office Open XML (ECMA-376) part 2, 10.
 * O(n) in the bytes
 */
export function readDocument(bytes: Uint8Array): Document | undefined {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = kindOf(all)
  return kind && { bytes: all, type: documentTypes[kind] }
}

const filmTypes = { mp4: 'video/mp4', webm: 'video/webm', mov: 'video/quicktime' } satisfies Record<
  string,
  FilmType
>

/** How the name of a document or film of this type ends. */
export function endingOf(type: string): string {
  const endings: [string, string][] = Object.entries({ ...documentTypes, ...filmTypes })
  return endings.find(([, one]) => one === type)?.[0] ?? 'bin'
}

function kindOf(bytes: Buffer): keyof typeof documentTypes | undefined {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf'
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return kindOfPack(bytes)
  return isText(bytes) ? 'txt' : undefined
}

/** A pack says at its beginning that it is OpenDocument, or by the names of its parts that it is of Word. */
function kindOfPack(bytes: Buffer): 'odt' | 'docx' | undefined {
  if (bytes.includes('vbaProject.bin') || bytes.includes('Basic/script-lc.xml')) return undefined
  const start = bytes.subarray(30, 30 + 8 + documentTypes.odt.length).toString('latin1')
  if (start === `mimetype${documentTypes.odt}`) {
    const next = bytes.subarray(30 + 8 + documentTypes.odt.length, 30 + 8 + documentTypes.odt.length + 2)
    return next.toString('latin1') === 'PK' ? 'odt' : undefined
  }
  return bytes.includes('[Content_Types].xml') && bytes.includes('word/document.xml') ? 'docx' : undefined
}

/** Nothing in it that only programs write. */
function isText(bytes: Buffer): boolean {
  if (bytes.length === 0) return false
  try {
    return !/[\p{Cc}--[\t\n\f\r]]/v.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}
