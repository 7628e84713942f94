export { dutchRoot, englishRoot } from './compared-as.ts'
export { classOf, foldWords, letterClasses, oneLetterEach, type Word, wordsOf } from './letters.ts'
export { stemDutch } from './stem-dutch.ts'
export { stemEnglish } from './stem-english.ts'
