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
