/** HTML of a stranger as it may be shown, and what was left out of it. */
export type SafeHtml = {
  /** Of a few elements, with no style, class or id; `<details>` around what was quoted. */
  readonly html: string
  /** As its outermost elements say; null where they do not. */
  readonly dir: 'ltr' | 'rtl' | null
  readonly lang: string | null
  /** Pictures elsewhere: fetching them would tell the sender that the mail was read. */
  readonly blockedImages: number
  /** Pictures that came along and cannot be shown here. */
  readonly lostImages: number
}

/** With what HTML is shown. */
export type ShownWith = {
  /** The pictures of the mail that can be shown, by the id by which its HTML names them, with our addresses for them. */
  readonly pictures: ReadonlyMap<string, ShownPicture>
  /** What is said in place of what was quoted, until somebody opens it. */
  readonly quoted: string
}

/** In pixels. */
export type ShownPicture = { readonly src: string; readonly width: number; readonly height: number }
