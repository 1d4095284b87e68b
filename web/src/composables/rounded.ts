import { useI18n } from 'vue-i18n'
import { absent } from '@/format/numbers'

interface Reply {
  rounded?: string[]
}

const known = new WeakMap<object, ReadonlySet<string>>()

/** Whether the number at this place of a reply ("stages.0.mean") is rounded, so that it tells nothing of small counts. */
export function isRounded(reply: Reply | null | undefined, place: string): boolean {
  if (reply?.rounded === undefined) return false
  let places = known.get(reply)
  if (places === undefined) {
    places = new Set(reply.rounded)
    known.set(reply, places)
  }
  return places.has(place)
}

/** Says "about" before a number that is rounded. */
export function useRounded(): { about: (reply: Reply | null | undefined, place: string, text: string) => string } {
  const { t } = useI18n()
  return { about: (reply, place, text) => (text !== absent && isRounded(reply, place) ? t('number.about', { number: text }) : text) }
}
