/** A post as it was just written, for the watches to look at. */
export type WrittenPost = {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly publishedAt: Date
}
