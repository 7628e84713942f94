/** What text cannot say: tables, lists, pictures, headings, emphasis, and links whose address their words hide. */
const more =
  /<(?:table|ul|ol|img|h[1-6]|b|strong|i|em|s|strike|del|u)\b|<a\b[^>]{0,500}href\s*=\s*["']?\s*https?:|font-weight:\s*(?:bold|[6-9]00)|line-through/i

/** Whether the HTML of a mail says more than its text does, so that it is worth looking at. Linear in its length. */
export function saysMore(html: string): boolean {
  return more.test(html.slice(0, LONGEST_LOOKED_AT))
}

const LONGEST_LOOKED_AT = 200_000
