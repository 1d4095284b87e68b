import { useI18n } from 'vue-i18n'

/** What a grade is called: grade 7 is the first of junior secondary school, grade 10 that of senior secondary school. */
export function useGradeName(): (grade: number) => string {
  const { t, te } = useI18n()
  return (grade) => (te(`grade.${grade}`) ? t(`grade.${grade}`) : t('forecast.grade', { grade }))
}
