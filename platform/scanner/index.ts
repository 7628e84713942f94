/** A virus scanner (clamd) that is asked what is in a file, over its own protocol. */
export { askScanner, type ScannerAddress, type ScanOutcome, scanPieces } from './clamd.ts'
