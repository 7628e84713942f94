export { type DataFolder, type OpenOutcome, openDataFolder } from './data-folder.ts'
export { type DataFolderCondition, examineDataFolder } from './examine-data-folder.ts'
export { readPurpose } from './marks.ts'
export type { Running } from './running.ts'
