/** Files that people send: what they may be, where they are kept, and that they go with whatever they belong to. */
export { attachFile, findFile, forgetFiles, type KeptFile, listFiles } from './kept-file.ts'
export { type Picture, type PictureOutcome, remakePicture } from './remake-picture.ts'
