import type { Progress } from './progress.ts'

type TestFile = { moduleId: string }
type Journey = { location: { file: string } }

/** Tells whoever runs the tests which files are under way: for Vitest and for Playwright. */
export default class ProgressReporter {
  constructor() {
    // Leaving by exit, what was started ends too: the database of the tests.
    process.once('SIGTERM', () => process.exit(1))
  }

  onTestModuleStart({ moduleId }: TestFile): void {
    tell({ began: moduleId })
  }

  onTestModuleEnd({ moduleId }: TestFile): void {
    tell({ ended: moduleId })
  }

  onTestCaseReady({ module }: { module: TestFile }): void {
    tell({ began: module.moduleId })
  }

  onTestCaseResult({ module }: { module: TestFile }): void {
    tell({ began: module.moduleId })
  }

  onTestBegin({ location }: Journey): void {
    tell({ began: location.file })
  }

  onStepEnd({ location }: Journey): void {
    tell({ began: location.file })
  }

  onTestEnd({ location }: Journey): void {
    tell({ ended: location.file })
  }

  printsToStdio(): boolean {
    return false
  }
}

function tell(progress: Progress): void {
  process.send?.(progress)
}
