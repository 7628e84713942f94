export { classOf, foldWords, lettersOf, type Word, wordsOf } from './letters.ts'
export { Gazetteer, type NamedPlace, type PlaceInText } from './places-in-text.ts'
export { type Question, questionsOf } from './questions.ts'
export {
  type ComparedQuestion,
  compareAs,
  likenessOf,
  SAME_QUESTION,
  telltaleRoots,
} from './same-question.ts'
export { compareTexts, type Similarity } from './similar.ts'
export { dutchRoot, stemDutch } from './stem-dutch.ts'
export { stemEnglish as englishRoot, stemEnglish } from './stem-english.ts'
