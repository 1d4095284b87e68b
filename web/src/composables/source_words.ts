import { useI18n } from 'vue-i18n'

/** What the program's own generator writes as the source of its data, with its seed. */
const generated = /^Junheng generator, seed (\d+)$/

/** Where data come from, as told on the page: what a bureau wrote as it is, of generated data in the language of the page. */
export function sourceText(source: string, t: (key: string, values: Record<string, unknown>) => string): string {
  const seed = generated.exec(source)?.[1]
  return seed === undefined ? source : t('source.generated', { seed })
}

export function useSourceWords(): (source: string) => string {
  const { t } = useI18n()
  return (source) => sourceText(source, (key, values) => t(key, values))
}
