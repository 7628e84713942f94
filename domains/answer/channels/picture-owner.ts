/** Who owns the pictures of a mail. */
export function ownerOfPictures(rawId: string): string {
  return `mail:${rawId}`
}
