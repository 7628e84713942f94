export { loadBackup, readBackupHead, UnreadableBackup } from './read-backup.ts'
export { type BackupFigures, writeBackup } from './write-backup.ts'
