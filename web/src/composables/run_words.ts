import { useI18n } from 'vue-i18n'
import type { Run, Snapshot } from '@/api/types'
import { formatSchoolYear, formatTime } from '@/format/numbers'
import { snapshots } from './run_choice'

export interface ImportWords {
  partial: string
  /** "number 12": for imports of one name and one minute. */
  number: (id: number) => string
}

/** Of an import its name, and what tells it from others of that name: the time, where that is the same too the number; and that it is partial. */
export function importName(snapshot: Snapshot, all: readonly Snapshot[], words: ImportWords): string {
  const namesakes = all.filter((one) => one.id !== snapshot.id && one.name === snapshot.name)
  const time = formatTime(snapshot.created_at)
  const marks: string[] = []
  if (namesakes.length > 0) marks.push(time)
  if (namesakes.some((one) => formatTime(one.created_at) === time)) marks.push(words.number(snapshot.id))
  if (snapshot.is_partial) marks.push(words.partial)
  return [snapshot.name, ...marks].join(' · ')
}

/** Names of two runs that tell them apart: the year, with the standard where that differs, by its title and else its id, with the import where both are the same, and at last the number. */
export function runTitles(left: Run | undefined, right: Run | undefined, dataLabel: (run: Run) => string): [string, string] {
  const year = (one: Run): string => formatSchoolYear(one.school_year)
  const isOneStandard = left !== undefined && left.standard === right?.standard
  const namings: ((one: Run) => string)[] = [
    (one) => (isOneStandard ? year(one) : `${year(one)} ${one.standard_title}`),
    (one) => (isOneStandard ? year(one) : `${year(one)} ${one.standard}`),
    (one) => `${year(one)} · ${dataLabel(one)}`,
    (one) => `${year(one)} · ${dataLabel(one)} · ${one.id}`
  ]
  const all = namings.map<[string, string]>((name) => [left === undefined ? '' : name(left), right === undefined ? '' : name(right)])
  return all.find(([first, second]) => first !== second) ?? all[0]!
}

export function useRunWords(): { snapshotLabel: (snapshot: Snapshot) => string; dataLabel: (run: Run) => string; runLabel: (run: Run) => string } {
  const { t } = useI18n()
  const words: ImportWords = {
    get partial() { return t('snapshot.partial') },
    number: (id) => t('snapshot.numbered', { id })
  }
  const snapshotLabel = (snapshot: Snapshot): string => importName(snapshot, snapshots.value, words)
  const dataLabel = (run: Run): string => {
    const snapshot = snapshots.value.find((one) => one.id === run.snapshot_id)
    return snapshot === undefined ? run.snapshot_name : snapshotLabel(snapshot)
  }
  const runLabel = (run: Run): string => `${dataLabel(run)} · ${formatSchoolYear(run.school_year)} · ${run.standard_title}${run.form === 'current' ? '' : ` (${t('run.needsAgain')})`}`
  return { snapshotLabel, dataLabel, runLabel }
}
