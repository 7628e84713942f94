import type { WebContext } from './web.ts'

/** A byte order mark: without it, spreadsheets take UTF-8 for something else. */
const MARK = '\uFEFF'

/**
 * Answers with lines that spreadsheets read.
 * @param name  under which a browser saves it: for a file that is made for whoever asks, and kept by nobody else
 */
export function sendSpreadsheet(c: WebContext, lines: string[], name?: string): Response {
  const own = name
    ? { 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'no-store' }
    : {}
  return c.body(`${MARK}${lines.join('')}`, 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    ...own,
  })
}
