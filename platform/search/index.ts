export { type Marks, markTexts } from './mark-texts.ts'
export { type PreparedSearch, prepareSearch, type SearchRequest } from './prepare-search.ts'
