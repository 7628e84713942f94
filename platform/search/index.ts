export { type Marks, markTexts } from './mark-texts.ts'
export { type PreparedSearch, prepareSearch, type SearchRequest } from './prepare-search.ts'
export { LONGEST_SEARCH, MOST_TERMS } from './read-search.ts'
export { listWords } from './words.ts'
