import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Progress } from './progress.ts'

type Fault = { message?: string; stack?: string }
type TestFile = { moduleId: string; errors: () => readonly Fault[] }
type TestCase = {
  module: TestFile
  fullName: string
  result: () => { state: string; errors?: readonly Fault[] | undefined }
}
type Journey = { location: { file: string; line: number }; title: string; ok: () => boolean }

/** Enough to know what did not hold; the whole stands above, where it happened. */
const LINES_OF_A_FAULT = 8

/** Tells whoever runs the tests which files are under way, and what failed: for Vitest and for Playwright. */
export default class ProgressReporter {
  constructor() {
    // Leaving by exit, what was started ends too: the database of the tests.
    process.once('SIGTERM', () => process.exit(1))
  }

  onTestModuleStart({ moduleId }: TestFile): void {
    tell({ began: moduleId })
  }

  onTestModuleEnd(file: TestFile): void {
    tell({ ended: file.moduleId })
    tellFailure(place(file.moduleId), file.errors())
  }

  onTestCaseReady({ module }: { module: TestFile }): void {
    tell({ began: module.moduleId })
  }

  onTestCaseResult(test: TestCase): void {
    const file = test.module.moduleId
    tell({ began: file })
    const { state, errors = [] } = test.result()
    if (state === 'failed') tellFailure(`${place(file)} > ${test.fullName}`, errors)
  }

  onTestRunEnd(_files: readonly TestFile[], betweenTests: readonly Fault[] = []): void {
    tellFailure('between tests', betweenTests)
  }

  onTestBegin({ location }: Journey): void {
    tell({ began: location.file })
  }

  onStepEnd({ location }: Journey): void {
    tell({ began: location.file })
  }

  onTestEnd(journey: Journey, { errors }: { errors: readonly Fault[] }): void {
    const { location, title } = journey
    tell({ ended: location.file })
    if (!journey.ok()) tellFailure(`${place(location.file)}:${location.line} > ${title}`, errors)
  }

  onError(fault: Fault): void {
    tellFailure('between journeys', [fault])
  }

  printsToStdio(): boolean {
    return false
  }
}

function tell(progress: Progress): void {
  process.send?.(progress)
}

function tellFailure(where: string, faults: readonly Fault[]): void {
  const why = faults.map(({ message, stack }) => stripVTControlCharacters(message ?? stack ?? '')).join('\n')
  if (faults.length > 0)
    tell({ failed: { where, why: why.split('\n').slice(0, LINES_OF_A_FAULT).join('\n') } })
}

function place(file: string): string {
  return relative(process.cwd(), file)
}
