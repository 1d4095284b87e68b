import { useI18n } from 'vue-i18n'

/** What a grade is called: grade 7 is the first of junior secondary school, grade 10 that of senior secondary school. */
export function useGradeName(): (grade: number) => string {
  const { t, te } = useI18n()
  return (grade) => (te(`grade.${grade}`) ? t(`grade.${grade}`) : t('forecast.grade', { grade }))
}

const stageWords: Record<string, string> = { primary: 'stage.primary', junior: 'stage.junior', senior: 'forecast.senior', all: 'forecast.series_all' }

/** Of the series of a forecast: a stage, all grades, or "g7" for a grade. */
export function useSeriesName(): (id: string) => string {
  const { t } = useI18n()
  const gradeName = useGradeName()
  return (id) => (stageWords[id] === undefined ? gradeName(Number(id.slice(1))) : t(stageWords[id]))
}
