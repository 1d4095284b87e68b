import type { Run, Snapshot } from '@/api/types'

/** Whether the pages of a run can be opened: it has ended well, and this version of the program wrote its results. */
export const canBeShown = (run: Run): boolean => run.state === 'done' && run.form === 'current'

const question = (run: Run): string => JSON.stringify([run.snapshot_id, run.standard, run.school_year, run.tolerances])

/** The newest run that can be shown and assesses the same snapshot, standard, year and tolerances; `runs` are newest first. */
export function replacementOf(run: Run, runs: readonly Run[]): Run | undefined {
  return canBeShown(run) ? undefined : runs.find((one) => canBeShown(one) && question(one) === question(run))
}

/** Whether an account (area '' for all areas) covers all of a snapshot: only then may it assess it, since a run covers it whole. */
export function coversWhole(snapshot: Snapshot, accountArea: string): boolean {
  const [top, other] = snapshot.areas
  return accountArea === '' || (top !== undefined && other === undefined && top.code === accountArea && (top.parent ?? null) === null)
}

/** What has ended in a form that cannot be shown, one run of each question, without those that were assessed again. */
export function needingAgain(runs: readonly Run[]): Run[] {
  const old = runs.filter((run) => run.state === 'done' && run.form !== 'current' && replacementOf(run, runs) === undefined)
  return [...new Map(old.map((run) => [question(run), run])).values()]
}
