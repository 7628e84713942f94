/** Files that people send: what they may be, where they are kept, and that they go with whatever they belong to. */
export { type Document, endingOf, readDocument } from './document-type.ts'
export {
  attachFile,
  describeFile,
  findFile,
  forgetFiles,
  type KeptFile,
  listFiles,
  listFilesOf,
  moveFiles,
} from './kept-file.ts'
export type { TakenAt } from './picture-place.ts'
export { createPictureQueue, type PictureQueue } from './picture-queue.ts'
export { type PictureType, pictureTypeOf } from './picture-type.ts'
export { type Picture, type PictureOutcome, remakePicture } from './remake-picture.ts'
export { ownerOfForm, waitingFiles } from './waiting-files.ts'
