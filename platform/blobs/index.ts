/** Files that people send: what they may be, where they are kept, and that they go with whatever they belong to. */
export { type CaptionsProblem, LONGEST_CAPTIONS, readCaptions } from './captions.ts'
export { cleanFilm, type Film } from './clean-film.ts'
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
  type OpenFile,
  openFile,
} from './kept-file.ts'
export type { FilmContent } from './kept-film.ts'
export { LARGEST_FILE, LARGEST_FILM, largestOf } from './largest-file.ts'
export type { TakenAt } from './picture-place.ts'
export { createPictureQueue, type PictureQueue } from './picture-queue.ts'
export { type PictureType, pictureTypeOf } from './picture-type.ts'
export { ReceivedFile } from './received-file.ts'
export { type Picture, type PictureOutcome, remakePicture } from './remake-picture.ts'
export { examineHeldFiles, scanFilesJob, scanHeldFiles } from './scan-files.ts'
export { ownerOfForm, waitingFiles } from './waiting-files.ts'
