import { useI18n } from 'vue-i18n'
import type { Reason } from '@/api/types'

/** The shortest name of a reason: "L7 (primary)", "G5", "schools (junior)"; all of its text where it has no clause. */
export function useReasonWords(): { reasonLabel: (reason: Reason) => string } {
  const { t } = useI18n()
  function reasonLabel({ kind, clause = '', stage, text }: Reason): string {
    const name = clause !== '' ? clause : kind.startsWith('schools_') ? t('scenario.ofSchools') : ''
    if (name === '') return text
    return stage === undefined ? name : t('scenario.ofStage', { name, stage: t(`stage.${stage}`) })
  }
  return { reasonLabel }
}
