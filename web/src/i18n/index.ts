import { watch } from 'vue'
import { createI18n } from 'vue-i18n'
import { language } from '@/composables/preferences'
import { joined, type Entry } from './join'

const zh = joined(import.meta.glob<Entry>('./zh/*.json', { eager: true, import: 'default' }))
const en = joined(import.meta.glob<Entry>('./en/*.json', { eager: true, import: 'default' }))

export const i18n = createI18n({ legacy: false, locale: language.value, fallbackLocale: 'zh', messages: { zh, en } })

watch(language, (now) => (i18n.global.locale.value = now))
