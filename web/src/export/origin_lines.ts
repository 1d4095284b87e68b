import type { Run, Snapshot } from '@/api/types'
import { sourceText } from '@/composables/source_words'
import { formatSchoolYear } from '@/format/numbers'

type Words = (key: string, values?: Record<string, unknown>) => string

/** What a file of a page says first: that its data are made up, or a part, and whence they come. Empty without a run. */
export function originLines(run: Run | undefined, snapshot: Snapshot | undefined, t: Words): string[] {
  if (run === undefined) return []
  return [
    ...(run.is_synthetic ? [t('source.synthetic')] : []),
    ...(run.is_partial ? [t('source.partial')] : []),
    t('source.line', { source: sourceText(snapshot?.source ?? '', t) || snapshot?.title || run.snapshot_name, year: formatSchoolYear(run.school_year), standard: run.standard_title, id: run.standard })
  ]
}
